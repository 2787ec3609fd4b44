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

// rail is the list of sections and pages with their counts.
type rail struct {
	content fyne.CanvasObject
	items   [view.Sections]*railItem
	pages   [pagesCount]*railItem
}

func newRail(pick func(view.Section), turn func(pageID), palette, keys func()) *rail {
	r := &rail{}
	box := kit.NewColumn(1)
	for s := range view.Sections {
		r.items[s] = newRailItem(words.Section(s), func() { pick(s) })
		box.Objects = append(box.Objects, r.items[s])
	}
	inset := theme.Px(10)
	for id := pageFloor + 1; id < pagesCount; id++ {
		r.pages[id] = newRailItem(pageWords[id].word, func() { turn(id) })
		if group := pageWords[id].group; group != pageWords[id-1].group {
			box.Objects = append(box.Objects, container.New(layout.NewCustomPaddedLayout(inset, theme.Px(2), inset, 0), kit.NewSection(group)))
		}
		box.Objects = append(box.Objects, r.pages[id])
	}
	foot := kit.NewColumn(6,
		kit.NewLink("Everything  Ctrl K", palette),
		kit.NewLink("Keys  Ctrl /", keys))
	pad := theme.Px(8)
	// It scrolls rather than make a low window taller at a large text size.
	r.content = container.New(layout.NewCustomPaddedLayout(pad, pad+4, pad, pad), container.NewBorder(nil, foot, nil, nil, container.NewVScroll(box)))
	return r
}

// render shows the counts; only alerts and a queue that waits are coloured.
func (r *rail) render(s *app.Snapshot, open view.Section, at pageID, pages [pagesCount]page) {
	for i, item := range r.items {
		sec := view.Section(i)
		n, tone := s.Boards[sec].Len(), kit.Grey
		if n > 0 {
			switch sec {
			case view.Alerts:
				tone = kit.Red
			case view.Queue, view.Escalations:
				tone = kit.Amber
			}
		}
		item.set(n, tone, sec == open && at == pageFloor)
	}
	for id, item := range r.pages {
		if item == nil || pages[id] == nil {
			continue
		}
		n, tone := pages[id].Count(s)
		if n == 0 {
			n = -1 // a nought would say that the page is empty
		}
		text := ""
		if f, ok := pages[id].(figured); ok {
			text = f.Figure(s)
		}
		item.say(text)
		item.set(n, tone, pageID(id) == at)
	}
}
