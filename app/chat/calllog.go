package chat

import (
	"cmp"
	"slices"
)

// CallLog is every attempt known of one chat or of one record, by (Began, ID),
// whatever order they arrived in. It is replaced, never changed in place.
type CallLog []Attempt

// Of returns the attempts for one call.
func (l CallLog) Of(o ObligationID) CallLog {
	var of CallLog
	for i := range l {
		if l[i].Obligation == o {
			of = append(of, l[i])
		}
	}
	return of
}

// Failed counts the attempts in vain that count ([Attempt.Counts]).
func (l CallLog) Failed() int {
	n := 0
	for i := range l {
		if l[i].Counts() {
			n++
		}
	}
	return n
}

// LastEnd is when the last attempt that was made ended, zero if there is none
// ([Attempt.End]). One that runs counts from its beginning.
func (l CallLog) LastEnd() Instant {
	var last Instant
	for i := range l {
		if l[i].Made() {
			last = max(last, l[i].End())
		}
	}
	return last
}

// First is when the first attempt began that was made and is over, zero if there
// is none. One that runs may turn out not to have been made.
func (l CallLog) First() Instant {
	for i := range l {
		if l[i].Made() && l[i].Over() {
			return l[i].Began
		}
	}
	return 0
}

// Running returns the attempt that has not ended, the newest if there are more.
func (l CallLog) Running() (Attempt, bool) {
	for i := len(l) - 1; i >= 0; i-- {
		if !l[i].Over() {
			return l[i], true
		}
	}
	return Attempt{}, false
}

// Attempt returns the attempt of that id.
func (l CallLog) Attempt(id AttemptID) (Attempt, bool) {
	for i := range l {
		if l[i].ID == id {
			return l[i], true
		}
	}
	return Attempt{}, false
}

// With returns the log with attempts in it that the hub may not know of yet, such
// as those that wait on a desk, each judged anew. Their Gap has to be set.
func (l CallLog) With(as ...Attempt) CallLog {
	for _, a := range as {
		l = l.with(a)
	}
	return l
}

// with returns the log with a in it. What is known whole is not replaced by
// what is known in part, so that the order of arrival does not matter.
func (l CallLog) with(a Attempt) CallLog {
	a.Early = false
	next := make(CallLog, 0, len(l)+1)
	for i := range l {
		if l[i].ID != a.ID {
			next = append(next, l[i])
			continue
		}
		if l[i].Over() {
			return l
		}
		a.Placed, a.PlacedWhy, a.After = l[i].Placed, l[i].PlacedWhy, cmp.Or(a.After, l[i].After)
	}
	next = append(next, a)
	slices.SortFunc(next, func(a, b Attempt) int {
		return cmp.Or(cmp.Compare(a.Began, b.Began), cmp.Compare(a.ID, b.ID))
	})
	next.judge()
	return next
}

// placed returns the log with what a telephone system answered.
func (l CallLog) placed(b *CallPlaced) CallLog {
	next := slices.Clone(l)
	for i := range next {
		if next[i].ID == b.Attempt {
			next[i].Placed, next[i].PlacedWhy = b.How, b.Words
		}
	}
	return next
}

// judge says of every attempt whether it was too early, each among those of its
// own call and of the one that led to it. The gap counts from the end of the latest
// before it, of any outcome but that nobody was dialled. What was begun before an
// uncertain attempt was told is judged by what was said of that one: what has been
// done in good faith is not undone by somebody's wrong clock.
func (l CallLog) judge() {
	free := make(map[ObligationID]Instant, 1)
	last := make(map[ObligationID]Instant, 1) // began the attempt before
	for i := range l {
		a, of := &l[i], l.root(l[i].Obligation)
		before, called := free[of]
		before = l[:i].told(of, last[of], a.Began, before)
		a.Early = a.Made() && called && a.Began < before.Add(a.Gap)
		if a.Made() {
			free[of] = a.free(before, a.said())
		}
		last[of] = a.Began
	}
}

// told returns from when on the line is free if the attempts of a call that were
// told after from, and by to, are taken to have lasted until then.
func (l CallLog) told(of ObligationID, from, to, free Instant) Instant {
	for i := range l {
		if a := &l[i]; a.Told > from && a.Told <= to && l.root(a.Obligation) == of {
			free = max(free, a.free(free, a.Told))
		}
	}
	return free
}

// root is the call that the one of that id goes back to, by what its customers asked
// for; it is that call itself where it goes back to none.
func (l CallLog) root(id ObligationID) ObligationID {
	for range l { // no chain is longer
		i := slices.IndexFunc(l, func(a Attempt) bool { return a.Obligation == id && a.After != "" })
		if i < 0 {
			break
		}
		id = l[i].After
	}
	return id
}
