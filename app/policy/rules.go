package policy

import (
	"time"

	"floorwalker/app/chat"
)

// The rules that have thresholds. A rule's id is never renamed.
const (
	RuleLowConfidence chat.RuleID = "low_confidence" // G-TRIG-10
	RuleHumanRequest  chat.RuleID = "human_request"  // G-TRIG-03
	RuleBotRepeat     chat.RuleID = "bot_repeat"     // G-TRIG-08
)

// Rules holds the two thresholds of each detector.
type Rules struct {
	LowConfidence Thresholds
	HumanRequest  Thresholds
	BotRepeat     Thresholds
}

// Thresholds say from which score on a rule is noticed and from which it
// calls a person.
type Thresholds struct {
	Notice chat.Score
	Alert  chat.Score
	// Below turns the comparison round: the rule fires when its value is
	// strictly under a threshold, and Alert is the lower of the two. It
	// belongs to the rule and is not in the file.
	Below bool
}

// Level returns how loud a score is and the threshold it crossed; ok is false
// for one that crosses neither, and always for no score.
func (t Thresholds) Level(s chat.Score) (level chat.Level, crossed chat.Score, ok bool) {
	switch {
	case !s.Known():
		return "", 0, false
	case t.crosses(s, t.Alert):
		return chat.LevelAlert, t.Alert, true
	case t.crosses(s, t.Notice):
		return chat.LevelNotice, t.Notice, true
	}
	return "", 0, false
}

func (t Thresholds) crosses(s, limit chat.Score) bool {
	if t.Below {
		return s < limit
	}
	return s >= limit
}

// Rule returns the thresholds of a rule; ok is false for one that this
// version does not know.
func (p Policy) Rule(id chat.RuleID) (t Thresholds, ok bool) {
	switch id {
	case RuleLowConfidence:
		return p.Rules.LowConfidence, true
	case RuleHumanRequest:
		return p.Rules.HumanRequest, true
	case RuleBotRepeat:
		return p.Rules.BotRepeat, true
	}
	return Thresholds{}, false
}

// TakeOverWithin returns how soon somebody must step in for a trigger of the
// tier. An unknown tier is treated as immediate: too early is the safe side.
func (p Policy) TakeOverWithin(t chat.Tier) time.Duration {
	if t == chat.TierProactive {
		return p.TakeOver.Proactive
	}
	return p.TakeOver.Immediate
}
