package overnight

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/dial"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Desk is what the page asks of the console. Answers come on the desk's goroutine.
type Desk interface {
	dial.Desk
	Open(id chat.ChatID)
	TakeOver(id chat.ChatID, reason string)
	ReviewNight(id chat.ChatID, call bool, note string)
	UnlockNight(id chat.ChatID, reason string)
	Mark(id chat.ChatID, rule chat.RuleID, line chat.MessageID)
	AskForHelp(id chat.ChatID, reason string)
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
	// OpenChat shows a conversation.
	OpenChat func(chat.ChatID)
	// Uncertain says that hub time is a guess; nil is never.
	Uncertain func() bool
	// Library, if set, is the newest canned library, for the texts of the night.
	Library func() script.Library
	// Dial opens a number in the telephone of this computer, as a link like
	// "tel:+910000000000"; nil is none, and the number can be copied all the same.
	Dial func(uri string) error
}

// Pane is the page.
type Pane struct {
	opts    Options
	zone    *time.Location
	content fyne.CanvasObject

	head           *fyne.Container
	reviewed, left *kit.Pill
	calls          *kit.Pill
	shift          *kit.Words
	moved          *kit.Link
	table          *kit.Table
	empty          *kit.EmptyState
	brief          *brief
	card           *dial.Card
	calling        bool // the card stands beside the rows, and not the brief
	body           fyne.CanvasObject
	snap           *app.Snapshot
	night          view.Night
	rows           rows
	ready          bool
	chosen         chat.ChatID
	wish           wish
}

// New makes a page without chats.
func New(o Options) *Pane {
	if o.Here == nil {
		o.Here = time.Local
	}
	p := &Pane{
		opts: o, zone: o.Policy.Cover.Location(), reviewed: kit.NewPill(kit.PillData{}), left: kit.NewPill(kit.PillData{}), calls: kit.NewPill(kit.PillData{}),
		shift: kit.NewSecondary("").Yield().AlignRight(), empty: kit.NewEmptyState(kit.EmptyData{}),
	}
	p.rows.pane = p
	p.moved = kit.NewLink("", p.showOrder)
	p.moved.Hide()
	p.table = kit.NewTable(
		kit.Column{Caption: "Next" + words.Place(p.now(), o.Here), Least: 118, Clock: true},
		kit.Column{Caption: "Customer", Least: 128, Share: 1},
		kit.Column{Caption: "What they wrote", Least: 140, Share: 3, Priority: 2},
		kit.Column{Caption: "Where it is", Least: 136},
		kit.Column{Caption: "Serves", Least: 90, Priority: 3},
	)
	p.table.OnOpen, p.table.OnRune = func(key string) { p.open(chat.ChatID(key)) }, p.typed
	p.brief = newBrief(p)
	p.card = dial.New(dial.Options{
		Desk: o.Desk, Policy: o.Policy, Now: o.Now, Uncertain: o.Uncertain, At: p.clock, Short: p.short, Post: o.Post, Focus: o.Focus,
		Canvas: o.Window, Shortcut: o.Shortcut, OnKey: p.step, Back: p.backToBrief, Library: o.Library, Dial: o.Dial, OpenChat: o.OpenChat,
	})
	p.content = p.build()
	p.explain()
	return p
}

func (p *Pane) build() fyne.CanvasObject {
	pad, side := theme.Px(10), theme.Px(20)
	pills := container.NewHBox(kit.NewTitle("Overnight"), container.NewCenter(p.reviewed), container.NewCenter(p.left), container.NewCenter(p.calls))
	p.head = container.NewBorder(nil, nil, pills, container.NewCenter(p.moved), p.shift)
	top := container.NewVBox(container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), p.head), kit.NewHairline())
	left := container.NewStack(kit.NewGround(theme.Pane), container.NewBorder(top, nil, nil, nil, container.NewStack(p.table, p.empty)))
	p.card.Content().Hide()
	p.body = kit.NewSplit(0,
		kit.SplitPane{Content: left, Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.brief.content, p.card.Content()), Size: 405, Min: 330},
	)
	return p.body
}

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// now is hub time where the team's cover is.
func (p *Pane) now() time.Time { return p.opts.Now().Time().In(p.zone) }

// clock says an instant as a person would now.
func (p *Pane) clock(i chat.Instant) string {
	return words.When(i.Time(), p.now()) + words.Place(i.Time().In(p.zone), p.opts.Here)
}

// Render shows the night of the snapshot.
func (p *Pane) Render(s *app.Snapshot) {
	p.ready, p.snap = true, s
	p.take(s)
	p.card.Render(s)
	p.follow(s)
	p.brief.render()
	p.explain()
	p.figures()
}

// take brings the rows up to date.
func (p *Pane) take(s *app.Snapshot) {
	p.snap = s
	if p.rows.take(s.Night) {
		p.night = s.Night
		p.offer()
		p.table.Set(p.rows.table())
	}
}

// offer shows the newest order, or says that there is one while a hand is on the rows.
func (p *Pane) offer() {
	n := p.rows.Moved()
	if n == 0 || !p.held() || len(p.rows.Shown) == 0 {
		p.rows.Settle()
		p.moved.Hide()
		return
	}
	p.moved.Set(words.Count(n, "row") + " moved · Ctrl R")
	p.moved.Show()
}

// held reports whether a hand is on the rows, or on the call of one of them: the row
// after it is to be the next one, too, when that call is over.
func (p *Pane) held() bool { return p.table.Inside() || p.calling }

func (p *Pane) showOrder() {
	p.rows.Settle()
	p.moved.Hide()
	p.table.Set(p.rows.table())
}

// Tick lets the clocks run.
func (p *Pane) Tick() {
	if !p.ready {
		return
	}
	if p.moved.Visible() && !p.held() {
		p.showOrder()
	}
	if p.rows.tick() {
		p.table.Set(p.rows.table())
	}
	p.card.Tick()
	p.brief.tick()
	p.figures()
}

// figures says how many of the chats are reviewed, and how long is left (G-ON-02).
func (p *Pane) figures() {
	now, of := p.opts.Now(), p.night.Of()
	changed := p.reviewed.Set(kit.PillData{Word: "reviewed " + words.Of(p.night.Reviewed, of)})
	left := kit.PillData{}
	if p.night.Left() > 0 {
		d := p.night.Review.Sub(now)
		left = kit.PillData{Word: words.Countdown(d) + " left", Tone: kit.Grey}
		switch {
		case now < p.night.From:
			left.Word = "from " + p.short(p.night.From)
		case d <= 0:
			left = kit.PillData{Word: "review is late " + words.Countdown(d), Tone: kit.Red}
		case d <= p.opts.Policy.Overnight.Review/5:
			left.Tone = kit.Amber
		}
	}
	changed = p.left.Set(left) || changed
	changed = kit.SetShown(p.left, left.Word != "") || changed
	open := p.rows.toCall()
	changed = p.calls.Set(kit.PillData{Word: words.Count(open, "call") + " to make", Tone: kit.Blue}) || changed
	changed = kit.SetShown(p.calls, open > 0) || changed
	changed = kit.SetShown(p.reviewed, of > 0) || changed
	shift := ""
	if of > 0 {
		shift = "For the shift from " + p.clock(p.night.From)
	}
	if p.snap != nil && p.snap.Link.State != app.LinkLive {
		shift += " · offline: as this desk knew it"
	}
	if p.shift.Set(shift); changed {
		p.head.Refresh()
	}
}

// explain says what would stand here, if nothing does.
func (p *Pane) explain() {
	if !kit.SetShown(p.empty, len(p.rows.Shown) == 0) && len(p.rows.Shown) > 0 {
		return
	}
	d := kit.EmptyData{
		Title: "Nobody wrote in the night",
		Text:  "A chat that comes while nobody is on cover stands here from the start of the next shift, to be reviewed, acknowledged and phoned.",
	}
	switch {
	case !p.ready:
		d = kit.EmptyData{Title: "Reading the night", Text: "It comes from this desk's own disk first."}
	case p.snap.Cover.Running && p.snap.Cover.Until.IsZero() && len(p.snap.Cover.Chain) == 0:
		d.Text = "The roster names nobody, so the floor counts as covered all day and no chat is of the night. A lead writes the roster on the page Policy."
	case !p.snap.Cover.Running && !p.snap.Cover.ShiftStart.IsZero():
		d.Text += " The next night is gathered until " + p.clock(p.snap.Cover.ShiftStart) + "."
	case !p.snap.Cover.ShiftEnd.IsZero():
		d.Text += " The next night is gathered from " + p.clock(p.snap.Cover.ShiftEnd) + ", when this shift ends."
	}
	if p.ready && p.snap.Link.State != app.LinkLive {
		d.Text += " As far as this desk has heard."
	}
	p.empty.Set(d)
}

// Count is the figure in the rail: the chats of the night that are still to be
// reviewed or phoned; red where one is late, amber where one is due within a quarter
// of an hour.
func (p *Pane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	now := p.opts.Now()
	for i := range s.Night.Chats {
		due, _ := next(&s.Night, &s.Night.Chats[i])
		if due.IsZero() {
			continue
		}
		n++
		switch m := words.MinutesLeft(due, now); {
		case m < 0:
			tone = kit.Red
		case m <= dial.Soon && tone != kit.Red && now >= s.Night.From:
			tone = kit.Amber
		}
	}
	return n, tone
}
