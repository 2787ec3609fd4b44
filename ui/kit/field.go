package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Field is Fyne's entry, made polite: keys that its owner uses reach the owner
// first, Tab walks on unless the owner wants it, and shortcuts that writing does not
// use are handed on, for Fyne offers them to nobody else while an entry has the focus.
type Field struct {
	widget.Entry
	// OnKey sees each key first and says whether it was used.
	OnKey func(e *fyne.KeyEvent) bool
	// OnShortcut receives shortcuts that writing does not use.
	OnShortcut func(s fyne.Shortcut)
	// OnFocus is told when the keyboard comes or goes.
	OnFocus func(focused bool)

	tabs  bool // Tab is a key like others
	shift bool // a shift key is down
}

var (
	_ desktop.Keyable = (*Field)(nil)
	_ fyne.Tabbable   = (*Field)(nil)
)

// NewField makes an empty field of one line.
func NewField(placeholder string) *Field { return newField(placeholder, false) }

// newField makes a field of one line or of several that wrap.
func newField(placeholder string, many bool) *Field {
	f := &Field{}
	f.PlaceHolder = placeholder
	if many {
		f.wrap()
	} else {
		f.Scroll = fyne.ScrollHorizontalOnly // or a bar stands at the end of one line
	}
	f.ExtendBaseWidget(f)
	return f
}

// wrap makes it one of several lines.
func (f *Field) wrap() {
	f.MultiLine = true
	f.Wrapping = fyne.TextWrapWord
	f.Scroll = fyne.ScrollVerticalOnly
}

// AcceptsTab is true only where the owner walks by Tab itself.
func (f *Field) AcceptsTab() bool { return f.tabs }

// KeyDown follows the shift key, which Fyne does not hand along with a typed key.
func (f *Field) KeyDown(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		f.shift = true
	}
	f.Entry.KeyDown(k)
}

// KeyUp follows the shift key.
func (f *Field) KeyUp(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		f.shift = false
	}
	f.Entry.KeyUp(k)
}

// FocusGained tells OnFocus.
func (f *Field) FocusGained() {
	f.Entry.FocusGained()
	if f.OnFocus != nil {
		f.OnFocus(true)
	}
}

// FocusLost tells OnFocus and forgets the shift key: its release goes elsewhere.
func (f *Field) FocusLost() {
	f.shift = false
	f.Entry.FocusLost()
	if f.OnFocus != nil {
		f.OnFocus(false)
	}
}

// TypedKey asks OnKey first; a function key that it does not use is the window's.
func (f *Field) TypedKey(k *fyne.KeyEvent) {
	if (f.OnKey == nil || !f.OnKey(k)) && !passOn(f, k) {
		f.Entry.TypedKey(k)
	}
}

// TypedShortcut edits with what the entry knows and hands on the rest.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if editing(s) {
		f.Entry.TypedShortcut(s)
	} else if f.OnShortcut != nil {
		f.OnShortcut(s)
	}
}

// editing reports that a shortcut belongs to writing: Fyne's own, such as paste
// and undo, and those that move, mark or delete by words. With Shift, deleting is
// a key of the window's.
func editing(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return true
	}
	switch custom.KeyName {
	case fyne.KeyLeft, fyne.KeyRight:
		return true
	case fyne.KeyBackspace, fyne.KeyDelete:
		return custom.Modifier&fyne.KeyModifierShift == 0
	}
	return false
}

// confirming reports Ctrl+Enter. With Shift it is a key of the window's, and must
// not send what somebody is writing.
func confirming(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	return ok && custom.Modifier&fyne.KeyModifierShift == 0 && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter)
}

// isEnter reports either of the two keys.
func isEnter(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter }

// focusOn gives the keyboard to to, if near is on a canvas.
func focusOn(near fyne.CanvasObject, to fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(near); c != nil {
		c.Focus(to)
	}
}
