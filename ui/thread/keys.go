package thread

import "fyne.io/fyne/v2"

// The keys that work in the boxes of the pane and, by [Pane.Key], wherever the
// keyboard is in no text.
const (
	nextKey   = fyne.KeyF2 // the next right thing
	sourceKey = fyne.KeyF3 // the line that a blank is from, in the takeover's box
	attachKey = fyne.KeyF4
	assistKey = fyne.KeyF5
	verifyKey = fyne.KeyF7
	solvedKey = fyne.KeyF8
)

// The keys of a call that is agreed: its next step, or to unlock a chat of the night;
// and not now. The window knows them.
const (
	callKey  = "Ctrl I"
	laterKey = "Ctrl ⇧ 5"
)

// Key does what a key without a modifier stands for here, and reports whether it
// stands for anything. The boxes ask it themselves; the window does for keys that
// nothing else wanted.
func (p *Pane) Key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case nextKey:
		p.NextThing()
	case attachKey:
		p.Attach()
	case assistKey:
		p.Assist()
	case verifyKey:
		p.Verify()
	case solvedKey:
		p.Solved()
	default:
		return p.opts.OnKey != nil && p.opts.OnKey(e)
	}
	return true
}
