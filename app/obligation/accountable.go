package obligation

import (
	"cmp"

	"floorwalker/app/chat"
)

// NoCover is what stands where nobody answers for the floor (G-COV-01).
const NoCover = "NO COVER"

// Accountable returns who answers for o now, and how to name them. The words
// are never empty. A team and the bot answer for what they owe. What nobody in
// particular owes, and what somebody owed who has left the team, is theirs who
// covers the floor ([chat.Floor.Cover]). Where nobody does by name it is the
// primary's who has the fewest chats, else the secondary's, else the lead's,
// of those who are there; a backup never becomes primary by itself (G-COV-04).
// Nobody at all is "" and [NoCover].
func Accountable(f *chat.Floor, o chat.Obligation) (chat.AgentID, string) {
	if o.Owner == chat.OwnerBot {
		return o.Owner, "the bot"
	}
	if queue, ok := o.Owner.Queue(); ok {
		return o.Owner, "team " + queue
	}
	if a := f.Agent(o.Owner); a != nil && !a.Revoked {
		return a.ID, name(a)
	}
	if a := f.Agent(f.Cover().Agent); a != nil && !a.Revoked {
		return a.ID, name(a)
	}
	if best := onDuty(f); best != nil {
		return best.ID, name(best)
	}
	return "", NoCover
}

func onDuty(f *chat.Floor) *chat.Agent {
	var best *chat.Agent
	f.EachAgent(func(a *chat.Agent) {
		if a.Revoked || a.Presence != chat.PresenceOnline || rank(a.Role) == 0 {
			return
		}
		if best == nil || cmp.Or(
			cmp.Compare(rank(a.Role), rank(best.Role)), cmp.Compare(a.Owns, best.Owns), cmp.Compare(a.ID, best.ID),
		) < 0 {
			best = a
		}
	})
	return best
}

func rank(r chat.Role) int {
	switch r {
	case chat.RolePrimary:
		return 1
	case chat.RoleSecondary:
		return 2
	case chat.RoleLead:
		return 3
	}
	return 0
}

func name(a *chat.Agent) string { return cmp.Or(a.Name, string(a.ID)) }
