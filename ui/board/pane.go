package board

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// settle is how long after the last key in the list its order stays (ux 4.1).
const settle = 2 * time.Second

// Options are what the pane needs of the house.
type Options struct {
	Policy *policy.Policy
	// Now is hub time.
	Now func() chat.Instant
	// Shortcut is offered keys with a modifier that are typed into the filter.
	Shortcut func(fyne.Shortcut) bool
	// Focus puts the keyboard into the filter or the list.
	Focus func(fyne.Focusable)
	// OnKey gets keys that the list does not use, such as F1.
	OnKey func(*fyne.KeyEvent)
	// OnOpen is told which chat somebody wants to see.
	OnOpen  func(chat.ChatID)
	Compact bool
}

// Pane is the board.
type Pane struct {
	opts    Options
	content fyne.CanvasObject

	filter  *filterField
	channel *kit.Button
	topics  *topics
	list    *kit.List[*kit.Row]
	moved   *kit.Link
	line    *fyne.Container // of note and moved
	empty   *kit.EmptyState
	note    *kit.Words
	tip     *kit.Tip
	told    pointed
	compact bool

	section view.Section
	latest  view.Board // as the snapshot has it
	shown   view.Board // as it stands on screen
	wanted  view.Filter
	passing []chat.ChatID // rows of shown that pass the filter, if there is one
	rows    map[chat.ChatID]*view.Row
	typed   time.Time // last key in the list
	pointer bool      // over the rows

	missing, missingWhy string
	clock               func() time.Time
}

// New makes an empty board. clock is the machine's, for the pause after keys.
func New(o Options, clock func() time.Time) *Pane {
	p := &Pane{opts: o, filter: newFilterField(), clock: clock, section: view.All, compact: o.Compact}
	p.filter.onShortcut, p.filter.onKey = o.Shortcut, o.OnKey
	p.filter.onLeave = p.FocusRows
	p.filter.onClear = p.anything
	p.filter.OnChanged = func(s string) { p.wanted.Text = s; p.apply() }
	p.channel = kit.NewButton(kit.ButtonData{Word: anyChannel}, p.NextChannel)
	p.topics = newTopics(p)
	p.list = kit.NewList(func() *kit.Row { return kit.NewRow(p.compact) }, p.rowHeight)
	p.list.OnOpen = func(key string) { o.OnOpen(chat.ChatID(key)) }
	p.list.OnCursor = func(string) { p.typed = clock() }
	p.list.OnPointer = func(inside bool) { p.pointer = inside; p.settleOrder() }
	p.list.OnHover = p.tell
	p.list.OnFocus = func(bool) { p.settleOrder() }
	p.list.OnKey = func(e *fyne.KeyEvent) {
		if o.OnKey != nil {
			o.OnKey(e)
		}
	}
	p.list.SetSource(source{p})
	p.moved = kit.NewLink("", p.ApplyOrder)
	p.moved.Hide()
	p.empty = kit.NewEmptyState(kit.EmptyData{})
	p.note, p.tip = kit.NewCaption("").Yield(), kit.NewTip()
	p.content = p.build()
	return p
}

func (p *Pane) rowHeight() float32 {
	if p.compact {
		return theme.Px(kit.RowCompact)
	}
	return theme.Px(kit.RowCosy)
}

// lineHeight is that of the line above the rows, in px at 100 %.
const lineHeight = 18

func (p *Pane) build() fyne.CanvasObject {
	pad := theme.Px(8)
	head := container.New(layout.NewCustomPaddedLayout(pad, pad, pad+4, pad+4),
		container.NewBorder(nil, nil, nil, p.channel, p.filter))
	// One line is kept free for what is said above the rows: they must not be
	// pushed down by it under somebody's pointer.
	p.line = container.NewBorder(nil, nil, nil, p.moved, p.note)
	said := container.New(layout.NewCustomPaddedLayout(0, pad/2, pad+4, pad+4), container.NewStack(
		container.NewGridWrap(fyne.NewSize(1, theme.Px(lineHeight))), p.line))
	top := container.NewVBox(head, p.topics.content, said, kit.NewHairline())
	return container.NewBorder(top, nil, nil, nil, kit.NewTipped(container.NewStack(p.list, p.empty), p.tip))
}

// Content returns the pane's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Render shows the snapshot's order of a section. open is the chat on screen.
func (p *Pane) Render(s view.Section, b view.Board, open chat.ChatID) {
	if s != p.section {
		p.section = s
		p.shown = view.Board{}
	}
	p.latest = b
	p.topics.render(b.Topics)
	if p.list.Selected() != string(open) {
		p.list.Select(string(open))
		p.list.Place(string(open)) // whatever opened it: a key, the strip, a notification
	}
	p.settleOrder()
	if !p.wanted.Empty() {
		p.apply()
	} else {
		p.list.Refresh()
		p.explain()
	}
	p.retell()
}

// SetNote shows a line under the filter, such as a section's figures.
func (p *Pane) SetNote(words string) {
	p.note.Set(words)
}

// SetMissing says why there may be no chats at all, such as that the desk is
// not connected; an empty title means that there is no such reason.
func (p *Pane) SetMissing(title, words string) { p.missing, p.missingWhy = title, words }

// Tick lets clocks run and takes over an order that need no longer be held.
func (p *Pane) Tick() {
	p.settleOrder()
	p.list.Rebind()
}

// held reports whether the order must not change under a hand.
func (p *Pane) held() bool {
	if p.shown.Len() == 0 {
		return false
	}
	return p.pointer || p.clock().Sub(p.typed) < settle
}

func (p *Pane) settleOrder() {
	if p.shown.Version == p.latest.Version && p.shown.Len() == p.latest.Len() {
		p.sayMoved("")
		return
	}
	if !p.held() {
		p.ApplyOrder()
		return
	}
	p.sayMoved(heldBack(p.shown, p.latest))
}

// sayMoved puts the words for an order that is held beside the note, which has the room
// that they leave.
func (p *Pane) sayMoved(words string) {
	if words == "" && !p.moved.Visible() || words != "" && p.moved.Visible() && words == p.moved.AccessibilityLabel() {
		return
	}
	p.moved.Set(words)
	p.moved.Hidden = words == ""
	p.line.Refresh()
}

// ApplyOrder shows the newest order now.
func (p *Pane) ApplyOrder() {
	p.shown = p.latest
	p.sayMoved("")
	p.apply()
}

// apply filters what is shown and redraws the list.
func (p *Pane) apply() {
	p.passing = nil
	if !p.wanted.Empty() {
		p.passing = p.shown.Rows(p.wanted)
		p.index()
	}
	p.list.Refresh()
	p.explain()
}

// index finds rows by id while a filter is on.
func (p *Pane) index() {
	p.rows = make(map[chat.ChatID]*view.Row, len(p.passing))
	p.shown.Each(func(r *view.Row) bool {
		p.rows[r.ID] = r
		return true
	})
}

// explain says what would stand here, if nothing does.
func (p *Pane) explain() {
	if (source{p}).Len() > 0 {
		p.empty.Hide()
		return
	}
	title, text := words.EmptySection(p.section)
	if p.missing != "" {
		title, text = p.missing, p.missingWhy
	}
	if !p.wanted.Empty() && p.shown.Len() > 0 {
		title, text = "No chat passes the filter", "Escape in the filter, Ctrl+F, shows all again."
	}
	p.empty.Set(kit.EmptyData{Title: title, Text: text})
	p.empty.Show()
}

const anyChannel = "Any channel"

// NextChannel narrows the board down to the next channel, and after the last
// one to all.
func (p *Pane) NextChannel() {
	order := []chat.Channel{"", chat.ChannelWebsite, chat.ChannelWhatsApp}
	at := 0
	for i, c := range order {
		if c == p.wanted.Channel {
			at = i
		}
	}
	p.narrow(order[(at+1)%len(order)])
}

// anything lets every channel and every topic through again.
func (p *Pane) anything() {
	p.wanted.Topic, p.wanted.Scope = view.AnyTopic, false
	p.topics.mark()
	p.narrow("")
	p.apply()
}

func (p *Pane) narrow(to chat.Channel) {
	if to == p.wanted.Channel {
		return
	}
	p.wanted.Channel = to
	word := anyChannel
	if p.wanted.Channel != "" {
		word = words.Channel(p.wanted.Channel)
	}
	p.channel.Set(kit.ButtonData{Word: word})
	p.content.Refresh()
	p.apply()
}

// SetCompact changes the height of the rows.
func (p *Pane) SetCompact(on bool) {
	p.compact = on
	p.list.SetSource(source{p})
}

// FocusFilter puts the keyboard into the filter.
func (p *Pane) FocusFilter() { p.opts.Focus(p.filter) }

// FocusRows puts the keyboard into the list.
func (p *Pane) FocusRows() { p.opts.Focus(p.list) }

// Step returns the chat that stands by rows below (or above) the given one in
// the order on screen. alertsOnly skips those that call nobody, and goes round:
// alerts stand at the top, so from a calm chat the next one is above.
func (p *Pane) Step(from chat.ChatID, by int, alertsOnly bool) (chat.ChatID, bool) {
	src := source{p}
	n, at := src.Len(), -1
	for i := range n {
		if src.Key(i) == string(from) {
			at = i
		}
	}
	if at < 0 && by < 0 {
		at = n
	}
	for k := 1; k <= n; k++ {
		i := at + by*k
		if alertsOnly {
			i = (i%n + n) % n
		}
		r := src.row(i)
		switch {
		case r == nil:
			return "", false
		case i != at && (!alertsOnly || r.Urgency <= view.Proactive):
			return r.ID, true
		}
	}
	return "", false
}

// source is the list's view of the pane.
type source struct{ p *Pane }

var _ kit.ListSource[*kit.Row] = source{}

// Len implements kit.ListSource.
func (s source) Len() int {
	if !s.p.wanted.Empty() {
		return len(s.p.passing)
	}
	return s.p.shown.Len()
}

// Key implements kit.ListSource.
func (s source) Key(i int) string {
	if r := s.row(i); r != nil {
		return string(r.ID)
	}
	return ""
}

// Bind implements kit.ListSource.
func (s source) Bind(i int, row *kit.Row) {
	row.SetCompact(s.p.compact)
	if r := s.row(i); r != nil {
		row.Set(rowData(r, s.p.opts.Now(), s.p.opts.Policy, s.p.wanted.Scope))
	}
}

func (s source) row(i int) *view.Row {
	if s.p.wanted.Empty() {
		return s.p.shown.Row(i)
	}
	if i < 0 || i >= len(s.p.passing) {
		return nil
	}
	return s.p.rows[s.p.passing[i]]
}

// Cursor returns the row that the keyboard marks.
func (p *Pane) Cursor() chat.ChatID { return chat.ChatID(p.list.Cursor()) }
