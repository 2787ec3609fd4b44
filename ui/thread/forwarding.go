package thread

import (
	"slices"
	"strconv"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// draftGuide is the kind under which a desk keeps which version of the team's guide its
// person has folded away: a newer one unfolds by itself.
const draftGuide = "transfer/guide"

// forwarding is the sheet that passes a chat on.
type forwarding struct {
	pane   *Pane
	asking *asking
	chat   chat.ChatID
	name   string
	can    view.Cans // of the chat's backend

	to   *kit.PickField
	why  *kit.ChoiceField
	away *kit.ChoiceField // what becomes of it where who is wanted is away
	how  *kit.ChoiceField // how they get in touch
	note *kit.LineField
	snap *app.Snapshot
	was  []kit.Choice
}

// The answers to forwarding.away.
const (
	awayWait = iota
	awayPromise
)

func newForwarding(p *Pane, t *view.Thread) *forwarding {
	f := &forwarding{pane: p, chat: t.ID, name: words.Name(t.Customer.Name), can: t.Can, snap: p.snap}
	tr := &p.snap.Transfer
	f.to = kit.NewPickField("To", kit.NewPicker("", "Find a colleague or a team"))
	var reasons []kit.Segment
	for _, r := range forwardReasons {
		reasons = append(reasons, kit.Segment{Word: words.Upper(forwardWord(r))})
	}
	f.why = kit.NewChoiceField("Reason", reasons...)
	f.note = kit.NewTextField("Note", "What has happened, and what is still to do", p.opts.Policy.Note.Min)
	only := "the team's policy has only the other way"
	f.away = kit.NewChoiceField("What becomes of the chat meanwhile",
		kit.Segment{Word: "The chat waits for them", Locked: kit.LockedIf(!tr.Wait, only), Selected: tr.Wait && !tr.Promise},
		kit.Segment{Word: "Promise that they get in touch", Locked: kit.LockedIf(!tr.Promise, only), Selected: tr.Promise && !tr.Wait})
	f.how = kit.NewChoiceField("How they get in touch", kit.Segment{Word: "By mail", Selected: true}, kit.Segment{Word: "By phone"})
	fields := []kit.SheetField{f.to, f.why, f.away, f.how, f.note}
	if g := p.guideField(tr); g != nil {
		fields = append([]kit.SheetField{g}, fields...)
	}
	f.asking = newAsking(f.data(), fields...)
	f.asking.sheet.Begin(f.to)
	f.asking.locked = f.locked
	f.asking.update = f.update
	f.to.OnPick = func(string) { f.changed() }
	f.away.OnPick = func(int) { f.changed() }
	f.changed()
	return f
}

// guideField is the team's written guide to passing chats on, with its version; nil where
// the team has written none.
func (p *Pane) guideField(tr *app.Transfer) *kit.FoldField {
	if strings.TrimSpace(tr.Guide) == "" {
		return nil
	}
	version := strconv.Itoa(tr.Version)
	g := kit.NewFoldField("How this team passes chats on · policy "+version, "the guide", tr.Guide, p.guideRead == version)
	g.OnFold = func(folded bool) {
		p.guideRead = ""
		if folded {
			p.guideRead = version
		}
		p.opts.Desk.SaveDraft("", draftGuide, p.guideRead)
	}
	return g
}

// recallGuide brings back which guide was folded away.
func (p *Pane) recallGuide() {
	p.opts.Desk.Draft("", draftGuide, func(text string) {
		p.opts.Post(func() { p.guideRead = text })
	})
}

// isAway reports whether somebody was chosen who is not there.
func (f *forwarding) isAway() bool {
	id, is := strings.CutPrefix(f.to.Chosen(), personKey)
	if !is {
		return false
	}
	for i := range f.snap.Team {
		if c := &f.snap.Team[i]; c.ID == chat.AgentID(id) {
			return !c.Online
		}
	}
	return false
}

// changed asks what the other answers make a question.
func (f *forwarding) changed() {
	away := f.isAway()
	f.asking.sheet.Ask(f.why, !away)
	f.asking.sheet.Ask(f.away, away)
	f.asking.sheet.Ask(f.how, away && f.away.Picked() == awayPromise)
	if d := f.data(); d.Text != f.asking.data.Text || d.Confirm != f.asking.data.Confirm {
		d.Locked = f.asking.data.Locked
		f.asking.data = d
		f.asking.sheet.Set(d)
	}
}

// data says what will happen.
func (f *forwarding) data() kit.SheetData {
	p := f.pane
	d := kit.SheetData{Title: "Forward the chat of " + f.name, Confirm: "Forward"}
	switch {
	case f.to.Chosen() == "" || !f.isAway():
		d.Text = "You serve it until somebody accepts. It comes back to you after " + words.Span(p.opts.Policy.Offer.Agent) +
			" from a person and after " + words.Span(p.opts.Policy.Offer.Queue) + " from a team."
		d.Text = beside(d.Text, f.can.Of(chat.OpForward))
	case f.away.Picked() == awayPromise:
		d.Confirm = "Promise"
		d.Text = "They get in touch within " + strings.TrimSuffix(words.Span(f.snap.Transfer.Within), " 00 min") + ", and owe it also when this chat has ended. Tell the customer; you go on serving the chat."
	case f.away.Picked() == awayWait:
		d.Confirm = "Let it wait"
		d.Text = "It is offered to them until they are back, without an end. You serve it meanwhile, and can take the offer back."
	default:
		d.Text = "They are not here now. Say what becomes of the chat."
	}
	return d
}

func (f *forwarding) locked(s *app.Snapshot) string {
	return noted(lostIt(f.chat, f.name, false), f.note)(s)
}

// update keeps the choices as the team is.
func (f *forwarding) update(s *app.Snapshot) {
	f.snap = s
	next := f.choices(s)
	if !slices.Equal(f.was, next) {
		f.was = next
		f.to.Set(next)
	}
	f.changed()
}

// choices are the people and teams to whom the chat's backend can hand it.
func (f *forwarding) choices(s *app.Snapshot) []kit.Choice {
	var all []kit.Choice
	if f.can.Do(chat.OpForward) {
		all = people(s, f.pane.opts.Policy, nil)
	}
	if f.can.Do(chat.OpForwardTeam) {
		all = append(all, teams(s.Team, f.pane.opts.Policy)...)
	}
	return all
}

// send passes the chat on, or says what becomes of it.
func (f *forwarding) send() {
	desk, to := f.pane.opts.Desk, chat.AgentID(strings.TrimPrefix(f.to.Chosen(), personKey))
	switch {
	case f.isAway() && f.away.Picked() == awayPromise:
		how := chat.ContactMail
		if f.how.Picked() == 1 {
			how = chat.ContactPhone
		}
		desk.PromiseContact(f.chat, chat.PromiseContact{To: to, How: how, Note: f.note.Text()})
	case f.isAway():
		desk.AwaitAgent(f.chat, to, f.note.Text())
	default:
		fw := chat.Forward{Reason: forwardReasons[f.why.Picked()], Note: f.note.Text()}
		if team, is := strings.CutPrefix(f.to.Chosen(), teamKey); is {
			fw.Queue = team
		} else {
			fw.To = to
		}
		desk.Forward(f.chat, fw)
	}
}
