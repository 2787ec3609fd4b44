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
	"floorwalker/app/view"
	"floorwalker/ui/duty"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Desk is what the page asks of the console. Answers come on the desk's goroutine.
type Desk interface {
	duty.Desk
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
}

// Pane is the page.
type Pane struct {
	opts    Options
	content fyne.CanvasObject

	today, late *kit.Pill
	front       *shelf.Front
	form        *form
	ledger      *ledger    // the first part of the table's half
	panel       *dutyPanel // beside it, when a duty was opened last
	sides       *sides
	page        fyne.CanvasObject // table and form

	rows   rows
	tally  tally
	team   []view.Colleague
	me     app.Me
	link   app.Link
	unsent int       // edits of this desk that the hub does not have
	ready  bool      // a snapshot came
	fresh  record.ID // made here, to be opened when it is in the list
}

// New makes a page without follow-ups.
func New(o Options) *Pane {
	zone := o.Policy.Cover.Location()
	if o.Here == nil {
		o.Here = time.Local
	}
	p := &Pane{
		opts: o, rows: rows{zone: zone}, tally: tally{zone: zone},
		today: kit.NewPill(kit.PillData{}), late: kit.NewPill(kit.PillData{}),
	}
	p.panel = newDutyPanel(p)
	p.ledger = newLedger(p)
	p.front = shelf.NewFront(shelf.FrontOptions{
		Over: p.ledger.content, Title: "Follow-ups", Figures: []*kit.Pill{p.today, p.late}, Begin: kit.ButtonData{Word: "New follow-up", Key: "Ctrl N"}, OnBegin: p.Create,
		Shelf: chat.ShelfFollowUps, Order: &p.rows.Order, OnOrder: p.show,
		Table: kit.NewTable(
			kit.Column{Caption: "Due" + words.Place(o.Now().Time().In(zone), o.Here), Least: 124, Clock: true},
			kit.Column{Caption: "Customer", Least: 120, Share: 1},
			kit.Column{Caption: "Promised because", Least: 136, Share: 3, Priority: 1},
			kit.Column{Caption: "Who calls", Least: 104, Priority: 2},
		),
	})
	p.front.Filter.OnPick = func(i int) { p.pick(filter(i)) }
	p.front.Refused.OnOpen, p.front.Refused.OnDrop = p.Open, p.opts.Desk.DropRefused
	p.front.Table.OnOpen = func(key string) { p.Open(record.ID(key)) }
	p.front.Table.OnRune = p.typed
	p.form = newForm(p)
	p.sides = newSides(p)
	p.content = p.build()
	p.pick(filterOpen)
	return p
}

func (p *Pane) build() fyne.CanvasObject {
	p.page = kit.NewSplit(0,
		kit.SplitPane{Content: p.front.Content, Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.form.content, p.panel.content), Size: 385, Min: 320},
	)
	return p.sides.On(p.page)
}

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// beside shows the duty that is open, or the follow-up.
func (p *Pane) beside(owed bool) {
	kit.SetShown(p.panel.content, owed)
	kit.SetShown(p.form.content, !owed)
}

// doubt reports that hub time is a guess.
func (p *Pane) doubt() bool { return p.opts.Uncertain != nil && p.opts.Uncertain() }

// otherList takes the keyboard to the rows of the other part.
func (p *Pane) otherList() {
	if p.opts.Window().Focused() == p.ledger.table.Focusable() {
		p.opts.Focus(p.front.Table.Focusable())
		return
	}
	p.opts.Focus(p.ledger.table.Focusable())
}

// Focus puts the keyboard into the rows, those of what is owed first, or into the
// comparison that lies over them.
func (p *Pane) Focus() {
	if p.sides.Shown() {
		p.sides.Focus()
		return
	}
	if len(p.ledger.order.Shown) > 0 && p.form.id == "" {
		p.opts.Focus(p.ledger.table.Focusable())
		return
	}
	p.opts.Focus(p.front.Table.Focusable())
}

// Render shows the snapshot's list. It costs what changed, and a comparison of
// addresses for the rest.
func (p *Pane) Render(s *app.Snapshot) {
	first := !p.ready
	p.ready = true
	other := s.Link.State != p.link.State || s.Shelves.UnsentOn(chat.ShelfFollowUps) != p.unsent
	p.link, p.me, p.team, p.unsent = s.Link, s.Me, s.Team, s.Shelves.UnsentOn(chat.ShelfFollowUps)
	p.take(s)
	p.panel.render(s)
	p.front.Render(s)
	if p.fresh != "" {
		if _, ok := p.rows.list.Get(p.fresh); ok {
			id := p.fresh
			p.fresh = ""
			p.rows.Settle()
			p.Open(id)
			p.front.Table.ScrollTo(string(id))
		}
	}
	p.form.render()
	if other && p.form.id != "" {
		p.form.lock()
	}
	p.sides.Render()
	if first {
		p.explain()
	}
	p.ledger.explain()
	p.head()
}

// take brings the page's own picture of the list up to date.
func (p *Pane) take(s *app.Snapshot) {
	p.ledger.take(s)
	now, list := p.opts.Now(), s.Shelves.FollowUps
	changed := list.Book().Changed(p.rows.list.Book())
	people := who{words.PeopleOf(s)}
	if p.rows.lines != nil && len(changed) == 0 && people.Same(p.rows.who.People) {
		return
	}
	p.rows.take(list, people, changed, now)
	p.tally.take(list, s.Me.Agent)
	p.front.Offer()
	p.show()
}

func (p *Pane) show() {
	p.front.Table.Set(p.rows.table())
	p.explain()
}

func (p *Pane) pick(f filter) {
	p.rows.wanted = f
	p.front.Pick(filterWords[:], int(f))
	p.rows.order()
	p.front.ShowOrder()
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
		d = kit.EmptyData{Title: "Nothing is done yet", Text: "What somebody completes is kept here, with how it went."}
	case p.rows.wanted == filterMine:
		d.Title, d.Text = "Nobody waits for a call of yours", "What is assigned to you appears here, by the time it is due."
	default:
		d.Title, d.Text = "Nobody is to be called", "A customer who was promised a call appears here, by the time it is due. Write one down yourself, or from a chat."
		if p.link.State != app.LinkLive {
			d.Text += " What others wrote comes when the hub is back."
		}
	}
	p.front.Empty.Set(d)
	p.front.Empty.Show()
}

// head shows the figures over the table.
func (p *Pane) head() {
	c := p.rows.list.Counts(p.opts.Now(), p.rows.zone)
	today := kit.PillData{Word: fmt.Sprintf("%d due today", c.Today)}
	if c.Today > 0 {
		today.Tone = kit.Amber
	}
	changed := p.today.Set(today)
	late := kit.PillData{Tone: kit.Red}
	if c.Late > 0 {
		late.Word = fmt.Sprintf("%d late", c.Late)
	}
	changed = p.late.Set(late) || changed
	if on := c.Late > 0; on != p.late.Visible() {
		changed = true
		if on {
			p.late.Show()
		} else {
			p.late.Hide()
		}
	}
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
	p.ledger.tick()
	p.panel.tick()
	if p.rows.tick(p.opts.Now()) {
		p.front.Table.Set(p.rows.table())
	}
	p.form.tick()
	p.head()
}

// Count is the figure in the rail: the follow-ups of mine and of nobody that are late
// or due today, and what was promised to customers and is owed by no other person.
func (p *Pane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	p.take(s)
	now := p.opts.Now()
	n, tone = p.tally.count(now)
	owed, tint := dutyCount(s, now)
	if tint == kit.Red || tone == kit.Grey {
		tone = tint
	}
	return n + owed, tone
}
