package callback

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// mostLines is among how many of the customer's last lines their agreement is looked
// for.
const mostLines = 20

// slotWord is a time for which a call may be agreed, and what it is called.
type slotWord struct {
	slot chat.CallSlot
	word string
}

// slotWords are those times, in the order of their keys (G-CB-09).
var slotWords = []slotWord{
	{chat.SlotNow, "now"}, {chat.SlotUrgent, "within 2 h"}, {chat.SlotToday, "today"}, {chat.SlotOwn, "their time"},
}

// agreement is the sheet of a call that the customer has agreed to.
type agreement struct {
	asker   *Asker
	q       *question
	thread  *view.Thread
	reason  *kit.ChoiceField
	consent *kit.PickField
	slot    *kit.ChoiceField
	own     *kit.LineField
	number  *kit.LineField
	owner   *kit.ChoiceField
	people  []chat.AgentID
	// named says that a person chose who calls, as the hub asks beyond the shift.
	named bool
}

// Agree asks for what the customer has agreed to: why, by which line, when, at which
// number, and who calls. It answers in words why it does nothing.
func (a *Asker) Agree(t *view.Thread, suggested chat.CallReason) string {
	if why := a.Locked(t); why != "" {
		return why
	}
	if a.open != nil {
		return ""
	}
	lines := theirLines(t)
	if len(lines) == 0 {
		return "The customer has not written anything yet that could be their agreement."
	}
	g := &agreement{asker: a, thread: t}
	if n := len(t.CallsOffered); n > 0 && t.CallsOffered[n-1].Reason != "" {
		suggested = t.CallsOffered[n-1].Reason
	}
	g.reason = reasonField(suggested)
	pick := kit.NewPicker("", "Words of it")
	pick.Set(lines)
	g.consent = kit.NewPickField("The line by which they agreed", pick)
	g.slots(suggested == chat.CallFrustrated)
	g.own = kit.NewLineField("Their time", "15:00, tomorrow 9:30 · only for “their time”", 0)
	g.number = kit.NewLineField("Number", "Empty is the number that the chat knows", 0)
	if n := g.known(); n.OK() {
		g.number.SetText(n.Shown)
	}
	g.who()
	g.lay()
	return ""
}

// theirLines are the customer's last lines, the newest first.
func theirLines(t *view.Thread) []kit.Choice {
	var out []kit.Choice
	for i := len(t.Messages) - 1; i >= 0 && len(out) < mostLines; i-- {
		if m := t.Messages[i]; m.From == chat.SpeakerCustomer && strings.TrimSpace(m.Text) != "" {
			out = append(out, kit.Choice{Key: string(m.ID), Name: "“" + brief(m.Text) + "”", Detail: words.At(m.At), Plain: true})
		}
	}
	return out
}

func brief(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 70 {
		return string(r[:69]) + "…"
	}
	return s
}

// slots asks when; whoever is upset is called at once.
func (g *agreement) slots(upset bool) {
	var steps []kit.Segment
	for i, s := range slotWords {
		steps = append(steps, kit.Segment{Word: s.word, Key: strconv.Itoa(i + 1), Selected: s.slot == chat.SlotNow && upset})
	}
	g.slot = kit.NewChoiceField("When", steps...)
}

// who asks who calls: everybody, those who are away too, for the call may be later.
func (g *agreement) who() {
	s := g.asker.snap
	g.people = []chat.AgentID{s.Me.Agent}
	steps := []kit.Segment{{Word: "You"}}
	if !s.Me.Agent.Person() {
		steps[0].Locked = "nobody is signed in"
	}
	for _, c := range s.Team {
		word := c.Name
		if !c.Online {
			word += " (offline)"
		}
		g.people, steps = append(g.people, c.ID), append(steps, kit.Segment{Word: word})
	}
	steps[0].Selected = true
	g.owner = kit.NewChoiceField("Who calls", steps...)
}

func (g *agreement) lay() {
	a, t := g.asker, g.thread
	name := words.Name(t.Customer.Name)
	g.q = &question{chat: t.ID, name: name, lack: g.lack, data: kit.SheetData{
		Title: "A call that " + name + " agreed to", Confirm: "Agree the call",
		Text: "It gets a number, and a confirmation for the customer is put into your box. It stays unconfirmed until that is sent.",
	}}
	changed := func() { g.keep(); a.follow(g.q) }
	for _, f := range []*kit.ChoiceField{g.reason, g.slot} {
		f.OnPick = func(int) { changed() }
	}
	g.owner.OnPick = func(int) { g.named = true; changed() }
	g.consent.OnPick = func(string) { changed() }
	g.number.OnChange = changed
	g.own.OnChange = func() { g.timed(); changed() }
	a.ask(g.q, g.confirm, g.consent, g.slot, g.own, g.reason, g.number, g.owner)
	if a.open == g.q {
		slot, reason := a.digits(g.slot, len(slotWords)), a.digits(g.reason, len(Reasons()))
		g.q.sheet.OnKey = keys(slot, reason)
	}
	a.opts.Desk.Draft(t.ID, draftAgree, func(text string) { a.opts.Post(func() { g.restore(text) }) })
}

// known is the number that the chat has, if it has one.
func (g *agreement) known() followup.Phone {
	c := &g.thread.Customer
	return g.phone(cmp.Or(c.Phone, c.Contact))
}

// phone reads a number as the team's own country writes it.
func (g *agreement) phone(s string) followup.Phone {
	region := ""
	if snap := g.asker.snap; snap != nil && snap.Edition != nil {
		region = snap.Edition.Form.Region
	}
	return followup.PhoneOf(s, region)
}

// timed chooses “their time” for who writes one and has not said when.
func (g *agreement) timed() {
	if g.slot.Picked() < 0 && strings.TrimSpace(g.own.Text()) != "" {
		g.slot.Pick(slices.IndexFunc(slotWords, func(s slotWord) bool { return s.slot == chat.SlotOwn }))
	}
}

// picked is the slot that was chosen; empty if none is.
func (g *agreement) picked() chat.CallSlot {
	if i := g.slot.Picked(); i >= 0 {
		return slotWords[i].slot
	}
	return ""
}

// due is when the call would be, as far as this desk can say.
func (g *agreement) due() (chat.Instant, error) {
	now := g.asker.opts.Now()
	switch g.picked() {
	case chat.SlotUrgent:
		return now.Add(g.asker.opts.Policy.Callback.Urgent.Within), nil
	case chat.SlotOwn:
		at, err := words.ParseDue(g.own.Text(), now.Time().In(g.asker.opts.Policy.Cover.Location()))
		return chat.InstantOf(at), err
	}
	return now, nil
}

// lack says what is wrong with the answers.
func (g *agreement) lack() string {
	if g.picked() == "" {
		return ""
	}
	due, err := g.due()
	switch {
	case g.picked() == chat.SlotOwn && strings.TrimSpace(g.own.Text()) == "":
		return "Write at what time they want to be called"
	case err != nil:
		return err.Error()
	case due < g.asker.opts.Now().Add(-time.Minute):
		return "That time is over"
	}
	if n := strings.TrimSpace(g.number.Text()); n != "" && !g.phone(n).OK() {
		return "That is no number that can be dialled: begin with + and the country"
	}
	if strings.TrimSpace(g.number.Text()) == "" && !g.known().OK() {
		return "The chat knows no number: ask the customer for one"
	}
	return g.beyond(due)
}

// beyond says that a call is due after the shift, when who schedules is not there any
// more: somebody has to own it by name (G-CB-09, A-20). In the last hours of a shift
// that is so of "within 2 h", too, and while no shift runs of any time.
func (g *agreement) beyond(due chat.Instant) string {
	c := g.asker.snap.Cover
	switch {
	case c.ShiftEnd.IsZero() || g.named:
		return ""
	case !c.Running:
		return "No shift runs now: choose who calls, be it you"
	case due <= c.ShiftEnd:
		return ""
	}
	return "That is after this shift, which ends at " + words.At(c.ShiftEnd) + ": choose who calls then, be it you"
}

func (g *agreement) confirm() {
	due, _ := g.due()
	s := chat.ScheduleCallback{
		Reason: Reasons()[max(g.reason.Picked(), 0)], Consent: chat.MessageID(g.consent.Chosen()), Slot: g.picked(),
		Words: "", Number: strings.TrimSpace(g.number.Text()),
	}
	if s.Slot == chat.SlotOwn {
		s.Due = due
	}
	if n := g.phone(s.Number); n.OK() {
		s.Number = n.Dial
	}
	s.Owner = g.caller()
	g.asker.sent[g.thread.ID] = callsIn(g.thread)
	g.asker.opts.Desk.ScheduleCallback(g.thread.ID, s)
}

// caller is who was chosen to call, this person by their own id, too; empty leaves it
// to the hub, which has who agrees call and beyond the shift wants a name (G-CB-09).
func (g *agreement) caller() chat.AgentID {
	if i := g.owner.Picked(); g.named && i >= 0 {
		return g.people[i]
	}
	return ""
}
