package words

import (
	"cmp"
	"maps"

	"floorwalker/app"
	"floorwalker/app/chat"
)

// People names the team as the one at this desk reads it.
type People struct {
	Me    chat.AgentID
	names map[chat.AgentID]string
}

// PeopleOf knows everybody whom the snapshot knows.
func PeopleOf(s *app.Snapshot) People {
	p := People{Me: s.Me.Agent, names: make(map[chat.AgentID]string, len(s.Team))}
	for _, c := range s.Team {
		p.names[c.ID] = c.Name
	}
	for _, c := range s.Outside { // who works in a vendor's own screen has a name, too
		p.names[c.ID] = c.Name
	}
	return p
}

// Name is a person's name, "You" for the one at this desk, and the id of somebody
// who is not known. Nobody has none.
func (p People) Name(id chat.AgentID) string {
	if id == p.Me && id != "" {
		return "You"
	}
	return cmp.Or(p.names[id], string(id))
}

// Same reports whether q names everybody as p does.
func (p People) Same(q People) bool { return p.Me == q.Me && maps.Equal(p.names, q.names) }
