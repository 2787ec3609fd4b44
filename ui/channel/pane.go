package channel

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/talk"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Desk is what the page asks of the console.
type Desk interface {
	talk.Desk
	PostTeam(room, text string)
	ReadChannel(room string)
	LeaveChannel()
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
	// OnKey uses a key without a modifier that means the same everywhere, or says that it
	// does not.
	OnKey func(*fyne.KeyEvent) bool
	// Focus puts the keyboard into the rooms or the box.
	Focus func(fyne.Focusable)
	// Awake reports whether somebody has touched the window a moment ago.
	Awake func() bool
}

// Pane is the page.
type Pane struct {
	opts    Options
	content fyne.CanvasObject
	head    *fyne.Container
	title   *kit.Words
	about   *kit.Words
	rooms   *kit.Table
	box     *talk.Box
	snap    *app.Snapshot
	open    string // the room on screen
	chosen  bool   // it was chosen by somebody
}

// New makes a page without lines.
func New(o Options) *Pane {
	p := &Pane{
		opts: o, title: kit.NewTitle(""), about: kit.NewSecondary("").Yield().AlignRight(),
		rooms: kit.NewTable(kit.Column{Caption: "Room", Least: 120, Share: 2}, kit.Column{Caption: "Unread", Least: 84}),
	}
	p.box = talk.New(talk.Options{
		Desk: o.Desk, Now: o.Now, Post: o.Post, Shortcut: p.shortcut, Key: o.OnKey, Leave: func() { o.Focus(p.rooms.Focusable()) }, Send: p.send,
	})
	p.rooms.OnOpen = func(key string) { p.turn(room(key)); p.opts.Focus(p.box.Focusable()) }
	p.rooms.OnCursor = func(key string) { p.turn(room(key)) }
	pad, side := theme.Px(10), theme.Px(20)
	p.head = container.NewBorder(nil, nil, p.title, nil, p.about)
	top := container.NewVBox(container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), p.head), kit.NewHairline())
	p.content = kit.NewSplit(1,
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.rooms), Size: 300, Min: 220},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Background), container.NewBorder(top, nil, nil, nil, p.box.Content())), Size: 800, Min: 420},
	)
	return p
}

// key is a room as a row of the table has it: everybody's has no name.
func key(room string) string { return "#" + room }

func room(key string) string { return strings.TrimPrefix(key, "#") }

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Focus puts the keyboard into the box, and reads the room.
func (p *Pane) Focus() {
	p.box.Arrive()
	p.read()
	p.opts.Focus(p.box.Focusable())
}

// Left says that the page is out of sight.
func (p *Pane) Left() { p.opts.Desk.LeaveChannel() }

// Open shows a room.
func (p *Pane) Open(room string) { p.turn(room) }

// OpenMention shows the room with the newest line that names the person at this desk.
func (p *Pane) OpenMention(s *app.Snapshot) {
	room, newest := "", chat.Instant(0)
	for i := range s.Channel.Rooms {
		r := &s.Channel.Rooms[i]
		if at := named(r, s.Me.Agent); at > newest {
			room, newest = r.Name, at
		}
	}
	if newest > 0 {
		p.turn(room)
	}
}

// named returns when the newest unread line of a room was said that names somebody, 0 if
// there is none.
func named(r *view.Room, me chat.AgentID) chat.Instant {
	if r.Mentions == 0 || r.First < 0 {
		return 0
	}
	for i := len(r.Lines) - 1; i >= r.First; i-- {
		if l := &r.Lines[i]; l.By != me && slices.Contains(l.Mentions, me) {
			return l.At
		}
	}
	return 0
}

// Render shows the snapshot's channel.
func (p *Pane) Render(s *app.Snapshot) {
	p.snap = s
	p.rooms.Set(p.rows())
	p.show()
}

// Tick reads what came into the open room while somebody sits here.
func (p *Pane) Tick() {
	if p.snap == nil || p.opts.Awake == nil || !p.opts.Awake() {
		return
	}
	if r, ok := p.snap.Channel.Room(p.open); ok && r.Unread > 0 {
		p.read()
	}
}

// Count is what is unread; it is coloured only where somebody is named.
func (p *Pane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	if s.Channel.Mentions > 0 {
		tone = kit.Amber
	}
	return max(s.Channel.Unread, s.Channel.Mentions), tone
}

func (p *Pane) read() { p.opts.Desk.ReadChannel(p.open) }

// turn shows a room, which counts as read by that.
func (p *Pane) turn(room string) {
	if p.open == room && p.chosen {
		return
	}
	p.open, p.chosen = room, true
	p.rooms.Select(key(room))
	p.show()
	p.read()
}

// show brings the open room up to date.
func (p *Pane) show() {
	if p.snap == nil {
		return
	}
	r, _ := p.snap.Channel.Room(p.open)
	p.rooms.Select(key(p.open))
	name := roomName(p.open)
	set := p.title.AccessibilityLabel() != name
	p.title.Set(name)
	p.about.Set(aboutRoom(&r, p.snap))
	if set {
		p.head.Refresh()
	}
	p.box.Show(talk.State{
		Place: talk.Place{Room: p.open}, Talk: r.Talk, Me: p.snap.Me.Agent, People: talk.PeopleOf(p.snap), Self: talk.Person{ID: p.snap.Me.Agent, Name: p.snap.Me.Name},
		Frame:  kit.FrameData{Kind: kit.Noting, Title: "To " + reach(p.open) + ".", Text: "Customers never see this."},
		Locked: lockOf(&r),
	})
}

// lockOf is why nothing can be written into a room.
func lockOf(r *view.Room) string {
	if r.Gone {
		return "the policy has no team of this name any more"
	}
	return ""
}

func roomName(room string) string {
	if room == "" {
		return "Everybody"
	}
	return words.Upper(room)
}

func reach(room string) string {
	if room == "" {
		return "everybody on the team"
	}
	return "the room of " + room + ", which everybody can read"
}

// aboutRoom says who is there to read it.
func aboutRoom(r *view.Room, s *app.Snapshot) string {
	n := 0
	for i := range s.Team {
		if c := &s.Team[i]; c.Online && (r.Name == "" || c.Department == r.Name) {
			n++
		}
	}
	if n > 0 {
		return fmt.Sprintf("%d online besides you · Esc goes to the rooms", n)
	}
	return "Nobody else is online · Esc goes to the rooms"
}

// rows are the rooms in their order.
func (p *Pane) rows() []kit.TableRow {
	rooms := p.snap.Channel.Rooms
	rows := make([]kit.TableRow, len(rooms))
	for i := range rooms {
		r := &rooms[i]
		rows[i] = kit.TableRow{Key: key(r.Name), Cells: []kit.Cell{
			{Text: roomName(r.Name), Strong: r.Unread > 0, Detail: last(r, p.snap)}, {Pill: unread(r)},
		}}
	}
	return rows
}

// unread is how much of a room is unread, in a word.
func unread(r *view.Room) kit.PillData {
	switch {
	case r.Mentions > 0:
		return kit.PillData{Word: fmt.Sprintf("@ you · %d", r.Unread), Tone: kit.Amber}
	case r.Unread > 0 && r.Mine:
		return kit.PillData{Word: fmt.Sprintf("%d new", r.Unread), Tone: kit.Blue}
	case r.Unread > 0:
		return kit.PillData{Word: fmt.Sprintf("%d new", r.Unread)}
	}
	return kit.PillData{}
}

// last is the newest line of a room, in one.
func last(r *view.Room, s *app.Snapshot) string {
	if len(r.Lines) == 0 {
		return "nothing yet"
	}
	l := &r.Lines[len(r.Lines)-1]
	who := l.Name
	if l.By == s.Me.Agent {
		who = "You"
	}
	return kit.DisplayLine(words.Name(who) + ": " + l.Text)
}

// send writes into the room on screen.
func (p *Pane) send(at talk.Place, text string) {
	p.opts.Desk.PostTeam(at.Room, text)
	p.read()
}

// Shortcut runs what a key with a modifier does on this page, and says whether it does
// anything: Ctrl+R goes to the room with a line that names who reads.
func (p *Pane) Shortcut(s fyne.Shortcut) bool { return p.keys().Use(s) }

func (p *Pane) keys() shelf.Keys {
	return shelf.Keys{fyne.KeyR: func() {
		if p.snap != nil {
			p.OpenMention(p.snap)
		}
	}}
}

func (p *Pane) shortcut(s fyne.Shortcut) { p.keys().HandOn(s, p.opts.Shortcut) }
