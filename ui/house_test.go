package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// house is a window on a floor that a test drives by hand.
type house struct {
	*stage.Floor
	t       testing.TB
	desk    *stage.Desk
	crank   loop.Crank
	window  fyne.Window
	shell   *Shell
	machine time.Time
	age     time.Duration
	guess   bool // hub time is uncertain
	kept    map[string][]byte
	quit    int
	pages   int
	tokens  []string
	hub     string
	later   []func() // what the merger waits for
}

var _ Desk = (*stage.Desk)(nil)

// hubClock is the house's hub time.
type hubClock struct{ h *house }

func (c hubClock) Now() (chat.Instant, bool)  { return c.h.Now(), c.h.guess }
func (c hubClock) Age() (time.Duration, bool) { return c.h.age, c.h.age >= 0 }

// keeper is the house's settings.
type keeper struct{ h *house }

func (k keeper) Get(name string) ([]byte, bool) { v, ok := k.h.kept[name]; return v, ok }
func (k keeper) Set(name string, v []byte)      { k.h.kept[name] = v }

// newHouse has no window yet; a test may change what it begins with.
func newHouse(t testing.TB) *house {
	t.Helper()
	test.NewTempApp(t)
	h := &house{Floor: stage.NewFloor(t), t: t, machine: time.Unix(1_800_000_000, 0), kept: map[string][]byte{}}
	h.desk = stage.NewDesk(h.Floor)
	return h
}

// enter opens the window.
func (h *house) enter() *house {
	h.window = test.NewTempWindow(h.t, nil)
	h.shell = New(h.window, Options{
		Desk: h.desk, Clock: hubClock{h}, Policy: h.Policy, Prefs: keeper{h}, Loop: &h.crank,
		Timing:   loop.Timing{Now: h.now, After: func(_ time.Duration, f func()) { h.later = append(h.later, f) }},
		SetTheme: func(th *theme.Theme) { fyne.CurrentApp().Settings().SetTheme(th) },
		OpenPage: func() { h.pages++ }, OnQuit: func() { h.quit++ }, Hub: h.hub,
		SignIn: func(token string) { h.tokens = append(h.tokens, token) }, Machine: h.now,
	})
	return h
}

func (h *house) now() time.Time { return h.machine }

// pass lets both clocks go on.
func (h *house) pass(d time.Duration) {
	h.machine = h.machine.Add(d)
	h.Floor.Pass(d)
}

// render publishes what is on the floor and draws it, as an urgent change.
func (h *house) render() {
	h.shell.Changed(true)
	h.crank.Drain()
}

// show opens a chat as a click would, and draws it.
func (h *house) show(id chat.ChatID) {
	h.shell.open(id)
	h.render()
}

// says reports whether all words are on screen.
func (h *house) says(words ...string) bool {
	h.window.Content().Refresh() // a frame would lay out what asks for another size
	return stage.Says(h.window.Content(), words...)
}

func (h *house) wantSays(words ...string) {
	h.t.Helper()
	for _, w := range words {
		if !h.says(w) {
			h.t.Errorf("%q is not on screen:\n%s", w, stage.Read(h.window.Content()))
		}
	}
}

// stroke is a key with modifiers, as Fyne's desktop driver hands it on: to the
// widget with the keyboard if it takes shortcuts, else to the canvas. The
// canvas of tests keeps what was added to it to itself, so the table answers.
func (h *house) stroke(k fyne.KeyName, mod fyne.KeyModifier) {
	sc := &desktop.CustomShortcut{KeyName: k, Modifier: mod}
	if f, ok := h.window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(sc)
		return
	}
	h.shell.handle(sc)
}

// press is a key without one.
func (h *house) press(k fyne.KeyName) {
	h.t.Helper()
	e := &fyne.KeyEvent{Name: k}
	if f := h.window.Canvas().Focused(); f != nil {
		f.TypedKey(e)
		return
	}
	h.window.Canvas().OnTypedKey()(e)
}

func (h *house) write(text string) {
	h.t.Helper()
	if h.window.Canvas().Focused() == nil {
		h.t.Fatal("nothing has the keyboard")
	}
	test.Type(h.window.Canvas().Focused(), text)
}

// over is what lies over the window, or nil.
func (h *house) over() fyne.CanvasObject { return h.window.Canvas().Overlays().Top() }
