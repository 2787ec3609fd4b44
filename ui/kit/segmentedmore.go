package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Folded is the indices of the steps that stand in the menu behind More at the
// present width.
func (s *Segmented) Folded() []int { return slices.Clone(s.folded) }

// showMore opens the menu of the folded steps under More.
func (s *Segmented) showMore() {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(s)
	if c == nil || len(s.folded) == 0 {
		return
	}
	at := driver.AbsolutePositionForObject(s).AddXY(s.more.x, s.Size().Height)
	widget.ShowPopUpMenuAtPosition(s.moreMenu(), c, at)
}

// moreMenu lists the folded steps with their keys. One that is locked cannot be
// taken and says why.
func (s *Segmented) moreMenu() *fyne.Menu {
	menu := fyne.NewMenu("")
	for _, i := range s.folded {
		seg := s.segments[i]
		words := seg.Word
		if seg.Key != "" {
			words += "   " + seg.Key
		}
		if seg.Locked != "" {
			words += "   ✕ " + seg.Locked
		} else if seg.Hint != "" {
			words += "   · " + Ellipsis(DisplayLine(seg.Hint), unit(170), theme.Size(theme.SizeBody), fyne.TextStyle{})
		}
		item := fyne.NewMenuItem(DisplayLine(words), func() { s.pick(i) })
		item.Disabled = seg.Locked != ""
		menu.Items = append(menu.Items, item)
	}
	return menu
}
