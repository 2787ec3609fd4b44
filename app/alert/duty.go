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
		case !soon && calledFor(o.Kind) && owes(o, me):
			found := fromFollowUp(c, o, p)
			soon = len(found) > 0
			rs = append(rs, found...)
		}
	}
	return rs
}

// calledFor reports whether each of a kind calls its owner by itself. What the
// night's worklist and the log of bot errors list are called for as a whole.
func calledFor(k chat.ObligationKind) bool {
	return k.Outlives() && k != chat.OwedReview && k != chat.OwedWriteUp
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

// fromFollowUp calls before a follow-up is due and once more when it is. A call
// that was tried calls again when it may be tried again; while it is being tried
// nothing does.
func fromFollowUp(c *chat.Chat, o *chat.Obligation, p *policy.Policy) []Reason {
	soon := Reason{
		Key: Key{c.ID, CauseFollowUp}, Urgency: P2, Since: o.Started, Due: o.Due,
		after:    ahead(o.Started, o.Due, standard(o), p),
		Customer: c.Customer.Name, Words: followUpWords(o), Text: o.Words,
	}
	if log := c.Calls.Of(o.ID); len(log) > 0 {
		if _, running := log.Running(); running {
			return nil
		}
		if tried := log.LastEnd(); !tried.IsZero() {
			soon.Since, soon.Due, soon.after = tried, tried.Add(p.FollowUp.Gap), p.FollowUp.Gap
			return []Reason{soon}
		}
	}
	late := soon
	late.Key.Cause, late.Urgency, late.after = CauseLate, P1, max(0, o.Due.Sub(o.Started))
	return []Reason{soon, late}
}

// ahead returns how long after made somebody is told of what is due: [Soon]
// before that, and of what has the whole day shift.warn before the end of cover,
// which is when it is due (G-FU-07).
func ahead(made, due chat.Instant, standard bool, p *policy.Policy) time.Duration {
	before := Soon
	if standard {
		before = max(before, p.Shift.Warn)
	}
	return max(0, due.Add(-before).Sub(made))
}

// standard reports whether a call has the day and not two hours.
func standard(o *chat.Obligation) bool {
	switch o.Reason {
	case chat.CallLeftUnconfirmed, chat.CallTechnical, chat.CallBilling, chat.CallSetupAbandoned:
		return !o.Urgent
	}
	return false
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

// upset calls the leads at once about a customer of the night who is upset about
// the delay, whoever serves the chat, until a lead is in it or has seen it
// (G-ONESC-01). Where nobody serves it the trigger itself calls.
func upset(c *chat.Chat, me Me) []Reason {
	if me.Role != chat.RoleLead || !c.Night.Filed() || c.Owner == "" || c.Serves(me.Agent) {
		return nil
	}
	t, is := c.Trigger(policy.RuleFrustration)
	if !is || t.Level != chat.LevelAlert || t.AcknowledgedBy == me.Agent {
		return nil
	}
	return []Reason{{
		Key: Key{c.ID, CauseUpset}, Urgency: P1, Since: t.RaisedAt,
		Customer: c.Customer.Name, Words: "is upset about the delay", Text: evidence(c, t),
	}}
}
