package trigger_test

import (
	"errors"
	"reflect"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
)

// mark says with one key what no rule has said.
func mark(d *desk, r chat.RuleID, m *chat.Message) (chat.Trigger, bool) {
	return trigger.Marked(&d.policy, r, m, "asha", d.clock)
}

// G-TRIG-02: a mark is the same type of trigger as a detected one.
func TestMarked(t *testing.T) {
	d := newDesk(t)
	d.talk("C: my parcel?", "B: It is blue.")
	d.say(chat.SpeakerBot, "", 0)
	customer, bot, empty := &d.chat().Messages[0], &d.chat().Messages[1], &d.chat().Messages[2]
	for _, tc := range []struct {
		rule chat.RuleID
		of   *chat.Message
		ok   bool
	}{
		{policy.RuleBotWrong, bot, true},
		{policy.RuleFrustration, customer, true},
		{policy.RuleBotWrong, customer, false},
		{policy.RuleFrustration, bot, false},
		{policy.RuleBotWrong, empty, false},
		{policy.RuleStuck, customer, false},
		{"no_such_rule", bot, false},
	} {
		got, ok := mark(d, tc.rule, tc.of)
		if ok != tc.ok {
			t.Errorf("%s of %s's line: %v", tc.rule, tc.of.From, ok)
		}
		if ok {
			checkMark(t, d, tc.of, got)
		}
	}
	if _, ok := trigger.Marked(&d.policy, policy.RuleBotWrong, bot, "", d.clock); ok {
		t.Error("nobody has marked it")
	}
}

func checkMark(t *testing.T, d *desk, of *chat.Message, got chat.Trigger) {
	t.Helper()
	if got.Level != chat.LevelAlert || got.Tier != chat.TierImmediate || got.Score != chat.ScoreOne || got.MarkedBy != "asha" ||
		len(got.Evidence) != 1 || got.Evidence[0].To != len(of.Text) || got.RaisedAt != d.clock {
		t.Errorf("%+v", got)
	}
	v, err := d.engine.Check(d.chat(), got)
	if err != nil || v.Score != got.Score || v.Level != got.Level || !reflect.DeepEqual(v.Spans, got.Evidence) {
		t.Errorf("checked it is %+v, %v", v, err)
	}
	if _, err := d.engine.Check(new(chat.Chat), got); !errors.Is(err, trigger.ErrEvidence) {
		t.Errorf("without the chat: %v", err)
	}
}
