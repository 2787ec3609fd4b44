package conformance

import "log/slog"

// Faults are what is wrong with the vendor's live stream for the whole of a case. The
// stand-in draws by Seed, so that a case is the same each time. Where a vendor has no
// stream, Drop is the share of answers to reads that are lost half way, and Double and
// Swap are about the rows of an answer.
type Faults struct {
	Seed uint64
	// Drop, Double and Swap are the shares, from 0 to 1, of live events that are never
	// sent, sent twice, and sent after the one that follows.
	Drop, Double, Swap float64
	// Log is for the driver: the case looks at what is written there. It is never nil.
	Log *slog.Logger
}

// None reports whether nothing is wrong.
func (f Faults) None() bool { return f.Drop == 0 && f.Double == 0 && f.Swap == 0 }

// Trouble is what a stand-in can be told to do wrong.
type Trouble string

// The troubles.
const (
	// Refused: the next call that changes something is answered with a refusal, and
	// has no effect.
	Refused Trouble = "refused"
	// Unanswered: the next call that changes something has its effect, and its answer
	// never comes.
	Unanswered Trouble = "unanswered"
	// Lost: the next call that changes something has no effect, and its answer never
	// comes.
	Lost Trouble = "lost"
	// Busy: the next call of any kind is answered with "too many, come again in two
	// seconds", and has no effect.
	Busy Trouble = "busy"
	// Garbage: the stream brings a few frames, or the next read an answer, that cannot
	// be read; each of another kind: no JSON, the wrong types, unknown events, nothing.
	Garbage Trouble = "garbage"
	// Locked: the credentials are good for nothing from now on, and what is connected
	// is thrown out.
	Locked Trouble = "locked"
	// Unlocked: they are good again.
	Unlocked Trouble = "unlocked"
	// Away: the server cannot be reached, from now on.
	Away Trouble = "away"
	// Back: it can be reached again.
	Back Trouble = "back"
)
