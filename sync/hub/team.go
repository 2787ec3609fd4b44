package hub

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
)

// teamHistory keeps, of the facts about the team, only the newest of each kind
// and agent: presence changes for ever, its past is of no use to a snapshot.
type teamHistory struct {
	latest map[teamKey]committed
	// policies are the newest keptPolicies, oldest first: what changed, and who
	// did it, is for everybody to see.
	policies []committed
}

// keptPolicies is how many versions of the policy a snapshot tells of.
const keptPolicies = 8

type teamKey struct {
	kind  chat.Kind
	agent chat.AgentID
}

func newTeamHistory() *teamHistory {
	return &teamHistory{latest: make(map[teamKey]committed)}
}

func (t *teamHistory) keep(e *committed) {
	k := teamKey{kind: e.ev.Body.Kind()}
	if k.kind == chat.KindPolicyChanged {
		if t.policies = append(t.policies, *e); len(t.policies) > keptPolicies {
			t.policies = slices.Delete(t.policies, 0, 1)
		}
		return
	}
	switch b := e.ev.Body.(type) {
	case *chat.AgentAdded:
		k.agent = b.Agent
		// Whoever is added again is not revoked any more.
		delete(t.latest, teamKey{chat.KindAgentRevoked, b.Agent})
	case *chat.AgentRevoked:
		k.agent = b.Agent
	case *chat.PresenceChanged:
		k.agent = b.Agent
	case *chat.FocusChanged:
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
	all = append(all, t.policies...)
	slices.SortFunc(all, func(a, b committed) int { return cmp.Compare(a.seq, b.seq) })
	return all
}
