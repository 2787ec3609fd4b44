package routing

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Load is how much somebody has to do (C-DIST-01).
type Load struct {
	Agent chat.AgentID
	Owns  int
	Cap   int
	// Share is Owns of Cap in percent, which is over 100 for who took more than they
	// would be given; with a cap of 0 it is 0 for none and 100 for any.
	Share int
	// Overloaded says that Share is the policy's routing.overload or more.
	Overloaded bool
}

// Meter says how much everybody has to do who is online or serves a chat, those with
// most of their cap first.
func Meter(f *chat.Floor, ed *policy.Edition) []Load {
	var all []Load
	f.EachAgent(func(a *chat.Agent) {
		if a.Outside || a.Revoked || a.Presence != chat.PresenceOnline && a.Owns == 0 {
			return
		}
		l := Load{Agent: a.ID, Owns: a.Owns, Cap: ed.CapOf(a.ID)}
		l.Share = share(l.Owns, l.Cap)
		l.Overloaded = l.Owns > 0 && l.Share >= ed.Policy.Routing.Overload
		all = append(all, l)
	})
	slices.SortFunc(all, func(a, b Load) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(b.Owns, a.Owns), cmp.Compare(a.Agent, b.Agent))
	})
	return all
}

func share(owns, of int) int {
	switch {
	case of > 0:
		return owns * 100 / of
	case owns > 0:
		return 100
	}
	return 0
}

// Overloaded returns those of a meter who have too much.
func Overloaded(loads []Load) []Load {
	return slices.DeleteFunc(slices.Clone(loads), func(l Load) bool { return !l.Overloaded })
}
