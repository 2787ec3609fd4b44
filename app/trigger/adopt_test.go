package trigger_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// TestAnotherPolicyIsJudgedByFromThenOn: what an engine has seen of a chat stays,
// and what it says next names the policy of that moment.
func TestAnotherPolicyIsJudgedByFromThenOn(t *testing.T) { // G-TRIG-08
	d := newDesk(t)
	const answer = "Please restart your router and wait for two minutes."
	d.customer("my line is dead")
	d.bot(answer)
	d.customer("it is still dead")
	next := d.policy
	next.Version, next.Trigger.RepeatBot = d.policy.Version+1, 2
	d.engine.Adopt(next)
	for _, e := range d.bot(answer) {
		if b, ok := e.Body.(*chat.TriggerRaised); ok && b.Trigger.Rule == policy.RuleBotRepeat {
			if b.Trigger.Policy != next.Version {
				t.Errorf("raised under version %d", b.Trigger.Policy)
			}
			return
		}
	}
	t.Error("two like answers are a repetition now, and the first was not forgotten")
}

// TestNoThresholdIsNewsAboutAnOldLine: what was judged stays judged.
func TestNoThresholdIsNewsAboutAnOldLine(t *testing.T) {
	d := newDesk(t)
	d.customer("I want to speak to a human, now!")
	if d.held(policy.RuleHumanRequest) == "" {
		t.Fatal("it was not found in the first place")
	}
	deaf := d.policy
	deaf.Version++
	deaf.Rules.HumanRequest = policy.Thresholds{Notice: chat.ScoreOne, Alert: chat.ScoreOne}
	d.engine.Adopt(deaf)
	if d.held(policy.RuleHumanRequest) == "" {
		t.Error("it holds no longer")
	}
	if facts := d.tick(0); len(facts) > 0 {
		t.Errorf("%+v", facts)
	}
}
