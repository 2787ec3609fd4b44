package obligation

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Level is how far a clock has run (D-02).
type Level string

// The levels in their order. The two warnings are named for the marks of the
// policy that ships; a team may move the marks, not the names. A resolution
// warns at its two targets (G-SLA-03, A-06), a first response at its one
// (G-SLA-01).
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

// Clock is how an obligation stands at an instant.
type Clock struct {
	// Left is negative once it is late.
	Left  time.Duration
	Level Level
	// Words are for a person: "reply in 0:18", "breached by 0:07",
	// "paused: …", "reply in about 0:18 (time is uncertain)". Never empty.
	Words string
	// Uncertain is set where the reader's own time is not to be trusted.
	Uncertain bool
	Paused    bool
}

// Read returns how o stands at now; uncertain says that now is not to be
// trusted. A clock is breached at its due time, not after it (G-SLA-04: 30.0 s);
// one that stands still reads as when it stopped. A message of the silence, and
// the offer of a call, are not late when their time has come but due: their
// words are "now", and they are breached once something else takes their place. A
// call that was tried in time is not late any more: it reads when the next
// attempt may come. A clock that has not begun, as those of a night, reads from
// when on it runs.
func Read(o chat.Obligation, now chat.Instant, uncertain bool, p *policy.Policy) Clock {
	k := Clock{Uncertain: uncertain, Paused: !o.Paused.IsZero()}
	if k.Paused {
		now = o.Paused
	}
	k.Left = o.Due.Sub(now)
	k.Level = level(&o, now, p)
	switch {
	case !k.Paused && now < o.Started:
		k.Words = Doing(o.Kind) + " from " + wall(o.Started, now, p)
	case !k.Paused && o.Breached.IsZero() && tried(&o):
		k.Words = waits(&o, k, now, p)
	default:
		k.Words = words(&o, k)
	}
	return k
}

// State returns what [Read] does for a reader whose time is right.
func State(o chat.Obligation, now chat.Instant, p *policy.Policy) (left time.Duration, level Level, words string) {
	k := Read(o, now, false, p)
	return k.Left, k.Level, k.Words
}

func level(o *chat.Obligation, now chat.Instant, p *policy.Policy) Level {
	switch {
	case now < o.Started:
		return Calm
	case o.Breached.IsZero() && tried(o):
		if now < NextAttempt(*o, p) {
			return Calm
		}
		return Warning80
	}
	if now >= o.Due {
		if moment(o.Kind) && (o.Until.IsZero() || now < o.Until) {
			return Warning80
		}
		return Breached
	}
	first, second := marks(o, p)
	switch run := now.Sub(o.Started); {
	case run >= second:
		return Warning80
	case run >= first:
		return Warning50
	}
	return Calm
}

// marks returns after how long o warns.
func marks(o *chat.Obligation, p *policy.Policy) (first, second time.Duration) {
	whole := o.Due.Sub(o.Started)
	first, second = whole*time.Duration(p.Warn.At[0])/100, whole*time.Duration(p.Warn.At[1])/100
	switch o.Kind {
	case chat.OwedFirstResponse:
		first = p.FirstResponse.Target // amber at the target
	case chat.OwedResolution:
		first, second = p.Resolution.Target[0], p.Resolution.Target[1]
	case chat.OwedCall, chat.OwedWriteUp:
		if o.Kind == chat.OwedWriteUp || byRule(o) && !o.Urgent && o.Reason != chat.CallOvernight {
			second = max(whole-p.Shift.Warn, 0) // before the end of cover (G-FU-07)
			first = min(first, second)
		}
	}
	return first, second
}

// moment reports whether k is something to do at a time, rather than before it.
func moment(k chat.ObligationKind) bool { return Silence(k) > 0 || k == chat.OwedCallback }
