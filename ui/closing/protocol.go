package closing

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/followup"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// protocol is the closing protocol at the left of the sheet: what was said, what
// still has to be, each with the one thing to press, or left out with a reason
// (G-CLOSE-01 to -07, G-COMM-04). It is that of what is solved or of what is not, as
// the end reason says; before one is chosen it is what the chat itself says.
type protocol struct {
	sheet   *sheet
	content *fyne.Container
	way     *kit.Text
	column  *fyne.Container
	list    []mark
	lines   map[string]*stepLine
	order   []string
	rating  *kit.Text
	ask     *kit.Button
}

// mark is a step of the protocol.
type mark struct{ flow.Mark }

func (m mark) open() bool { return m.Done.IsZero() }

func newProtocol(s *sheet) *protocol {
	p := &protocol{sheet: s, column: kit.NewColumn(14), lines: make(map[string]*stepLine), rating: kit.NewQuietText("")}
	p.way = kit.NewQuietText("What is not solved has other messages; the end reason decides.")
	p.ask = kit.NewButton(kit.ButtonData{Word: "Ask for a rating"}, func() { s.pane.opts.Desk.AskRating(s.chat) })
	p.ask.OnKey = func(e *fyne.KeyEvent) { s.key(e) }
	p.content = kit.NewColumn(10, kit.NewSection("Closing messages, in order"), p.way, p.column,
		kit.NewSection("Rating"), p.rating, container.NewHBox(p.ask))
	return p
}

// refresh shows the steps as the chat has them, and reports whether that takes
// another height.
func (p *protocol) refresh() bool {
	s := p.sheet
	if s.thread == nil {
		return false
	}
	p.list = p.list[:0]
	var order []string
	for _, m := range p.trace() {
		p.list = append(p.list, mark{m})
		order = append(order, m.Step)
	}
	changed := !slices.Equal(order, p.order)
	if changed {
		p.order = order
		p.column.Objects = nil
		for _, m := range p.list {
			if p.lines[m.Step] == nil {
				p.lines[m.Step] = newStepLine(p, m)
			}
			p.column.Add(p.lines[m.Step].content)
		}
	}
	next := p.next()
	for i, m := range p.list {
		changed = p.lines[m.Step].set(m, i == next) || changed
	}
	changed = kit.SetShown(p.way, s.ticket.EndReason == "") || changed
	return p.rate() || changed
}

// trace is the protocol of what is solved or of what is not. The referee asks with
// the same ticket.
func (p *protocol) trace() []flow.Mark {
	switch t := &p.sheet.ticket; {
	case t.EndReason == "":
		return p.sheet.thread.Trace
	case p.sheet.form().Unsolved(t):
		return p.sheet.thread.Unsolved
	}
	return p.sheet.thread.Solved
}

// rate says whether the customer was asked to rate, which happens once.
func (p *protocol) rate() bool {
	r := p.sheet.thread.Rating
	text := "The customer is asked once in a session, here or at the end."
	switch {
	case r.Stars > 0:
		text = "Rated " + itoa(r.Stars) + " of 5."
	case !r.AskedAt.IsZero():
		text = "Asked at " + words.At(r.AskedAt) + "."
	}
	changed := p.rating.Set(text)
	return kit.SetShown(p.ask, r.AskedAt.IsZero() && r.Stars == 0) || changed
}

// next is the index of the step that comes next, or -1.
func (p *protocol) next() int {
	return slices.IndexFunc(p.list, func(m mark) bool { return m.open() && p.sheet.skips[m.Step] == "" })
}

// text is what a step would say, or why it cannot be said from here.
func (p *protocol) text(m mark) (line app.Line, why string) {
	s := p.sheet
	if m.Response == "" {
		return app.Line{}, "said in the chat"
	}
	v, ok := s.pane.opts.Library().Get(m.Response)
	if !ok {
		return app.Line{}, "the approved text is not in the library"
	}
	support := s.pane.opts.Policy.Support
	agreed := p.agreed()
	filled := script.Fill(v.Content, script.Known{
		Now: s.now(), Customer: s.thread.Customer, Messages: s.thread.Messages, Agent: s.me.Name, Policy: *s.pane.opts.Policy,
		Settings: script.Settings{Salutation: support.Salutation, Team: support.Team, Phone: support.Phone, Email: support.Mail},
		Typed:    agreed, Zone: followup.ZoneOf(&s.thread.Customer, s.form().Region),
	})
	line = app.Line{Text: filled.Text, Script: string(m.Response)}
	if ok, why := filled.Ready(); !ok {
		return line, why
	}
	if m.Response == script.IDClosingOpen && agreed[script.SlotCallAt] == "" { // an open ticket promises one (G-CLOSE-07)
		return line, "Say when the customer is called."
	}
	return line, ""
}

// agreed is what the ticket promises, for the blanks of the message that says so
// (G-CLOSE-05 to -07). The times are written as the ledger reads them.
func (p *protocol) agreed() map[string]string {
	s := p.sheet
	at := func(i chat.Instant) string {
		if i <= s.now() {
			return ""
		}
		return s.zoned(i).Format("2 January at 15:04")
	}
	return map[string]string{
		script.SlotNextSteps: s.ticket.NextSteps, script.SlotResolveBy: at(s.ticket.ResolveBy), script.SlotCallAt: at(s.ticket.CallAt),
	}
}

// sendNext says the next message of the protocol to the customer.
func (p *protocol) sendNext() {
	if i := p.next(); i >= 0 {
		p.send(p.list[i])
	}
}

func (p *protocol) send(m mark) {
	s := p.sheet
	if s.lost != "" || s.sent {
		return
	}
	line, why := p.text(m)
	if why != "" || p.lines[m.Step].sending {
		return
	}
	p.lines[m.Step].sending = true
	s.pane.opts.Desk.Say(s.chat, line)
	s.refresh()
}

// stepLine is one step.
type stepLine struct {
	of      *protocol
	mark    mark
	content *fyne.Container
	name    *kit.Words
	state   *kit.Pill
	text    *kit.Text
	lock    *kit.Text // why it cannot be sent yet
	send    *kit.Button
	skip    *kit.Button
	why     *text
	row     *fyne.Container
	buttons *fyne.Container
	asking  bool // for the reason why it is left out
	sending bool
	shown   stepShown
}

// stepShown is all that decides what a step's line looks like.
type stepShown struct {
	mark                  mark
	next, asking, sending bool
	text, locked, skipped string
}

func newStepLine(p *protocol, m mark) *stepLine {
	l := &stepLine{of: p, mark: m, name: kit.NewStrong("").Yield(), state: kit.NewPill(kit.PillData{}), text: kit.NewQuietText(""), lock: kit.NewQuietText("")}
	l.lock.SetInk(theme.Amber)
	l.send = kit.NewButton(kit.ButtonData{Word: "Send"}, func() { p.send(l.mark) })
	l.skip = kit.NewButton(kit.ButtonData{Word: "Leave out…"}, l.leaveOut)
	for _, b := range []*kit.Button{l.send, l.skip} {
		b.OnKey = func(e *fyne.KeyEvent) { p.sheet.key(e) }
	}
	l.why = newText(p.sheet, "Why it is left out, at least "+itoa(p.sheet.pane.opts.Policy.Note.Min)+" characters", 0, func(words string) {
		l.explained(words)
	})
	l.why.set(p.sheet.skips[m.Step])
	l.asking = p.sheet.skips[m.Step] != ""
	l.buttons = container.NewHBox(l.send, l.skip)
	l.row = container.NewBorder(nil, nil, nil, l.state, l.name)
	l.content = kit.NewColumn(4, l.row, l.text, l.lock, l.buttons, l.why.box)
	return l
}

// leaveOut asks for the reason, or takes the wish back.
func (l *stepLine) leaveOut() {
	s := l.of.sheet
	l.asking = !l.asking
	if !l.asking {
		l.why.set("")
		delete(s.skips, l.mark.Step)
		s.keep()
	}
	s.refresh()
	if !l.asking {
		return
	}
	s.focus(l.why.field)
}

// explained takes a reason that is long enough, and no other.
func (l *stepLine) explained(why string) {
	s := l.of.sheet
	if runes(why) >= s.pane.opts.Policy.Note.Min {
		s.skips[l.mark.Step] = why
	} else {
		delete(s.skips, l.mark.Step)
	}
	s.refresh()
	s.keep()
}

func (l *stepLine) set(m mark, next bool) bool {
	if m.Done != l.mark.Done {
		l.sending = false
	}
	l.mark = m
	now := stepShown{mark: m, next: next, asking: l.asking, sending: l.sending, skipped: l.of.sheet.skips[m.Step]}
	if m.open() {
		line, why := l.of.text(m)
		now.text, now.locked = line.Text, why
	}
	if now == l.shown {
		return false
	}
	l.shown = now
	l.name.Set(words.Upper(strings.TrimPrefix(m.Words, "closing message "))) // the heading says the rest
	l.state.Set(l.pill())
	l.text.Set(now.text)
	l.lock.Set(now.locked)
	send := kit.ButtonData{Word: "Send", Locked: now.locked}
	if next {
		send.Key, send.Kind = "F2", kit.Primary
	}
	if l.sending {
		send.Word, send.Locked = "Sending…", "on its way"
	}
	l.send.Set(send)
	l.skip.Set(kit.ButtonData{Word: map[bool]string{true: "Not left out", false: "Leave out…"}[l.asking]})
	open := m.open()
	kit.SetShown(l.text, open && now.text != "")
	kit.SetShown(l.lock, open && now.locked != "" && now.skipped == "")
	kit.SetShown(l.send, open && m.Response != "")
	kit.SetShown(l.buttons, open)
	kit.SetShown(l.why.box, open && l.asking)
	l.row.Refresh()
	return true
}

func (l *stepLine) pill() kit.PillData {
	switch {
	case !l.mark.open():
		return kit.PillData{Word: "done " + words.At(l.mark.Done), Tone: kit.Green}
	case l.shown.skipped != "":
		return kit.PillData{Word: "left out", Tone: kit.Amber}
	case l.sending:
		return kit.PillData{Word: "sending", Tone: kit.Blue}
	case l.shown.next:
		return kit.PillData{Word: "next", Tone: kit.Blue}
	}
	return kit.PillData{Word: "open"}
}
