package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"floorwalker/ui/theme"
)

// givingWay lays objects out in a line, as Fyne's own does, around a spacer. Where
// not all of them fit, those of first are left out in their order, so that a large
// text size never makes the window wider.
type givingWay struct{ first []fyne.CanvasObject }

// Layout implements fyne.Layout.
func (g *givingWay) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Width - g.width(objects, nil)
	out := make(map[fyne.CanvasObject]bool)
	for _, o := range g.first {
		if left < 0 && o.Visible() {
			out[o] = true
			left += o.MinSize().Width + theme.Px(4)
		}
	}
	x := float32(0)
	for _, o := range objects {
		switch _, space := o.(layout.SpacerObject); {
		case space:
			x += max(left, 0)
		case out[o]:
			o.Resize(fyne.Size{})
			o.Move(fyne.NewPos(-size.Width, -size.Height))
		case o.Visible():
			w := o.MinSize().Width
			o.Resize(fyne.NewSize(w, size.Height))
			o.Move(fyne.NewPos(x, 0))
			x += w + theme.Px(4)
		}
	}
}

// width is what the visible objects take but for those left out.
func (g *givingWay) width(objects []fyne.CanvasObject, out map[fyne.CanvasObject]bool) (w float32) {
	for _, o := range objects {
		if _, space := o.(layout.SpacerObject); !space && o.Visible() && !out[o] {
			w += o.MinSize().Width + theme.Px(4)
		}
	}
	return w
}

// MinSize implements fyne.Layout.
func (g *givingWay) MinSize(objects []fyne.CanvasObject) fyne.Size {
	out := make(map[fyne.CanvasObject]bool)
	high := float32(0)
	for _, o := range g.first {
		out[o] = true
	}
	for _, o := range objects {
		if o.Visible() {
			high = max(high, o.MinSize().Height)
		}
	}
	return fyne.NewSize(g.width(objects, out), high)
}
