package thread

import "fyne.io/fyne/v2"

// Writing reports whether f, which has the keyboard, is one of this pane's boxes:
// what is typed into it belongs to the chat on screen, and to no other.
func (p *Pane) Writing(f fyne.Focusable) bool {
	if f == nil {
		return false
	}
	for _, w := range []*writer{p.foot.box, p.foot.memo, p.foot.hush} {
		if f == w.box.Focusable() || w.filling != nil && f == w.strip.Focusable() {
			return true
		}
	}
	return false
}
