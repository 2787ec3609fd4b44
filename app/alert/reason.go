package alert

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Me is the person at whom the bell rings.
type Me struct {
	Agent chat.AgentID
	Role  chat.Role
	// Department is the team that this person is of; it may be empty.
	Department string
	// Accountable says that this person answers for the floor now. Alone at
	// a desk one always is.
	Accountable bool
}

// Reason is why one chat calls for a person now.
type Reason struct {
	Key     Key
	Urgency Urgency
	// Since is when it began; a trigger that is raised again begins again.
	Since chat.Instant
	// Due is when somebody must have stepped in; never if zero.
	Due chat.Instant
	// Customer is the name as the customer gave it, untrusted.
	Customer string
	// Words say what happened, such as "asks for a person".
	Words string
	// Text is the line that is the evidence, untrusted.
	Text string
	// after is how long the reason waits before it rings at this person.
	after time.Duration
	// answered says that a colleague is taking the chat over just now, so
	// nothing new rings until that has come to an end.
	answered bool
}

// Reasons returns why c calls for me now, or will. What nobody serves comes
// first, then what is for me in person, then what I owe. A chat that is closed
// calls only for who still owes something to its customer.
func Reasons(c *chat.Chat, me Me, p *policy.Policy) []Reason {
	if !c.Active() {
		return duties(c, me, p)
	}
	rs := append(calls(c, me, p), personal(c, me)...)
	rs = append(append(rs, help(c, me)...), upset(c, me)...)
	return append(rs, duties(c, me, p)...)
}

// calls returns why somebody must step in, in the order in which it happened.
// A chat that is served by somebody, or being taken over by me, calls for
// nobody. What I have acknowledged calls no more; what somebody else has
// acknowledged does, until it is owned.
func calls(c *chat.Chat, me Me, p *policy.Policy) []Reason {
	if c.Owner != "" || c.Claim.Open() && c.Claim.Agent == me.Agent {
		return nil
	}
	var rs []Reason
	for _, t := range c.Triggers {
		if t.Level == chat.LevelAlert && (t.AcknowledgedBy == "" || t.AcknowledgedBy != me.Agent) {
			rs = append(rs, fromTrigger(c, t, me, p))
		}
	}
	if c.Stage == chat.StageQueued && me.waitedFor(c, p) {
		rs = append(rs, Reason{
			Key: Key{c.ID, CauseQueued}, Urgency: P1, Since: c.QueuedAt, Due: due(c, chat.OwedAccept, ""),
			Customer: c.Customer.Name, Words: "waits in the queue", Text: lastLine(c),
		})
	}
	for i := range rs {
		rs[i].answered = c.Claim.Open()
	}
	return rs
}

// waitedFor reports whether a chat in the queue calls for me: where teams own their
// chats it calls its own people, and whoever answers for others (C-DEPT-01). One that is
// for a person calls that person and no colleague of theirs.
func (m Me) waitedFor(c *chat.Chat, p *policy.Policy) bool {
	if p.Routing.Model != policy.Departments || c.Queue == "" || m.Accountable || m.Role == chat.RoleLead {
		return true
	}
	if who := c.Wanted(); who != "" {
		return who == m.Agent
	}
	return c.Queue == m.Department
}

func fromTrigger(c *chat.Chat, t chat.Trigger, me Me, p *policy.Policy) Reason {
	r := Reason{
		Key: Key{c.ID, Cause(t.Rule)}, Urgency: P1, Since: t.RaisedAt, Customer: c.Customer.Name,
		Words: ruleWords(t), Text: evidence(c, t), after: me.waits(p),
	}
	if t.Tier != chat.TierProactive {
		r.Urgency = P0
	}
	if c.Night.Filed() && t.Rule == policy.RuleFrustration && me.Role == chat.RoleLead {
		r.after = 0 // G-ONESC-01: at once, and not only where nobody else comes
	}
	r.Due = due(c, chat.OwedTakeOver, t.Rule)
	if r.Due.IsZero() && !t.RaisedAt.IsZero() {
		r.Due = t.RaisedAt.Add(p.TakeOverWithin(t.Tier))
	}
	return r
}

// waits returns how long a trigger stays with others before it rings at me
//
func (m Me) waits(p *policy.Policy) time.Duration {
	switch {
	case m.Accountable || m.Role == chat.RolePrimary:
		return 0
	case m.Role == chat.RoleSecondary:
		return p.Ring.Secondary
	default:
		return p.Ring.Lead
	}
}

func due(c *chat.Chat, k chat.ObligationKind, rule chat.RuleID) chat.Instant {
	for _, o := range c.Obligations {
		if o.Kind == k && o.Rule == rule {
			return o.Due
		}
	}
	return 0
}

// evidence returns the text of the line that the trigger points at.
func evidence(c *chat.Chat, t chat.Trigger) string {
	if len(t.Evidence) == 0 {
		return lastLine(c)
	}
	want := t.Evidence[len(t.Evidence)-1].Message
	for i := len(c.Messages) - 1; i >= 0; i-- {
		if c.Messages[i].ID == want {
			return c.Messages[i].Text
		}
	}
	return lastLine(c)
}

func lastLine(c *chat.Chat) string {
	if c.LastLine < 0 || c.LastLine >= len(c.Messages) {
		return ""
	}
	return c.Messages[c.LastLine].Text
}
