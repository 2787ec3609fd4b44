package shelf

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Keys are what the keys do on a page while Ctrl is held.
type Keys map[fyne.KeyName]func()

// Use runs what a key with a modifier does, and says whether it does anything.
func (k Keys) Use(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault || k[c.KeyName] == nil {
		return false
	}
	k[c.KeyName]()
	return true
}

// HandOn is Use for a field, which keeps keys from the window: what does nothing on
// the page is offered to rest, which may be nil.
func (k Keys) HandOn(s fyne.Shortcut, rest func(fyne.Shortcut)) {
	if !k.Use(s) && rest != nil {
		rest(s)
	}
}
