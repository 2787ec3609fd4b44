package thread

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/talk"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// besideKey is the key of the team's thread beside a chat, as it is printed. The window
// knows it.
const besideKey = "F12"

// BesideDesk is what the team's thread beside a chat asks of the console.
type BesideDesk interface {
	talk.Desk
	PostBeside(id chat.ChatID, text string)
	ReadBeside(id chat.ChatID, is bool)
}

// BesideOptions are what it needs of the house.
type BesideOptions struct {
	Desk BesideDesk
	// Now is hub time.
	Now func() chat.Instant
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that writing does not use, OnKey those
	// without one.
	Shortcut func(fyne.Shortcut)
	OnKey    func(*fyne.KeyEvent) bool
	// OnClose is told that the reader wants the panel gone.
	OnClose func()
}

// Beside is the panel of what the team says about the chat on screen (C-INT-01). It is
// bound to that chat like every box: what is written stays with the chat that it was
// written for.
type Beside struct {
	opts    BesideOptions
	content fyne.CanvasObject
	about   *kit.Text
	head    *fyne.Container
	box     *talk.Box
	none    *kit.EmptyState
	open    bool
	shown   chat.ChatID
}

// NewBeside makes a panel that is closed.
func NewBeside(o BesideOptions) *Beside {
	b := &Beside{opts: o, about: kit.NewQuietText(""), none: kit.NewEmptyState(kit.EmptyData{Title: "No chat is open", Text: "What the team says about a chat stands here."})}
	b.box = talk.New(talk.Options{
		Desk: o.Desk, Now: o.Now, Post: o.Post, Shortcut: o.Shortcut, Key: o.OnKey, Leave: o.OnClose,
		Send: func(p talk.Place, text string) { o.Desk.PostBeside(p.Chat, text) },
	})
	pad := theme.Px(16)
	b.head = kit.NewColumn(4, container.NewBorder(nil, nil, nil, kit.NewLink("Close · Esc", o.OnClose), kit.NewTitle("Team").Yield()), b.about)
	b.content = container.NewBorder(container.New(layout.NewCustomPaddedLayout(pad/2, pad/4, pad, pad), b.head), nil, nil, nil, container.NewStack(b.box.Content(), b.none))
	b.none.Hide()
	return b
}

// Content returns the panel's object.
func (b *Beside) Content() fyne.CanvasObject { return b.content }

// Focusable is what gets the keyboard.
func (b *Beside) Focusable() fyne.Focusable { return b.box.Focusable() }

// Opened reports whether the panel is open.
func (b *Beside) Opened() bool { return b.open }

// Open shows what is said beside the snapshot's chat.
func (b *Beside) Open(s *app.Snapshot) {
	b.open = true
	if t := s.Thread; t != nil && b.box.Place().Chat == t.ID {
		b.box.Arrive()
	}
	b.Render(s)
}

// Close says that nobody reads it any more. What is written stays.
func (b *Beside) Close() {
	b.open = false
	b.look("")
}

// look tells the console whose side thread is before somebody's eyes.
func (b *Beside) look(id chat.ChatID) {
	if b.shown == id {
		return
	}
	if b.shown != "" {
		b.opts.Desk.ReadBeside(b.shown, false)
	}
	if b.shown = id; id != "" {
		b.opts.Desk.ReadBeside(id, true)
	}
}

// Render follows the snapshot's chat while the panel is open.
func (b *Beside) Render(s *app.Snapshot) {
	if !b.open {
		return
	}
	t := s.Thread
	kit.SetShown(b.none, t == nil)
	kit.SetShown(b.box.Content(), t != nil)
	if t == nil {
		b.look("")
		return
	}
	if b.about.Set("About the chat of " + words.Label(t.Customer.Name)) {
		b.head.Refresh()
	}
	b.box.Show(talk.State{
		Place: talk.Place{Chat: t.ID}, Talk: t.Side, Me: s.Me.Agent, People: talk.PeopleOf(s), Self: talk.Person{ID: s.Me.Agent, Name: s.Me.Name},
		Frame: kit.FrameData{Kind: kit.Noting, Title: "Only the team sees this.", Text: "No customer, and no chat system."},
	})
	b.look(t.ID)
}

// mentioned offers names of the team behind an "@" in a note, as in the team's own places:
// whoever is named hears of it (C-INT-01).
func (w *writer) mentioned(query string, open bool) {
	p := w.pane
	rows := []kit.SlashRow(nil)
	if open && p.snap != nil {
		rows = talk.Rows(talk.PeopleOf(p.snap), query)
	}
	if len(rows) == 0 {
		p.closeSlash()
		return
	}
	p.slash.SetFoot("")
	p.slash.OnChoose = func(name string) { w.box.ReplaceSlash("@" + name + " ") }
	p.slash.OnEscape = w.box.CloseSlash
	p.openSlash(rows)
}

// addBeside says in the side panel what the team has said about the chat, and leads to
// it.
func (s *Side) addBeside(t *view.Thread) {
	if s.beside == nil {
		return
	}
	s.section("Team, beside this chat")
	if n := len(t.Side.Lines); n > 0 {
		l := &t.Side.Lines[n-1]
		who := words.Name(l.Name)
		if l.By == s.me {
			who = "You"
		}
		s.add(kit.NewQuietText(who + ", " + words.At(l.At) + ": " + tail(firstLine(l.Text), 160)))
	}
	word := "Ask the team · " + besideKey
	switch {
	case t.Side.Mentions > 0:
		word = "You are mentioned: read it · " + besideKey
	case t.Side.Unread > 0:
		word = words.Count(t.Side.Unread, "new line") + " · " + besideKey
	}
	s.beside.Set(word)
	s.add(s.beside)
}

// Talking lets the panel lead to what the team says beside the chat; open is told of the
// press.
func (s *Side) Talking(open func()) { s.beside = kit.NewLink("", open) }

// sameSide reports whether the team has said nothing more.
func sameSide(a, b *view.Thread) bool {
	return len(a.Side.Lines) == len(b.Side.Lines) && a.Side.Unread == b.Side.Unread && a.Side.Mentions == b.Side.Mentions &&
		(len(a.Side.Lines) == 0 || a.Side.Lines[len(a.Side.Lines)-1].ID == b.Side.Lines[len(b.Side.Lines)-1].ID)
}
