package report

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
)

// clockKey names an obligation on the floor.
type clockKey struct {
	chat chat.ChatID
	id   chat.ObligationID
}

// clock is one obligation as far as it is known.
type clock struct {
	key clockKey
	chat.Obligation
	// blamed was accountable when the time was over.
	blamed chat.AgentID
	// ended is when it ended, zero while it runs; how is as in ObligationEnded.
	ended chat.Instant
	how   string
}

// clocks keeps every obligation that was open on the day. One event changes those
// of its own chat only.
type clocks struct {
	from  chat.Instant
	all   map[clockKey]*clock
	heard map[chat.ChatID]bool
}

func newClocks(from chat.Instant) clocks {
	return clocks{from: from, all: make(map[clockKey]*clock), heard: make(map[chat.ChatID]bool)}
}

// take brings the clocks of a chat up to date after an event. What was owed
// before the day is learned when the chat is first heard of.
func (k *clocks) take(was *Was, c *chat.Chat, e *chat.Event) {
	if !k.heard[c.ID] {
		k.heard[c.ID] = true
		k.learn(c.ID, was.Obligations)
	}
	if same(was.Obligations, c.Obligations) {
		return
	}
	k.learn(c.ID, c.Obligations)
	switch b := e.Body.(type) {
	case *chat.ObligationEnded:
		if o := k.all[clockKey{c.ID, b.Obligation}]; o != nil && o.ended.IsZero() {
			o.ended, o.how = e.At, b.How
		}
	case *chat.ObligationBreached:
		if o := k.all[clockKey{c.ID, b.Obligation}]; o != nil {
			o.blamed = cmp.Or(b.Owner, o.Owner)
		}
	}
}

// same reports whether two lists are one: the fold replaces them.
func same(a, b []chat.Obligation) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func (k *clocks) learn(id chat.ChatID, owed []chat.Obligation) {
	for i := range owed {
		key := clockKey{id, owed[i].ID}
		if o := k.all[key]; o != nil {
			o.Obligation = owed[i]
			continue
		}
		k.all[key] = &clock{key: key, Obligation: owed[i]}
	}
}

// late reports whether its time was over before it was kept.
func (o *clock) late() bool { return !o.Breached.IsZero() }

// countedBefore reports whether its time was over on an earlier day, whose figure
// has it.
func (o *clock) countedBefore(from chat.Instant) bool { return o.late() && o.Breached < from }

func (o *clock) took() int64 {
	if o.ended.IsZero() {
		return 0
	}
	return int64(o.ended - o.Started)
}

func (o *clock) person() chat.AgentID { return cmp.Or(o.blamed, o.Owner) }

func (o *clock) asCase() Case {
	return Case{Chat: o.key.chat, Obligation: o.key.id, Agent: o.person(), At: o.Breached, Took: o.took()}
}

// kept makes the figure of the clocks that of chooses. fails says that having
// failed is an end as good as being kept: a call that was tried three times.
func (k *clocks) kept(of func(*chat.Obligation) bool, target, goal int64, fails bool) Kept {
	f := Kept{Target: target, Goal: goal}
	var times []int64
	var late []Case
	for _, o := range k.all {
		if !of(&o.Obligation) || o.countedBefore(k.from) {
			continue
		}
		done := !o.ended.IsZero() && (o.how == chat.EndedKept || fails && o.how == chat.EndedFailed)
		switch {
		case !done && !o.late():
			if o.ended.IsZero() {
				f.Open++
			}
			continue
		case o.late():
			late = append(late, o.asCase())
		default:
			f.InTime++
		}
		f.Of++
		if done {
			times = append(times, o.took())
			if goal > 0 && o.took() <= goal {
				f.InGoal++
			}
		}
	}
	f.Times = timesOf(times)
	f.Late = firstCases(late)
	return f
}

// firstCases returns the cases that a published list has room for, oldest first.
func firstCases(late []Case) []Case {
	slices.SortFunc(late, compareCases)
	return late[:min(len(late), ListMax)]
}

func compareCases(a, b Case) int {
	return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Chat, b.Chat), cmp.Compare(a.Obligation, b.Obligation))
}

func timesOf(times []int64) Times {
	n := len(times)
	if n == 0 {
		return Times{}
	}
	slices.Sort(times)
	return Times{N: n, Median: times[quantile(n, 50)], P95: times[quantile(n, 95)], Max: times[n-1]}
}
