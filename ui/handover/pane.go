package handover

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/shift"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Desk is what the page asks of the console. Answers come on the desk's goroutine.
type Desk interface {
	PutNote(e app.Edit, n shift.Note, answer app.Saved)
	SettleNote(id record.ID, n shift.Note, seen []record.Revision, answer app.Saved)
	KeepBothNotes(mine shift.Version, answer app.Saved)
	DropRefused(cmd chat.CommandID)
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
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
	// Window is where pickers are laid over the page.
	Window func() fyne.Canvas
	// OpenChat shows a chat that a note mentions.
	OpenChat func(chat.ChatID)
	// OpenFollowUp shows a follow-up that a note mentions.
	OpenFollowUp func(record.ID)
}

// Pane is the page.
type Pane struct {
	opts    Options
	content fyne.CanvasObject
	page    fyne.CanvasObject // table and note

	waiting *kit.Pill
	sync    *kit.Words
	filter  *kit.Segmented
	moved   *kit.Link
	refused *kit.Banner
	top     *fyne.Container
	table   *kit.Table
	empty   *kit.EmptyState
	reader  *reader
	writer  *writer
	sides   *sides

	rows  rows
	snap  *app.Snapshot
	turn  int               // counts what the reader has to show anew
	off   []app.RefusedEdit // of this shelf
	fresh record.ID         // written here, to be opened when it is in the list
}

// New makes a page without notes.
func New(o Options) *Pane {
	if o.Here == nil {
		o.Here = time.Local
	}
	zone := o.Policy.Cover.Location()
	p := &Pane{
		opts: o, rows: rows{zone: zone}, waiting: kit.NewPill(kit.PillData{}),
		sync: kit.NewSecondary("").Yield().AlignRight(), filter: kit.NewSegmented(), refused: kit.NewBanner(kit.BannerData{}),
		table: kit.NewTable(
			kit.Column{Caption: "From", Least: 130, Share: 1},
			kit.Column{Caption: "Note", Least: 160, Share: 3},
			kit.Column{Caption: "Acknowledged", Least: 136, Priority: 1},
			kit.Column{Caption: "Written" + words.Place(o.Now().Time().In(zone), o.Here), Least: 128, Priority: 2},
		),
		empty: kit.NewEmptyState(kit.EmptyData{}),
	}
	p.moved = kit.NewLink("", p.ShowNew)
	p.moved.Hide()
	p.refused.Hide()
	p.waiting.Hide()
	p.filter.OnPick = func(i int) { p.pick(filter(i)) }
	p.refused.OnButton = p.refusedPressed
	p.table.OnOpen = func(key string) { p.Open(record.ID(key)) }
	p.table.OnRune = p.typed
	p.empty.OnButton = p.Create
	p.reader, p.writer, p.sides = newReader(p), newWriter(p), newSides(p)
	p.content = p.build()
	p.pick(filterAll)
	return p
}

func (p *Pane) build() fyne.CanvasObject {
	pad, side := theme.Px(10), theme.Px(20)
	title := container.NewHBox(kit.NewTitle("Handover"), container.NewCenter(p.waiting))
	first := container.NewBorder(nil, nil, title, nil, p.sync)
	create := kit.NewButton(kit.ButtonData{Word: "New note", Key: "Ctrl N"}, p.Create)
	second := container.NewBorder(nil, nil, nil, container.NewHBox(container.NewCenter(p.moved), create), p.filter)
	p.top = kit.NewColumn(10, first, second, p.refused)
	head := container.NewVBox(container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), p.top), kit.NewHairline())
	left := container.NewBorder(head, nil, nil, nil, container.NewStack(p.table, p.empty))
	p.page = kit.NewSplit(0,
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), left), Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.reader.content, p.writer.content), Size: 430, Min: 340},
	)
	return p.sides.On(p.page)
}

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Focus puts the keyboard into the rows, into the text that is being written, or
// into the comparison that lies over both.
func (p *Pane) Focus() {
	switch {
	case p.sides.Shown():
		p.sides.Focus()
	case p.writer.shown():
		p.opts.Focus(p.writer.text)
	default:
		p.opts.Focus(p.table.Focusable())
	}
}

// Render shows the snapshot's notes. It costs what changed, and a comparison of
// addresses for the rest.
func (p *Pane) Render(s *app.Snapshot) {
	first := p.snap == nil
	if first || s.Link.State != p.snap.Link.State || (s.Shelves.UnsentOn(chat.ShelfHandover) > 0) != (p.snap.Shelves.UnsentOn(chat.ShelfHandover) > 0) {
		p.turn++
	}
	p.take(s)
	p.snap = s
	p.sync.Set(words.Synced(s.Link, s.Shelves.UnsentOn(chat.ShelfHandover)))
	p.renderRefused(s.Shelves.Refused)
	if p.fresh != "" {
		if _, ok := p.rows.notes.Get(p.fresh); ok {
			id := p.fresh
			p.fresh = ""
			p.ShowNew()
			p.read(id)
		}
	}
	p.reader.render()
	p.writer.render()
	p.sides.Render()
	if first {
		p.explain()
	}
}

// take brings the rows up to date.
func (p *Pane) take(s *app.Snapshot) {
	who := people{words.PeopleOf(s)}
	now := p.opts.Now().Time().In(p.rows.zone)
	changed := s.Shelves.Notes.Book().Changed(p.rows.notes.Book())
	if p.rows.drawn != nil && len(changed) == 0 && p.rows.who.Same(who.People) && words.Date(now).Equal(p.rows.day) {
		return
	}
	p.turn++
	p.rows.take(s.Shelves.Notes, who, changed, now)
	p.settleOrder()
	p.show()
	p.head()
}

// settleOrder lists what came unless a hand is on the rows.
func (p *Pane) settleOrder() {
	n := p.rows.came()
	if n == 0 || !p.table.Inside() || len(p.rows.shown) == 0 {
		p.rows.settle()
		p.moved.Hide()
		return
	}
	p.moved.Set(words.Count(n, "row") + " moved · show the new order · Ctrl R")
	p.moved.Show()
}

// ShowNew lists what came now.
func (p *Pane) ShowNew() {
	p.rows.settle()
	p.moved.Hide()
	p.show()
}

func (p *Pane) show() {
	p.table.Set(p.rows.table())
	p.explain()
}

func (p *Pane) pick(f filter) {
	p.rows.wanted = f
	segments := make([]kit.Segment, filters)
	for i, w := range filterWords {
		segments[i] = kit.Segment{Word: w, Selected: filter(i) == f, Tone: kit.Blue}
	}
	p.filter.Set(segments...)
	p.rows.order()
	p.ShowNew()
}

// explain says what would stand here, if nothing does.
func (p *Pane) explain() {
	if len(p.rows.shown) > 0 {
		p.empty.Hide()
		return
	}
	d := kit.EmptyData{Button: kit.ButtonData{Word: "New note", Key: "Ctrl N"}}
	switch {
	case p.snap == nil:
		d = kit.EmptyData{Title: "Reading the notes", Text: "They come from this desk's own disk and work without a network."}
	case p.rows.wanted == filterWaiting:
		d = kit.EmptyData{Title: "Nothing waits for you", Text: "A note for you, or for whoever takes over, stands here until you have acknowledged it."}
	case p.rows.wanted == filterMine:
		d.Title, d.Text = "You have written no note", "What you write for the next shift stands here, with who has read it."
	default:
		d.Title, d.Text = "No handover notes", "What one shift writes for the next stands here: the state of things, the chats and the follow-ups that go over."
		if p.snap.Link.State != app.LinkLive {
			d.Text += " What others wrote comes when the hub is back."
		}
	}
	p.empty.Set(d)
	p.empty.Show()
}

// head shows how many notes wait for the person at this desk.
func (p *Pane) head() {
	n := len(p.rows.waiting)
	d := kit.PillData{Tone: kit.Amber}
	if n > 0 {
		d.Word = words.Count(n, "note") + " to acknowledge"
	}
	changed := p.waiting.Set(d)
	if on := n > 0; on != p.waiting.Visible() {
		changed = true
		kit.SetShown(p.waiting, on)
	}
	if changed {
		p.top.Refresh()
	}
}

// Tick lets midnight pass, and lists what came once no hand is on the rows.
func (p *Pane) Tick() {
	if p.snap == nil {
		return
	}
	p.take(p.snap)
	p.reader.tick()
	if p.moved.Visible() && !p.table.Inside() {
		p.ShowNew()
	}
}

// Count is the figure in the rail: the notes that wait to be acknowledged by the
// person at this desk.
func (p *Pane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	p.take(s)
	if n = len(p.rows.waiting); n > 0 {
		tone = kit.Amber
	}
	return n, tone
}

// clock says an instant as a person would now, in the workspace's time; where this
// machine has another, it names the zone.
func (p *Pane) clock(i chat.Instant) string {
	at := i.Time().In(p.rows.zone)
	return words.When(at, p.opts.Now().Time().In(p.rows.zone)) + words.Place(at, p.opts.Here)
}
