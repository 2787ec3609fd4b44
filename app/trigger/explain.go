package trigger

import "floorwalker/app/chat"

// Verdict is what one rule thinks of a chat now, fired or not (D-01).
type Verdict struct {
	Rule    chat.RuleID
	Version int
	Policy  int
	Tier    chat.Tier
	// Score is what the rule measured last; it may be no score.
	Score chat.Score
	// Notice and Alert are the thresholds, Below how they compare.
	Notice, Alert chat.Score
	Below         bool
	// Held is the level at which the rule holds on the chat now; empty if it
	// does not.
	Held chat.Level
	// Words say why, or why not.
	Words string
	// Spans are the words that weighed most.
	Spans []chat.Evidence
}

// Explain returns a verdict for every rule, in a fixed order. It reads what
// it has not seen of the chat, without consequences for what Message will
// return for lines that come later.
func (e *Engine) Explain(c *chat.Chat, _ chat.Instant) []Verdict {
	mem := new(memory)
	if known := e.chats[c.ID]; known != nil {
		*mem = *known
	}
	e.readTo(mem, c, len(c.Messages))
	vs := make([]Verdict, 0, len(e.rules))
	for i, r := range e.rules {
		score, words := r.explain(mem)
		v := Verdict{
			Rule: r.id(), Version: r.version(), Policy: e.policy.Version, Tier: r.tier(), Score: score,
			Notice: e.limits[i].Notice, Alert: e.limits[i].Alert, Below: e.limits[i].Below,
		}
		held, _ := c.Trigger(r.id())
		v.Held = held.Level
		v.Words = words + "; " + v.rest(c, mem.slots[i].level)
		vs = append(vs, v)
	}
	return vs
}

// rest says what the score comes to.
func (v Verdict) rest(c *chat.Chat, risen chat.Level) string {
	needs := "an alert needs " + exact(v.Alert) + " or more"
	if v.Below {
		needs = "an alert needs less than " + exact(v.Alert)
	}
	switch {
	case v.Held != "":
		return "it holds as " + article(v.Held) + "; " + needs
	case c.Owner != "":
		return "an agent serves the chat, so nothing is raised; " + needs
	case risen != "":
		return "it was " + article(risen) + " before and waits until the reason has passed; " + needs
	}
	return needs
}

func article(l chat.Level) string {
	if l == chat.LevelAlert {
		return "an alert"
	}
	return "a notice"
}
