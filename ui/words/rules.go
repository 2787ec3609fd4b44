package words

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
)

// ruleNames are the rules in full and in a row. It is read-only. An invented fact
// is suspected until a person has confirmed it, never proved.
var ruleNames = map[chat.RuleID][2]string{
	policy.RuleFrustration:    {"Frustrated", "Frustrated"},
	policy.RuleHumanRequest:   {"Asks for a person", "Asks for a person"},
	policy.RuleBotWrong:       {"Wrong answer", "Wrong answer"},
	policy.RuleHallucination:  {"Invented facts, suspected", "Invented facts?"},
	policy.RuleTechnical:      {"Technical problem", "Technical"},
	policy.RuleBilling:        {"Billing or account", "Billing"},
	policy.RuleStuck:          {"Stuck on one issue", "Stuck"},
	policy.RuleBotRepeat:      {"Bot repeats itself", "Bot repeats"},
	policy.RuleCustomerRepeat: {"Asks the same again", "Asks again"},
	policy.RuleLowConfidence:  {"Low confidence", "Low confidence"},
}

// Rule names a trigger's rule.
func Rule(r chat.RuleID) string {
	if n, ok := ruleNames[r]; ok {
		return n[0]
	}
	return strings.ReplaceAll(string(r), "_", " ")
}

// Raised names what a trigger says: once a person has confirmed it, it is a
// suspicion no more.
func Raised(t chat.Trigger) string {
	if t.Rule == policy.RuleHallucination && t.ConfirmedBy != "" {
		return "Invented facts"
	}
	return Rule(t.Rule)
}

// Badge is a rule in a row: short, with the figure where it says something.
func Badge(b view.Badge) string {
	if b.Rule == policy.RuleLowConfidence && b.Score.Known() {
		return "Confidence " + b.Score.String()
	}
	return Short(b.Rule)
}

// Short is a rule where there is little room.
func Short(r chat.RuleID) string {
	if n, ok := ruleNames[r]; ok {
		return n[1]
	}
	return Rule(r)
}

// Level names how loud a rule is on a chat; an empty level is quiet.
func Level(l chat.Level) string {
	switch l {
	case chat.LevelAlert:
		return "alert"
	case chat.LevelNotice:
		return "notice"
	}
	return "quiet"
}

// Topic names what a chat is about (G-SCOPE-02).
func Topic(t view.Topic) string {
	switch t {
	case view.Technical:
		return "Technical"
	case view.Billing:
		return "Billing"
	case view.OtherTopic:
		return "Other"
	}
	return "Any topic"
}

// Threshold says from where on a trigger alerts. What is told of "stuck" is the time,
// not the score that stands for it.
func Threshold(t chat.Trigger, p *policy.Policy) string {
	switch t.Rule {
	case policy.RuleStuck:
		return "alert after " + Span(p.Trigger.Stuck)
	case policy.RuleLowConfidence:
		return "alert under " + t.Threshold.Exact()
	}
	return "alert at " + t.Threshold.Exact()
}

// Measured says a trigger's value against its threshold; what a person has said
// was not measured.
func Measured(t chat.Trigger, p *policy.Policy) string {
	switch {
	case t.MarkedBy != "":
		return "marked"
	case t.Rule == policy.RuleStuck:
		return Threshold(t, p)
	}
	return Value(t.Score, t.Threshold) + ", " + Threshold(t, p)
}

// Value writes a score with two decimals, and with more where it would look the
// same as the threshold that it stands against.
func Value(s, threshold chat.Score) string {
	if s != threshold && s.String() == threshold.String() {
		return s.Exact()
	}
	return s.String()
}

// Against says a value and what an alert needs; below turns it round.
func Against(s, alert chat.Score, below bool) string {
	needs := ", an alert needs "
	if below {
		needs += "less than "
	}
	return Value(s, alert) + needs + alert.Exact()
}
