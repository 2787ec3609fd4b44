package library

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/storage"

	"floorwalker/app/script"
	"floorwalker/ui/internal/stage"
)

var errDisk = errors.New("the disk is full")

// choose answers the file picker with a file.
func (r *room) choose(name, text string) {
	r.file = func(got func(string, io.ReadCloser, error)) { got(name, io.NopCloser(strings.NewReader(text)), nil) }
	r.tap("Import…")
}

// figure is one of the report's.
func (r *room) figure(name string) string {
	_, n, _ := strings.Cut(r.pane.report.values[name].AccessibilityLabel(), name)
	return strings.TrimLeft(n, ":, ")
}

func (r *room) wantFigures(want string) {
	r.t.Helper()
	var got []string
	for _, f := range []string{figNew, figChanged, figSame, figConflicts, figRefused} {
		got = append(got, r.figure(f))
	}
	if s := strings.Join(got, " "); s != want {
		r.t.Errorf("new, changed, same, conflicts, refused: %s, want %s", s, want)
	}
}

// exported is the library as a file.
func exported(t *testing.T, r *room, f format) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.write(&b, r.lib); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A file is read away from the window, and what it would do is shown before
// anything is written.
func TestImport(t *testing.T) {
	r := newRoom(t)
	csv := strings.Replace(exported(t, r, asCSV), "Glad to help.", "Happy to help.", 1)
	lines := strings.SplitAfter(csv, "\n")
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "call-asked") })
	csv = strings.Join(lines, "")
	csv += "refund,Billing,refund,Refund,We refund {amount}.,,,\n" + "bad,Billing,call,Taken,Text,,,\n"
	r.choose("my canned.csv", csv)
	r.wantSays("Reading my canned.csv")
	if len(r.jobs) != 1 {
		t.Fatal("the file is read on the UI thread")
	}
	r.work()
	r.wantSays("What my canned.csv would do", "Nothing is written yet", "Line 6: shortcut /call is that of")
	r.wantFigures("1 1 2 0 1")
	r.wantAsked("")
	r.press(fyne.KeyI)
	r.render()
	r.wantAsked("import 5")
	r.wantSays("my canned.csv was imported")
	r.wantFigures("1 1 2 0 1")
	if r.content("info").Text != "Happy to help. What do you look for: {topic}?" || r.content("refund").Title != "Refund" {
		t.Error("the library does not have what the file said")
	}
	r.press(fyne.KeyEscape)
	r.wantSays("No response is open")
	r.wantListed("close call-asked greet info refund")
}

// JSON is known by its name, or else by its beginning.
func TestImportJSON(t *testing.T) {
	for _, name := range []string{"canned.json", "canned.JSON", "canned", "canned.txt"} {
		r := newRoom(t)
		r.choose(name, exported(t, r, asJSON))
		r.work()
		r.wantFigures("0 0 4 0 0")
		r.wantSays("What " + name + " would do")
	}
}

func TestImportThatIsLeft(t *testing.T) {
	r := newRoom(t)
	r.choose("canned.csv", "id,folder,shortcut,title,text\nx,,,X,Text\n")
	r.work()
	r.press(fyne.KeyEscape)
	r.wantAsked("")
	if _, ok := r.lib.Get("x"); ok {
		t.Error("it was imported all the same")
	}
	r.wantSilence("Import of", "would do")
}

// A file that cannot be taken is not taken, and says where and why.
func TestFilesThatAreRefused(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"canned.csv", "", "the file is empty"},
		{"canned.csv", "a,b\n1,2\n", "Nothing was taken: line 1: the first line must name the columns"},
		{"canned.csv", "id,folder,shortcut,title,text\nx,,,X,ok\ny,,,Y,{no\n", "line 3: text has a { without its }"},
		{"canned.json", "{", "Nothing was taken: line 1"},
		{"canned.csv", "\xff\xfe", "is not UTF-8"},
	} {
		r := newRoom(t)
		r.choose(c.name, c.text)
		r.work()
		r.wantSays(c.name+" was not imported", c.want)
		r.wantAsked("")
	}
}

// slow is a file that breaks while it is read.
type slow struct{ closed bool }

func (s *slow) Read([]byte) (int, error) { return 0, errors.New("the stick was pulled out") }
func (s *slow) Close() error             { s.closed = true; return nil }

func TestAFileThatBreaks(t *testing.T) {
	r := newRoom(t)
	f := &slow{}
	r.file = func(got func(string, io.ReadCloser, error)) { got("canned.csv", f, nil) }
	r.tap("Import…")
	r.work()
	r.wantSays("canned.csv was not imported", "the stick was pulled out")
	if !f.closed {
		t.Error("the file was left open")
	}
	r.file = func(got func(string, io.ReadCloser, error)) { got("canned.csv", nil, errors.New("no permission")) }
	r.tap("Import…")
	r.wantSays("no permission")
}

// Rows that are older than the library are shown one after the other.
func TestImportConflicts(t *testing.T) {
	r := newRoom(t)
	file := exported(t, r, asCSV)
	file = strings.NewReplacer("Have a good", "FILE bye", "Hi {customer}", "FILE hi", "Glad to", "FILE glad").Replace(file)
	r.byLena("close", func(c *script.Response) { c.Text = "Lena bye" })
	r.byLena("greet", func(c *script.Response) { c.Text = "Lena hi" })
	r.byLena("info", func(c *script.Response) { c.Text = "Lena info" })
	r.render()
	r.choose("canned.csv", file)
	r.work()
	r.wantFigures("0 0 1 3 0")
	r.tap("Show the conflicts") // nothing to write, so this is the one thing to press
	r.wantAsked("import 4")
	r.wantSays("canned.csv was imported", "look at both")
	r.tap("Settle 3 conflicts")
	r.wantSays("newer here than in the file (1 of 3)", "FILE bye", "Lena bye", "In the file")
	r.nth(0, "Keep this one")
	r.wantAsked(`put close on 2 "Goodbye"`)
	r.wantSays("(2 of 3)", "FILE hi")

	// Leaving keeps the rest within a click.
	r.press(fyne.KeyEscape)
	r.wantSays("was imported")
	r.press(fyne.KeyEscape)
	r.edit("call", "")
	r.wantSays("2 conflicts of the import left")
	r.tap("2 conflicts of the import left")
	r.tap("Settle 2 conflicts")
	r.nth(1, "Keep this one") // the library's
	r.wantAsked("")
	r.wantSays("(3 of 3)", "FILE glad")
	r.tap("Keep both as they are for now")
	r.wantAsked("keep both of info")
	r.wantSays("canned.csv was imported")
	r.wantSilence("Settle", "left")
	if r.content("close").Text != "FILE bye {daypart}." || r.content("greet").Text != "Lena hi" || len(r.lib.Heads("info")) != 2 {
		t.Error("the library has not what was chosen")
	}
}

// What comes from a file or from the desk takes neither the keyboard nor the
// place of what somebody turned to meanwhile.
func TestAReportThatComesLate(t *testing.T) {
	r := newRoom(t)
	r.choose("canned.csv", "id,folder,shortcut,title,text\nx,,,X,Text\n")
	r.edit("greet", "Typed ")
	r.work()
	if r.window.Canvas().Focused() != fyne.Focusable(r.pane.edit.text) || !r.pane.edit.content.Visible() {
		t.Fatal("the report came over the form")
	}
	r.wantSays("Import of canned.csv")
	r.tap("Import of canned.csv")
	r.press(fyne.KeyI)
	r.wantAsked("import 1")
	r.render()
	r.wantSays("canned.csv was imported")
	r.press(fyne.KeyEscape)
	r.wantSays("Typed Hi")
	r.wantSilence("Import of canned.csv")
}

// A write that fails half way says what is saved and how to go on.
func TestImportThatFailsHalfWay(t *testing.T) {
	r := newRoom(t)
	r.choose("canned.csv", "id,folder,shortcut,title,text\nx,,,X,Text\ny,,,Y,Text\n")
	r.work()
	r.broken = errDisk
	r.tap("Import 2")
	r.wantSays("canned.csv was not imported", "1 response saved, the rest not: the disk is full", "Import the same file again")
	r.broken = nil
	r.choose("canned.csv", "id,folder,shortcut,title,text\nx,,,X,Text\ny,,,Y,Text\n")
	r.work()
	r.wantFigures("1 0 1 0 0")
}

// Ten thousand refused rows are counted, and the first of them listed.
func TestManyRefusedRows(t *testing.T) {
	var rs []*script.FileError
	for i := range 10_000 {
		rs = append(rs, &script.FileError{Line: i + 2, Err: errDisk})
	}
	s := refusedRows(rs)
	if n := strings.Count(s, "\n"); n != refusedMost || !strings.HasSuffix(s, "and 9900 more") {
		t.Errorf("%d lines, the last %q", n+1, s[strings.LastIndexByte(s, '\n')+1:])
	}
}

// sink is a file to be written.
type sink struct {
	bytes.Buffer
	fail   error
	closed bool
}

func (s *sink) Write(b []byte) (int, error) {
	if s.fail != nil {
		return 0, s.fail
	}
	return s.Buffer.Write(b)
}
func (s *sink) Close() error { s.closed = true; return nil }

func TestExport(t *testing.T) {
	for word, f := range map[string]format{"Export CSV": asCSV, "Export JSON": asJSON} {
		r := newRoom(t)
		out := &sink{}
		r.saveTo = func(suggested string, got func(string, io.WriteCloser, error)) {
			if suggested != f.name {
				t.Errorf("suggested is %q", suggested)
			}
			got("mine", out, nil)
		}
		r.tap(word)
		if out.Len() != 0 {
			t.Error("the file is written on the UI thread")
		}
		r.work()
		if out.String() != exported(t, r, f) || !out.closed {
			t.Errorf("%s wrote %q", word, out.String())
		}
		r.wantSays("4 responses written to mine")
		// What was written is read again as the same.
		r.choose(f.name, out.String())
		r.work()
		r.wantFigures("0 0 4 0 0")
	}
}

func TestExportThatFails(t *testing.T) {
	r := newRoom(t)
	r.saveTo = func(_ string, got func(string, io.WriteCloser, error)) { got("mine.csv", &sink{fail: errDisk}, nil) }
	r.tap("Export CSV")
	r.work()
	r.wantSays("Not exported: the disk is full. Do not use mine.csv.")
}

// The pickers are Fyne's; that they open, and that Cancel asks for nothing.
func TestPickers(t *testing.T) {
	r := newRoom(t)
	AskOpen(r.window)(func(string, io.ReadCloser, error) { t.Error("a file was chosen") })
	if r.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no picker for a file to read")
	}
	r.closeOverlays()
	AskSave(r.window)("canned.csv", func(string, io.WriteCloser, error) { t.Error("a file was chosen") })
	if top := r.window.Canvas().Overlays().Top(); top == nil || !stage.Says(top, "canned.csv") {
		t.Error("no picker for a file to write, or without the name")
	}
	r.closeOverlays()
}

// E-ACT-06: a file that goes to a customer is asked for by its path, whatever kind it
// is; nobody hears of it who changed their mind.
func TestAskPath(t *testing.T) {
	r := newRoom(t)
	AskPath(r.window, "Choose it")(func(string, error) { t.Error("a file was chosen") })
	if top := r.window.Canvas().Overlays().Top(); top == nil || !stage.Says(top, "Choose it") {
		t.Error("no picker for a file to attach, or without its word")
	}
	r.closeOverlays()
	path := filepath.Join(t.TempDir(), "a b.png")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	opened, err := storage.Reader(storage.NewFileURI(path))
	if err != nil {
		t.Fatal(err)
	}
	var heard []any
	got := chosen(func(path string, err error) { heard = append(heard, path, err) })
	got(nil, nil)
	got(opened, nil)
	got(nil, errDisk)
	if want := []any{path, nil, "", errDisk}; !reflect.DeepEqual(heard, want) {
		t.Errorf("heard %v, want %v", heard, want)
	}
}

// Esc cancels a picker, and the keyboard goes back into the page.
func TestEscCancelsAPicker(t *testing.T) {
	r := newRoom(t)
	c := r.window.Canvas()
	passed := 0
	c.SetOnTypedKey(func(*fyne.KeyEvent) { passed++ })
	escape := &fyne.KeyEvent{Name: fyne.KeyEscape}
	r.file = AskOpen(r.window)
	c.Unfocus() // as a click on the link does
	r.pane.Import()
	if c.Overlays().Top() == nil {
		t.Fatal("no picker for a file to read")
	}
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF6})
	over := canvas.NewRectangle(nil)
	c.Overlays().Add(over) // a question of the picker's
	c.OnTypedKey()(escape)
	c.Overlays().Remove(over)
	if c.Overlays().Top() == nil || passed != 1 {
		t.Fatal("Esc of what lies above it closes the picker")
	}
	c.OnTypedKey()(escape)
	if c.Overlays().Top() != nil {
		t.Fatal("Esc does not close the picker")
	}
	if c.Focused() != fyne.Focusable(r.pane.list.search) {
		t.Errorf("the keyboard is in %T", c.Focused())
	}
	if c.OnTypedKey()(escape); passed != 2 {
		t.Error("keys do not reach the window again")
	}
}

func (r *room) closeOverlays() {
	for _, o := range r.window.Canvas().Overlays().List() {
		r.window.Canvas().Overlays().Remove(o)
	}
}
