package shelf

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Front is the left half of a page of records: its title with figures, how far it is
// synced, a filter, what the hub refused, and the table or words in its stead.
type Front struct {
	Content fyne.CanvasObject
	Filter  *kit.Segmented
	Refused *Refused
	Table   *kit.Table
	Empty   *kit.EmptyState

	shelf   chat.Shelf
	sync    *kit.Words
	onOrder func()
	order   *Order
	moved   *kit.Link
	tops    []*fyne.Container
}

// FrontOptions are what differs from page to page.
type FrontOptions struct {
	Title   string
	Figures []*kit.Pill
	// Begin is the button of OnBegin, which begins a record; so does that of Empty.
	Begin   kit.ButtonData
	OnBegin func()
	Shelf   chat.Shelf
	Table   *kit.Table
	// Order is that of the table's rows; OnOrder is told that another is shown.
	Order   *Order
	OnOrder func()
}

// NewFront is a front without rows.
func NewFront(o FrontOptions) *Front {
	f := &Front{
		shelf: o.Shelf, sync: kit.NewSecondary("").Yield().AlignRight(), Filter: kit.NewSegmented(), Refused: NewRefused(o.Shelf),
		Table: o.Table, Empty: kit.NewEmptyState(kit.EmptyData{}), order: o.Order, onOrder: o.OnOrder,
	}
	f.Empty.OnButton = o.OnBegin
	f.moved = kit.NewLink("", f.ShowOrder)
	f.moved.Hide()
	pad, side := theme.Px(10), theme.Px(20)
	head := container.NewHBox(kit.NewTitle(o.Title))
	for _, p := range o.Figures {
		head.Add(container.NewCenter(p))
	}
	first := container.NewBorder(nil, nil, head, nil, f.sync)
	create := kit.NewButton(o.Begin, o.OnBegin)
	second := container.NewBorder(nil, nil, nil, container.NewHBox(container.NewCenter(f.moved), create), f.Filter)
	padded := func(objects ...fyne.CanvasObject) fyne.CanvasObject {
		c := kit.NewColumn(10, objects...)
		f.tops = append(f.tops, c)
		return container.NewVBox(container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), c), kit.NewHairline())
	}
	rows := container.NewStack(f.Table, f.Empty)
	f.Content = container.NewStack(kit.NewGround(theme.Pane),
		container.NewBorder(padded(first, second, f.Refused.Banner), nil, nil, nil, rows))
	return f
}

// Render says how far the snapshot's shelf is synced and what the hub refused of it.
func (f *Front) Render(s *app.Snapshot) {
	f.sync.Set(words.Synced(s.Link, s.Shelves.UnsentOn(f.shelf)))
	if f.Refused.Render(s.Shelves.Refused) {
		f.Lay()
	}
}

// Lay places the lines over the table anew, after one of them took another size.
func (f *Front) Lay() {
	for _, c := range f.tops {
		c.Refresh()
	}
}

// Offer shows the newest order, or says that there is one while a hand is on the rows.
func (f *Front) Offer() {
	n := f.order.Moved()
	if n == 0 || !f.Table.Inside() || len(f.order.Shown) == 0 {
		f.settle()
		return
	}
	f.moved.Set(words.Count(n, "row") + " moved · show the new order · Ctrl R")
	f.moved.Show()
}

// ShowOrder shows the newest order now.
func (f *Front) ShowOrder() {
	f.settle()
	f.onOrder()
}

// Tick takes over an order that no hand holds back any more.
func (f *Front) Tick() {
	if f.moved.Visible() && !f.Table.Inside() {
		f.ShowOrder()
	}
}

func (f *Front) settle() {
	f.order.Settle()
	f.moved.Hide()
}

// Pick marks one of the filters.
func (f *Front) Pick(names []string, chosen int) {
	segments := make([]kit.Segment, len(names))
	for i, w := range names {
		segments[i] = kit.Segment{Word: w, Selected: i == chosen, Tone: kit.Blue}
	}
	f.Filter.Set(segments...)
}
