package thread

import (
	"slices"
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

// Forward asks to whom the chat on screen is to go, and why (S-TRF-01 to -03), under the
// team's own guide to it (C-TRF-01).
func (p *Pane) Forward() {
	t, ok := p.may(stepForward)
	if !ok {
		return
	}
	f := newForwarding(p, t)
	p.ask(f.asking, f.send)
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
		return people(s, p.opts.Policy, in)
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
// V-FWD-01, S-MULTI-05), unless the policy says what becomes of a chat for somebody
// who is away (C-TRF-04).
func people(s *app.Snapshot, p *policy.Policy, in map[chat.AgentID]string) []kit.Choice {
	all := make([]kit.Choice, 0, len(s.Team))
	for i := range s.Team {
		c := &s.Team[i]
		k := kit.Choice{
			Key: personKey + string(c.ID), Name: c.Name, Detail: "online · " + loadOf(s, c), Pill: kit.PillData{Word: c.Department}, Locked: in[c.ID],
		}
		if !c.Online {
			k.Detail = words.Count(c.Chats, "chat")
		}
		switch why := words.Away(*c); {
		case why == "":
		case in == nil && !c.Online && absent(s) != "":
			k.Detail = "offline · " + absent(s)
		default:
			k.Locked = why
			if in == nil && p.HasQueue(c.Department) {
				k.Locked = why + "; choose " + c.Department
			}
		}
		all = append(all, k)
	}
	return all
}

// absent is what the policy lets be done where the wanted person is away, or "".
func absent(s *app.Snapshot) string {
	switch {
	case s.Transfer.Wait && s.Transfer.Promise:
		return "wait for them, or promise contact"
	case s.Transfer.Wait:
		return "the chat can wait for them"
	case s.Transfer.Promise:
		return "contact can be promised"
	}
	return ""
}

// loadOf is how many chats somebody serves of how many they may be given, and
// that it is too much where the policy calls it that (C-DIST-01).
func loadOf(s *app.Snapshot, c *view.Colleague) string {
	for i := range s.Loads {
		l := &s.Loads[i]
		if l.Agent != c.ID {
			continue
		}
		said := words.Of(l.Owns, l.Cap) + " chats"
		if l.Cap == 0 {
			said = words.Count(l.Owns, "chat") + ", is given none"
		}
		if l.Over {
			said += " · overloaded"
		}
		return said
	}
	return words.Count(c.Chats, "chat")
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
			Key: teamKey + q, Name: q, Detail: words.Online(n), Pill: kit.PillData{Word: "team"},
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
