package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/kit"
)

// filterField is the box above the rows. What it does not use it passes on:
// a focused entry keeps shortcuts from the window otherwise.
type filterField struct {
	widget.Entry
	onLeave    func()
	onClear    func() // after the words, what else narrows the rows
	onShortcut func(fyne.Shortcut) bool
	onKey      func(*fyne.KeyEvent) // a function key
}

func newFilterField() *filterField {
	f := &filterField{}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder("Filter by words or #tag")
	return f
}

// TypedKey clears on Escape and goes to the rows on Down, Return and Escape.
func (f *filterField) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		f.SetText("")
		f.onClear()
		f.onLeave()
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		f.onLeave()
	default:
		if kit.FunctionKey(e.Name) && f.onKey != nil {
			f.onKey(e)
			return
		}
		f.Entry.TypedKey(e)
	}
}

// TypedShortcut offers what has a modifier to the window first.
func (f *filterField) TypedShortcut(s fyne.Shortcut) {
	if _, own := s.(*desktop.CustomShortcut); own && f.onShortcut != nil && f.onShortcut(s) {
		return
	}
	f.Entry.TypedShortcut(s)
}
