package overnight

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/dial"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// callAfter is how long after its acknowledgement a chat may wait for the first
// attempt to call before that is said in amber (G-ON-04).
const callAfter = 5 * time.Minute

// lastLines is how many lines of a chat say what happened.
const lastLines = 8

// brief is the chat of the night that was opened: what happened, and one key for
// each step.
type brief struct {
	pane    *Pane
	content *fyne.Container
	nothing *kit.EmptyState
	scroll  *container.Scroll
	column  *fyne.Container
	body    *fyne.Container

	name                    *kit.Words
	state                   *kit.Pill
	sub, lines, said, clock *kit.Text
	yes, no, now, later     *kit.Button
	call, chat, open, upset *kit.Button
	buttons                 []*fyne.Container
	ack                     *dial.Saying
	trouble                 string
}

func newBrief(p *Pane) *brief {
	b := &brief{
		pane: p, name: kit.NewTitle("").Yield(), state: kit.NewPill(kit.PillData{}), sub: kit.NewQuietText(""), lines: kit.NewText(""),
		said: kit.NewQuietText(""), clock: kit.NewQuietText(""), ack: dial.NewSaying(),
		nothing: kit.NewEmptyState(kit.EmptyData{
			Title: "No chat is chosen", Text: "Pick one at the left with ↑ ↓ and Enter. R says that it needs a call, X that it does not; K acknowledges it and leads to the telephone.",
		}),
	}
	button := func(do func()) *kit.Button { return kit.NewButton(kit.ButtonData{}, do) }
	b.yes, b.no = button(func() { p.review(true) }), button(func() { p.review(false) })
	b.now, b.later = button(func() { p.acknowledge(true) }), button(func() { p.acknowledge(false) })
	b.call, b.chat = button(p.toCall), button(p.openChat)
	b.open, b.upset = button(p.unlock), button(p.upset)
	row := func(buttons ...fyne.CanvasObject) *fyne.Container {
		c := container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), buttons...)
		b.buttons = append(b.buttons, c)
		return c
	}
	b.column = kit.NewColumn(8,
		container.NewBorder(nil, nil, nil, container.NewCenter(b.state), b.name), b.sub, b.said,
		section("1 · Review"), row(b.yes, b.no),
		section("2 · Acknowledge"), b.ack, row(b.now, b.later),
		section("3 · Call"), row(b.call, b.chat, b.upset, b.open),
		section("Clocks"), b.clock,
		section("What happened"), b.lines,
	)
	pad := theme.Px(20)
	b.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), b.column))
	b.body = container.NewStack(b.scroll)
	b.body.Hide()
	b.content = container.NewStack(b.nothing, b.body)
	return b
}

func section(title string) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(theme.Px(6), 0, 0, 0), kit.NewSection(title))
}

// chosenChat is the chat that was opened, as the night has it now.
func (p *Pane) chosenChat() (view.NightChat, bool) {
	for i := range p.night.Chats {
		if p.night.Chats[i].Chat == p.chosen && p.chosen != "" {
			return p.night.Chats[i], true
		}
	}
	return view.NightChat{}, false
}

// thread is the conversation of the chat that was opened, nil until the desk has it.
func (p *Pane) thread() *view.Thread {
	if p.snap == nil || p.snap.Thread == nil || p.snap.Thread.ID != p.chosen {
		return nil
	}
	return p.snap.Thread
}

// render takes the news of the chat that was opened.
func (b *brief) render() {
	p := b.pane
	c, ok := p.chosenChat()
	kit.SetShown(b.body, ok)
	kit.SetShown(b.nothing, !ok)
	if !ok {
		return
	}
	b.name.Set(words.Name(c.Customer))
	moved := b.sub.Set(b.subWords(&c))
	moved = b.lines.Set(b.happened(&c)) || moved
	moved = b.tickAll(&c) || moved
	if moved {
		b.lay()
	}
}

func (b *brief) subWords(c *view.NightChat) string {
	s := "Wrote " + b.pane.clock(c.Opened)
	if c.OwnerName != "" {
		s += " · served by " + c.OwnerName
	}
	if c.Closed {
		s += " · the chat has ended"
	}
	switch {
	case c.Reviewed.IsZero():
	case c.ToCall:
		s += "\nReviewed by " + c.ReviewedBy + ": needs a call"
	default:
		s += "\nReviewed by " + c.ReviewedBy + ": no call needed"
	}
	if c.Note != "" {
		s += " · “" + c.Note + "”"
	}
	return s
}

// happened is the last lines of the chat, the newest last.
func (b *brief) happened(c *view.NightChat) string {
	t := b.pane.thread()
	if t == nil {
		if c.Issue == "" {
			return "The lines come as soon as the desk has them."
		}
		return "“" + c.Issue + "”"
	}
	var out []string
	people := words.PeopleOf(b.pane.snap)
	for i := len(t.Messages) - 1; i >= 0 && len(out) < lastLines; i-- {
		m := t.Messages[i]
		who := map[chat.Speaker]string{
			chat.SpeakerCustomer: words.Name(c.Customer), chat.SpeakerBot: "Bot", chat.SpeakerAgent: words.Upper(people.Name(m.Agent)),
		}[m.From]
		if who == "" || strings.TrimSpace(m.Text) == "" {
			continue
		}
		out = append(out, b.pane.short(m.At)+" "+who+": "+m.Text)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return strings.Join(out, "\n")
}

// tick lets the clocks and the locks run.
func (b *brief) tick() {
	if c, ok := b.pane.chosenChat(); ok && b.tickAll(&c) {
		b.lay()
	}
}

func (b *brief) tickAll(c *view.NightChat) bool {
	p := b.pane
	pill, _ := p.rows.step(c)
	moved := b.state.Set(pill)
	moved = b.clock.Set(b.clocks(c)) || moved
	text, blanks := dial.Spelled(p.proposed(true))
	why := p.ackLocked(c)
	if text == "" {
		text = "The library has no text for this; open the chat and write one."
	}
	moved = b.ack.Set(text, blanks) || moved
	b.yes.Set(kit.ButtonData{Word: "Needs a call", Key: "R", Kind: kind(c.Reviewed.IsZero()), Chosen: !c.Reviewed.IsZero() && c.ToCall, Locked: p.reviewLocked(c)})
	b.no.Set(kit.ButtonData{Word: "No call needed…", Key: "X", Chosen: !c.Reviewed.IsZero() && !c.ToCall, Locked: p.reviewLocked(c)})
	b.now.Set(kit.ButtonData{Word: "Send: calling now", Key: "K", Kind: kind(!c.Reviewed.IsZero() && !c.Acknowledge.IsZero()), Locked: why})
	b.later.Set(kit.ButtonData{Word: "Send: within two hours", Key: "L", Locked: why})
	b.call.Set(kit.ButtonData{Word: "To the call", Key: "Enter", Kind: kind(c.Acknowledge.IsZero() && !c.Call.IsZero()), Locked: p.callLocked(c)})
	b.chat.Set(kit.ButtonData{Word: "Open chat", Key: "O"})
	b.upset.Set(kit.ButtonData{Word: "Upset: tell a lead", Key: "U", Locked: p.upsetLocked(c)})
	b.open.Set(kit.ButtonData{Word: "Unlock the chat…", Key: "Y", Locked: kit.LockedIf(!c.Locked, "it is open")})
	moved = b.said.Set(b.saying(c, why)) || moved
	return moved
}

func kind(primary bool) kit.ButtonKind {
	if primary {
		return kit.Primary
	}
	return kit.Plain
}

// saying is what is to be done now, or why the last wish did nothing. It is never
// empty, so that nothing below it moves.
func (b *brief) saying(c *view.NightChat, ack string) string {
	_, what := next(&b.pane.night, c)
	switch {
	case b.trouble != "":
		return words.Sentence(b.trouble)
	case b.pane.wish.chat == c.Chat:
		return "Taking the chat; the acknowledgement goes as soon as it is yours."
	case what == "review":
		return "Read what happened, then R or X."
	case what == "answer" && ack != "":
		return words.Sentence(ack)
	case what == "answer":
		return "K takes the chat, sends the text below and leads to the telephone."
	case what == "call" && b.pane.rows.waiting(c):
		return "It was acknowledged and not called: the call comes straight after. Enter."
	case what == "call":
		return "Enter leads to the telephone."
	case what == "resolve":
		return "You spoke to them: resolve it within " + words.Span(b.pane.opts.Policy.Overnight.Resolve) + "."
	}
	return "Nothing is left to do here."
}

// clocks are what is owed, with how long is left (G-ON-10 to -12).
func (b *brief) clocks(c *view.NightChat) string {
	now := b.pane.opts.Now()
	var out []string
	add := func(word string, due chat.Instant) {
		if due.IsZero() {
			return
		}
		s := word + " by " + b.pane.short(due) + " · "
		if m := words.MinutesLeft(due, now); m < 0 {
			s += "late " + words.HoursLeft(m)
		} else {
			s += words.HoursLeft(m) + " left"
		}
		out = append(out, s)
	}
	if c.Reviewed.IsZero() {
		add("Review", b.pane.night.Review)
	}
	add("Acknowledge", c.Acknowledge)
	add("Call", c.Call)
	add("Resolve", c.Resolve)
	if len(out) == 0 {
		return "No clock runs."
	}
	return strings.Join(out, "\n")
}

func (b *brief) lay() {
	for _, c := range b.buttons {
		c.Refresh()
	}
	b.column.Refresh()
	b.scroll.Refresh()
}

// tell says why a wish did nothing.
func (b *brief) tell(why string) {
	b.trouble = why
	b.render()
}
