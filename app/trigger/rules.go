package trigger

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
)

// Rules is how many rules there are: those of policy.RuleIDs.
const Rules = 10

// The rules in the order of policy.RuleIDs, which a test compares.
const (
	atFrustration = iota
	atHumanRequest
	atBotWrong
	atHallucination
	atTechnical
	atBilling
	atStuck
	atBotRepeat
	atCustomerRepeat
	atLowConfidence
)

// unmeasured stands for a rule that package learned does not measure.
const unmeasured learned.Rule = -1

// rule is what is fixed about one rule.
type rule struct {
	id chat.RuleID
	// version rises with every change of code that can change a verdict; what
	// the weights change is told by their own version.
	version int
	// of says where a Turn has its score.
	of learned.Rule
	// tier is that of an alert.
	tier chat.Tier
}

// rules is read-only.
var rules = [Rules]rule{
	atFrustration:    {policy.RuleFrustration, 1, learned.Frustration, chat.TierImmediate},
	atHumanRequest:   {policy.RuleHumanRequest, 2, learned.HumanRequest, chat.TierImmediate},
	atBotWrong:       {policy.RuleBotWrong, 1, learned.BotWrong, chat.TierImmediate},
	atHallucination:  {policy.RuleHallucination, 1, unmeasured, chat.TierImmediate},
	atTechnical:      {policy.RuleTechnical, 1, learned.Technical, chat.TierImmediate},
	atBilling:        {policy.RuleBilling, 1, learned.Billing, chat.TierImmediate},
	atStuck:          {policy.RuleStuck, 1, unmeasured, chat.TierProactive},
	atBotRepeat:      {policy.RuleBotRepeat, 2, learned.BotRepeat, chat.TierProactive},
	atCustomerRepeat: {policy.RuleCustomerRepeat, 1, learned.CustomerRepeat, chat.TierProactive},
	atLowConfidence:  {policy.RuleLowConfidence, 1, unmeasured, chat.TierProactive},
}

// indexOf returns the place of a rule, -1 for one that is not known.
func indexOf(id chat.RuleID) int {
	for i := range rules {
		if rules[i].id == id {
			return i
		}
	}
	return -1
}

// weighed reports whether what the rule of index i says depends on weights:
// all but the bot's own confidence and what the knowledge says. What the
// customer is at is read from the words that package learned knows, too.
func weighed(i int) bool { return i != atLowConfidence && i != atHallucination }

// tierOf returns how soon somebody must step in. A topic is immediate where it
// alerts, for then it is beyond the bot or the policy says so; else it is
// watched.
func tierOf(i int, level chat.Level) chat.Tier {
	if (i == atTechnical || i == atBilling) && level != chat.LevelAlert {
		return chat.TierProactive
	}
	return rules[i].tier
}

// loudness orders levels; nought is none.
type loudness uint8

const (
	noticed loudness = 1
	alerted loudness = 2
)

func loud(l chat.Level) loudness {
	switch l {
	case chat.LevelAlert:
		return alerted
	case chat.LevelNotice:
		return noticed
	}
	return 0
}

// level is the inverse of loud.
func (l loudness) level() chat.Level {
	switch l {
	case alerted:
		return chat.LevelAlert
	case noticed:
		return chat.LevelNotice
	}
	return ""
}

// finding is what a rule made of a line.
type finding struct {
	// score is unknown if the line says nothing to this rule.
	score chat.Score
	// rises is how loud that is, severity considered, and crossed the threshold.
	rises   loudness
	crossed chat.Score
	// fresh says that the line is a cause of its own, whatever came before.
	fresh bool
	// passed says in words that the reason for a trigger has clearly gone, and
	// that the rule may fire again; empty if it has not.
	passed string
}
