package chat

import (
	"cmp"
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
	// Told is when the floor heard of an uncertain attempt, which is no sooner than
	// it was made: until then the line counts as kept. The fold sets it.
	Told Instant
	// After is the call in which the customer asked for the one that this is for,
	// empty if it was owed for another reason. The fold sets it, and the gap is
	// judged over both.
	After ObligationID
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

// End is until when the attempt kept the line, as far as anybody can be sure: one
// that runs, or never ended because a program died, is known to have begun and no
// more; one at an uncertain time was over when it was told.
func (a *Attempt) End() Instant { return max(a.said(), a.Told) }

// said is when it ended by the words of its caller.
func (a *Attempt) said() Instant { return max(a.Began, a.Ended) }

// free is from when on, but for the gap, another attempt is not too early after this
// one, which kept the line until end. Who asked to be called again sooner is not
// called too early then.
func (a *Attempt) free(before, end Instant) Instant {
	if a.Made() {
		before = max(before, end)
	}
	if a.Outcome == AttemptCallBack && !a.Again.IsZero() {
		before = min(before, a.Again.Add(-a.Gap))
	}
	return before
}

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

// began and ended turn events into attempts.
func (b *AttemptBegan) attempt(e *Event) Attempt {
	return Attempt{
		ID: b.Attempt, Obligation: b.Obligation, Record: b.Record, By: e.By, Began: b.Began, Uncertain: b.Uncertain, Told: toldAt(b.Uncertain, e),
	}
}

// toldAt is when an attempt of an uncertain time was told; others need none.
func toldAt(uncertain bool, e *Event) Instant {
	if uncertain {
		return e.At
	}
	return 0
}

func (b *AttemptEnded) attempt(e *Event) Attempt {
	a := b.Attempt
	a.By, a.Gap, a.Told = cmp.Or(a.By, e.By), b.Gap, toldAt(a.Uncertain, e)
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
