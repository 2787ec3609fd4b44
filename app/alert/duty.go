package alert

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Soon is how long before a follow-up is due its owner is told (spec/ux.md 4.3).
const Soon = 15 * time.Minute

// duties returns what is owed by me in c so soon that I have to be told, at most
// one reason of a kind: an answer in a chat that I serve, and what outlives a
// chat, whether or not c is still open.
func duties(c *chat.Chat, me Me, p *policy.Policy) []Reason {
	if me.Agent == "" {
		return nil
	}
	var rs []Reason
	reply, soon := false, false
	for i := range c.Obligations { // the nearest first
		o := &c.Obligations[i]
		switch {
		case !o.Paused.IsZero():
		case !reply && isAnswer(o.Kind) && c.Owner == me.Agent:
			reply = true
			rs = append(rs, fromAnswer(c, o, p))
		case !soon && o.Kind.Outlives() && owes(o, me):
			soon = true
			rs = append(rs, fromFollowUp(c, o))
		}
	}
	return rs
}

// isAnswer reports whether a customer waits for a line of their agent.
func isAnswer(k chat.ObligationKind) bool {
	return k == chat.OwedReply || k == chat.OwedFirstResponse
}

// owes reports whether o is mine to keep. What no person has taken is for whoever
// is accountable.
func owes(o *chat.Obligation, me Me) bool {
	return o.Owner == me.Agent || !o.Owner.Person() && me.Accountable
}

// fromAnswer calls at the second mark of the clock, before the breach and not
// after it (D-02).
func fromAnswer(c *chat.Chat, o *chat.Obligation, p *policy.Policy) Reason {
	mark := o.Due.Sub(o.Started) * time.Duration(p.Warn.At[1]) / 100
	return Reason{
		Key: Key{c.ID, CauseReply}, Urgency: P1, Since: o.Started, Due: o.Due, after: mark,
		Customer: c.Customer.Name, Words: "waits for your answer", Text: lastLine(c),
	}
}

func fromFollowUp(c *chat.Chat, o *chat.Obligation) Reason {
	return Reason{
		Key: Key{c.ID, CauseFollowUp}, Urgency: P2, Since: o.Started, Due: o.Due, after: max(0, o.Due.Add(-Soon).Sub(o.Started)),
		Customer: c.Customer.Name, Words: followUpWords(o.Kind), Text: o.Words,
	}
}

// help returns an agent's call for a lead, for every lead but whoever called
// (S-ESC-02).
func help(c *chat.Chat, me Me) []Reason {
	if !c.Help.Open() || me.Role != chat.RoleLead || c.Help.By == me.Agent {
		return nil
	}
	return []Reason{{
		Key: Key{c.ID, CauseHelp}, Urgency: P1, Since: c.Help.At,
		Customer: c.Customer.Name, Words: "a colleague asks for help", Text: c.Help.Reason,
	}}
}
