package alert

import (
	"cmp"
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// phase is where an alarm is on its way.
type phase int

const (
	waiting phase = iota // not yet due here, held, or before the person's eyes
	shown                // has a notification of its own
	rolled               // is counted in the roll-up
	done                 // has been told; nothing more comes unless it begins again
)

// alarm is a reason and what this bell has made of it.
type alarm struct {
	Reason
	phase phase
	// times is how often it called, by a showing or a ring.
	times int
	rang  chat.Instant
	// before says that the key has been on show earlier.
	before bool
	// renewed says that it is on show and has begun again since.
	renewed bool
}

// rings returns when the alarm may first call this person.
func (a *alarm) rings() chat.Instant { return a.Since.Add(a.after) }

// due reports whether the alarm may call this person now.
func (a *alarm) due(at Moment) bool {
	return a.rings() <= at.Now && !a.answered && !at.holds(a.Reason)
}

func (a *alarm) wantsRing(at Moment) bool {
	live := a.phase == shown || a.phase == rolled
	return live && a.Urgency == P0 && a.times < at.Policy.Alerts.Repeats && a.due(at) && !at.sees(a.Key)
}

// glanced reports whether the alarm is one that leaves the screen by itself.
func (a *alarm) glanced() bool {
	return a.Urgency == P2 && (a.phase == shown || a.phase == rolled)
}

// louder sorts what should be told first to the front.
func louder(a, b *alarm) int {
	return cmp.Or(
		cmp.Compare(a.Urgency, b.Urgency), cmp.Compare(a.Since, b.Since),
		strings.Compare(a.Key.String(), b.Key.String()),
	)
}

// advance moves alarms on, the loudest first. With summary, several that
// become due together go into the roll-up at once.
func (b *Bell) advance(as []*alarm, at Moment, summary bool) []Action {
	var acts []Action
	var ready []*alarm
	for _, a := range as {
		switch {
		case a.phase == done:
		case at.sees(a.Key) && a.rings() <= at.Now:
			acts = append(acts, b.hide(a, a.whenSeen())...)
		case (a.phase == waiting || a.renewed) && a.due(at):
			ready = append(ready, a)
		case a.glanced() && at.Now.Sub(a.rang) >= Glance:
			acts = append(acts, b.hide(a, a.whenGlanced())...)
		}
	}
	slices.SortFunc(ready, louder)
	for _, a := range ready {
		acts = append(acts, b.present(a, at, summary && len(ready) > 1)...)
	}
	return acts
}

// whenSeen returns the phase of an alarm that is before the person's eyes. A
// P1 or P2 has been told by that. A P0 comes back if they leave without answering,
// as long as it has calls left.
func (a *alarm) whenSeen() phase {
	if a.Urgency == P0 {
		return waiting
	}
	return done
}

// whenGlanced returns the phase of a P2 that has stood long enough. One that
// has begun again behind do-not-disturb is still to be told.
func (a *alarm) whenGlanced() phase {
	if a.renewed {
		return waiting
	}
	return done
}

// present shows an alarm by itself while the minute's budget lasts, and in the
// roll-up when it does not.
func (b *Bell) present(a *alarm, at Moment, together bool) []Action {
	a.renewed = false
	if a.times >= at.Policy.Alerts.Repeats {
		if a.phase == waiting {
			a.phase = done
		}
		return nil
	}
	if a.phase == rolled {
		b.call(a, at)
		b.rolled.touch()
		return nil
	}
	if together || !b.spend(at) {
		acts := b.hide(a, rolled)
		b.call(a, at)
		b.rolled.add(a)
		return acts
	}
	replace := a.before
	a.phase, a.before = shown, true
	b.call(a, at)
	return []Action{Show{
		Key: a.Key, Title: a.title(), Body: a.body(at.Now, at.ShowText),
		Urgency: a.Urgency, Sound: true, Replace: replace,
	}}
}

// call counts one call of the alarm.
func (b *Bell) call(a *alarm, at Moment) {
	a.times++
	a.rang = at.Now
	if a.Urgency == P0 {
		b.rang = at.Now
	}
}

// spend takes one showing from the minute's budget, if there is one left.
func (b *Bell) spend(at Moment) bool {
	from := at.Now.Add(-budgetWindow)
	b.shown = slices.DeleteFunc(b.shown, func(t chat.Instant) bool { return t <= from })
	if len(b.shown) >= at.Policy.Toasts.Max {
		return false
	}
	b.shown = append(b.shown, at.Now)
	return true
}

// hide takes an alarm off the screen and leaves it in the given phase.
func (b *Bell) hide(a *alarm, next phase) []Action {
	was := a.phase
	a.phase, a.renewed = next, false
	switch was {
	case shown:
		return []Action{Withdraw{a.Key}}
	case rolled:
		b.rolled.remove(a)
	}
	return nil
}

// ring plays one P0 once more: the one that has waited longest. Others whose
// turn it is were heard by the same sound.
func (b *Bell) ring(at Moment) (Action, bool) {
	if !b.rang.IsZero() && at.Now.Sub(b.rang) < RepeatEvery {
		return nil, false
	}
	var first *alarm
	for _, a := range b.all() {
		if !a.wantsRing(at) || at.Now.Sub(a.rang) < RepeatEvery {
			continue
		}
		if first == nil {
			first = a
		}
		b.call(a, at)
	}
	if first == nil {
		return nil, false
	}
	k := first.Key
	if first.phase == rolled {
		k = RollUpKey
	}
	return Ring{Key: k, Urgency: P0}, true
}

func sortWithdrawals(acts []Action) {
	slices.SortFunc(acts, func(a, b Action) int { return strings.Compare(a.Of().String(), b.Of().String()) })
}
