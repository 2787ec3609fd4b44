package trigger

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// rule is one detector. It keeps nothing itself: what it remembers of a chat
// is in the memory that it is given.
type rule interface {
	id() chat.RuleID
	// version rises with every change that can change a verdict.
	version() int
	tier() chat.Tier
	// observe looks at one line of the customer or the bot.
	observe(mem *memory, m *chat.Message, t *text) finding
	// evidence points at what made the line just observed cross a threshold.
	evidence(mem *memory, m *chat.Message, crossed chat.Score) []chat.Evidence
	// explain says in words what the rule measures now.
	explain(mem *memory) (chat.Score, string)
}

// finding is what a rule made of a line.
type finding struct {
	// score is unknown if the line says nothing to this rule.
	score chat.Score
	// passed says that the reason for a trigger has clearly gone, and words
	// why; the rule may fire again.
	passed bool
	words  string
	// fresh says that the line is a cause of its own, whatever came before.
	fresh bool
}

// The rules in their order, which is that of their slots.
const (
	atLowConfidence = iota
	atHumanRequest
	atBotRepeat
	ruleCount
)

func rulesOf(p policy.Policy) [ruleCount]rule {
	return [ruleCount]rule{
		atLowConfidence: newLowConfidence(p),
		atHumanRequest:  newHumanRequest(),
		atBotRepeat:     newBotRepeat(p),
	}
}

// slot is how far one rule has risen on one chat since it was last armed.
type slot struct{ level chat.Level }

// move takes a finding in and reports whether the rule rose by it.
func (s *slot) move(f finding, limits policy.Thresholds) (rose bool) {
	if f.passed || f.fresh {
		s.level = ""
	}
	if f.passed {
		return false
	}
	level, _, ok := limits.Level(f.score)
	if !ok || rank(level) <= rank(s.level) {
		return false
	}
	s.level = level
	return true
}

func rank(l chat.Level) int {
	switch l {
	case chat.LevelAlert:
		return 2
	case chat.LevelNotice:
		return 1
	}
	return 0
}
