package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// listBody is the tall content of a List's scroll. It claims the height of all
// rows and holds those in sight; it takes clicks and the pointer for them, so rows
// need no callbacks of their own.
type listBody[R ListRow] struct {
	widget.BaseWidget
	list    *List[R]
	objects []fyne.CanvasObject
}

var (
	_ fyne.Tappable          = (*listBody[*Row])(nil)
	_ fyne.SecondaryTappable = (*listBody[*Row])(nil)
	_ desktop.Hoverable      = (*listBody[*Row])(nil)
)

func newListBody[R ListRow](l *List[R]) *listBody[R] {
	b := &listBody[R]{list: l}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *listBody[R]) CreateRenderer() fyne.WidgetRenderer { return bodyRenderer[R]{b} }

// Tapped opens the row at the place clicked and takes the keyboard.
func (b *listBody[R]) Tapped(e *fyne.PointEvent) {
	key := b.keyAt(e.Position.Y)
	if c := fyne.CurrentApp().Driver().CanvasForObject(b.list); c != nil {
		c.Focus(b.list)
	}
	if key != "" {
		b.list.moveCursor(key)
		b.list.open(key)
	}
}

// TappedSecondary asks for the row's menu.
func (b *listBody[R]) TappedSecondary(e *fyne.PointEvent) {
	if key := b.keyAt(e.Position.Y); key != "" && b.list.OnMenu != nil {
		b.list.OnMenu(key, e.AbsolutePosition)
	}
}

// MouseIn reports the pointer.
func (b *listBody[R]) MouseIn(e *desktop.MouseEvent) {
	b.list.pointer(true)
	b.list.hover(b.keyAt(e.Position.Y))
}

// MouseMoved follows it.
func (b *listBody[R]) MouseMoved(e *desktop.MouseEvent) { b.list.hover(b.keyAt(e.Position.Y)) }

// MouseOut reports that it left.
func (b *listBody[R]) MouseOut() {
	b.list.hover("")
	b.list.pointer(false)
}

func (b *listBody[R]) keyAt(y float32) string {
	if b.list.source == nil || y < 0 {
		return ""
	}
	i := int(y / b.list.height())
	if i >= b.list.source.Len() {
		return ""
	}
	return b.list.source.Key(i)
}

// bodyRenderer's Refresh is what the scroll calls each time its bars are drawn, so
// it touches rows only when the theme was changed.
type bodyRenderer[R ListRow] struct{ b *listBody[R] }

func (r bodyRenderer[R]) Destroy()                     {}
func (r bodyRenderer[R]) Layout(fyne.Size)             {}
func (r bodyRenderer[R]) Objects() []fyne.CanvasObject { return r.b.objects }
func (r bodyRenderer[R]) MinSize() fyne.Size           { return fyne.NewSize(0, r.b.list.total()) }
func (r bodyRenderer[R]) Refresh() {
	if r.b.list.look.changed() {
		r.b.list.pool = nil // Rows in waiting wear the old theme.
		for _, o := range r.b.objects {
			o.Refresh()
		}
	}
	canvas.Refresh(r.b)
}
