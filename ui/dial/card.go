package dial

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// Desk is what the card asks of the console. Answers come on the desk's goroutine.
type Desk interface {
	BeginCall(k followup.Key, began func(chat.AttemptID, error))
	EndCall(k followup.Key, e app.CallEnd)
	Say(id chat.ChatID, l app.Line)
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Options are what the card needs of the page that shows it.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Now is hub time, Uncertain says that it is a guess; nil is never.
	Now       func() chat.Instant
	Uncertain func() bool
	// At writes an instant as a person would now, Short as a row does.
	At, Short func(chat.Instant) string
	// Post runs a function on the UI thread, Focus gives the keyboard to a field of
	// the card, Canvas is where sheets are laid.
	Post   func(func())
	Focus  func(fyne.Focusable)
	Canvas func() fyne.Canvas
	// Shortcut is offered keys with a modifier that the card's fields do not use.
	Shortcut func(fyne.Shortcut)
	// OnKey is offered keys that the card does not use, such as the arrows; Back
	// leaves the card for the rows.
	OnKey func(e *fyne.KeyEvent)
	Back  func()
	// Library, if set, is the newest canned library, for what to say.
	Library func() script.Library
	// Dial opens a number in the telephone of this computer; nil is none.
	Dial func(uri string) error
	// OpenChat, HandOn and Edit, if set, show the conversation, give the call to
	// somebody, and show the record behind it. HandOn answers why it does nothing.
	OpenChat func(chat.ChatID)
	HandOn   func(followup.Line) string
	Edit     func(record.ID)
	// OnShow, if set, is told that the card went to another call by itself.
	OnShow func(followup.Key)
}

// Card is one customer who is to be phoned.
type Card struct {
	opts Options
	line followup.Line
	open bool
	gone bool // no line of it is in the list any more
	snap *app.Snapshot

	asked   bool           // a begin of this card is on its way
	mine    chat.AttemptID // begun here, perhaps not yet in a snapshot
	ended   chat.AttemptID // ended here, perhaps not yet in a snapshot
	trouble string         // why the last wish did nothing
	read    bool           // what is to be said was read out (G-ON-09)
	filling bool
	notice  int // the newest notice when something was last asked

	content *fyne.Container
	scroll  *container.Scroll
	column  *fyne.Container
	deck    *deck

	name                  *kit.Words
	state                 *kit.Pill
	sub, number, said     *kit.Text
	buttons               *fyne.Container
	call, copyIt, chat    *kit.Button
	text, hand, edit      *kit.Button
	script                *Saying
	tick                  *kit.Button
	clock                 *kit.Clock
	ends                  []*kit.Button
	outcomes              *fyne.Container
	note                  *kit.Field
	plan, history, ruling *kit.Text
}

// outcomeOf are the answers to how a call went, in the order of their keys.
var outcomeOf = []struct{ word, outcome, key string }{
	{"Reached", chat.AttemptReached, "1"},
	{"No answer", chat.AttemptNoAnswer, "2"},
	{"Busy", chat.AttemptBusy, "3"},
	{"Call back at…", chat.AttemptCallBack, "4"},
	{"Wrong number", chat.AttemptWrong, "5"},
	{"Not made", chat.AttemptNotMade, "0"},
}

// New makes a card of nobody.
func New(o Options) *Card {
	c := &Card{
		opts: o, name: kit.NewTitle("").Yield(), state: kit.NewPill(kit.PillData{}),
		sub: kit.NewQuietText(""), number: kit.NewText(""), said: kit.NewQuietText(""), script: NewSaying(), clock: kit.NewSmallClock(""),
		plan: kit.NewQuietText(""), history: kit.NewQuietText(""), ruling: kit.NewQuietText(""),
	}
	c.deck = newDeck(c)
	c.call = kit.NewButton(kit.ButtonData{}, c.Call)
	c.copyIt = kit.NewButton(kit.ButtonData{}, c.CopyNumber)
	c.chat = kit.NewButton(kit.ButtonData{Word: "Open chat", Key: "O"}, c.openChat)
	c.text = kit.NewButton(kit.ButtonData{}, c.Text)
	c.hand = kit.NewButton(kit.ButtonData{Word: "Hand on…", Key: "H"}, c.handOn)
	c.edit = kit.NewButton(kit.ButtonData{Word: "Edit", Key: "E"}, c.editRecord)
	c.tick = kit.NewButton(kit.ButtonData{}, c.tickRead)
	for _, o := range outcomeOf {
		c.ends = append(c.ends, kit.NewButton(kit.ButtonData{Word: o.word, Key: o.key}, func() { c.End(o.outcome) }))
	}
	c.noteField()
	c.build()
	return c
}

func (c *Card) noteField() {
	c.note = kit.NewField("Note: what was said. Kept while you type.")
	c.note.MultiLine, c.note.Wrapping, c.note.Scroll = true, fyne.TextWrapWord, fyne.ScrollVerticalOnly
	c.note.SetMinRowsVisible(3)
	c.note.OnShortcut = c.opts.Shortcut
	c.note.OnChanged = func(string) { c.noted() }
	c.note.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			c.Focus()
			return true
		}
		return false
	}
}

func (c *Card) build() {
	gap, pad := theme.Px(8), theme.Px(20)
	wrap := layout.NewRowWrapLayoutWithCustomPadding(gap, gap)
	c.buttons = container.New(wrap, c.call, c.copyIt, c.chat, c.text, c.hand, c.edit)
	var ends []fyne.CanvasObject
	for _, b := range c.ends {
		ends = append(ends, b)
	}
	c.outcomes = container.New(layout.NewGridLayoutWithColumns(2), ends...)
	c.column = kit.NewColumn(8,
		container.NewBorder(nil, nil, nil, container.NewCenter(c.state), c.name), c.sub, c.number, c.buttons, c.said,
		headed("Say", c.tick), c.script,
		headed("How did it go", c.clock), c.outcomes, c.note,
		headed("Plan", nil), c.plan,
		headed("What happened so far", nil), c.history,
		headed("Rules that hold here", nil), c.ruling,
	)
	c.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), c.column))
	c.content = container.NewStack(kit.NewGround(theme.Pane), container.NewBorder(c.deck, nil, nil, nil, c.scroll))
}

// headed is a section's title with something at the right edge.
func headed(title string, right fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(theme.Px(6), 0, 0, 0),
		container.NewBorder(nil, nil, nil, right, container.NewVBox(layout.NewSpacer(), kit.NewSection(title), layout.NewSpacer())))
}

// Content returns the card's object.
func (c *Card) Content() fyne.CanvasObject { return c.content }

// Focus puts the keyboard where the card's keys work.
func (c *Card) Focus() { c.opts.Focus(c.deck) }

// Focused reports whether f is where the card's keys work.
func (c *Card) Focused(f fyne.Focusable) bool { return f == c.deck }

// Line is the call on the card; ok is false if there is none.
func (c *Card) Line() (l followup.Line, ok bool) { return c.line, c.open }

// Show binds the card to a call. What was typed of another is a draft.
func (c *Card) Show(l followup.Line) {
	other := !c.open || c.line.Key != l.Key
	c.line, c.open, c.gone = l, true, false
	if other {
		c.asked, c.mine, c.ended, c.trouble, c.read = false, "", "", "", false
		c.fillNote("")
		c.scroll.ScrollToTop()
		key := l.Key
		c.opts.Desk.Draft("", c.draft(), func(text string) { c.opts.Post(func() { c.restore(key, text) }) })
	}
	c.show()
}

// Render takes the news of the call on the card.
func (c *Card) Render(s *app.Snapshot) {
	c.snap = s
	if !c.open {
		c.notice = newest(s.Notices)
		return
	}
	for _, n := range s.Notices {
		if n.N > c.notice && n.Chat == c.line.Chat && n.Bad {
			c.trouble, c.asked = n.Words, false
		}
	}
	c.notice = max(c.notice, newest(s.Notices))
	if l, ok := followup.Find(s.Calls, c.line.Key); ok {
		c.line, c.gone = l, false
	} else {
		c.gone = true
	}
	c.settle()
	c.show()
}

func newest(ns []app.Notice) int {
	n := 0
	for _, x := range ns {
		n = max(n, x.N)
	}
	return n
}

// settle forgets what the snapshot has by now: a begin that it shows, and the note of
// an attempt that has ended with it.
func (c *Card) settle() {
	for _, a := range c.line.Log {
		if a.ID == c.mine && !a.Ended.IsZero() {
			c.mine = ""
		}
		if a.ID == c.ended && !a.Ended.IsZero() {
			c.ended = ""
			c.opts.Desk.SaveDraft("", c.draft(), c.note.Text)
		}
	}
	if _, running := c.line.Log.Running(); running {
		c.asked = false
	}
}

// draft names the draft of the note.
func (c *Card) draft() string { return "call/" + Name(c.line.Key) + "/note" }

// noted keeps what is typed.
func (c *Card) noted() {
	if c.filling || !c.open {
		return
	}
	if len(c.note.Text) > noteMost {
		c.fillNote(c.note.Text)
		c.tell("The note is full; what does not fit is not in it")
	}
	c.opts.Desk.SaveDraft("", c.draft(), c.note.Text)
	c.lock()
}

func (c *Card) fillNote(text string) {
	c.filling = true
	text = fit(text)
	if c.note.Text != text {
		c.note.SetText(text)
	}
	c.filling = false
}

// restore brings a note back that was typed before.
func (c *Card) restore(k followup.Key, text string) {
	if !c.open || c.line.Key != k || text == "" || c.note.Text == text {
		return
	}
	if typed := c.note.Text; typed != "" { // somebody was quicker than the disk
		text = fit(text + "\n" + typed)
		c.opts.Desk.SaveDraft("", c.draft(), text)
	}
	c.fillNote(text)
	c.lock()
}
