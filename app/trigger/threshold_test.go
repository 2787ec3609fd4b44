package trigger_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// each measured rule fires where its score is the threshold, and not one
// ten-thousandth below it; where only the alert is above the score it is a
// notice.
func TestThresholds(t *testing.T) {
	for i, lines := range map[int][]string{
		0: {"B: Sorry, I did not understand.", "C: " + cross},
		1: {"C: can someone help me with this"},
		2: {"C: my router is broken", "B: Which colour is your kettle?"},
		4: {"C: my internet is not working at all"},
		5: {"C: I was charged twice on my bill"},
		7: {router, "C: did that", router},
		8: {"C: when will my refund for the kettle arrive?", "B: Soon.", "C: when does the refund for my kettle arrive?"},
	} {
		rule := policy.RuleIDs()[i]
		d := newDesk(t)
		d.talk(lines...)
		score := d.engine.Reading().Scores[i]
		if !score.Known() || score == chat.ScoreOne {
			t.Fatalf("%s scores %s", rule, score)
		}
		for _, tc := range []struct {
			notice, alert chat.Score
			want          chat.Level
		}{
			{score, score, chat.LevelAlert},
			{score, score + 1, chat.LevelNotice},
			{score - 1, score + 1, chat.LevelNotice},
			{score + 1, score + 1, ""},
		} {
			d := newDesk(t, func(p *policy.Policy) {
				p.Severity.Technical, p.Severity.Billing = policy.SeverityImmediate, policy.SeverityImmediate
				of := thresholds(p, rule)
				of.Notice, of.Alert = tc.notice, tc.alert
			})
			ts := raised(d.talk(lines...), rule)
			if tc.want == "" && len(ts) == 0 {
				continue
			}
			if len(ts) != 1 || ts[0].Level != tc.want || ts[0].Score != score {
				t.Errorf("%s at %s with %s and %s: %+v, want %q", rule, score.Exact(), tc.notice.Exact(), tc.alert.Exact(), ts, tc.want)
			}
		}
	}
}

// thresholds returns where p keeps those of a rule.
func thresholds(p *policy.Policy, r chat.RuleID) *policy.Thresholds {
	return map[chat.RuleID]*policy.Thresholds{
		policy.RuleFrustration: &p.Rules.Frustration, policy.RuleHumanRequest: &p.Rules.HumanRequest,
		policy.RuleBotWrong: &p.Rules.BotWrong, policy.RuleTechnical: &p.Rules.Technical, policy.RuleBilling: &p.Rules.Billing,
		policy.RuleBotRepeat: &p.Rules.BotRepeat, policy.RuleCustomerRepeat: &p.Rules.CustomerRepeat,
	}[r]
}
