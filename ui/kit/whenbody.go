package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// whenBody is the buttons and the entry of a WhenField. The buttons wrap.
type whenBody struct {
	widget.BaseWidget
	buttons []*Button
	field   *Field
}

var _ Tall = (*whenBody)(nil)

func newWhenBody(placeholder string, quick []When, pick func(i int), write func(text string)) *whenBody {
	b := &whenBody{field: NewField(placeholder)}
	for i, w := range quick {
		b.buttons = append(b.buttons, NewButton(ButtonData{Word: w.Word, Key: w.Key}, func() { pick(i) }))
	}
	b.field.OnChanged = write
	b.ExtendBaseWidget(b)
	return b
}

// mark shows which button is the answer, by its colour and a tick.
func (b *whenBody) mark(word string) {
	for _, k := range b.buttons {
		d := k.data
		d.Chosen = word != "" && d.Word == word
		k.Set(d)
	}
}

// CreateRenderer is called by Fyne.
func (b *whenBody) CreateRenderer() fyne.WidgetRenderer { return drawing{b} }

func (b *whenBody) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, k := range b.buttons {
		out = append(out, k)
	}
	return append(out, b.field)
}

func (b *whenBody) themed() {
	b.field.Refresh()
	for _, k := range b.buttons {
		k.Refresh()
	}
}

// HeightFor is the height at this width.
func (b *whenBody) HeightFor(width float32) float32 { return b.flow(width, false) + unit(34) }

func (b *whenBody) least() fyne.Size {
	return fyne.NewSize(unit(200), b.HeightFor(max(b.Size().Width, unit(200))))
}

// flow lays the buttons out in lines and returns the height they take.
func (b *whenBody) flow(width float32, place bool) float32 {
	items := make([]fyne.CanvasObject, len(b.buttons))
	for i, k := range b.buttons {
		items[i] = k
	}
	h := Flow(items, width, unit(8), place)
	if h > 0 {
		h += unit(8)
	}
	return h
}

func (b *whenBody) arrange(size fyne.Size) {
	y := b.flow(size.Width, true)
	b.field.Resize(fyne.NewSize(size.Width, unit(34)))
	b.field.Move(fyne.NewPos(0, y))
}

// Flow lays items out from left to right in their least sizes, breaking into lines
// at width, and returns the height of all lines. Without place it only measures.
func Flow(items []fyne.CanvasObject, width, gap float32, place bool) float32 {
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range items {
		m := o.MinSize()
		m.Width = min(m.Width, width)
		if x > 0 && x+m.Width > width {
			x, y, line = 0, y+line+gap, 0
		}
		if place {
			o.Resize(m)
			o.Move(fyne.NewPos(x, y))
		}
		x += m.Width + gap
		line = max(line, m.Height)
	}
	return y + line
}
