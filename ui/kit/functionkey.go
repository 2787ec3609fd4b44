package kit

import "fyne.io/fyne/v2"

// FunctionKey reports that k is one of the keys F1 to F12, which write nothing.
func FunctionKey(k fyne.KeyName) bool { return len(k) > 1 && k[0] == 'F' && k[1] >= '1' && k[1] <= '9' }

// passOn gives a function key to the window, where it would go with the keyboard
// nowhere, and reports whether it did: Fyne offers a key to nobody else than what has
// the keyboard, and a function key means the same in every box (ux 4.2). What lies
// over the window keeps its keys to itself.
func passOn(near fyne.CanvasObject, e *fyne.KeyEvent) bool {
	if !FunctionKey(e.Name) {
		return false
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(near)
	if c == nil || c.OnTypedKey() == nil || c.Overlays().Top() != nil {
		return false
	}
	c.OnTypedKey()(e)
	return true
}
