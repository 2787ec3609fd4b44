package obligation

import (
	"cmp"

	"floorwalker/app/chat"
)

// away reports whether nothing that a customer writes comes from b at present. A backend
// that nobody has described is not away: an old log tells of none.
func away(b *chat.Backend) bool { return b.State != "" && !b.State.Well() }

// Held reports whether the clocks of c that rest on the customer's silence stand as b,
// its backend, says: still while b is away, for then nobody knows whether the customer
// is silent. The zero Backend is one that is not away.
func Held(c *chat.Chat, b chat.Backend) bool {
	for i := range c.Obligations {
		if o := &c.Obligations[i]; stops(c, o, &b) || goesOn(c, o, &b) {
			return false
		}
	}
	return true
}

// Hold returns the facts that bring them there, stamped with at, which is not before
// b.Since. None of them has a consequence, and after them [Held] is true. A clock goes on
// with what it had left. One whose time passed while b was away has its whole term anew:
// the customer may have written, and have to write again.
func Hold(c *chat.Chat, b chat.Backend, at chat.Instant) []chat.Event {
	f := follower{chat: c, at: at}
	for i := range c.Obligations {
		o := &c.Obligations[i]
		about := digest(string(o.ID), b.Since.Time().String(), o.Due.Time().String())
		switch {
		case stops(c, o, &b):
			f.add("away-"+about, &chat.ObligationPaused{Obligation: o.ID, Reason: cmp.Or(b.Title, b.Name) + " cannot be reached"})
		case goesOn(c, o, &b):
			f.add("back-"+about, &chat.ObligationResumed{Obligation: o.ID, Due: dueAgain(o, at)})
		}
	}
	return f.facts
}

func dueAgain(o *chat.Obligation, at chat.Instant) chat.Instant {
	if o.Due <= at {
		return at + o.Due - o.Started
	}
	return o.Due + at - o.Paused
}

// stops reports whether o is to stand still from now on.
func stops(c *chat.Chat, o *chat.Obligation, b *chat.Backend) bool {
	return away(b) && o.Paused.IsZero() && ofSilence(c, o)
}

// goesOn reports whether o stands still for no reason any more. What the conversation
// waits for besides is an open offer ([follower.goOn]).
func goesOn(c *chat.Chat, o *chat.Obligation, b *chat.Backend) bool {
	if o.Paused.IsZero() || Silence(o.Kind) > 0 && len(c.Offers) > 0 {
		return false
	}
	return !away(b) || !ofSilence(c, o)
}

// ofSilence reports whether o falls due because the customer says nothing: a step of the
// series, or the call that was promised with it for as long as they may still write.
func ofSilence(c *chat.Chat, o *chat.Obligation) bool {
	if Silence(o.Kind) > 0 {
		return true
	}
	return c.Active() && o.Kind == chat.OwedCall && o.Reason == chat.CallSilent && o.Breached.IsZero() && !tried(o)
}
