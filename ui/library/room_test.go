package library

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// lena is somebody else on the team.
const lena chat.AgentID = "lena"

// room is the pane in a window, on a desk that the test is.
type room struct {
	*stage.Floor
	t      testing.TB
	crank  loop.Crank
	pane   *Pane
	window fyne.Window

	lib    script.Library
	asked  []string
	drafts map[string]string
	n      int
	// held are answers that the test lets go.
	hold bool
	held []func()
	// broken answers every edit, if set.
	broken error
	passed []fyne.Shortcut
	// jobs are what was asked to be done away from the window.
	jobs   []func()
	file   func(func(string, io.ReadCloser, error))
	saveTo func(string, func(string, io.WriteCloser, error))
}

var _ Desk = (*room)(nil)

func newRoom(t testing.TB) *room { return openRoom(t, map[string]string{}, starter()) }

// openRoom is a desk that starts with these drafts on its disk.
func openRoom(t testing.TB, drafts map[string]string, lib script.Library) *room {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	r := &room{Floor: stage.NewFloor(t), t: t, drafts: drafts, lib: lib}
	r.Colleague(lena, "Support", true)
	r.pane = New(Options{
		Desk: r, Policy: r.Policy, Now: r.Now, Post: r.crank.Post,
		Go:       func(f func()) { r.jobs = append(r.jobs, f) },
		Shortcut: func(s fyne.Shortcut) { r.passed = append(r.passed, s) },
		Focus:    func(f fyne.Focusable) { r.window.Canvas().Focus(f) },
		Window:   func() fyne.Canvas { return r.window.Canvas() },
		OpenFile: func(got func(string, io.ReadCloser, error)) { r.file(got) },
		SaveFile: func(name string, got func(string, io.WriteCloser, error)) { r.saveTo(name, got) },
	})
	r.window = test.NewTempWindow(t, r.pane.Content())
	r.window.SetPadded(false)
	r.window.Resize(fyne.NewSize(1130, 720))
	r.render()
	r.pane.Focus()
	return r
}

// starter is a library of a few responses.
func starter() script.Library {
	var l script.Library
	for _, v := range []struct {
		id record.ID
		r  script.Response
	}{
		{"call-asked", script.Response{Folder: "Takeover", Shortcut: "call", Title: "Asks for a call", Text: "Dear {customer}, this is chat support. What can I do for you here?"}},
		{"greet", script.Response{Folder: "Takeover", Shortcut: "greet", Title: "Greeting", Text: "Hi {customer}, I'm {agent} from {team}."}},
		{"info", script.Response{Folder: "Information", Shortcut: "info", Title: "Wants information", Text: "Glad to help. What do you look for: {topic}?"}},
		{"close", script.Response{Shortcut: "bye", Title: "Goodbye", Text: "Have a good {daypart}."}},
	} {
		next, _, err := l.Put(v.id, v.r, record.Revision{}, "", 0)
		if err != nil {
			panic(err)
		}
		l = next
	}
	return l
}

func (r *room) ask(format string, args ...any) {
	r.asked = append(r.asked, fmt.Sprintf(format, args...))
}

// take returns what the desk was asked since the last call.
func (r *room) take() string {
	s := strings.Join(r.asked, " | ")
	r.asked = nil
	return s
}

// do answers now, or once the test lets it.
func (r *room) do(f func()) {
	if r.hold {
		r.held = append(r.held, f)
		return
	}
	f()
}

// release lets held answers go, and draws what follows.
func (r *room) release() {
	held := r.held
	r.hold, r.held = false, nil
	for _, f := range held {
		f()
	}
	r.render()
}

func (r *room) keep(next script.Library, err error) error {
	if r.broken != nil {
		return r.broken
	}
	if err == nil {
		r.lib = next
	}
	return err
}

func (r *room) PutResponse(e app.Edit, c script.Response, answer app.Saved) {
	r.ask("put %s on %d %q", e.ID, e.Basis.Number, c.Title)
	r.do(func() {
		if e.ID == "" {
			r.n++
			e.ID = record.ID(fmt.Sprint("new", r.n))
		}
		next, _, err := r.lib.Put(e.ID, c, e.Basis, stage.Me, r.Now())
		answer(e.ID, r.keep(next, err))
	})
}

func (r *room) DeleteResponse(e app.Edit, answer app.Saved) {
	r.ask("delete %s on %d", e.ID, e.Basis.Number)
	r.do(func() {
		next, _, err := r.lib.Delete(e.ID, e.Basis, stage.Me, r.Now())
		answer(e.ID, r.keep(next, err))
	})
}

func (r *room) SettleResponse(id record.ID, c script.Response, deleted bool, seen []record.Revision, answer app.Saved) {
	r.ask("settle %s of %d deleted %t %q", id, len(seen), deleted, c.Text)
	r.do(func() {
		next, _, err := r.lib.Settle(id, c, deleted, stage.Me, r.Now(), seen...)
		answer(id, r.keep(next, err))
	})
}

func (r *room) KeepBothResponses(mine script.Version, answer app.Saved) {
	r.ask("keep both of %s", mine.ID)
	r.do(func() { answer(mine.ID, r.keep(r.lib.Merge(mine), nil)) })
}

func (r *room) ImportResponses(rows []script.Row, answer func(script.Imported, error)) {
	r.ask("import %d", len(rows))
	r.do(func() {
		next, done := r.lib.Import(rows, stage.Me, r.Now())
		if r.broken != nil {
			done.Versions = done.Versions[:1]
			next = r.lib.Merge(done.Versions...)
		}
		r.lib = next
		answer(done, r.broken)
	})
}

func (r *room) DropRefused(cmd chat.CommandID) { r.ask("drop %s", cmd) }

func (r *room) SaveDraft(id chat.ChatID, kind, text string) {
	if text == "" {
		delete(r.drafts, string(id)+kind)
		return
	}
	r.drafts[string(id)+kind] = text
}

func (r *room) Draft(id chat.ChatID, kind string, got func(string)) { got(r.drafts[string(id)+kind]) }

// render publishes what the desk has, and draws it.
func (r *room) render() {
	r.crank.Drain()
	s := r.Snapshot()
	s.Shelves.Canned = r.lib
	r.pane.Render(s)
	r.crank.Drain()
}

// work does what was asked to be done away from the window.
func (r *room) work() {
	jobs := r.jobs
	r.jobs = nil
	for _, f := range jobs {
		f()
	}
	r.render()
}

// byLena writes a response as Lena's desk would, on what is there.
func (r *room) byLena(id record.ID, change func(*script.Response)) {
	r.t.Helper()
	v := r.lib.Heads(id)[0]
	c := v.Content
	change(&c)
	next, _, err := r.lib.Put(id, c, v.Revision, lena, r.Now())
	if err != nil {
		r.t.Fatal(err)
	}
	r.lib = next
}

// tear lets two desks write a response apart.
func (r *room) tear(id record.ID, mine, hers string) {
	r.t.Helper()
	was := r.lib
	v := was.Heads(id)[0]
	one, two := v.Content, v.Content
	one.Text, two.Text = mine, hers
	a, _, err := was.Put(id, one, v.Revision, stage.Me, r.Now())
	if err != nil {
		r.t.Fatal(err)
	}
	b, _, err := was.Put(id, two, v.Revision, lena, r.Now().Add(-time.Minute))
	if err != nil {
		r.t.Fatal(err)
	}
	for h := range b.Versions() {
		a = a.Merge(h)
	}
	r.lib = a
}

func (r *room) press(k fyne.KeyName) {
	r.t.Helper()
	f := r.window.Canvas().Focused()
	if f == nil {
		r.t.Fatalf("nothing has the keyboard for %s", k)
	}
	f.TypedKey(&fyne.KeyEvent{Name: k})
}

// stroke is a key with Ctrl, as the window hands it on.
func (r *room) stroke(k fyne.KeyName) {
	sc := &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
	if f, ok := r.window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(sc)
	} else {
		r.pane.Shortcut(sc)
	}
	r.crank.Drain()
}

func (r *room) write(text string) {
	r.t.Helper()
	if r.window.Canvas().Focused() == nil {
		r.t.Fatal("nothing has the keyboard")
	}
	test.Type(r.window.Canvas().Focused(), text)
}

func (r *room) tap(word string) {
	r.t.Helper()
	for _, in := range []fyne.CanvasObject{r.window.Canvas().Overlays().Top(), r.pane.Content()} {
		if b, ok := stage.Called[*kit.Button](in, word); ok {
			if b.Disabled() {
				r.t.Fatalf("%q is locked: %s", word, b.AccessibilityLabel())
			}
			test.Tap(b)
			r.render()
			return
		}
		if l, ok := stage.Called[*kit.Link](in, word); ok {
			test.Tap(l)
			r.render()
			return
		}
	}
	r.t.Fatalf("nothing is called %q:\n%s", word, stage.Read(r.pane.Content()))
}

func (r *room) says(words ...string) bool {
	r.pane.Content().Refresh()
	stage.LayOut(r.pane.Content())
	return stage.Says(r.pane.Content(), words...)
}

func (r *room) wantSays(words ...string) {
	r.t.Helper()
	for _, w := range words {
		if !r.says(w) {
			r.t.Errorf("%q is not on screen:\n%s", w, stage.Read(r.pane.Content()))
		}
	}
}

func (r *room) wantSilence(words ...string) {
	r.t.Helper()
	for _, w := range words {
		if r.says(w) {
			r.t.Errorf("%q is on screen:\n%s", w, stage.Read(r.pane.Content()))
		}
	}
}

func (r *room) wantAsked(want string) {
	r.t.Helper()
	if got := r.take(); got != want {
		r.t.Errorf("the desk was asked %q, want %q", got, want)
	}
}

// listed are the rows, by id.
func (r *room) listed() string {
	var keys []string
	src := rowSource{r.pane.list}
	for i := range src.Len() {
		keys = append(keys, src.Key(i))
	}
	return strings.Join(keys, " ")
}

func (r *room) wantListed(want string) {
	r.t.Helper()
	if got := r.listed(); got != want {
		r.t.Errorf("listed %q, want %q", got, want)
	}
}
