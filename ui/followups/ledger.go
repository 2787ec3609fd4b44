package followups

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// ledger is the first part of the page: what was promised to customers and outlives
// their chats, the nearest first. Nobody writes it down and nobody can delete it; it
// leaves by being kept, tried as often as it must be, or by the hub's word (G-NR-04).
type ledger struct {
	pane    *Pane
	content fyne.CanvasObject
	head    *fyne.Container
	owed    *kit.Pill
	late    *kit.Pill
	moved   *kit.Link // there while another order waits, in other's place
	other   *kit.Link
	table   *kit.Table
	empty   *kit.EmptyState

	// Its keys say which duty of which chat; no record is meant.
	order  shelf.Order
	duties []view.Duty // as the snapshot has them
	me     chat.AgentID
	lines  map[record.ID]*dutyLine
	taken  bool
}

func newLedger(p *Pane) *ledger {
	l := &ledger{
		pane: p, owed: kit.NewPill(kit.PillData{}), late: kit.NewPill(kit.PillData{}),
		empty: kit.NewEmptyState(kit.EmptyData{}),
		table: kit.NewTable(
			kit.Column{Caption: "Due" + words.Place(p.now(), p.opts.Here), Least: 132, Clock: true},
			kit.Column{Caption: "Customer", Least: 120, Share: 1},
			kit.Column{Caption: "What was promised", Least: 136, Share: 3, Priority: 1},
			kit.Column{Caption: "Who owes it", Least: 104, Share: 1, Priority: 2},
		),
	}
	l.moved = kit.NewLink("", l.showOrder)
	l.moved.Hide()
	l.table.OnOpen = func(key string) { l.open(record.ID(key)) }
	l.table.OnRune = p.panel.typed
	pad, side := theme.Px(8), theme.Px(20)
	l.other = kit.NewLink("Other list · Ctrl D", p.otherList)
	l.head = container.New(headline{}, kit.NewSection("Promised to customers"), l.late, l.owed, l.moved, l.other)
	top := container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), l.head)
	l.content = container.NewBorder(top, kit.NewHairline(), nil, nil, container.NewStack(l.table, l.empty))
	return l
}

// dutyKey names a duty in the table.
func dutyKey(d view.Duty) record.ID { return record.ID(string(d.Chat) + "/" + string(d.ID)) }

// take brings the lines up to date with what the snapshot has.
func (l *ledger) take(s *app.Snapshot) {
	if l.taken && l.me == s.Me.Agent && sameDuties(l.duties, s.Duties) {
		return
	}
	l.taken, l.me, l.duties = true, s.Me.Agent, s.Duties
	was := l.lines
	l.lines = make(map[record.ID]*dutyLine, len(s.Duties))
	l.order.Latest = make([]record.ID, 0, len(s.Duties))
	for _, d := range s.Duties {
		key := dutyKey(d)
		l.lines[key] = l.draw(d)
		l.order.Latest = append(l.order.Latest, key)
	}
	for _, key := range l.order.Shown {
		if l.lines[key] == nil && was[key] != nil {
			l.lines[key] = was[key].gone()
		}
	}
	l.offer()
	l.show()
}

// sameDuties compares the lists by their place first: a snapshot keeps the list as
// long as nothing in it changes.
func sameDuties(a, b []view.Duty) bool {
	if len(a) != len(b) {
		return false
	}
	return len(a) == 0 || &a[0] == &b[0] || slices.Equal(a, b)
}

// offer shows the newest order, or says that there is one while a hand is on the rows.
func (l *ledger) offer() {
	n := l.order.Moved()
	if n == 0 || !l.table.Inside() || len(l.order.Shown) == 0 {
		l.settle()
		return
	}
	l.moved.Set(words.Count(n, "row") + " moved · Ctrl R")
	l.news(true)
}

func (l *ledger) settle() {
	l.order.Settle()
	l.news(false)
}

// news shows that another order waits.
func (l *ledger) news(waits bool) {
	kit.SetShown(l.moved, waits)
	kit.SetShown(l.other, !waits)
	l.head.Refresh()
}

func (l *ledger) showOrder() {
	l.settle()
	l.show()
}

func (l *ledger) show() {
	rows := make([]kit.TableRow, 0, len(l.order.Shown))
	for _, key := range l.order.Shown {
		if line := l.lines[key]; line != nil {
			rows = append(rows, line.row)
		}
	}
	l.table.Set(rows)
	l.figures()
	l.explain()
}

// tick lets the clocks run and takes over an order that no hand holds any more.
func (l *ledger) tick() {
	if l.moved.Visible() && !l.table.Inside() {
		l.showOrder()
	}
	ran := false
	for _, key := range l.order.Shown {
		if line := l.lines[key]; line != nil && !line.over && line.stale(l) {
			l.lines[key] = l.draw(line.duty)
			ran = true
		}
	}
	if ran {
		l.show()
	}
}

// figures says how many are owed and how many of them are late.
func (l *ledger) figures() {
	late, now := 0, l.pane.opts.Now()
	for i := range l.duties {
		if lateAt(&l.duties[i], now) {
			late++
		}
	}
	changed := l.owed.Set(kit.PillData{Word: fmt.Sprintf("%d owed", len(l.duties))})
	changed = l.late.Set(kit.PillData{Word: fmt.Sprintf("%d late", late), Tone: kit.Red}) || changed
	changed = kit.SetShown(l.late, late > 0) || changed
	if changed {
		l.head.Refresh()
	}
}

// explain says what would stand here, if nothing does.
func (l *ledger) explain() {
	if !kit.SetShown(l.empty, len(l.order.Shown) == 0) && len(l.order.Shown) > 0 {
		return
	}
	d := kit.EmptyData{
		Title: "Nothing is promised",
		Text:  "A call, a promise or an escalation that outlives its chat stands here until it is kept. Nobody can delete it.",
	}
	switch {
	case !l.pane.ready:
		d = kit.EmptyData{Title: "Reading what is owed", Text: "It comes from this desk's own disk first."}
	case l.pane.link.State != app.LinkLive:
		d.Text = "As far as this desk has heard. What came since stands here when the hub is back."
	}
	l.empty.Set(d)
}

// open shows a duty beside the table.
func (l *ledger) open(key record.ID) {
	line := l.lines[key]
	if line == nil {
		return
	}
	l.table.Select(string(key))
	l.pane.front.Table.Select("")
	l.pane.panel.open(line.duty)
	l.pane.beside(true)
}

// dutyCount is the ledger's part of the rail's figure: what I owe and what no other
// person does. Red is late, amber due within a quarter of an hour.
func dutyCount(s *app.Snapshot, now chat.Instant) (n int, tone kit.Tone) {
	for i := range s.Duties {
		d := &s.Duties[i]
		if d.Owner.Person() && d.Answers == d.Owner && !d.Mine {
			continue
		}
		n++
		switch {
		case !d.Paused.IsZero() || tone == kit.Red:
		case lateAt(d, now):
			tone = kit.Red
		case d.Due.Sub(now) <= soon:
			tone = kit.Amber
		}
	}
	return n, tone
}

// lateAt reports whether d is over: at its time, not after it (G-SLA-04).
func lateAt(d *view.Duty, now chat.Instant) bool {
	if !d.Paused.IsZero() {
		now = d.Paused
	}
	return now >= d.Due
}
