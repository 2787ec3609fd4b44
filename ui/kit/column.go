package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewColumn stacks objects with a gap, each as wide as the column. Unlike Fyne's
// VBox it asks a Tall object for its height at that width, so wrapped text needs no
// second layout.
func NewColumn(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap}, objects...)
}

// column remembers the width of its last layout, because Fyne asks for the
// minimum height without saying at which width.
type column struct{ gap, width float32 }

// Layout places the visible objects from the top down.
func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := heightAt(o, size.Width)
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h + unit(c.gap)
	}
}

// MinSize is the widest minimum width and the height at the present width.
func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var w, h float32
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	at := max(w, c.width)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if h > 0 {
			h += unit(c.gap)
		}
		h += heightAt(o, at)
	}
	return fyne.NewSize(w, h)
}

func heightAt(o fyne.CanvasObject, width float32) float32 {
	if t, ok := o.(Tall); ok {
		return t.HeightFor(width)
	}
	return o.MinSize().Height
}

// widthOr is the object's present width, but at least least. Before its first
// layout an ordinary pane's width is assumed: a layout of Fyne's asks for the minimum
// height once, before any width is known, and keeps to the answer.
func widthOr(o fyne.CanvasObject, least float32) float32 {
	w := o.Size().Width
	if w == 0 {
		w = unit(540)
	}
	return max(w, least)
}

var _ Tall = (*Text)(nil)
