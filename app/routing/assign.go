package routing

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Assign says who is to have a waiting chat, and why in words; nobody if nobody may.
// It does not ask whether the policy lets the hub assign at all.
func Assign(f *chat.Floor, ed *policy.Edition, c *chat.Chat) (who chat.AgentID, why string) {
	p := free(f, ed)
	if i := p.pick(ed, c); i >= 0 {
		return p[i].id, p[i].why(c)
	}
	return "", ""
}

// person is somebody who may be given a chat.
type person struct {
	id         chat.AgentID
	department string
	owns, cap  int
	given      uint64
}

// people are those who are free, in the order of their ids.
type people []person

// free returns everybody who may be given anything at all.
func free(f *chat.Floor, ed *policy.Edition) people {
	var all people
	f.EachAgent(func(a *chat.Agent) {
		if !present(a) {
			return
		}
		if most := ed.CapOf(a.ID); a.Owns < most {
			all = append(all, person{a.ID, a.Department, a.Owns, most, f.LastGiven(a.ID)})
		}
	})
	slices.SortFunc(all, func(a, b person) int { return cmp.Compare(a.id, b.id) })
	return all
}

// present reports whether somebody is there for whatever chat comes.
func present(a *chat.Agent) bool {
	return a.Presence == chat.PresenceOnline && !a.Revoked && !a.Outside && !a.Idle && a.Break.IsZero() && !a.Focus
}

// pick returns the place of who is to have the chat, or -1.
func (p people) pick(ed *policy.Edition, c *chat.Chat) int {
	best := -1
	for i := range p {
		// Who gave it up is not given it again: they would have kept it.
		if p[i].owns >= p[i].cap || p[i].id == c.ServedBy {
			continue
		}
		if p[i].id == c.Wanted() {
			return i
		}
		if owned(ed, c) && p[i].department != c.Queue {
			continue
		}
		if best < 0 || p[i].before(&p[best]) {
			best = i
		}
	}
	return best
}

// owned reports whether the chat is for its department alone.
func owned(ed *policy.Edition, c *chat.Chat) bool {
	return ed.Policy.Routing.Model == policy.Departments && c.Queue != ""
}

// before reports whether a has the next chat rather than b.
func (a *person) before(b *person) bool {
	return cmp.Or(cmp.Compare(a.owns, b.owns), cmp.Compare(a.given, b.given), cmp.Compare(a.id, b.id)) < 0
}

func (a *person) why(c *chat.Chat) string {
	if a.id == c.Wanted() {
		return "the rule names them"
	}
	return "they have the fewest chats"
}
