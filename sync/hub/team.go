package hub

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
)

// teamHistory keeps, of the facts about the team, only the newest of each kind
// and agent: presence changes for ever, its past is of no use to a snapshot.
type teamHistory struct{ latest map[teamKey]committed }

type teamKey struct {
	kind  chat.Kind
	agent chat.AgentID
}

func newTeamHistory() *teamHistory {
	return &teamHistory{latest: make(map[teamKey]committed)}
}

func (t *teamHistory) keep(e *committed) {
	k := teamKey{kind: e.ev.Body.Kind()}
	switch b := e.ev.Body.(type) {
	case *chat.AgentAdded:
		k.agent = b.Agent
		// Whoever is added again is not revoked any more.
		delete(t.latest, teamKey{chat.KindAgentRevoked, b.Agent})
	case *chat.AgentRevoked:
		k.agent = b.Agent
	case *chat.PresenceChanged:
		k.agent = b.Agent
	}
	t.latest[k] = *e
}

// inOrder returns what is kept, in log order.
func (t *teamHistory) inOrder() []committed {
	all := make([]committed, 0, len(t.latest))
	for _, e := range t.latest {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b committed) int { return cmp.Compare(a.seq, b.seq) })
	return all
}
