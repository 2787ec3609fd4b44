package tickets

import (
	"fmt"
	"io"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Desk is what the page asks of the console. Answers come on other goroutines.
type Desk interface {
	ListTickets(q app.TicketQuery, got func([]ticket.Ticket, error))
	CheckTickets(got func(app.TicketCheck, error))
	OutgoingTickets(got func(app.Outgoing, error))
	RetryParcel(key string, got func(int, error))
	ExportTickets(q app.TicketQuery, format string, w io.Writer, got func(error)) (cancel func())
	FloorTicket(id chat.ChatID, got func(t ticket.Ticket, ok bool))
	SaveTicket(id chat.ChatID, t ticket.Ticket)
}

// Options are what the page needs of the house.
type Options struct {
	Desk Desk
	// Edition is the policy in force, for the names of choices and what is missing.
	Edition func() *policy.Edition
	// Now is hub time.
	Now func() chat.Instant
	// Here is the zone of this machine's clock; nil is [time.Local].
	Here *time.Location
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that the page does not use.
	Shortcut func(fyne.Shortcut)
	// Focus puts the keyboard into one of the page's fields.
	Focus func(fyne.Focusable)
	// Window is where pickers are laid over the page.
	Window func() fyne.Canvas
	// OpenChat shows the conversation of a ticket.
	OpenChat func(chat.ChatID)
	// SaveFile asks for a file to write to. It calls back on the UI thread, or not
	// at all if the person changed their mind.
	SaveFile func(suggested string, got func(name string, w io.WriteCloser, err error))
}

// most is how many tickets are listed; a search finds the others.
const most = 500

// again is how often the page asks by itself.
const again = time.Minute

// Pane is the page.
type Pane struct {
	opts Options
	news news

	content fyne.CanvasObject
	top     *fyne.Container
	total   *kit.Pill
	stuck   *kit.Pill
	told    *kit.Words
	search  *kit.Field
	export  *kit.Button
	cancel  func() // of the export under way; nil if none is
	differ  *kit.Banner
	outside *kit.Banner
	said    *kit.Text
	table   *kit.Table
	empty   *kit.EmptyState
	detail  *detail

	me    app.Me
	team  []view.Colleague
	who   words.People
	live  bool
	ready bool // a snapshot came
}

// New makes a page without tickets.
func New(o Options) *Pane {
	if o.Here == nil {
		o.Here = time.Local
	}
	p := &Pane{
		opts: o, total: kit.NewPill(kit.PillData{}), stuck: kit.NewPill(kit.PillData{}), told: kit.NewSecondary("").Yield().AlignRight(),
		search: kit.NewField("Number, name or words"), differ: kit.NewBanner(kit.BannerData{}),
		outside: kit.NewBanner(kit.BannerData{}), said: kit.NewQuietText(""), empty: kit.NewEmptyState(kit.EmptyData{}),
		table: kit.NewTable(
			kit.Column{Caption: "Ticket", Least: 208},
			kit.Column{Caption: "Customer", Least: 112, Share: 2},
			kit.Column{Caption: "About", Least: 156, Share: 3},
			kit.Column{Caption: "Status", Least: 76, Priority: 1},
			kit.Column{Caption: "Sentiment", Least: 86, Priority: 2},
		),
	}
	p.news.page = p
	p.search.OnChanged = func(string) { p.news.ask() }
	p.search.OnSubmitted = func(string) { p.opts.Focus(p.table.Focusable()) }
	p.search.OnShortcut = p.fieldShortcut
	p.search.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape || e.Name == fyne.KeyDown {
			p.opts.Focus(p.table.Focusable())
			return true
		}
		return false
	}
	p.export = kit.NewButton(kit.ButtonData{}, p.Export)
	p.outside.OnButton = func(int) { p.Retry("") }
	p.table.OnOpen = func(key string) { p.Open(ticket.Ref(key)) }
	p.table.OnRune = p.typed
	p.detail = newDetail(p)
	p.build()
	p.show()
	return p
}

func (p *Pane) build() {
	pad, side := theme.Px(10), theme.Px(20)
	head := container.NewHBox(kit.NewTitle("Tickets"), container.NewCenter(p.total), container.NewCenter(p.stuck))
	p.top = kit.NewColumn(10, container.NewBorder(nil, nil, head, nil, p.told), container.NewBorder(nil, nil, nil, p.export, p.search), p.differ, p.outside, p.said)
	over := container.NewVBox(container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), p.top), kit.NewHairline())
	front := container.NewStack(kit.NewGround(theme.Pane),
		container.NewBorder(over, nil, nil, nil, container.NewStack(p.table, p.empty)))
	p.content = kit.NewSplit(0,
		kit.SplitPane{Content: front, Min: 440},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.detail.content), Size: 400, Min: 320},
	)
	for _, o := range []fyne.CanvasObject{p.differ, p.outside, p.said, p.stuck} {
		o.Hide()
	}
}

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Focus puts the keyboard into the rows, and asks for what is new.
func (p *Pane) Focus() {
	p.news.ask()
	p.opts.Focus(p.table.Focusable())
}

// Render takes note of who works here and of the connection.
func (p *Pane) Render(s *app.Snapshot) {
	live := s.Link.State == app.LinkLive
	people := words.PeopleOf(s)
	other := !p.ready || live != p.live || s.Me != p.me || !people.Same(p.who)
	back := live && (!p.live || !p.ready)
	p.ready, p.live, p.me, p.team, p.who = true, live, s.Me, s.Team, people
	if back {
		p.news.ask()
	}
	if other {
		p.show()
	}
}

// Tick asks again from time to time.
func (p *Pane) Tick() {
	if p.live && !p.news.due.IsZero() && p.opts.Now() >= p.news.due {
		p.news.ask()
	}
}

// Count is the figure in the rail: differences of the check and undeliverable parcels.
func (p *Pane) Count(*app.Snapshot) (n int, tone kit.Tone) {
	n = p.news.check.Differences() + p.news.out.Undeliverable
	if p.news.check.Failed != "" {
		n++
	}
	if n > 0 {
		tone = kit.Red
	}
	return n, tone
}

// show draws everything anew from what was read.
func (p *Pane) show() {
	p.showHead()
	p.showDifferences()
	p.showOutside()
	p.table.Set(p.rows())
	p.explain()
	p.detail.show()
	p.top.Refresh()
}

func (p *Pane) showHead() {
	p.total.Set(kit.PillData{Word: words.Count(p.news.out.Tickets, "ticket")})
	n := p.news.out.Undeliverable
	p.stuck.Set(kit.PillData{Word: fmt.Sprintf("%d undeliverable", n), Tone: kit.Red})
	kit.SetShown(p.stuck, n > 0)
	p.told.Set(p.news.words())
	d := kit.ButtonData{Word: "Export", Key: "Ctrl E", Locked: kit.LockedIf(!p.live, "the hub is away")}
	if p.cancel != nil {
		d = kit.ButtonData{Word: "Stop exporting", Key: "Ctrl E"}
	}
	p.export.Set(d)
}

// say shows a line that is no answer to a question of the page's own.
func (p *Pane) say(text string) {
	p.said.Set(text)
	kit.SetShown(p.said, text != "")
	p.top.Refresh()
}

// explain says what would stand here, if nothing does.
func (p *Pane) explain() {
	d := kit.EmptyData{}
	switch {
	case len(p.news.list) > 0:
		p.empty.Hide()
		return
	case p.news.read && p.news.asked.Words != "":
		d.Title, d.Text = "No ticket has all of these words", "Words are looked for in numbers, names, choices, summaries and notes."
	case p.news.read:
		d.Title, d.Text = "No chat has ended yet", "Every chat that ends has a ticket here, the bot's own too."
	case p.ready && !p.live:
		d.Title, d.Text = "The tickets are at the hub", "They are read as soon as it is back. Nothing is lost meanwhile: a close that waits here becomes a ticket there."
	case p.news.err != "":
		d.Title, d.Text = "The tickets cannot be read", p.news.err
	default:
		d.Title, d.Text = "Reading the tickets", "They come from the hub."
	}
	p.empty.Set(d)
	p.empty.Show()
}

// Shortcut runs what a key with a modifier does on this page, and says whether it does
// anything.
func (p *Pane) Shortcut(s fyne.Shortcut) bool { return p.keys().Use(s) }

func (p *Pane) keys() shelf.Keys {
	return shelf.Keys{
		fyne.KeyE: p.Export, fyne.KeyR: p.news.ask, fyne.KeyF: func() { p.opts.Focus(p.search) },
	}
}

func (p *Pane) fieldShortcut(s fyne.Shortcut) { p.keys().HandOn(s, p.opts.Shortcut) }

// typed runs the letters that are printed on the buttons, for the open ticket.
func (p *Pane) typed(r rune) {
	switch r {
	case 'o', 'O':
		p.OpenChat()
	case 'c', 'C':
		p.CopyNumber()
	case 'p', 'P':
		p.detail.choose(fieldPriority)
	case 's', 'S':
		p.detail.choose(fieldStatus)
	case 'a', 'A':
		p.detail.choose(fieldAssignee)
	case '/':
		p.opts.Focus(p.search)
	}
}
