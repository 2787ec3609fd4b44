package view

import (
	"cmp"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Load is how much somebody serves of what they may be given: the meter by which a team
// sees that its chats are shared fairly (C-DIST-01, A-38).
type Load struct {
	Agent chat.AgentID
	Name  string
	// Owns counts the chats that they serve, whether given or taken; Cap is how many
	// they may be given, 0 for none.
	Owns, Cap int
	// Percent is Owns in percent of Cap; above 100 where somebody took more than they
	// may be given.
	Percent int
	// Over says that it is at or above what the policy calls too much.
	Over bool
}

// Loads returns the load of everybody who is online, whoever has most first. It costs
// every agent.
func Loads(f *chat.Floor, e *policy.Edition) []Load {
	var all []Load
	f.EachAgent(func(a *chat.Agent) {
		if a.Revoked || a.Outside || a.Presence != chat.PresenceOnline {
			return
		}
		l := Load{Agent: a.ID, Name: cmp.Or(a.Name, string(a.ID)), Owns: a.Owns, Cap: e.CapOf(a.ID)}
		if l.Cap > 0 {
			l.Percent = 100 * l.Owns / l.Cap
			l.Over = l.Owns > 0 && l.Percent >= e.Policy.Routing.Overload
		}
		all = append(all, l)
	})
	slices.SortFunc(all, func(a, b Load) int {
		return cmp.Or(cmp.Compare(b.Percent, a.Percent), strings.Compare(a.Name, b.Name), strings.Compare(string(a.Agent), string(b.Agent)))
	})
	return all
}
