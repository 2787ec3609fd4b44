package trigger

import (
	"math"
	"time"

	"floorwalker/app/chat"
)

// stuckAt is the score of an issue that has lasted as long as the policy's
// trigger.stuck, in ten-thousandths; twice that time is 1.
const stuckAt = 5_000

// Due returns when the customer is stuck if nobody says anything before
// (G-TRIG-07), as far as the lines go that were observed; ok is false if that
// never comes. It is asked after Message and after whatever changes who serves
// the chat.
func (e *Engine) Due(c *chat.Chat) (at chat.Instant, ok bool) {
	mem := e.chats[c.ID]
	if mem == nil || !mayRaise(c) {
		return 0, false
	}
	_, at, ok = e.due(mem, c, nil, math.MaxInt64)
	return at, ok
}

// Tick returns what follows from time alone, as Message does. RaisedAt of what
// it raises is when that was due, however late it is asked.
func (e *Engine) Tick(c *chat.Chat, now chat.Instant) []chat.Event {
	mem := e.chats[c.ID]
	if mem == nil || !mayRaise(c) {
		return nil
	}
	return e.overdue(nil, mem, c, now)
}

// overdue appends that the customer is stuck, if they are by now. A later line
// finds what Tick was too late for, so it makes no difference when Tick is
// called.
func (e *Engine) overdue(facts []chat.Event, mem *memory, c *chat.Chat, now chat.Instant) []chat.Event {
	for {
		_, at, ok := e.due(mem, c, facts, now)
		if !ok {
			return facts
		}
		f := e.stuckFinding(mem, at)
		facts = append(facts, e.raise(c, atStuck, c.Messages[mem.issue].ID, &f, stuckEvidence(mem, c, at), at))
	}
}

// due returns how loud stuck becomes next, with facts folded, and when, if that
// is not after now. What was said before is known to the chat, not to this
// memory: whoever reads the chat again says nothing twice.
func (e *Engine) due(mem *memory, c *chat.Chat, facts []chat.Event, now chat.Instant) (rises loudness, at chat.Instant, ok bool) {
	issue := mem.learned.Issue()
	if mem.issue < 0 || issue.Stands == 0 || waits(c) {
		return 0, 0, false
	}
	newest := &c.Messages[max(mem.customer, mem.bot)]
	if newest.History() { // no clock begins by what is past
		return 0, 0, false
	}
	held, _ := holding(c, facts, atStuck)
	limits, said := e.limits[atStuck], max(loud(held.Level), mem.slots[atStuck].rose)
	for rises, limit := range [...]chat.Score{noticed: limits.Notice, alerted: limits.Alert} {
		rises := loudness(rises) // #nosec G115 -- up to two
		if rises <= said || rises == noticed && limits.Notice == limits.Alert {
			continue
		}
		need := e.lastingTo(limit)
		at = max(issue.From.Add(need), newest.At)
		if at > now || issue.Lasts(at) < need {
			return 0, 0, false
		}
		if !c.Knows(e.factID("raised", c.ID, atStuck, c.Messages[mem.issue].ID, rises)) {
			return rises, at, true
		}
		mem.slots[atStuck].rose = rises
	}
	return 0, 0, false
}

// lastingTo returns how long an issue must last to come to a score, in whole
// milliseconds.
func (e *Engine) lastingTo(s chat.Score) time.Duration {
	unit := int64(stuckAt) * int64(time.Millisecond)
	ms := (int64(s.TenThousandths())*int64(e.policy.Trigger.Stuck) + unit - 1) / unit
	return time.Duration(ms) * time.Millisecond
}

// stuckFor returns how far the issue is at now; nought where there is none.
func (e *Engine) stuckFor(mem *memory, now chat.Instant) chat.Score {
	issue := mem.learned.Issue()
	lasts, stuck := issue.Lasts(now), e.policy.Trigger.Stuck
	if lasts >= 2*stuck {
		return chat.ScoreOne
	}
	return chat.ScoreOf(int(lasts.Milliseconds() * stuckAt / stuck.Milliseconds()))
}

// stuckFinding is what the rule says at an instant.
func (e *Engine) stuckFinding(mem *memory, at chat.Instant) finding {
	f := finding{score: e.stuckFor(mem, at)}
	level, crossed, _ := e.limits[atStuck].Level(f.score)
	f.rises, f.crossed = loud(level), crossed
	return f
}
