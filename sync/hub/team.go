package hub

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
)

// teamHistory keeps the facts about the team that make up its part of the floor,
// for snapshots and checkpoints: what the floor remembers, and nothing else. So it
// is bounded as the floor is.
type teamHistory struct {
	// latest are those of which only the newest of each kind and subject counts:
	// presence changes for ever, its past is of no use to anybody.
	latest map[teamKey]committed
	// facts are the others, in log order: they are kept for as long as the floor
	// remembers what they are about. Some of them it may have forgotten since they
	// were last looked through.
	facts []committed
	// most is how many facts there may be before they are looked through.
	most int
	// policies are the newest keptPolicies, oldest first: what changed, and who
	// did it, is for everybody to see.
	policies []committed
}

// keptPolicies is how many versions of the policy a snapshot tells of; fewFacts how
// many facts are not worth looking through.
const (
	keptPolicies = 8
	fewFacts     = 256
)

// teamKey is a kind of fact and whom or what it is about: an agent, a shift, or the
// one floor that there is.
type teamKey struct {
	kind chat.Kind
	of   string
}

func newTeamHistory() *teamHistory {
	return &teamHistory{latest: make(map[teamKey]committed), most: fewFacts}
}

// keep takes in a committed fact that has been folded into f.
func (t *teamHistory) keep(e *committed, f *chat.Floor) {
	if e.ev.Body.Kind() == chat.KindPolicyChanged {
		if t.policies = append(t.policies, *e); len(t.policies) > keptPolicies {
			t.policies = slices.Delete(t.policies, 0, 1)
		}
		return
	}
	if k, ok := newestOf(e.ev.Body); ok {
		switch b := e.ev.Body.(type) {
		case *chat.AgentAdded: // whoever is added again is not revoked any more
			t.overtaken(b.Agent, f)
		case *chat.AgentRevoked:
			t.overtaken(b.Agent, f)
		}
		t.latest[k] = *e
		return
	}
	if t.facts = append(t.facts, *e); len(t.facts) > t.most {
		t.forget(f)
		t.most = fewFacts + 2*len(t.facts)
	}
}

// overtaken takes in that somebody was added or revoked again: that they were revoked
// before has still ended the keys that they had.
func (t *teamHistory) overtaken(a chat.AgentID, f *chat.Floor) {
	k := teamKey{chat.KindAgentRevoked, string(a)}
	if was, ok := t.latest[k]; ok && len(f.Keys(a)) > 0 {
		t.facts = append(t.facts, was)
	}
	delete(t.latest, k)
}

// newestOf returns which fact one replaces; ok is false for one that replaces none.
func newestOf(b chat.Body) (k teamKey, ok bool) {
	k.kind = b.Kind()
	switch b := b.(type) {
	case *chat.AgentAdded:
		k.of = string(b.Agent)
	case *chat.AgentRevoked:
		k.of = string(b.Agent)
	case *chat.PresenceChanged:
		k.of = string(b.Agent)
	case *chat.FocusChanged:
		k.of = string(b.Agent)
	case *chat.IdleChanged:
		k.of = string(b.Agent)
	case *chat.BreakBegan: // one replaces the other
		k.of = string(b.Agent)
	case *chat.BreakEnded:
		k = teamKey{chat.KindBreakBegan, string(b.Agent)}
	case *chat.BotErrorsSubmitted:
		k.of = b.Shift
	case *chat.ReportPublished:
		k.of = b.Shift
	case *chat.BackendDescribed:
		k.of = b.Backend.Name
	case *chat.BackendChanged:
		k.of = b.Driver
	case *chat.CoverChanged:
	default:
		return teamKey{}, false
	}
	return k, true
}

// forget drops the facts that the floor does not remember, and those of its newest
// ones that say what a new floor says anyway.
func (t *teamHistory) forget(f *chat.Floor) {
	ended := make(map[chat.AttemptID]bool)
	t.facts = slices.DeleteFunc(t.facts, func(e committed) bool {
		if b, ok := e.ev.Body.(*chat.AttemptEnded); ok {
			if ended[b.Attempt.ID] { // the first word about it counts
				return true
			}
			ended[b.Attempt.ID] = true
		}
		return !remembered(f, e.ev.Body)
	})
	for k, e := range t.latest {
		if !current(f, e.ev.Body) {
			delete(t.latest, k)
		}
	}
}

// remembered reports whether the floor has what a fact is about.
func remembered(f *chat.Floor, b chat.Body) bool {
	ok := true
	switch b := b.(type) {
	case *chat.ShiftStarted:
		ok = f.Shift(b.Shift) != nil
	case *chat.ShiftEnded:
		ok = f.Shift(b.Shift) != nil
	case *chat.CoverAsked:
		_, ok = f.Cover().Ask(b.Ask)
	case *chat.CoverAnswered: // the question has gone, and with it the answer
		ok = false
	case *chat.HandoverSigned:
		_, ok = f.Handover(b.Hash)
	case *chat.HandoverAcknowledged:
		_, ok = f.Handover(b.Hash)
	case *chat.HandoverRaised:
		_, ok = f.Handover(b.Hash)
	case *chat.HandoverTaken:
		_, ok = f.Handover(b.Hash)
	case *chat.AttemptBegan: // its end says all that it says, but for what was said in between
		a, known := f.RecordCalls(b.Record).Attempt(b.Attempt)
		ok = known && (!a.Over() || a.Placed != "")
	case *chat.CallPlaced:
		a, known := f.RecordCalls(b.Record).Attempt(b.Attempt)
		ok = known && a.Placed == b.How
	case *chat.AttemptEnded:
		_, ok = f.RecordCalls(b.Attempt.Record).Attempt(b.Attempt.ID)
	default:
		ok = heard(f, b)
	}
	return ok
}

// heard reports whether the floor still has a line of the channel; of any other fact it
// has what it is about.
func heard(f *chat.Floor, b chat.Body) bool {
	p, ok := b.(*chat.TeamPosted)
	return !ok || f.Said(p.Room, p.Message)
}

// current reports whether the newest fact of its kind still says how it is.
func current(f *chat.Floor, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.PresenceChanged:
		a := f.Agent(b.Agent)
		return a != nil && a.Presence == b.Presence
	case *chat.FocusChanged:
		a := f.Agent(b.Agent)
		return a != nil && a.Focus && b.On
	case *chat.IdleChanged:
		a := f.Agent(b.Agent)
		return a != nil && a.Idle && b.On
	case *chat.BreakBegan:
		a := f.Agent(b.Agent)
		return a != nil && !a.Break.IsZero()
	case *chat.BreakEnded:
		return false
	case *chat.BotErrorsSubmitted:
		return f.Shift(b.Shift) != nil
	case *chat.ReportPublished:
		return f.Shift(b.Shift) != nil
	}
	return reached(f, b)
}

// reached reports whether the newest word about a backend still says how it is: a
// description that came later says that, too. Any other fact does.
func reached(f *chat.Floor, b chat.Body) bool {
	c, ok := b.(*chat.BackendChanged)
	if !ok {
		return true
	}
	x, known := f.Backend(c.Driver)
	return known && x.State == c.State && x.Words == c.Words
}

// rank puts a fact before those that say something about what it begins, wherever
// they are on the log: whoever was added with another role is still on a break, and
// who answers for the floor has not answered what is asked since. Whoever was added
// again is on the team, after all that became of their keys before.
func rank(f *chat.Floor, b chat.Body) int {
	of := chat.AgentID("")
	switch b := b.(type) {
	case *chat.AgentAdded:
		return 1
	case *chat.CoverChanged:
		return 2
	case *chat.AgentRevoked:
		of = b.Agent
	case *chat.KeyRegistered:
		of = b.Agent
	case *chat.KeyRetired:
		of = b.Agent
	default:
		return 3
	}
	if a := f.Agent(of); a != nil && !a.Revoked {
		return 0
	}
	return 3
}

// inOrder returns what is kept, so that folding it makes the team's part of f.
func (t *teamHistory) inOrder(f *chat.Floor) []committed {
	t.forget(f)
	all := make([]committed, 0, len(t.latest)+len(t.facts)+len(t.policies))
	for _, e := range t.latest {
		all = append(all, e)
	}
	all = append(all, t.facts...)
	all = append(all, t.policies...)
	slices.SortFunc(all, func(a, b committed) int {
		return cmp.Or(cmp.Compare(rank(f, a.ev.Body), rank(f, b.ev.Body)), cmp.Compare(a.seq, b.seq))
	})
	return all
}
