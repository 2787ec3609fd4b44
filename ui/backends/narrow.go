package backends

import (
	"fyne.io/fyne/v2"

	"floorwalker/ui/theme"
)

// narrow keeps what is in it no wider than the eye goes from a caption to its figure at
// the other edge without losing the row.
type narrow struct{}

// narrowWidth is in the design's pixels.
const narrowWidth = 520

// Layout gives each object the height that there is.
func (*narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(min(size.Width, theme.Px(narrowWidth)), size.Height))
		o.Move(fyne.NewPos(0, 0))
	}
}

// MinSize is that of the largest.
func (*narrow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least
}
