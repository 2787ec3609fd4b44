package view

import (
	"cmp"
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// Colleague is a person on the team as a picker shows them: whoever is not
// online cannot be chosen (A-34, E-ACT-05), and everybody's load is shown
// (V-FWD-01).
type Colleague struct {
	ID         chat.AgentID
	Name       string
	Role       chat.Role
	Department string
	Online     bool
	// Focus says that they have asked to finish what is at hand first, so that
	// nothing can be offered to them by name (S-MULTI-05).
	Focus bool
	// Chats is how many the person serves now.
	Chats int
}

// Team returns everybody with access, those who are online first and among
// them the least busy, without me. It costs every agent.
func Team(f *chat.Floor, me chat.AgentID) []Colleague {
	var team []Colleague
	f.EachAgent(func(a *chat.Agent) {
		if a.Revoked || a.ID == me {
			return
		}
		team = append(team, Colleague{
			ID: a.ID, Name: cmp.Or(a.Name, string(a.ID)), Role: a.Role, Department: a.Department,
			Online: a.Presence == chat.PresenceOnline, Focus: a.Focus, Chats: a.Owns,
		})
	})
	slices.SortFunc(team, func(a, b Colleague) int {
		switch {
		case a.Online != b.Online && a.Online:
			return -1
		case a.Online != b.Online:
			return 1
		}
		return cmp.Or(cmp.Compare(a.Chats, b.Chats), strings.Compare(a.Name, b.Name), strings.Compare(string(a.ID), string(b.ID)))
	})
	return team
}
