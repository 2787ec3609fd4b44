package outbox

import (
	"time"

	"floorwalker/app/chat"
)

// MaxAge is how long a command may have waited, by hub time, and still go by
// itself. It is also how long an answer may take on a connection that works.
const MaxAge = 60 * time.Second

// State is where a command is in its life.
type State byte

// The states. Done is told once and not kept.
const (
	Queued  State = 'q' // on disk, waits for the hub
	Sent    State = 's' // handed to the connection, not answered
	Unsure  State = 'u' // the connection broke before the answer
	Held    State = 'h' // waits for the person; see Entry.Why
	Refused State = 'r' // the hub said no; see Entry.Refusal
	Done    State = 'd' // it has had its one effect
)

// String names the state for logs and tests.
func (s State) String() string {
	switch s {
	case Queued:
		return "queued"
	case Sent:
		return "sent"
	case Unsure:
		return "unsure"
	case Held:
		return "held"
	case Refused:
		return "refused"
	case Done:
		return "done"
	}
	return "unknown"
}

// Hold says why a command waits for the person. The words are those on disk
// and never change; what people read comes from elsewhere.
type Hold string

// The reasons to hold a command.
const (
	HeldOld      Hold = "old"      // it waited longer than MaxAge
	HeldChanged  Hold = "changed"  // its chat has changed since
	HeldTime     Hold = "time"     // how long it waited is uncertain
	HeldBehind   Hold = "behind"   // an earlier one of its chat is held
	HeldLeft     Hold = "left"     // its chat is not on the floor any more
	HeldUnsigned Hold = "unsigned" // it was made before this desk knew who works at it
	HeldOther    Hold = "other"    // somebody else made it, or for another floor; only they may confirm
	HeldGap      Hold = "gap"      // lines of its chat may be missing here (D-15)
	HeldSalvaged Hold = "salvaged" // it comes from a damaged file and may have been discarded
	HeldSilent   Hold = "silent"   // the hub is there and did not answer within MaxAge
	HeldUnknown  Hold = "unknown"  // a later version made it; this one cannot send it
)

// Entry is a command and what is known of it. It is a copy.
type Entry struct {
	// Command is what was asked for; By is empty. Body is nil for a wish that
	// this version does not know.
	Command chat.Command
	State   State
	// Why is set if Held.
	Why Hold
	// Refusal is set if Refused.
	Refusal *chat.Refusal
	// Tried is true if the command may have reached the hub before.
	Tried bool
	// Made is when the key went down, in hub time.
	Made chat.Instant
	// Confirmed is when the person last confirmed it; zero if never. Its age
	// counts from then.
	Confirmed chat.Instant
	// Uncertain says that Confirmed, or Made if that is zero, was a guess.
	Uncertain bool
	// Basis is how many events of the chat the desk had folded at that
	// moment; -1 if the chat was not on the floor.
	Basis int
	// Who names the agent and floor that it was made for; empty if unknown.
	Who string
	// Order sorts the commands that go by themselves.
	Order uint64
}

// since is the instant from which the entry's age counts.
func (e *Entry) since() chat.Instant {
	if e.Confirmed.IsZero() {
		return e.Made
	}
	return e.Confirmed
}

// old reports whether the entry is not known to be young. A time before its
// making is no age: then a clock was moved.
func (e *Entry) old(now chat.Instant) bool { return now.Sub(e.since()).Abs() > MaxAge }

// waits reports whether the entry goes by itself, as far as it may.
func (e *Entry) waits() bool { return e.State == Queued || e.State == Unsure }
