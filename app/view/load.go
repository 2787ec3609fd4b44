package view

import (
	"cmp"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/routing"
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

// Loads returns the load of everybody who is online or serves a chat, whoever has most
// first. It costs every agent.
func Loads(f *chat.Floor, e *policy.Edition) []Load {
	meter := routing.Meter(f, e)
	all := make([]Load, len(meter))
	for i, l := range meter {
		all[i] = Load{Agent: l.Agent, Name: string(l.Agent), Owns: l.Owns, Cap: l.Cap, Percent: l.Share, Over: l.Overloaded}
		if a := f.Agent(l.Agent); a != nil {
			all[i].Name = cmp.Or(a.Name, all[i].Name)
		}
	}
	return all
}
