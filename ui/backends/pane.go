package backends

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Desk is what the page asks of the console. Answers come on other goroutines.
type Desk interface {
	BackendStatus(got func([]app.BackendStatus, error))
}

// Options are what the page needs of the house.
type Options struct {
	Desk Desk
	// Now is hub time.
	Now func() chat.Instant
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that the page does not use.
	Shortcut func(fyne.Shortcut)
	// Focus puts the keyboard into the rows.
	Focus func(fyne.Focusable)
	// Connect, if set, is where another chat system is connected.
	Connect func()
}

// again is how often the page asks by itself while it is in sight.
const again = 5 * time.Second

// Pane is the page.
type Pane struct {
	opts    Options
	content fyne.CanvasObject
	head    *fyne.Container
	trouble *kit.Pill
	told    *kit.Words
	connect *kit.Button
	table   *kit.Table
	empty   *kit.EmptyState
	detail  *detail

	live  bool
	ready bool // a snapshot came
	asked uint64
	due   chat.Instant // when to ask again; zero while an answer is awaited
	at    chat.Instant // of the last answer; zero if there was none
	err   string
	from  []app.BackendStatus // the last answer
	known []view.Backend      // of the floor
	shown []system
	order []string // of the rows as they stand
	open  string
}

// New makes a page without systems.
func New(o Options) *Pane {
	p := &Pane{
		opts: o, trouble: kit.NewPill(kit.PillData{}), told: kit.NewSecondary("").Yield().AlignRight(), empty: kit.NewEmptyState(kit.EmptyData{}),
		table: kit.NewTable(
			kit.Column{Caption: "Chat system", Least: 120, Share: 2},
			kit.Column{Caption: "State", Least: 150, Share: 1},
		),
		detail: newDetail(),
	}
	p.table.OnOpen = p.Open
	p.table.OnCursor = p.Open
	p.table.OnRune = p.typed
	p.connect = kit.NewButton(kit.ButtonData{Word: "Connect another…", Key: "N"}, p.another)
	kit.SetShown(p.connect, o.Connect != nil)
	p.trouble.Hide()
	p.build()
	p.show()
	return p
}

func (p *Pane) build() {
	pad, side := theme.Px(10), theme.Px(20)
	left := container.NewHBox(kit.NewTitle("Backends"), container.NewCenter(p.trouble))
	p.head = container.NewBorder(nil, nil, left, container.NewCenter(p.connect), p.told)
	top := container.NewVBox(container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), p.head), kit.NewHairline())
	body := kit.NewSplit(1,
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.table), Size: 340, Min: 270},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.detail.content), Size: 700, Min: 440},
	)
	p.content = container.NewStack(kit.NewGround(theme.Pane), container.NewBorder(top, nil, nil, nil, container.NewStack(body, p.empty)))
}

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Focus puts the keyboard into the rows, and asks for what is new.
func (p *Pane) Focus() {
	p.ask()
	p.opts.Focus(p.table.Focusable())
}

// Render takes note of the connection and of the systems as the floor has them.
func (p *Pane) Render(s *app.Snapshot) {
	live := s.Link.State == app.LinkLive
	back := live && p.ready && !p.live
	p.live, p.ready = live, true
	if !sameBackends(p.known, s.Backends) {
		back = live // its figures are others now
	}
	p.known = s.Backends
	if back {
		p.ask()
	}
	p.show()
}

// Tick asks again from time to time, and lets the ages run.
func (p *Pane) Tick() {
	if !p.ready {
		return
	}
	if p.live && !p.due.IsZero() && p.opts.Now() >= p.due {
		p.ask()
	}
	p.show()
}

// Count is the figure in the rail: the systems that cannot be used.
func (p *Pane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	for i := range s.Backends {
		if s.Backends[i].Down {
			n++
		}
	}
	if n > 0 {
		tone = kit.Red
	}
	return n, tone
}

// ask reads the figures from the hub.
func (p *Pane) ask() {
	if p.ready && !p.live {
		return
	}
	p.asked++
	mine := p.asked
	p.due = 0
	p.opts.Desk.BackendStatus(func(got []app.BackendStatus, err error) {
		p.opts.Post(func() { p.take(mine, got, err) })
	})
}

// take is the answer; an older one than the last that was asked for is dropped.
func (p *Pane) take(asked uint64, got []app.BackendStatus, err error) {
	if asked != p.asked {
		return
	}
	p.due = p.opts.Now().Add(again)
	p.err = ""
	if err != nil {
		p.err = err.Error()
	} else {
		p.from, p.at = got, p.opts.Now()
	}
	p.show()
}

// show draws everything anew that differs.
func (p *Pane) show() {
	now := p.opts.Now()
	p.shown = merge(p.known, p.from)
	if !p.table.Inside() || len(p.order) != len(p.shown) {
		p.order = ordered(p.shown)
	}
	rows := make([]kit.TableRow, 0, len(p.order))
	for _, name := range p.order {
		if s, ok := named(p.shown, name); ok {
			rows = append(rows, row(&s, now))
		}
	}
	if _, ok := named(p.shown, p.open); !ok && len(rows) > 0 {
		p.open = rows[0].Key
		p.table.Select(p.open)
	}
	p.table.Set(rows)
	p.showHead(now)
	p.explain()
	if s, ok := named(p.shown, p.open); ok {
		p.detail.show(&s, now, p.fresh(now))
	}
}

// fresh reports whether the figures are as new as they can be.
func (p *Pane) fresh(now chat.Instant) bool {
	return p.live && p.err == "" && !p.at.IsZero() && now.Sub(p.at) < 3*again
}

func (p *Pane) showHead(now chat.Instant) {
	n := 0
	for i := range p.shown {
		if down(p.shown[i].State) {
			n++
		}
	}
	wider := p.trouble.Set(kit.PillData{Word: words.Count(n, "system") + " not reached", Tone: kit.Red})
	wider = kit.SetShown(p.trouble, n > 0) || wider
	p.told.Set(p.age(now))
	if wider {
		p.head.Refresh()
	}
}

// age says how old the figures are.
func (p *Pane) age(now chat.Instant) string {
	switch {
	case p.at.IsZero():
		return ""
	case !p.live:
		return "as of " + words.AtSecond(p.at) + " · the hub is away"
	case p.err != "":
		return "as of " + words.AtSecond(p.at) + " · " + p.err
	case now.Sub(p.at) > 2*again:
		return "as of " + words.AtSecond(p.at)
	}
	return "read again every 5 s · R reads now"
}

// explain says what would stand here, if nothing does.
func (p *Pane) explain() {
	d := kit.EmptyData{}
	switch {
	case len(p.shown) > 0:
		p.empty.Hide()
		return
	case p.ready && !p.live:
		d.Title, d.Text = "The hub is away", "How the chat systems are is known there, and is read as soon as it is back."
	case p.err != "":
		d.Title, d.Text = "The chat systems cannot be read", words.Upper(p.err)
		d.Button = kit.ButtonData{Word: "Try again", Key: "R"}
	case p.at.IsZero():
		d.Title, d.Text = "Reading the chat systems", "They come from the hub."
	default:
		d.Title, d.Text = "No chat system is connected", "The team's administrator connects one at the hub, with “floorhub connect”. Its chats, its state and what it can do then stand here."
		if p.opts.Connect != nil {
			d.Text = "Once one is connected, its chats, its state and what it can do stand here."
			d.Button = kit.ButtonData{Word: "Connect one…", Key: "N"}
		}
	}
	p.empty.OnButton = p.remedy
	p.empty.Set(d)
	p.empty.Show()
}

// remedy is the button of the empty page.
func (p *Pane) remedy() {
	if p.err != "" {
		p.ask()
		return
	}
	p.another()
}

func (p *Pane) another() {
	if p.opts.Connect != nil {
		p.opts.Connect()
	}
}

// Open shows a system beside the rows.
func (p *Pane) Open(name string) {
	p.open = name
	p.table.Select(name)
	p.show()
}

// Shortcut runs what a key with a modifier does on this page, and says whether it does
// anything.
func (p *Pane) Shortcut(s fyne.Shortcut) bool {
	return shelf.Keys{fyne.KeyR: p.ask}.Use(s)
}

// sameBackends reports whether nothing of any system is another; their capabilities are
// compared by the table that shows them.
func sameBackends(a, b []view.Backend) bool {
	return slices.EqualFunc(a, b, func(x, y view.Backend) bool {
		return x.Name == y.Name && x.Title == y.Title && x.State == y.State && x.Words == y.Words && x.Since == y.Since
	})
}

// typed runs the letters that are printed on the page.
func (p *Pane) typed(r rune) {
	switch r {
	case 'r', 'R':
		p.ask()
	case 'n', 'N':
		p.another()
	}
}
