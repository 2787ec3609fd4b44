package handover

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// notesPane is the tab of the notes that people write by hand.
type notesPane struct {
	opts    Options
	content fyne.CanvasObject
	page    fyne.CanvasObject // table and note

	waiting *kit.Pill
	front   *shelf.Front
	reader  *reader
	writer  *writer
	sides   *sides

	rows  rows
	snap  *app.Snapshot
	turn  int             // counts what the reader has to show anew
	digit func(rune) bool // turns to another part of the page
	fresh record.ID       // written here, to be opened when it is in the list
}

// newNotes makes it without notes.
func newNotes(o Options) *notesPane {
	if o.Here == nil {
		o.Here = time.Local
	}
	zone := o.Policy.Cover.Location()
	p := &notesPane{
		opts: o, rows: rows{zone: zone}, waiting: kit.NewPill(kit.PillData{}),
	}
	p.waiting.Hide()
	p.front = shelf.NewFront(shelf.FrontOptions{
		Title: "Notes", Figures: []*kit.Pill{p.waiting}, Begin: kit.ButtonData{Word: "New note", Key: "Ctrl N"}, OnBegin: p.Create,
		Shelf: chat.ShelfHandover, Order: &p.rows.Order, OnOrder: p.show,
		Table: kit.NewTable(
			kit.Column{Caption: "From", Least: 130, Share: 1},
			kit.Column{Caption: "Note", Least: 160, Share: 3},
			kit.Column{Caption: "Acknowledged", Least: 136, Priority: 1},
			kit.Column{Caption: "Written" + words.Place(o.Now().Time().In(zone), o.Here), Least: 128, Priority: 2},
		),
	})
	p.front.Filter.OnPick = func(i int) { p.pick(filter(i)) }
	p.front.Refused.OnOpen, p.front.Refused.OnDrop = p.Open, p.opts.Desk.DropRefused
	p.front.Table.OnOpen = func(key string) { p.Open(record.ID(key)) }
	p.front.Table.OnRune = p.typed
	p.reader, p.writer, p.sides = newReader(p), newWriter(p), newSides(p)
	p.content = p.build()
	p.pick(filterAll)
	return p
}

func (p *notesPane) build() fyne.CanvasObject {
	p.page = kit.NewSplit(0,
		kit.SplitPane{Content: p.front.Content, Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.reader.content, p.writer.content), Size: 430, Min: 340},
	)
	return p.sides.On(p.page)
}

// Content returns the page's object.
func (p *notesPane) Content() fyne.CanvasObject { return p.content }

// Focus puts the keyboard into the rows, into the text that is being written, or
// into the comparison that lies over both.
func (p *notesPane) Focus() {
	switch {
	case p.sides.Shown():
		p.sides.Focus()
	case p.writer.shown():
		p.opts.Focus(p.writer.text)
	default:
		p.opts.Focus(p.front.Table.Focusable())
	}
}

// Render shows the snapshot's notes. It costs what changed, and a comparison of
// addresses for the rest.
func (p *notesPane) Render(s *app.Snapshot) {
	first := p.snap == nil
	if first || s.Link.State != p.snap.Link.State || (s.Shelves.UnsentOn(chat.ShelfHandover) > 0) != (p.snap.Shelves.UnsentOn(chat.ShelfHandover) > 0) {
		p.turn++
	}
	p.take(s)
	p.snap = s
	p.front.Render(s)
	if p.fresh != "" {
		if _, ok := p.rows.notes.Get(p.fresh); ok {
			id := p.fresh
			p.fresh = ""
			p.front.ShowOrder()
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
func (p *notesPane) take(s *app.Snapshot) {
	who := people{words.PeopleOf(s)}
	now := p.opts.Now().Time().In(p.rows.zone)
	changed := s.Shelves.Notes.Book().Changed(p.rows.notes.Book())
	if p.rows.drawn != nil && len(changed) == 0 && p.rows.who.Same(who.People) && words.Date(now).Equal(p.rows.day) {
		return
	}
	p.turn++
	p.rows.take(s.Shelves.Notes, who, changed, now)
	p.front.Offer()
	p.show()
	p.head()
}

func (p *notesPane) show() {
	p.front.Table.Set(p.rows.table())
	p.explain()
}

func (p *notesPane) pick(f filter) {
	p.rows.wanted = f
	p.front.Pick(filterWords[:], int(f))
	p.rows.order()
	p.front.ShowOrder()
}

// explain says what would stand here, if nothing does.
func (p *notesPane) explain() {
	if len(p.rows.Shown) > 0 {
		p.front.Empty.Hide()
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
	p.front.Empty.Set(d)
	p.front.Empty.Show()
}

// head shows how many notes wait for the person at this desk.
func (p *notesPane) head() {
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
		p.front.Lay()
	}
}

// Tick lets midnight pass, and lists what came once no hand is on the rows.
func (p *notesPane) Tick() {
	if p.snap == nil {
		return
	}
	p.take(p.snap)
	p.reader.tick()
	p.front.Tick()
}

// Count is the figure in the rail: the notes that wait to be acknowledged by the
// person at this desk.
func (p *notesPane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	p.take(s)
	if n = len(p.rows.waiting); n > 0 {
		tone = kit.Amber
	}
	return n, tone
}

// clock says an instant as a person would now, in the workspace's time; where this
// machine has another, it names the zone.
func (p *notesPane) clock(i chat.Instant) string {
	at := i.Time().In(p.rows.zone)
	return words.When(at, p.opts.Now().Time().In(p.rows.zone)) + words.Place(at, p.opts.Here)
}

// timeOfDay is an instant as a time of day in the workspace's zone.
func (p *Pane) timeOfDay(i chat.Instant) string {
	at := i.Time().In(p.notes.rows.zone)
	return at.Format("15:04") + words.Place(at, p.opts.Here)
}

// The notes as a part of the page.

func (p *notesPane) render(s *app.Snapshot)        { p.Render(s) }
func (p *notesPane) tick()                         { p.Tick() }
func (p *notesPane) focus()                        { p.Focus() }
func (p *notesPane) shortcut(s fyne.Shortcut) bool { return p.Shortcut(s) }
