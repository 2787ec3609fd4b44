package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewOver lays pop over the lower end of base, as high as it wants to be, while pop
// is visible. Nothing in base moves. It is no overlay of the window: those take the
// keyboard, and a popover over a composer must leave it there.
func NewOver(base, pop fyne.CanvasObject) *fyne.Container {
	return container.New(&over{}, base, pop)
}

type over struct{}

// Layout fills base and stands pop at its foot, 8 px from the edges.
func (*over) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	base, pop := objects[0], objects[1]
	base.Resize(size)
	base.Move(fyne.Position{})
	gap := unit(8)
	w := max(size.Width-2*gap, 0)
	h := min(heightAt(pop, w), size.Height)
	pop.Resize(fyne.NewSize(w, h))
	pop.Move(fyne.NewPos(gap, size.Height-h))
}

// MinSize is base's: a popover asks for no room.
func (*over) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
