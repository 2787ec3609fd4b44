package obligation

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Due returns the nearest instant at which time alone brings something about
// on c; ok is false if nothing waits for time. It may lie in the past, if
// nobody was awake then. b is the backend of c as the floor knows it, the zero
// Backend where it knows none; while it is away nobody counts as gone.
func Due(c *chat.Chat, b chat.Backend, p *policy.Policy) (at chat.Instant, ok bool) {
	at, ok = givesUp(c, &b, p)
	for i := range c.Obligations {
		next := next(&c.Obligations[i])
		if !next.IsZero() && (!ok || next < at) {
			at, ok = next, true
		}
	}
	return at, ok
}

// next is when time alone does something to o, zero if it never does. A call that
// was tried in time is not late: the time that is given is that of the first
// attempt.
func next(o *chat.Obligation) chat.Instant {
	switch {
	case !o.Paused.IsZero(), o.Breached.IsZero() && tried(o):
		return 0
	case o.Breached.IsZero():
		return o.Due
	}
	return o.Until
}

func tried(o *chat.Obligation) bool { return o.Kind == chat.OwedCall && !o.LastAttempt.IsZero() }

// Elapse returns what time alone has brought about on c at its nearest due
// instant, if that is not after now: the facts are stamped with that instant,
// however late somebody woke. The caller folds them and asks again until
// nothing comes back, for what has become due since may follow from them.
//
// A hub asks before it stages an event of a later instant, after it has let stand
// still what does ([Hold]), and, where it sends the messages of the silence itself,
// sends before it asks. A breach names the
// obligation's owner; where that is nobody in particular the caller puts in who
// is accountable ([Blame]).
func Elapse(c *chat.Chat, b chat.Backend, now chat.Instant, ed *policy.Edition) []chat.Event {
	at, ok := Due(c, b, &ed.Policy)
	if !ok || at > now {
		return nil
	}
	f := follower{chat: c, at: at, edition: ed, policy: &ed.Policy}
	for i := range c.Obligations {
		o := &c.Obligations[i]
		if next(o) != at {
			continue
		}
		if o.Breached.IsZero() {
			f.add("breached-"+string(o.ID), &chat.ObligationBreached{Obligation: o.ID, Owner: o.Owner, Cause: cause(o)})
			continue
		}
		f.overtake(o)
	}
	if gone, silent := givesUp(c, &b, f.policy); silent && gone == at {
		f.giveUp()
	}
	return f.facts
}

// overtake puts the next step of the silence in the place of one that nobody
// took.
func (f *follower) overtake(o *chat.Obligation) {
	f.endOne(o.ID, Void, "its time has passed")
	f.cause = &f.facts[len(f.facts)-1]
	f.silent(Silence(o.Kind)+1, o.Started, o.Cause)
}

// cause is what a breach is told to follow from: a takeover's rule, or the
// message or offer.
func cause(o *chat.Obligation) string {
	if o.Rule != "" {
		return string(o.Rule)
	}
	return o.Cause
}

// Blame puts into breaches that name no owner who is accountable on f.
func Blame(f *chat.Floor, facts []chat.Event) {
	for i := range facts {
		if b, ok := facts[i].Body.(*chat.ObligationBreached); ok && b.Owner == "" {
			b.Owner, _ = Accountable(f, chat.Obligation{})
		}
	}
}
