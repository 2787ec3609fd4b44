package obligation

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Level is how far a clock has run (D-02).
type Level string

// The levels in their order. The two warnings are named for the marks of the
// policy that ships; a team may move the marks, not the names.
const (
	Calm      Level = "calm"
	Warning50 Level = "warning50"
	Warning80 Level = "warning80"
	Breached  Level = "breached"
)

// Nearest returns the obligation of c that is due first; ok is false if
// nothing is owed.
func Nearest(c *chat.Chat) (o chat.Obligation, ok bool) {
	if len(c.Obligations) == 0 {
		return chat.Obligation{}, false
	}
	return c.Obligations[0], true
}

// State returns how o stands at now: the time that is left, negative once it
// is late; the level; and the words for a person, such as "take over in 0:18"
// or "breached by 0:07". A clock is breached at its due time, not after it
// (G-SLA-04: 30.0 s).
func State(o chat.Obligation, now chat.Instant, p *policy.Policy) (left time.Duration, level Level, words string) {
	left = o.Due.Sub(now)
	if left <= 0 {
		return left, Breached, "breached by " + clock(-left)
	}
	// The second in progress counts as left, so that 0:00 is never shown for
	// a clock that still runs.
	words = doing(o.Kind) + " in " + clock(left+time.Second-time.Millisecond)
	whole, run := o.Due.Sub(o.Started), now.Sub(o.Started)
	first, second := whole*time.Duration(p.Warn.At[0])/100, whole*time.Duration(p.Warn.At[1])/100
	if o.Kind == chat.OwedFirstResponse {
		first = p.FirstResponse.Target // amber at the target (G-SLA-01)
	}
	switch {
	case run >= second:
		return left, Warning80, words
	case run >= first:
		return left, Warning50, words
	}
	return left, Calm, words
}

// Clock is how an obligation stands at an instant.
type Clock struct {
	// Left is negative once it is late.
	Left  time.Duration
	Level Level
	// Words are for a person: "reply in 0:18", "breached by 0:07".
	Words string
	// Uncertain is set where the reader's own time is not to be trusted.
	Uncertain bool
	Paused    bool
}

// Read returns how o stands at now.
func Read(o chat.Obligation, now chat.Instant, uncertain bool, p *policy.Policy) Clock {
	left, level, words := State(o, now, p)
	return Clock{Left: left, Level: level, Words: words, Uncertain: uncertain, Paused: !o.Paused.IsZero()}
}

func doing(k chat.ObligationKind) string {
	switch k {
	case chat.OwedTakeOver:
		return "take over"
	case chat.OwedFirstResponse:
		return "reply"
	case chat.OwedAccept:
		return "accept"
	}
	return "due"
}

// clock writes whole seconds as 0:07, 12:00 or 1:02:03.
func clock(d time.Duration) string {
	s := int64(d / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}
