package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// idleness notices that nobody has touched the window for a while (G-COV-02). Fyne has
// no one place through which all input comes, so it looks where each kind passes: the
// pointer asks every object under it for its cursor, the outermost first; keys that no
// box has come to the shell; and what is typed into a box moves its caret, which is
// looked at once a second. It belongs to the UI thread.
type idleness struct {
	now   func() time.Time
	after func() time.Duration // of no input; 0 is never
	tell  func(idle bool)

	touched time.Time
	idle    bool
	seen    trace
}

// trace is where the keyboard stands.
type trace struct {
	focused  fyne.Focusable
	caret    int
	selected string
	row      string
}

func newIdleness(now func() time.Time, after func() time.Duration, tell func(bool)) *idleness {
	return &idleness{now: now, after: after, tell: tell, touched: now()}
}

// touch says that the person did something.
func (i *idleness) touch() {
	i.touched = i.now()
	if i.idle {
		i.idle = false
		i.tell(false)
	}
}

// awakeFor is how long after the last touch somebody surely sits before the window.
const awakeFor = 10 * time.Second

// awake reports whether the window was touched a moment ago.
func (i *idleness) awake() bool { return i.now().Sub(i.touched) < awakeFor }

// look is asked once a second, with what has the keyboard.
func (i *idleness) look(focused fyne.Focusable) {
	if t := traceOf(focused); t != i.seen {
		i.seen = t
		i.touch()
		return
	}
	if after := i.after(); !i.idle && after > 0 && i.now().Sub(i.touched) >= after {
		i.idle = true
		i.tell(true)
	}
}

// traceOf reads what changes as somebody types, marks or walks through rows.
func traceOf(f fyne.Focusable) trace {
	t := trace{focused: f}
	if e, ok := f.(interface {
		CursorTextOffset() int
		SelectedText() string
	}); ok {
		t.caret, t.selected = e.CursorTextOffset(), e.SelectedText()
	}
	if l, ok := f.(interface{ Cursor() string }); ok {
		t.row = l.Cursor()
	}
	return t
}

// feeler is the outermost object of the window: the pointer asks it for a cursor
// whenever it moves over the window, whatever lies below it.
type feeler struct {
	widget.BaseWidget
	inside fyne.CanvasObject
	felt   func()
}

var _ desktop.Cursorable = (*feeler)(nil)

func newFeeler(inside fyne.CanvasObject, felt func()) *feeler {
	f := &feeler{inside: inside, felt: felt}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *feeler) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.inside) }

// Cursor implements desktop.Cursorable. What lies inside and has a cursor of its own is
// asked after this.
func (f *feeler) Cursor() desktop.Cursor {
	f.felt()
	return desktop.DefaultCursor
}
