package thread

import "fyne.io/fyne/v2"

// Writing reports whether f, which has the keyboard, is one of this pane's boxes:
// what is typed into it belongs to the chat on screen, and to no other.
func (p *Pane) Writing(f fyne.Focusable) bool {
	if f == nil {
		return false
	}
	for _, w := range p.foot.writers() {
		if w.holds(f) {
			return true
		}
	}
	return false
}

// focused is what has the keyboard now, or nil.
func (p *Pane) focused() fyne.Focusable {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.content); c != nil {
		return c.Focused()
	}
	return nil
}

// Resume puts the keyboard into the box of the chat on screen for somebody who
// was writing in another one. They have not asked for what stands in it, so it
// asks before it sends.
func (p *Pane) Resume() {
	if p.shown == nil || p.asking != nil {
		return
	}
	if within(p.foot.stance) {
		p.foot.box.arm()
	}
	p.foot.write(p.shown, false)
}
