package policy

import (
	"time"

	"floorwalker/app/chat"
)

// The rules for which the guide has people step in. A rule's id is never
// renamed.
const (
	RuleFrustration    chat.RuleID = "frustration"     // G-TRIG-01
	RuleHumanRequest   chat.RuleID = "human_request"   // G-TRIG-03
	RuleBotWrong       chat.RuleID = "bot_wrong"       // G-TRIG-02
	RuleHallucination  chat.RuleID = "hallucination"   // G-TRIG-04
	RuleTechnical      chat.RuleID = "technical"       // G-TRIG-05
	RuleBilling        chat.RuleID = "billing"         // G-TRIG-06
	RuleStuck          chat.RuleID = "stuck"           // G-TRIG-07
	RuleBotRepeat      chat.RuleID = "bot_repeat"      // G-TRIG-08
	RuleCustomerRepeat chat.RuleID = "customer_repeat" // G-TRIG-09
	RuleLowConfidence  chat.RuleID = "low_confidence"  // G-TRIG-10
)

// RuleIDs returns the rules in the order in which they are listed for people:
// the immediate ones first. The slice is the caller's.
func RuleIDs() []chat.RuleID {
	return []chat.RuleID{
		RuleFrustration, RuleHumanRequest, RuleBotWrong, RuleHallucination, RuleTechnical, RuleBilling,
		RuleStuck, RuleBotRepeat, RuleCustomerRepeat, RuleLowConfidence,
	}
}

// requirement returns where a rule comes from.
func requirement(id chat.RuleID) string {
	switch id {
	case RuleFrustration:
		return "G-TRIG-01"
	case RuleBotWrong:
		return "G-TRIG-02"
	case RuleHumanRequest:
		return "G-TRIG-03"
	case RuleHallucination:
		return "G-TRIG-04"
	case RuleTechnical:
		return "G-TRIG-05"
	case RuleBilling:
		return "G-TRIG-06"
	case RuleStuck:
		return "G-TRIG-07"
	case RuleBotRepeat:
		return "G-TRIG-08"
	case RuleCustomerRepeat:
		return "G-TRIG-09"
	case RuleLowConfidence:
		return "G-TRIG-10"
	}
	return "ours"
}

// Rules holds the two thresholds of each detector.
type Rules struct {
	Frustration    Thresholds
	HumanRequest   Thresholds
	BotWrong       Thresholds
	Hallucination  Thresholds
	Technical      Thresholds
	Billing        Thresholds
	Stuck          Thresholds // of how long it lasts: 0.50 is trigger.stuck
	BotRepeat      Thresholds
	CustomerRepeat Thresholds
	LowConfidence  Thresholds
}

// of returns where r keeps the thresholds of a rule, nil for one that this
// version does not know.
func (r *Rules) of(id chat.RuleID) *Thresholds {
	switch id {
	case RuleFrustration:
		return &r.Frustration
	case RuleHumanRequest:
		return &r.HumanRequest
	case RuleBotWrong:
		return &r.BotWrong
	case RuleHallucination:
		return &r.Hallucination
	case RuleTechnical:
		return &r.Technical
	case RuleBilling:
		return &r.Billing
	case RuleStuck:
		return &r.Stuck
	case RuleBotRepeat:
		return &r.BotRepeat
	case RuleCustomerRepeat:
		return &r.CustomerRepeat
	case RuleLowConfidence:
		return &r.LowConfidence
	}
	return nil
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
	if of := p.Rules.of(id); of != nil {
		return *of, true
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
