package dial

import (
	"cmp"
	"fmt"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// title is who is phoned.
func (c *Card) title() string {
	if c.line.Customer == "" && c.line.Phone.Shown != "" {
		return c.line.Phone.Shown
	}
	return words.Name(c.line.Customer)
}

// show says everything that does not tick.
func (c *Card) show() {
	if !c.open || c.snap == nil {
		return
	}
	l := &c.line
	why := Because(l)
	sub := why.Text
	if why.Detail != "" {
		sub += " · " + why.Detail
	}
	c.name.Set(c.title())
	moved := false
	for _, changed := range []bool{
		c.sub.Set(sub),
		c.number.Set(cmp.Or(l.Phone.Shown, "No number is known.") + unconfirmed(l)),
		c.script.Set(c.toSayOrWhy()),
		c.plan.Set(c.planWords()),
		c.history.Set(c.historyWords()),
		c.ruling.Set(c.ruleWords()),
		kit.SetShown(c.chat, l.Chat != "" && c.opts.OpenChat != nil),
		kit.SetShown(c.hand, c.opts.HandOn != nil),
		kit.SetShown(c.edit, l.Key.Record != "" && c.opts.Edit != nil),
		c.shownText(),
		c.tickAll(),
	} {
		moved = moved || changed
	}
	if moved {
		c.lay()
	}
}

func unconfirmed(l *followup.Line) string {
	if l.Unconfirmed {
		return " · the confirmation was not sent yet"
	}
	return ""
}

func (c *Card) toSayOrWhy() (string, []kit.Blank) {
	text, blanks := c.toSay()
	if text == "" {
		text = "The library has no text for this call: greet, say who you are and why you call, and help."
	}
	return text, blanks
}

// Tick lets the clocks and the locks run.
func (c *Card) Tick() {
	if c.open && c.snap != nil && c.tickAll() {
		c.lay()
	}
}

// tickAll reports whether anything took another size.
func (c *Card) tickAll() bool {
	moved := c.state.Set(c.pill())
	text := ""
	if a, ok := c.running(); ok {
		text = words.Clock(c.opts.Now().Sub(a.Began))
	}
	c.clock.Set(text, kit.Blue)
	return c.lock() || moved
}

// pill is how the call stands.
func (c *Card) pill() kit.PillData {
	now, l := c.opts.Now(), &c.line
	if c.gone {
		return kit.PillData{Word: "owed no more"}
	}
	switch l.Stage(now) {
	case followup.StageRunning:
		return kit.PillData{Word: "on the phone", Tone: kit.Blue}
	case followup.StageWhatsApp:
		return kit.PillData{Word: "WhatsApp is open", Tone: kit.Green}
	case followup.StageOver:
		return kit.PillData{Word: "done", Tone: kit.Green}
	case followup.StageWaiting:
		return kit.PillData{Word: "from " + c.opts.Short(l.Next)}
	}
	m := words.MinutesLeft(l.Due, now)
	switch {
	case m < 0 && !l.Late(now):
		return kit.PillData{Word: "now", Tone: kit.Amber}
	case m < 0:
		return kit.PillData{Word: "late " + words.HoursLeft(m), Tone: kit.Red}
	}
	return kit.PillData{Word: "in " + words.HoursLeft(m), Tone: Tone(m)}
}

// running is the attempt that runs, by whomever; one that was begun here counts
// before the snapshot has it.
func (c *Card) running() (chat.Attempt, bool) {
	a, ok := c.line.Log.Running()
	return a, ok && a.ID != c.ended
}

// own is the id of the attempt that this person can say the outcome of.
func (c *Card) own() (chat.AttemptID, bool) {
	if a, ok := c.running(); ok {
		return a.ID, c.snap != nil && a.By == c.snap.Me.Agent
	}
	return c.mine, c.mine != ""
}

// who asks, for the rules.
func (c *Card) who() followup.Who {
	s := c.snap
	people := words.PeopleOf(s)
	return followup.Who{
		Me: s.Me.Agent, Lead: s.Me.Role == chat.RoleLead, Online: s.Link.State == app.LinkLive, Now: c.opts.Now(),
		Uncertain: c.opts.Uncertain != nil && c.opts.Uncertain(), Edition: s.Edition, Name: people.Name,
	}
}

// callLocked says why a call cannot begin now, or "".
func (c *Card) callLocked() string {
	switch {
	case c.gone:
		return "This call is owed no more."
	case c.asked:
		return "The attempt is being written down."
	}
	if other, ok := c.elsewhere(); ok {
		return "You are on the phone with " + words.Name(other.Customer) + ": Enter leads back to it."
	}
	if v := followup.May(&c.line, c.who()); !v.OK {
		return v.Words
	}
	return ""
}

// elsewhere is another call that this person is on.
func (c *Card) elsewhere() (followup.Line, bool) {
	return Own(c.snap, func(k followup.Key) bool { return k != c.line.Key })
}

// Own is the call that the person at this desk is on, of those that pass.
func Own(s *app.Snapshot, pass func(followup.Key) bool) (followup.Line, bool) {
	if s == nil {
		return followup.Line{}, false
	}
	for i := range s.Calls {
		l := &s.Calls[i]
		if a, ok := l.Log.Running(); ok && a.By == s.Me.Agent && pass(l.Key) {
			return *l, true
		}
	}
	return followup.Line{}, false
}

// lock says which buttons can be pressed, and why not; it reports whether a line
// of words took another size.
func (c *Card) lock() bool {
	if !c.open || c.snap == nil {
		return false
	}
	l := &c.line
	locked := c.callLocked()
	_, own := c.own()
	call := kit.ButtonData{Word: "Call", Key: "Enter", Kind: kit.Primary, Locked: locked}
	if own {
		call.Kind = kit.Plain
	}
	if _, on := c.elsewhere(); on {
		call = kit.ButtonData{Word: "Back to your call", Key: "Enter", Kind: kit.Primary}
	}
	c.call.Set(call)
	c.copyIt.Set(kit.ButtonData{Word: "Copy number", Key: "C", Locked: kit.LockedIf(l.Phone.Shown == "", "no number is known")})
	text := kit.ButtonData{Word: "WhatsApp", Key: "W", Locked: c.textLocked()}
	if text.Locked == "" {
		text.Kind = kit.Primary
	}
	c.text.Set(text)
	c.tick.Set(kit.ButtonData{Word: "Read out", Key: "T", Chosen: c.read})
	ends := kit.LockedIf(!own, "no call of yours runs")
	for i, o := range outcomeOf {
		d := kit.ButtonData{Word: o.word, Key: o.key, Locked: ends}
		if o.outcome == chat.AttemptReached && d.Locked == "" {
			d.Locked = c.reachedLocked()
		}
		c.ends[i].Set(d)
	}
	return c.said.Set(c.saying(locked, own))
}

// reachedLocked says why a customer cannot be said to have been reached yet: the
// check after a delay ends with what they said (G-ONESC-03).
func (c *Card) reachedLocked() string {
	least := max(c.opts.Policy.Note.Min, 1)
	if c.line.Reason == chat.CallDelayCheck && len([]rune(strings.TrimSpace(c.note.Text))) < least {
		return fmt.Sprintf("the note of this check needs %d characters", least)
	}
	return ""
}

// saying is the line below the buttons: what went wrong, why nothing can begin, or
// what to do while a call runs. It is never empty, so that nothing below it moves.
func (c *Card) saying(locked string, own bool) string {
	switch {
	case c.trouble != "":
		return words.Sentence(c.trouble)
	case own && c.reachedLocked() != "":
		return "Say how it went: 1 to 5. " + words.Sentence(c.reachedLocked()) + " N leads there."
	case own:
		return "Say how it went: 1 to 5. Dialled by mistake: 0. N writes a note, Esc leaves it."
	case locked != "":
		return words.Sentence(locked)
	case !c.line.Phone.OK():
		return "This is no number that this computer can dial: call it by hand. Enter writes the attempt down all the same."
	case c.snap.Link.State != app.LinkLive:
		return "Works without the hub: the attempt is written down here and goes to it when it is back."
	}
	return "Enter writes the attempt down and dials."
}

// lay places everything anew: texts may have taken another height.
func (c *Card) lay() {
	c.buttons.Refresh()
	c.column.Refresh()
	c.scroll.Refresh()
}
