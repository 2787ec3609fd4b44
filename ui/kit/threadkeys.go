package kit

import "fyne.io/fyne/v2"

// FocusGained lets the reader scroll by keys; a thread has no cursor to show.
func (t *Thread) FocusGained() {}

// FocusLost ends that.
func (t *Thread) FocusLost() {}

// TypedRune does nothing.
func (t *Thread) TypedRune(rune) {}

// TypedKey scrolls by line, page or to an end.
func (t *Thread) TypedKey(e *fyne.KeyEvent) {
	page := t.scroll.Size().Height - unit(40)
	switch e.Name {
	case fyne.KeyUp:
		t.turn(-unit(40))
	case fyne.KeyDown:
		t.turn(unit(40))
	case fyne.KeyPageUp:
		t.turn(-page)
	case fyne.KeyPageDown:
		t.turn(page)
	case fyne.KeyHome:
		t.turn(-t.height)
	case fyne.KeyEnd:
		t.ToBottom()
	default:
		passOn(t, e)
	}
}

// turn scrolls as a reader does, so that more is fetched near an end.
func (t *Thread) turn(dy float32) {
	t.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -dy)})
}
