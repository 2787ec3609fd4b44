package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tap makes anything clickable.
type tap struct {
	widget.BaseWidget
	inside fyne.CanvasObject
	onTap  func()
}

func newTap(o fyne.CanvasObject, f func()) *tap {
	t := &tap{inside: o, onTap: f}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *tap) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.inside) }

// Tapped implements fyne.Tappable.
func (t *tap) Tapped(*fyne.PointEvent) { t.onTap() }

// Cursor implements desktop.Cursorable.
func (t *tap) Cursor() desktop.Cursor { return desktop.PointerCursor }
