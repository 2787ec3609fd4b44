package followups

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/dial"
	"floorwalker/ui/duty"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Desk is what the page asks of the console. Answers come on the desk's goroutine.
type Desk interface {
	duty.Desk
	dial.Desk
	PutFollowUp(e app.Edit, f followup.FollowUp, answer app.Saved)
	SettleFollowUp(id record.ID, f followup.FollowUp, seen []record.Revision, answer app.Saved)
	KeepBothFollowUps(mine followup.Version, answer app.Saved)
	DropRefused(cmd chat.CommandID)
}

// Options are what the page needs of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Now is hub time.
	Now func() chat.Instant
	// Here is the zone of this machine's clock; nil is [time.Local]. Where the
	// workspace's differs, each time names it.
	Here *time.Location
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that are typed into a field and
	// that this page does not use.
	Shortcut func(fyne.Shortcut)
	// Focus puts the keyboard into one of the page's fields.
	Focus func(fyne.Focusable)
	// Window is where sheets are laid over the page.
	Window func() fyne.Canvas
	// OpenChat shows the conversation that a follow-up comes from.
	OpenChat func(chat.ChatID)
	// Uncertain says that hub time is a guess; nil is never.
	Uncertain func() bool
	// Library, if set, is the newest canned library, for what to say on the phone.
	Library func() script.Library
	// Dial opens a number in the telephone of this computer, as a link like
	// "tel:+910000000000"; nil is none, and the number can be copied all the same.
	Dial func(uri string) error
}

// Pane is the page.
type Pane struct {
	opts    Options
	content fyne.CanvasObject

	today, late, kept *kit.Pill
	front             *shelf.Front
	form              *form
	panel             *dutyPanel
	card              *dial.Card
	shown             side
	sides             *sides
	page              fyne.CanvasObject // table and what stands beside it

	rows   rows
	team   []view.Colleague
	me     app.Me
	link   app.Link
	unsent int       // edits of this desk that the hub does not have
	ready  bool      // a snapshot came
	moved  bool      // what the figures count has changed
	fresh  record.ID // made here, to be opened when it is in the list
}

// side is what stands beside the table.
type side int

const (
	sideCard side = iota
	sideDuty
	sideForm
)

// New makes a page without follow-ups.
func New(o Options) *Pane {
	zone := o.Policy.Cover.Location()
	if o.Here == nil {
		o.Here = time.Local
	}
	p := &Pane{
		opts: o, today: kit.NewPill(kit.PillData{}), late: kit.NewPill(kit.PillData{}), kept: kit.NewPill(kit.PillData{}),
	}
	p.rows.zone, p.rows.pane = zone, p
	p.panel = newDutyPanel(p)
	p.card = dial.New(dial.Options{
		Desk: o.Desk, Policy: o.Policy, Now: o.Now, Uncertain: o.Uncertain, At: p.clock, Short: p.short, Post: o.Post, Focus: o.Focus,
		Canvas: o.Window, Shortcut: p.fieldShortcut, OnKey: p.stepRow, Back: p.focusRows, Library: o.Library, Dial: o.Dial,
		OpenChat: o.OpenChat, HandOn: p.handOn, Edit: p.Edit, OnShow: func(k followup.Key) { p.opened(dutyKeyOf(k), sideCard) },
	})
	p.front = shelf.NewFront(shelf.FrontOptions{
		Title: "Follow-ups", Figures: []*kit.Pill{p.today, p.late, p.kept}, Begin: kit.ButtonData{Word: "New follow-up", Key: "Ctrl N"}, OnBegin: p.Create,
		Shelf: chat.ShelfFollowUps, Order: &p.rows.Order, OnOrder: p.show,
		Table: kit.NewTable(
			kit.Column{Caption: "Due" + words.Place(o.Now().Time().In(zone), o.Here), Least: 124, Clock: true},
			kit.Column{Caption: "Customer", Least: 124, Share: 1},
			kit.Column{Caption: "Promised because", Least: 124, Share: 3, Priority: 2},
			kit.Column{Caption: "Attempts", Least: 148, Priority: 1},
			kit.Column{Caption: "Owner", Least: 104, Priority: 3},
		),
	})
	p.front.Filter.OnPick = func(i int) { p.pick(filter(i)) }
	p.front.Refused.OnOpen, p.front.Refused.OnDrop = p.Open, p.opts.Desk.DropRefused
	p.front.Table.OnOpen = func(key string) { p.Open(record.ID(key)) }
	p.front.Table.OnRune = p.typed
	p.form = newForm(p)
	p.sides = newSides(p)
	p.content = p.build()
	p.pick(filterCalls)
	return p
}

func (p *Pane) build() fyne.CanvasObject {
	p.page = kit.NewSplit(0,
		kit.SplitPane{Content: p.front.Content, Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.form.content, p.panel.content, p.card.Content()), Size: 395, Min: 330},
	)
	p.beside(sideForm) // which says that nothing is open
	return p.sides.On(p.page)
}

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// beside shows what stands beside the table.
func (p *Pane) beside(s side) {
	p.shown = s
	kit.SetShown(p.card.Content(), s == sideCard)
	kit.SetShown(p.panel.content, s == sideDuty)
	kit.SetShown(p.form.content, s == sideForm)
}

// doubt reports that hub time is a guess.
func (p *Pane) doubt() bool { return p.opts.Uncertain != nil && p.opts.Uncertain() }

// Focus puts the keyboard to work: into the comparison that lies over the page, onto
// the card of a call, or into the rows.
func (p *Pane) Focus() {
	switch _, open := p.card.Line(); {
	case p.sides.Shown():
		p.sides.Focus()
	case open && p.shown == sideCard:
		p.card.Focus()
	default:
		p.focusRows()
	}
}

func (p *Pane) focusRows() { p.opts.Focus(p.front.Table.Focusable()) }

// Render shows the snapshot's list. It costs what changed, and a comparison of
// addresses for the rest.
func (p *Pane) Render(s *app.Snapshot) {
	first := !p.ready
	p.ready = true
	other := s.Link.State != p.link.State || s.Shelves.UnsentOn(chat.ShelfFollowUps) != p.unsent
	p.take(s)
	p.card.Render(s)
	p.panel.render(s)
	p.front.Render(s)
	if p.fresh != "" && p.rows.lines[p.fresh] != nil {
		id := p.fresh
		p.fresh = ""
		p.rows.Settle()
		p.Open(id)
		p.front.Table.ScrollTo(string(id))
	}
	if own, on := dial.Own(s, func(followup.Key) bool { return true }); on && first {
		p.Call(own.Key) // a call outlives the program that it was begun in
	}
	p.form.render()
	if other && p.form.id != "" {
		p.form.lock()
	}
	p.sides.Render()
	if first {
		p.explain()
	}
	if first || p.moved {
		p.head()
	}
}

// take brings the page's own picture of the list up to date.
func (p *Pane) take(s *app.Snapshot) {
	p.link, p.me, p.team, p.unsent = s.Link, s.Me, s.Team, s.Shelves.UnsentOn(chat.ShelfFollowUps)
	if p.rows.take(s) {
		p.moved = true
		p.front.Offer()
		p.filters()
		p.show()
	}
}

func (p *Pane) show() {
	p.front.Table.Set(p.rows.table())
	p.explain()
}

func (p *Pane) pick(f filter) {
	p.rows.wanted = f
	p.rows.order()
	p.front.ShowOrder()
	p.filters()
}

// nextFilter goes on to the next filter.
func (p *Pane) nextFilter() {
	p.pick((p.rows.wanted + 1) % filters)
	p.focusRows()
}

// filters names the filters, the other promises with how many there are: nobody must
// forget what they do not see.
func (p *Pane) filters() {
	segments := make([]kit.Segment, filters)
	for i, w := range filterWords {
		segments[i] = kit.Segment{Word: w, Selected: filter(i) == p.rows.wanted, Tone: kit.Blue}
		if filter(i) == (p.rows.wanted+1)%filters {
			segments[i].Key = "Ctrl D"
		}
	}
	n := 0
	for i := range p.rows.duties {
		if promised(&p.rows.duties[i]) {
			n++
		}
	}
	if n > 0 {
		segments[filterPromises].Word += fmt.Sprintf(" · %d", n)
	}
	p.front.Filter.Set(segments...)
}

// explain says what would stand here, if nothing does.
func (p *Pane) explain() {
	if len(p.rows.Shown) > 0 {
		p.front.Empty.Hide()
		return
	}
	var d kit.EmptyData // the button of what would stand here is above it
	switch {
	case !p.ready:
		d = kit.EmptyData{Title: "Reading the list", Text: "It comes from this desk's own disk and works without a network."}
	case p.rows.wanted == filterDone:
		d = kit.EmptyData{Title: "Nothing is done yet", Text: "Who was reached, and what somebody completes, is kept here, with how it went."}
	case p.rows.wanted == filterMine:
		d = kit.EmptyData{Title: "Nobody waits for a call of yours", Text: "What you owe, or answer for, appears here, by the time it is due."}
	case p.rows.wanted == filterPromises:
		d = kit.EmptyData{Title: "Nothing else is promised", Text: "A promise or an escalation that outlives its chat stands here until it is kept. Nobody can delete it."}
	default:
		d = kit.EmptyData{Title: "Nobody is to be called", Text: "A customer who was promised a call, fell silent, or left without an answer appears here, by the time it is due. Write one down yourself, or from a chat."}
	}
	if p.ready && p.link.State != app.LinkLive {
		d.Text += " What others did comes when the hub is back."
	}
	p.front.Empty.Set(d)
	p.front.Empty.Show()
}

// head shows the figures over the table.
func (p *Pane) head() {
	p.moved = false
	f := p.rows.figures(p.opts.Now())
	today := kit.PillData{Word: fmt.Sprintf("%d due today", f.today)}
	if f.today > 0 {
		today.Tone = kit.Amber
	}
	changed := p.today.Set(today)
	changed = p.late.Set(kit.PillData{Word: fmt.Sprintf("%d late", f.late), Tone: kit.Red}) || changed
	changed = kit.SetShown(p.late, f.late > 0) || changed
	changed = p.kept.Set(kit.PillData{Word: words.Count(f.promises, "promise") + " late", Tone: kit.Red}) || changed
	changed = kit.SetShown(p.kept, f.promises > 0) || changed
	if changed {
		p.front.Lay()
	}
}

// Tick lets the clocks run, and takes over an order that no hand holds any more.
func (p *Pane) Tick() {
	if !p.ready {
		return
	}
	p.front.Tick()
	p.card.Tick()
	p.panel.tick()
	if p.rows.tick(p.opts.Now()) {
		p.front.Table.Set(p.rows.table())
	}
	p.form.tick()
	p.head()
}

// Count is the figure in the rail: the calls of mine and of nobody that are late or
// due today, and the other promises that are owed by no other person.
func (p *Pane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	p.take(s)
	return p.rows.counted(p.opts.Now())
}
