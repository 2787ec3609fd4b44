package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// railItem is a section's word with its count.
type railItem struct {
	widget.BaseWidget
	onTap func()

	word     string
	count    int
	text     string // instead of the count, if it is set
	tone     kit.Tone
	selected bool
	hovered  bool
}

const railHeight = 31

func newRailItem(word string, onTap func()) *railItem {
	i := &railItem{word: word, onTap: onTap}
	i.ExtendBaseWidget(i)
	return i
}

// set changes what the item shows. The count is coloured only when somebody
// must act.
func (i *railItem) set(count int, tone kit.Tone, selected bool) {
	if i.count == count && i.tone == tone && i.selected == selected {
		return
	}
	i.count, i.tone, i.selected = count, tone, selected
	i.Refresh()
}

// say prints text instead of the count, or the count again.
func (i *railItem) say(text string) {
	if i.text != text {
		i.text = text
		i.Refresh()
	}
}

// figure is the count as it is printed; less than none is no figure.
func (i *railItem) figure() string {
	switch {
	case i.text != "":
		return i.text
	case i.count < 0:
		return ""
	}
	return strconv.Itoa(i.count)
}

// Tapped implements fyne.Tappable.
func (i *railItem) Tapped(*fyne.PointEvent) { i.onTap() }

// Cursor implements desktop.Cursorable.
func (i *railItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn implements desktop.Hoverable.
func (i *railItem) MouseIn(*desktop.MouseEvent) { i.hovered = true; i.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (i *railItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (i *railItem) MouseOut() { i.hovered = false; i.Refresh() }

// AccessibilityLabel reads the item.
func (i *railItem) AccessibilityLabel() string {
	return strings.TrimSuffix(i.word+", "+i.figure(), ", ")
}

// AccessibilityRole is a button.
func (i *railItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (i *railItem) CreateRenderer() fyne.WidgetRenderer {
	r := &railRenderer{item: i, back: canvas.NewRectangle(nil), word: canvas.NewText(i.word, nil), count: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type railRenderer struct {
	item  *railItem
	back  *canvas.Rectangle
	word  *canvas.Text
	count *canvas.Text
}

// Destroy implements fyne.WidgetRenderer.
func (r *railRenderer) Destroy() {}

// Objects implements fyne.WidgetRenderer.
func (r *railRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.word, r.count}
}

// MinSize implements fyne.WidgetRenderer.
func (r *railRenderer) MinSize() fyne.Size { return fyne.NewSize(theme.Px(100), theme.Px(railHeight)) }

// Layout puts the word left and the count right, both in the middle.
func (r *railRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	pad := theme.Px(10)
	w, c := r.word.MinSize(), r.count.MinSize()
	r.word.Resize(w)
	r.word.Move(fyne.NewPos(pad, (size.Height-w.Height)/2))
	r.count.Resize(c)
	r.count.Move(fyne.NewPos(size.Width-pad-c.Width, (size.Height-c.Height)/2))
}

// Refresh implements fyne.WidgetRenderer.
func (r *railRenderer) Refresh() {
	i := r.item
	r.back.CornerRadius = theme.Size(theme.RadiusSmall)
	switch {
	case i.selected:
		r.back.FillColor = theme.Color(theme.Pane)
	case i.hovered:
		r.back.FillColor = theme.Color(theme.HoverWash)
	default:
		r.back.FillColor = theme.Color(theme.PaneTwo)
	}
	size := theme.Size(theme.SizeSecondary)
	ink := theme.Color(theme.InkTwo)
	if i.selected {
		ink = theme.Color(theme.Ink)
	}
	r.word.Text, r.word.TextSize, r.word.Color = i.word, size, ink
	r.word.TextStyle.Bold = i.selected
	r.count.Text, r.count.TextSize, r.count.Color = i.figure(), size, ink
	if i.tone != kit.Grey {
		r.count.Color = theme.Color(i.tone.Full())
	}
	r.count.TextStyle.Bold = true
	r.Layout(i.Size())
	canvas.Refresh(i)
}
