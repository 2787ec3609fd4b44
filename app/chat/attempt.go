package chat

import (
	"cmp"
	"slices"
	"time"
)

// AttemptID names one attempt to call: the id of the command that began it.
type AttemptID string

// What came of an attempt to call somebody ([AttemptEnded]).
const (
	// AttemptReached means that the customer was spoken to.
	AttemptReached = "reached"
	// AttemptCallBack means that they were, and asked to be called again at
	// Attempt.Again.
	AttemptCallBack = "call_back"
	// AttemptNotMade means that nobody was called after all: dialled by mistake,
	// or taken up by accident. It counts for nothing.
	AttemptNotMade = "not_made"

	AttemptNoAnswer = "no_answer"
	AttemptBusy     = "busy"
	AttemptWrong    = "wrong_number"
	AttemptOther    = "other"
)

// Outcomes returns what may come of an attempt, in the order in which it is
// asked.
func Outcomes() []string {
	return []string{
		AttemptReached, AttemptNoAnswer, AttemptBusy, AttemptWrong, AttemptCallBack, AttemptOther, AttemptNotMade,
	}
}

// Attempt is one try to reach a customer by phone. It is a fact about the
// world: who dialled has dialled, whether they should have or not.
type Attempt struct {
	ID AttemptID
	// Obligation is the call that it is for; where there is no chat, Record is
	// the id of the follow-up.
	Obligation ObligationID
	Record     string
	By         AgentID
	// Began and Ended are in hub time, as well as whoever called knew it. Ended
	// is zero while the call runs.
	Began, Ended Instant
	// Outcome is one of the Attempt constants, empty while it runs.
	Outcome, Note string
	// Again is when the customer asked to be called again.
	Again Instant
	// Uncertain says that the caller's clock was not to be trusted.
	Uncertain bool
	// Gap is how long after the end of the one before this one might begin at the
	// earliest, by the policy then in force. The fold sets it from the event.
	Gap time.Duration
	// Early says that it began sooner. The fold judges that by all attempts of the
	// call that it knows, so a late arrival may make or unmake it.
	Early bool
	// Mail is the key of the mail that tells the customer of it, Unmailed why there
	// is none; both are empty where they are told nothing (G-FU-09). The hub decides
	// that when the attempt is told.
	Mail, Unmailed string
	// Placed is what the team's telephone system made of the wish to dial, empty
	// where it was not asked or has not answered; PlacedWhy says why it did not.
	Placed    Placed
	PlacedWhy string
}

// Placed is whether a telephone system dials.
type Placed string

// What a telephone system may answer. Where it failed, people dial by hand.
const (
	PlacedYes    Placed = "yes"
	PlacedFailed Placed = "failed"
)

// Over reports whether the attempt has ended.
func (a *Attempt) Over() bool { return !a.Ended.IsZero() }

// Made reports whether somebody was dialled.
func (a *Attempt) Made() bool { return a.Outcome != AttemptNotMade }

// Spoke reports whether the customer was spoken to.
func (a *Attempt) Spoke() bool { return a.Outcome == AttemptReached || a.Outcome == AttemptCallBack }

// Counts reports whether it is one of the tries in vain after which a call has
// failed: neither too early nor at a time that nobody is sure of.
func (a *Attempt) Counts() bool {
	return a.Over() && a.Made() && !a.Spoke() && !a.Early && !a.Uncertain
}

// end is until when the attempt kept the line: one that runs, or never ended
// because a program died, is known to have begun and no more.
func (a *Attempt) end() Instant { return max(a.Began, a.Ended) }

type (
	// AttemptBegan says that somebody dials. It has a chat, or a Record.
	AttemptBegan struct {
		Attempt    AttemptID
		Obligation ObligationID
		Record     string
		Began      Instant
		Uncertain  bool
		// Offline says that it was begun while the hub was away: it is news of what
		// was done, and no telephone rings for it now.
		Offline bool
	}

	// CallPlaced says what the team's telephone system answered to an attempt that
	// it was told of.
	CallPlaced struct {
		Attempt    AttemptID
		Obligation ObligationID
		Record     string
		// How is one of the Placed constants, Words why it did not work.
		How   Placed
		Words string
	}

	// AttemptEnded is the whole of an attempt, also of one of whose beginning
	// nobody was told. It has a chat, or Attempt.Record.
	AttemptEnded struct {
		Attempt Attempt
		// Gap is the policy's followup.gap.
		Gap time.Duration
	}
)

// The kinds of events about attempts.
const (
	KindAttemptBegan Kind = "AttemptBegan"
	KindAttemptEnded Kind = "AttemptEnded"
	KindCallPlaced   Kind = "CallPlaced"
)

// Kind implements Body for each event.
func (*AttemptBegan) Kind() Kind { return KindAttemptBegan }
func (*AttemptEnded) Kind() Kind { return KindAttemptEnded }
func (*CallPlaced) Kind() Kind   { return KindCallPlaced }

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

// LastEnd is when the last attempt that was made ended, zero if there is none.
// One that runs counts from its beginning.
func (l CallLog) LastEnd() Instant {
	var last Instant
	for i := range l {
		if l[i].Made() {
			last = max(last, l[i].end())
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
		a.Placed, a.PlacedWhy = l[i].Placed, l[i].PlacedWhy
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
// own call. The gap counts from the end of the latest before it, of any outcome
// but that nobody was dialled. Who asked to be called again sooner is not called
// too early then.
func (l CallLog) judge() {
	free := make(map[ObligationID]Instant, 1)
	for i := range l {
		a := &l[i]
		before, called := free[a.Obligation]
		a.Early = a.Made() && called && a.Began < before.Add(a.Gap)
		if a.Made() {
			free[a.Obligation] = max(before, a.end())
		}
		if a.Outcome == AttemptCallBack && !a.Again.IsZero() {
			free[a.Obligation] = min(free[a.Obligation], a.Again.Add(-a.Gap))
		}
	}
}

// began and ended turn events into attempts.
func (b *AttemptBegan) attempt(by AgentID) Attempt {
	return Attempt{ID: b.Attempt, Obligation: b.Obligation, Record: b.Record, By: by, Began: b.Began, Uncertain: b.Uncertain}
}

func (b *AttemptEnded) attempt(e *Event) Attempt {
	a := b.Attempt
	a.By, a.Gap = cmp.Or(a.By, e.By), b.Gap
	if a.Ended.IsZero() { // it is over, whatever the caller forgot to say
		a.Ended = max(a.Began, 1)
	}
	return a
}

// The commands about attempts.
const (
	NameBeginAttempt CommandName = "BeginAttempt"
	NameEndAttempt   CommandName = "EndAttempt"
)

type (
	// BeginAttempt says that one dials now. It has a chat, or a Record.
	BeginAttempt struct {
		Obligation ObligationID
		Record     string
		Began      Instant
		Uncertain  bool
		// Offline says that it was begun while the hub was away.
		Offline bool
	}

	// EndAttempt says what came of an attempt. It is a fact and repeats all that
	// BeginAttempt said, for that may have been refused or lost.
	EndAttempt struct {
		Attempt       AttemptID
		Obligation    ObligationID
		Record        string
		Began, Ended  Instant
		Outcome, Note string
		Again         Instant
		Uncertain     bool
	}
)

// Name implements Wish for each command.
func (*BeginAttempt) Name() CommandName { return NameBeginAttempt }
func (*EndAttempt) Name() CommandName   { return NameEndAttempt }
