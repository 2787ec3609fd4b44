package view

import (
	"cmp"
	"slices"

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

// owedIn returns what c owes, nearest first.
func (b *Book) owedIn(c *chat.Chat) []Owed {
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

// Duty is something owed to a customer that does not end with their chat: a call,
// a promise, an escalation.
type Duty struct {
	Chat     chat.ChatID
	Customer string
	// Closed says that the chat has ended, and is on no section of the board.
	Closed bool
	Owed
}

// Duties returns what is owed so on the whole floor, the nearest first. It costs
// the chats that owe it, and no others.
func (b *Book) Duties(s Scene) []Duty {
	var all []Duty
	for id, c := range b.owing {
		for _, o := range b.owedIn(c) {
			if !o.Kind.Outlives() {
				continue
			}
			o.explain(s)
			all = append(all, Duty{Chat: id, Customer: c.Customer.Name, Closed: !c.Active(), Owed: o})
		}
	}
	slices.SortFunc(all, func(a, b Duty) int {
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Chat, b.Chat), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Owing changes whenever what Duties returns may have changed, but for the names
// of people.
func (b *Book) Owing() uint64 { return b.owed }

// owe keeps c among the chats that Duties looks at, or out of them.
func (b *Book) owe(c *chat.Chat) {
	if outlived(c) {
		b.owing[c.ID] = c
		b.owed++
		return
	}
	b.forgive(c.ID)
}

func (b *Book) forgive(id chat.ChatID) {
	if len(b.owing) > 0 && b.owing[id] != nil {
		delete(b.owing, id)
		b.owed++
	}
}

// outlived reports whether c owes something that does not end with it.
func outlived(c *chat.Chat) bool {
	return slices.ContainsFunc(c.Obligations, func(o chat.Obligation) bool { return o.Kind.Outlives() })
}
