package thread

import (
	"slices"
	"strconv"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/referee"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Keys of a picker's choices: a person and a team may have the same name.
const (
	personKey = "person "
	teamKey   = "team "
)

// forwardReasons are in the order of the sheet's segments (S-TRF-06).
var forwardReasons = []chat.ForwardReason{chat.ForwardExpertise, chat.ForwardLoadBalance, chat.ForwardOther}

// Forward asks to whom the chat on screen is to go, and why (S-TRF-01 to -03).
func (p *Pane) Forward() {
	t, ok := p.may(stepForward)
	if !ok {
		return
	}
	name, id := words.Name(t.Customer.Name), t.ID
	to := kit.NewPickField("To", kit.NewPicker("", "Find a colleague or a team"))
	var reasons []kit.Segment
	for _, r := range forwardReasons {
		reasons = append(reasons, kit.Segment{Word: words.Upper(forwardWord(r))})
	}
	why := kit.NewChoiceField("Reason", reasons...)
	note := kit.NewTextField("Note", "What has happened, and what is still to do", p.opts.Policy.Note.Min)
	data := kit.SheetData{
		Title: "Forward the chat of " + name, Confirm: "Forward",
		Text: "You serve it until somebody accepts. It comes back to you after " + words.Span(p.opts.Policy.Offer.Agent) +
			" from a person and after " + words.Span(p.opts.Policy.Offer.Queue) + " from a team.",
	}
	a := newAsking(data, to, why, note)
	a.locked = noted(lostIt(id, name, false), note)
	a.update = picking(to, func(s *app.Snapshot) []kit.Choice {
		return append(people(s.Team, p.opts.Policy, nil), teams(s.Team, p.opts.Policy)...)
	})
	p.ask(a, func() {
		f := chat.Forward{Reason: forwardReasons[why.Picked()], Note: note.Text()}
		if team, is := strings.CutPrefix(to.Chosen(), teamKey); is {
			f.Queue = team
		} else {
			f.To = chat.AgentID(strings.TrimPrefix(to.Chosen(), personKey))
		}
		p.opts.Desk.Forward(id, f)
	})
}

// Invite asks whom to ask into the chat on screen, and what for (V-INVITE-01).
func (p *Pane) Invite() {
	t, ok := p.may(stepInvite)
	if !ok {
		return
	}
	name, id := words.Name(t.Customer.Name), t.ID
	to := kit.NewPickField("Whom", kit.NewPicker("", "Find a colleague"))
	note := kit.NewTextField("Note", "What you need their help for", p.opts.Policy.Note.Min)
	data := kit.SheetData{
		Title: "Invite somebody into the chat of " + name, Confirm: "Invite",
		Text: "If they accept within " + words.Span(p.opts.Policy.Offer.Agent) + " they write beside you, and everybody is told. You keep what is yours.",
	}
	a := newAsking(data, to, note)
	a.locked = noted(lostIt(id, name, true), note)
	in := present(t)
	a.update = picking(to, func(s *app.Snapshot) []kit.Choice {
		if s.Thread != nil && s.Thread.ID == id {
			in = present(s.Thread)
		}
		return people(s.Team, p.opts.Policy, in)
	})
	p.ask(a, func() {
		p.opts.Desk.Invite(id, chat.AgentID(strings.TrimPrefix(to.Chosen(), personKey)), note.Text())
	})
}

// picking keeps a field's choices as the team is; it compares, because a
// snapshot comes many times a second.
func picking(field *kit.PickField, choices func(*app.Snapshot) []kit.Choice) func(*app.Snapshot) {
	var was []kit.Choice
	return func(s *app.Snapshot) {
		if next := choices(s); !slices.Equal(was, next) {
			was = next
			field.Set(next)
		}
	}
}

// present says of whoever cannot be invited why.
func present(t *view.Thread) map[chat.AgentID]string {
	in := map[chat.AgentID]string{t.Owner: "serves this chat"}
	for _, a := range t.With {
		in[a] = "in this chat already"
	}
	for _, o := range t.Offers {
		if o.Kind == chat.OfferInvitation {
			in[o.To] = "invited already"
		}
	}
	return in
}

// people are the colleagues with presence, load and department; whoever is not
// online, or is in focus, stands there and cannot be chosen (A-34, E-ACT-05,
// V-FWD-01, S-MULTI-05).
func people(team []view.Colleague, p *policy.Policy, in map[chat.AgentID]string) []kit.Choice {
	all := make([]kit.Choice, 0, len(team))
	for _, c := range team {
		k := kit.Choice{
			Key: personKey + string(c.ID), Name: c.Name, Detail: "online · " + words.Count(c.Chats, "chat"),
			Pill: kit.PillData{Word: c.Department}, Locked: in[c.ID],
		}
		if !c.Online {
			k.Detail = words.Count(c.Chats, "chat")
		}
		if why := words.Away(c); why != "" {
			k.Locked = why
			if in == nil && p.HasQueue(c.Department) {
				k.Locked = why + "; choose " + c.Department
			}
		}
		all = append(all, k)
	}
	return all
}

// teams are those that a chat can be forwarded to (S-TRF-02), with who is
// there to accept.
func teams(team []view.Colleague, p *policy.Policy) []kit.Choice {
	var all []kit.Choice
	for _, q := range p.Queues {
		if q == "" {
			continue
		}
		n := 0
		for _, c := range team {
			if c.Online && c.Department == q {
				n++
			}
		}
		all = append(all, kit.Choice{
			Key: teamKey + q, Name: q, Detail: strconv.Itoa(n) + " online", Pill: kit.PillData{Word: "team"},
		})
	}
	return all
}

// noted says besides that a note has more bytes than the hub takes.
func noted(lost func(*app.Snapshot) string, note *kit.LineField) func(*app.Snapshot) string {
	return func(s *app.Snapshot) string {
		if l := lost(s); l != "" || len(note.Text()) <= referee.MaxNote {
			return l
		}
		return "This note is too long."
	}
}
