package handover

import (
	"fyne.io/fyne/v2"

	"floorwalker/ui/shelf"
)

// Shortcut runs what a key with a modifier does on this page, and says whether it
// does anything. The window asks while the page is shown; the page's fields ask
// by themselves.
func (p *notesPane) Shortcut(s fyne.Shortcut) bool {
	return p.keys().Use(s)
}

func (p *notesPane) keys() shelf.Keys {
	return shelf.Keys{fyne.KeyN: p.Create, fyne.KeyS: p.Save, fyne.KeyR: p.front.ShowOrder}
}

// fieldShortcut is Shortcut for a field, which keeps keys from the window.
func (p *notesPane) fieldShortcut(s fyne.Shortcut) { p.keys().HandOn(s, p.opts.Shortcut) }

// typed runs the letters that are printed on the buttons, while the rows have the
// keyboard. They act on the note that is open.
func (p *notesPane) typed(r rune) {
	switch r {
	case 'a', 'A':
		p.Acknowledge()
	case 'e', 'E':
		p.Edit()
	default:
		if p.digit != nil {
			p.digit(r)
		}
	}
}
