package trigger

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Marked is the trigger of what a person said with one key: "the bot is wrong
// here" of a line of the bot, "this is frustration" of one of the customer
// (G-TRIG-02). It is an alert like a detected one; At is its RaisedAt. ok is
// false for any other rule or speaker, and for a line without words.
func Marked(p *policy.Policy, r chat.RuleID, m *chat.Message, by chat.AgentID, at chat.Instant) (t chat.Trigger, ok bool) {
	words := ""
	switch {
	case m.Text == "" || by == "":
		return t, false
	case r == policy.RuleBotWrong && m.From == chat.SpeakerBot:
		words = "marked: the bot is wrong here"
	case r == policy.RuleFrustration && m.From == chat.SpeakerCustomer:
		words = "marked: this is frustration"
	default:
		return t, false
	}
	i := indexOf(r)
	limits, _ := p.Rule(r)
	return chat.Trigger{
		Rule: r, Version: rules[i].version, Policy: p.Version, Tier: rules[i].tier, Level: chat.LevelAlert,
		Score: chat.ScoreOne, Threshold: limits.Alert, RaisedAt: at, MarkedBy: by,
		Evidence: []chat.Evidence{{Message: m.ID, To: len(m.Text), Words: words}},
	}, true
}
