package thread

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// attached is a file that is at the hub.
var attached = chat.File{Hash: "aa", Name: "invoice.pdf", Type: "application/pdf", Size: 120_000}

// E-ACT-06, V-ATT-01: by one key and a path; it goes with the next line, and a line
// waits for its file.
func TestAFileGoesWithTheNextLine(t *testing.T) {
	r := writing(t)
	r.press(fyne.KeyF4)
	r.wantSheet("Attach a file to your next line to Ada", "At most 5 MB", "A picture cannot be pasted", "no file is chosen")
	r.write("/home/asha/invoice.pdf")
	r.sheet().Confirm()
	r.wantNoSheet()
	r.files.told(app.Attaching{Chat: "c", Sent: 60_000, Size: 120_000})
	r.crank.Drain()
	r.wantSays("the file is on its way", "58.6 KB of 117.2 KB are at the hub")
	r.write("Here it is")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.files.told(app.Attaching{Chat: "c", File: &attached})
	r.crank.Drain()
	r.wantSays("invoice.pdf · 117.2 KB goes with the next line")
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "Here it is" with invoice.pdf`)
	if r.desk.Drafts["c/file"] != "" || stage.Says(r.pane.Content(), "invoice.pdf") {
		t.Error("the file is still there")
	}
	r.write("And this")
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "And this"`)
}

// E-ACT-06: a file is chosen in a window by the mouse alone, or by the sheet's key from
// wherever in it the keyboard is; what cannot be read is said, and what was written stays.
func TestAFileIsChosenInAWindow(t *testing.T) {
	r := writing(t)
	var answer func(string, error)
	asked := 0
	r.pane.opts.Choose = func(got func(string, error)) { answer = got; asked++ }
	r.pane.Render(r.Snapshot())
	under, ok := stage.Called[interface {
		fyne.CanvasObject
		fyne.Tappable
	}](r.pane.Content(), "F4: file")
	if !ok {
		t.Fatal("nothing under the box attaches a file by the mouse")
	}
	test.Tap(under)
	r.wantSheet("Choose a file…", "F4", "At most 5 MB", "no file is chosen")
	sheet := r.sheet()
	tap := func(word string) {
		t.Helper()
		b, ok := stage.Called[*kit.Button](sheet, word)
		if !ok {
			t.Fatalf("no button %q", word)
		}
		test.Tap(b)
	}
	tap("Choose a file…")
	answer("", errors.New("nobody may read it"))
	r.wantSheet("It cannot be read: nobody may read it", "no file is chosen")
	r.press(fyne.KeyF4)
	r.window.Canvas().Focus(stage.Find[*kit.Picker](sheet)[0].Focusable())
	r.press(fyne.KeyF4)
	if asked != 3 {
		t.Errorf("asked %d times", asked)
	}
	answer("/home/asha/invoice.pdf", nil)
	if got := stage.Read(sheet); strings.Contains(got, "no file is chosen") || strings.Contains(got, "nobody may read it") {
		t.Errorf("the sheet says\n%s", got)
	}
	r.press(fyne.KeyReturn) // the keyboard is on the button that attaches
	r.wantNoSheet()
	r.files.told(app.Attaching{Chat: "c", Err: &app.FileTooLargeError{Name: "invoice.pdf", Size: 5<<20 + 1, Limit: 5 << 20}})
	r.crank.Drain()
	r.wantSays("At most 5 MB may be sent in this chat.")
}

// Without such a window the sheet has the path and the team's files.
func TestAHouseWithoutAWindowForFiles(t *testing.T) {
	r := writing(t)
	r.press(fyne.KeyF4)
	if stage.Says(r.sheet(), "Choose a file") {
		t.Error("a button that does nothing")
	}
	r.press(fyne.KeyF4)
	r.wantSheet("no file is chosen")
}

// A file needs no words.
func TestAFileWithoutWords(t *testing.T) {
	r := writing(t)
	r.pane.Drop([]string{"/tmp/x/invoice.pdf"})
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.files.told(app.Attaching{Chat: "c", File: &attached})
	r.crank.Drain()
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "" with invoice.pdf`)
	r.press(fyne.KeyReturn)
	r.wantAsked()
}

// what is too large is refused in words, and holds the line until it is taken
// away.
func TestAFileThatIsRefused(t *testing.T) {
	r := writing(t)
	r.pane.Drop([]string{"/tmp/x/film.mp4"})
	r.files.told(app.Attaching{Chat: "c", Err: &app.FileTooLargeError{Name: "film.mp4", Size: 5<<20 + 1, Limit: 5 << 20}})
	r.crank.Drain()
	r.wantSays("film.mp4 has 5,242,881 bytes. At most 5 MB may be sent in this chat.", "the file is not attached")
	r.pane.reply.files.drop()
	r.write("hello")
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "hello"`)
}

// E-ACT-06: a file that is chosen while the steps of a takeover are open is spoken of
// there, and goes with none of them.
func TestAFileBesideTheSteps(t *testing.T) {
	r := takenOver(t)
	r.pane.Attach()
	r.write("/home/asha/invoice.pdf")
	r.sheet().Confirm()
	r.files.told(app.Attaching{Chat: "c", Err: &app.FileTooLargeError{Name: "film.mp4", Size: 5<<20 + 1, Limit: 5 << 20}})
	r.crank.Drain()
	r.steps()
	r.wantSays("At most 5 MB may be sent in this chat.")
	r.files.told(app.Attaching{Chat: "c", File: &attached})
	r.crank.Drain()
	r.wantSays("117.2 KB does not go with a step")
	r.press(fyne.KeyEscape)
	r.wantSays("117.2 KB goes with the next line")
}

// A file belongs to the chat that it was chosen for, comes back with its draft, and is
// asked for once more before it goes.
func TestAFileStaysWithItsChat(t *testing.T) {
	r := writing(t)
	r.Do("d", stage.Opened("Bo"))
	r.Do("d", stage.Taken(stage.Me)...)
	r.pane.Drop([]string{"/tmp/x/invoice.pdf"})
	told := r.files.told
	r.show("d")
	told(app.Attaching{Chat: "c", File: &attached})
	r.crank.Drain()
	r.Pass(time.Minute)
	r.pane.Write(false)
	r.write("for d")
	r.press(fyne.KeyReturn)
	r.wantAsked(`post d "for d"`)
	r.show("c")
	r.wantSays("invoice.pdf was to go with this draft.")
	r.pane.Attach()
	r.files.told(app.Attaching{Chat: "c", File: &attached})
	r.crank.Drain()
	r.pane.Write(false)
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "" with invoice.pdf`)
}

// A path that is pasted is offered as what it is; a picture cannot be pasted, and the
// screen says so where one looks for it.
func TestPastingAPath(t *testing.T) {
	r := writing(t)
	path := filepath.Join(t.TempDir(), "invoice.pdf")
	looked := make(chan string, 1)
	r.pane.exists = func(p string) bool { looked <- p; return true }
	fyne.CurrentApp().Clipboard().SetContent(path)
	r.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	if got := <-looked; got != path {
		t.Fatalf("looked for %q", got)
	}
	r.eventually("That is a file of this computer: invoice.pdf.")
	r.press(fyne.KeyF4)
	r.wantNoSheet()
	if r.boxes()[0].Text() != "" || r.files.told == nil {
		t.Errorf("the box has %q", r.boxes()[0].Text())
	}
	fyne.CurrentApp().Clipboard().SetContent("")
	r.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	r.wantSays("A picture cannot be pasted")
}

// eventually waits for what another goroutine has posted.
func (r *room) eventually(words string) {
	r.t.Helper()
	for range 2000 {
		r.crank.Drain()
		if stage.Says(r.pane.Content(), words) {
			return
		}
		time.Sleep(time.Millisecond)
	}
	r.t.Fatalf("%q does not come:\n%s", words, stage.Read(r.pane.Content()))
}

func TestWhatLooksLikeAPath(t *testing.T) {
	for text, want := range map[string]string{
		"/home/asha/a b.png": "/home/asha/a b.png", `"/x/y.pdf"`: "/x/y.pdf", "file:///x/y%20z.pdf": "/x/y z.pdf",
		"hello": "", "and/or": "", "/": "", "/a\n/b": "", "https://example.com/a": "", "": "",
	} {
		if got, ok := pathOf(text); ok != (want != "") || ok && got != want {
			t.Errorf("%q is %q, %v", text, got, ok)
		}
	}
}

// V-ATT-01: the team's own files go without a path.
func TestTheTeamsFiles(t *testing.T) {
	r := writing(t)
	r.files.library = []chat.File{attached}
	r.pane.Attach()
	r.crank.Drain()
	r.wantSheet("invoice.pdf", "PDF · 117.2 KB")
	r.window.Canvas().Focus(stage.Find[*kit.Picker](r.sheet())[0].Focusable())
	r.press(fyne.KeyReturn)
	r.sheet().Confirm()
	r.wantNoSheet()
	r.files.told(app.Attaching{Chat: "c", File: &attached})
	r.crank.Drain()
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "" with invoice.pdf`)

	r = writing(t)
	r.files.err = app.ErrAway
	r.pane.Attach()
	r.crank.Drain()
	r.wantSheet("The hub cannot be reached now")
}

// Nothing is attached by somebody who does not write to the customer.
func TestAnObserverAttachesNothing(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"))
	r.show("c")
	r.pane.Attach()
	r.pane.Drop([]string{"/tmp/x/invoice.pdf"})
	r.wantSays("nothing can be attached")
	if r.files.told != nil {
		t.Error("a file was attached")
	}
}

// What comes from a stranger is opened by nothing: a click asks where to save it, under
// a name that can do no harm.
func TestAFileIsSavedOnAClickOnly(t *testing.T) {
	r := mineWith(t, &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer, File: &chat.File{Hash: "bb", Name: "../../.bashrc", Type: "text/plain", Size: 12}})
	r.wantSays("../../.bashrc", "Text · 12 bytes", "Save…")
	r.pane.openFile("m")
	r.wantSheet("Save ../../.bashrc", "this program opens nothing of it")
	folder := t.TempDir()
	for name, want := range map[string]string{"../../.bashrc": "bashrc", "a/b:c?.png": "b_c_.png", "...": "file", "बिल.pdf": "बिल.pdf"} {
		if got := freshPath(folder, name); got != filepath.Join(folder, want) {
			t.Errorf("%q is proposed as %q", name, strings.TrimPrefix(got, folder))
		}
	}
}
