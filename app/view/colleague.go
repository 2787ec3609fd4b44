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
	return people(f, func(a *chat.Agent) bool { return !a.Revoked && !a.Outside && a.ID != me })
}

// Outsiders returns those whom only a backend knows. They have no desk, so they are
// names on what they did and nobody to whom anything could be given.
func Outsiders(f *chat.Floor) []Colleague {
	return people(f, func(a *chat.Agent) bool { return a.Outside })
}

func people(f *chat.Floor, are func(*chat.Agent) bool) []Colleague {
	var team []Colleague
	f.EachAgent(func(a *chat.Agent) {
		if !are(a) {
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
