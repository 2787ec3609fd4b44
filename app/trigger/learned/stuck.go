package learned

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// Issue is what a customer is at. The zero Issue is none.
type Issue struct {
	// Since is when the customer first spoke of it, Asked how many of the
	// customer's lines were about it.
	Since chat.Instant
	Asked int32
	// Stands is how many of the customer's lines since the last sign of
	// progress are about it, that sign the first of them, and From is when they
	// began.
	Stands int32
	From   chat.Instant
	last   chat.Instant
	owed   bool // the customer's line is the last one
}

func (i *Issue) heard(from chat.Speaker, at chat.Instant) {
	i.last, i.owed = at, from == chat.SpeakerCustomer
}

// follow takes a line of the customer in, whose features are v. A line that
// accepts ends the issue; one that asks for something else begins another; one
// that goes on from what the bot said is progress.
func (i *Issue) follow(v *vector, n *note, related, cross bool, at chat.Instant) {
	pleased := v[closes] > 0 || v[praises] > 0 || v[classOf(words.Thanks)] > 0 && v[classOf(words.Negation)] == 0
	switch {
	case pleased:
		i.Since, i.Asked, i.From, i.Stands = 0, 0, 0, 0
		return
	case n.mass() < thin && i.Asked == 0:
		return // A greeting or a yes is not an issue yet.
	case i.Asked == 0, n.asking && n.mass() >= thin && !related:
		i.Since, i.Asked, i.Stands = at, 1, 0
	default:
		i.Asked++
	}
	if i.Stands == 0 || !cross && !stays(v) {
		i.From, i.Stands = at, 0
	}
	i.Stands++
}

// stays reports whether the customer is where they were: they say so, say the
// same again, refuse what they were given, or were given nothing.
func stays(v *vector) bool {
	for _, f := range [...]feature{
		rejects, opposes, persists, repeatsAsk, notWorking, notGood, whyNot, said, wantsOther, corrects,
		otherUnknown, classOf(words.Again), classOf(words.Fault),
	} {
		if v[f] > 0 {
			return true
		}
	}
	return v[sameAsBefore] > linear.One/2 || v[otherRepeated] > linear.One/2
}

// Issue returns what the customer is at.
func (m *Memory) Issue() Issue { return m.issue }

// Lasts returns how long the customer has been at the issue without
// progress at now (G-TRIG-07). While the bot waits for the customer the time
// stands still at the last line: who went away is not stuck. One line is no
// exchange, so until a second one comes nothing lasts.
func (i *Issue) Lasts(now chat.Instant) time.Duration {
	if i.Stands < 2 {
		return 0
	}
	end := i.last
	if i.owed {
		end = max(now, i.last)
	}
	return max(end.Sub(i.From), 0)
}

// StuckAfter is how long an issue may last before its customer is stuck: at
// 120 s, not before (G-TRIG-07, A-02).
const StuckAfter = 120 * time.Second

// Score returns how far the issue is at now on the way to twice the time
// after which a customer is stuck, so 0.5 is that time exactly.
func (i *Issue) Score(now chat.Instant) chat.Score {
	return chat.ScoreOf(int(i.Lasts(now) * 5_000 / StuckAfter))
}
