package talk

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// Desk keeps what is written and not sent.
type Desk interface {
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Options are what a box needs of its pane.
type Options struct {
	Desk Desk
	// Now is hub time.
	Now func() chat.Instant
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that writing does not use, and Key those
	// without one; Key says whether it used it.
	Shortcut func(fyne.Shortcut)
	Key      func(*fyne.KeyEvent) bool
	// Leave is told of Esc in the box.
	Leave func()
	// Send is handed a line for a place.
	Send func(p Place, text string)
}

// Place is where the team talks: a room of the channel, or beside a chat.
type Place struct {
	Room string
	Chat chat.ChatID
}

// draft is the kind under which what is written there is kept.
func (p Place) draft() string {
	if p.Chat != "" {
		return "beside"
	}
	return "channel/" + p.Room
}

// Person is somebody who can be mentioned.
type Person struct {
	ID         chat.AgentID
	Name       string
	Department string
	Online     bool
}

// State is a place as it is now.
type State struct {
	Place Place
	Talk  view.Talk
	Me    chat.AgentID
	// Self is the person at this desk, as others name them.
	Self Person
	// People are those who can be mentioned; I am not among them.
	People []Person
	// Frame says whom words here reach.
	Frame kit.FrameData
	// Locked, unless empty, is why nothing can be written here.
	Locked string
}

// Box is one place.
type Box struct {
	opts    Options
	content fyne.CanvasObject
	lines   *kit.Thread
	empty   *kit.EmptyState
	frame   *kit.Frame
	write   *kit.Composer
	names   *kit.SlashPicker
	stack   *fyne.Container

	shown  bool // a place is
	state  State
	source *lines
	fresh  chat.MessageID // the first line that was unread when the place came on screen
}

// New makes a box without a place.
func New(o Options) *Box {
	b := &Box{
		opts: o, lines: kit.NewThread(), empty: kit.NewEmptyState(kit.EmptyData{}), write: kit.NewComposer(), names: kit.NewSlashPicker(),
	}
	b.write.SetPlaceholder("Write to the team; @ mentions somebody")
	b.write.OnSend = b.send
	b.write.OnChanged = func(text string) { o.Desk.SaveDraft(b.state.Place.Chat, b.state.Place.draft(), text) }
	b.write.OnShortcut = o.Shortcut
	b.write.OnAt = b.at
	b.write.OnKey = func(e *fyne.KeyEvent) bool { return b.names.Key(e) || o.Key != nil && o.Key(e) }
	b.write.OnEscape = func() {
		if o.Leave != nil {
			o.Leave()
		}
	}
	b.write.SetHints(kit.Hint{Key: "Enter", Word: "send"}, kit.Hint{Key: "⇧ Enter", Word: "new line"}, kit.Hint{Key: "@", Word: "mention"})
	b.names.OnEscape = b.write.CloseSlash
	b.names.OnChoose = func(name string) { b.write.ReplaceSlash("@" + name + " ") }
	b.frame = kit.NewFrame(kit.FrameData{Kind: kit.Noting}, kit.NewColumn(0, b.write))
	b.frame.SetResting(true)
	b.write.OnFocus = func(here bool) { b.frame.SetResting(!here) }
	side, pad := theme.Px(16), theme.Px(10)
	b.stack = kit.NewOver(container.NewStack(container.New(layout.NewCustomPaddedLayout(0, 0, side, side), b.lines), b.empty), b.names)
	foot := container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), b.frame)
	b.content = container.NewBorder(nil, foot, nil, nil, b.stack)
	return b
}

// Content returns the box's object.
func (b *Box) Content() fyne.CanvasObject { return b.content }

// Focusable is where one writes.
func (b *Box) Focusable() fyne.Focusable { return b.write.Focusable() }

// Place is the place on screen.
func (b *Box) Place() Place { return b.state.Place }

// Text is what is written and not sent.
func (b *Box) Text() string { return b.write.Text() }

// Show brings a place on screen, or the one that is there up to date.
func (b *Box) Show(s State) {
	was, other := b.state, !b.shown || b.state.Place != s.Place
	b.state, b.shown = s, true
	if other {
		b.open()
	}
	b.write.SetLocked(s.Locked)
	if s.Frame != was.Frame {
		b.frame.Set(s.Frame)
		b.content.Refresh() // it may be of another height now
	}
	if other || !sameTalk(was.Talk, s.Talk) || was.Me != s.Me {
		b.draw(other)
	}
}

// open binds the box to the place and brings back what was written there.
func (b *Box) open() {
	place := b.state.Place
	b.names.Close()
	b.fresh = b.unread()
	b.write.SetText("")
	b.opts.Desk.Draft(place.Chat, place.draft(), func(text string) {
		b.opts.Post(func() {
			if b.state.Place == place && text != "" && b.write.Text() == "" {
				b.write.SetText(text)
			}
		})
	})
}

// unread is the first line that is unread, or "".
func (b *Box) unread() chat.MessageID {
	if at := b.state.Talk.First; at >= 0 && at < len(b.state.Talk.Lines) {
		return b.state.Talk.Lines[at].ID
	}
	return ""
}

// Arrive says that somebody turns to the place now, before it is read: what is unread by
// then stands under the line that says so.
func (b *Box) Arrive() {
	if !b.shown {
		return
	}
	b.fresh = b.unread()
	b.draw(false)
	b.lines.ToBottom()
}

// draw gives the lines to the screen; only another place is another source.
func (b *Box) draw(other bool) {
	next := &lines{state: &b.state, fresh: b.fresh, now: b.opts.Now, everybody: append(slices.Clone(b.state.People), b.state.Self)}
	next.index()
	if other || b.source == nil {
		b.source = next
		b.lines.SetSource(b.source)
	} else {
		*b.source = *next
		b.lines.Refresh()
	}
	b.explain()
}

// explain says what would stand here, if nothing does.
func (b *Box) explain() {
	d := kit.EmptyData{Title: "Nobody has said anything here yet", Text: "What you write here is read by the team, never by a customer. An @ and a name calls somebody."}
	if b.state.Place.Chat != "" {
		d.Title, d.Text = "Not talked about yet", "Ask here instead of beside the customer's lines: nothing of it reaches them or the chat system. An @ and a name calls somebody here."
	}
	b.empty.Set(d)
	kit.SetShown(b.empty, len(b.state.Talk.Lines) == 0)
}

// send hands a line over for the place on screen.
func (b *Box) send(text string) bool {
	if b.state.Locked != "" {
		return false
	}
	b.opts.Send(b.state.Place, text)
	b.opts.Desk.SaveDraft(b.state.Place.Chat, b.state.Place.draft(), "")
	return true
}

// sameTalk reports whether two hold the same lines. A slice of lines is never changed in
// place, and grows at its end.
func sameTalk(a, b view.Talk) bool {
	n := len(a.Lines)
	return n == len(b.Lines) && (n == 0 || a.Lines[n-1].ID == b.Lines[n-1].ID && a.Lines[0].ID == b.Lines[0].ID)
}
