package followups

import (
	"fyne.io/fyne/v2"

	"floorwalker/ui/theme"
)

// headline lays what it is given on one line: all but the last two from the left, of
// the last two the one that is shown at the right edge. What the right edge needs is
// not drawn over: from the left leaves what stands last there. Its height is the
// same whatever is shown, so that nothing below it moves.
type headline struct{}

// Layout implements fyne.Layout.
func (headline) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	right := size.Width
	for _, o := range objects[len(objects)-2:] {
		least := o.MinSize()
		at := size.Width - least.Width
		o.Resize(least)
		o.Move(fyne.NewPos(at, (size.Height-least.Height)/2))
		if o.Visible() {
			right = min(right, at)
		}
	}
	x, gap := float32(0), theme.Px(8)
	for _, o := range objects[:len(objects)-2] {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if x > 0 && x+least.Width+gap > right {
			o.Move(fyne.NewPos(-size.Width, 0)) // out of sight
			continue
		}
		o.Resize(least)
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		x += least.Width + gap
	}
}

// MinSize implements fyne.Layout.
func (headline) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := float32(0)
	for _, o := range objects {
		high = max(high, o.MinSize().Height)
	}
	return fyne.NewSize(objects[0].MinSize().Width, high)
}
