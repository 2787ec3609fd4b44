package trigger

import (
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
	_, at, ok = e.due(mem, c)
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
		rises, at, ok := e.due(mem, c)
		if !ok || at > now {
			return facts
		}
		mem.slots[atStuck].rose = rises
		f := e.stuckFinding(mem, at)
		held, _ := c.Trigger(rules[atStuck].id)
		fact := e.raise(c, atStuck, c.Messages[mem.issue].ID, &f, e.stuckEvidence(mem, c, &f, at), at)
		// What was said before this process began is known to the chat.
		if rises > loud(held.Level) && !c.Knows(fact.ID) {
			facts = append(facts, fact)
		}
	}
}

// due returns how loud stuck becomes next, and when.
func (e *Engine) due(mem *memory, c *chat.Chat) (rises loudness, at chat.Instant, ok bool) {
	issue := mem.learned.Issue()
	if mem.issue < 0 || issue.Asked == 0 {
		return 0, 0, false
	}
	limits := e.limits[atStuck]
	rises, limit := noticed, limits.Notice
	if mem.slots[atStuck].rose >= noticed || limits.Alert == limits.Notice {
		rises, limit = alerted, limits.Alert
	}
	if mem.slots[atStuck].rose >= rises {
		return 0, 0, false
	}
	need := e.lastingTo(limit)
	newest := c.Messages[max(mem.customer, mem.bot)].At
	at = max(issue.Since.Add(need), newest)
	return rises, at, issue.Lasts(at) >= need
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
