package ui

import (
	"strings"

	"floorwalker/app"
	"floorwalker/app/policy"
)

// played is the name of the backend whose customers are played.
const played = "practice"

// unnamed is what a floor is called that has neither a name nor a backend.
const unnamed = "Our floor"

// floorName returns what the floor is called. The policy that ships is written for the
// practice floor; where no customer is played, a team that has not named its floor in a
// policy of its own reads which backends it has. The hub's name for the floor stays as it
// is, as a desk knows by it what it has cached.
func floorName(s *app.Snapshot) string {
	if s.Me.Floor == "" || s.Me.Floor != policy.ShippedName {
		return s.Me.Floor
	}
	titles := make([]string, 0, len(s.Backends))
	for i := range s.Backends {
		if s.Backends[i].Name == played {
			return s.Me.Floor
		}
		titles = append(titles, s.Backends[i].Title)
	}
	switch last := len(titles) - 1; last {
	case -1:
		return unnamed
	case 0:
		return titles[0]
	default:
		return strings.Join(titles[:last], ", ") + " and " + titles[last]
	}
}
