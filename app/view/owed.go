package view

import (
	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
)

// Owed is something owed in a chat, with who answers for it. Its embedded Words
// are what was promised, where somebody did in words.
type Owed struct {
	chat.Obligation
	// Answers is who answers for it now, empty if it is no person; OwnerName
	// names them, or says "NO COVER", and is never empty.
	Answers   chat.AgentID
	OwnerName string
	// Mine says that it is mine to keep.
	Mine bool

	policy *policy.Policy // of the scene; nil without one
}

// Read returns how its clock stands at now, which the screen asks for at every
// tick; uncertain says that now is a guess.
func (o Owed) Read(now chat.Instant, uncertain bool) obligation.Clock {
	p := o.policy
	if p == nil {
		p = new(policy.Policy)
	}
	return obligation.Read(o.Obligation, now, uncertain, p)
}

// owed returns what c owes, nearest first.
func (b *Book) owed(c *chat.Chat) []Owed {
	if len(c.Obligations) == 0 {
		return nil
	}
	all := make([]Owed, len(c.Obligations))
	for i, o := range c.Obligations {
		all[i] = Owed{Obligation: o, Mine: b.me != "" && o.Owner == b.me, OwnerName: b.ownerName(c, o.Owner)}
	}
	return all
}

// ownerName names an owner as far as the chat says who that is.
func (b *Book) ownerName(c *chat.Chat, owner chat.AgentID) string {
	queue, team := owner.Queue()
	switch {
	case team:
		return queue
	case owner == chat.OwnerBot:
		return "the bot"
	case owner != "":
		return b.names(owner)
	case c.Owner != "":
		return b.names(c.Owner)
	}
	return "whoever covers the floor"
}

// explain says who answers for o on the floor.
func (o *Owed) explain(s Scene) {
	if s.Edition != nil {
		o.policy = &s.Edition.Policy
	}
	if s.Floor != nil {
		o.Answers, o.OwnerName = obligation.Accountable(s.Floor, o.Obligation)
	}
}
