package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// rail is the list of sections with their counts.
type rail struct {
	content fyne.CanvasObject
	items   [view.Sections]*railItem
}

func newRail(pick func(view.Section), palette, keys func()) *rail {
	r := &rail{}
	box := kit.NewColumn(2)
	for s := range view.Sections {
		r.items[s] = newRailItem(words.Section(s), func() { pick(s) })
		box.Objects = append(box.Objects, r.items[s])
	}
	foot := kit.NewColumn(6,
		kit.NewLink("Everything  Ctrl K", palette),
		kit.NewLink("Keys  Ctrl /", keys))
	pad := theme.Px(8)
	r.content = container.New(layout.NewCustomPaddedLayout(pad, pad+4, pad, pad), container.NewBorder(box, foot, nil, nil))
	return r
}

// render shows the counts; only alerts and a queue that waits are coloured.
func (r *rail) render(s *app.Snapshot, open view.Section) {
	for i, item := range r.items {
		sec := view.Section(i)
		n, tone := s.Boards[sec].Len(), kit.Grey
		if n > 0 {
			switch sec {
			case view.Alerts:
				tone = kit.Red
			case view.Queue:
				tone = kit.Amber
			}
		}
		item.set(n, tone, sec == open)
	}
}
