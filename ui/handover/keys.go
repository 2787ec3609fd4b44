package handover

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Shortcut runs what a key with a modifier does on this page, and says whether it
// does anything. The window asks while the page is shown; the page's fields ask
// by themselves.
func (p *Pane) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch c.KeyName {
	case fyne.KeyN:
		p.Create()
	case fyne.KeyS:
		p.Save()
	case fyne.KeyR:
		p.ShowNew()
	default:
		return false
	}
	return true
}

// fieldShortcut is Shortcut for a field, which keeps keys from the window.
func (p *Pane) fieldShortcut(s fyne.Shortcut) {
	if !p.Shortcut(s) && p.opts.Shortcut != nil {
		p.opts.Shortcut(s)
	}
}

// typed runs the letters that are printed on the buttons, while the rows have the
// keyboard. They act on the note that is open.
func (p *Pane) typed(r rune) {
	switch r {
	case 'a', 'A':
		p.Acknowledge()
	case 'e', 'E':
		p.Edit()
	}
}
