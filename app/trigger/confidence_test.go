package trigger_test

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// G-TRIG-10, A-44: one row is the bot's scores in ten-thousandths, -1 for
// none, and what holds after each: a alert, - nothing.
func TestLowConfidence(t *testing.T) {
	for _, tc := range []struct {
		name   string
		scores []int
		holds  string
	}{
		{"just under", []int{6999}, "a"},
		{"just not under", []int{7000}, "-"},
		{"nought is a score", []int{0}, "a"},
		{"rearm at the mark is not above it", []int{6999, 7500}, "aa"},
		{"rearm above the mark", []int{6999, 7501}, "a-"},
		{"fires again once armed", []int{6999, 7501, 6999}, "a-a"},
		{"between the marks it neither fires nor ends", []int{7200, 6000, 7200, 7499}, "-aaa"},
		{"mean of three just under", []int{7000, 7001, 6998}, "--a"},
		{"mean keeps it although the latest is fine", []int{5000, 5000, 8000}, "aaa"},
		{"mean of three has to be above the mark too", []int{6000, 7400, 9000, 9000}, "aaa-"},
		{"two answers have no mean of three", []int{6000, 9000}, "a-"},
		{"missing score alone", []int{-1, -1, -1}, "---"},
		{"missing score ends nothing", []int{6000, -1, -1}, "aaa"},
		{"missing score is not in the mean", []int{7600, -1, 7600, -1, 7600}, "-----"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t)
			for i, s := range tc.scores {
				text := "answer number " + strings.Repeat("x", i+3)
				if s < 0 {
					d.say(chat.SpeakerBot, text, 0)
				} else {
					d.say(chat.SpeakerBot, text, chat.ScoreOf(s))
				}
				want := map[byte]chat.Level{'a': chat.LevelAlert, '-': ""}[tc.holds[i]]
				if got := d.held(policy.RuleLowConfidence); got != want {
					t.Fatalf("after answer %d of %v it holds as %q, want %q", i+1, tc.scores, got, want)
				}
			}
		})
	}
}

// A state that an agent dismissed is not raised again before it has passed.
func TestLowConfidenceDismissed(t *testing.T) {
	d := newDesk(t)
	d.say(chat.SpeakerBot, "first answer", chat.ScoreOf(6900))
	d.apply(&chat.TriggerDismissed{Rule: policy.RuleLowConfidence, Reason: "a test"})
	if ts := raised(d.say(chat.SpeakerBot, "second thing", chat.ScoreOf(6800)), policy.RuleLowConfidence); len(ts) != 0 {
		t.Errorf("raised again: %+v", ts)
	}
	d.say(chat.SpeakerBot, "third words", chat.ScoreOf(9900))
	d.say(chat.SpeakerBot, "fourth words", chat.ScoreOf(9900))
	d.say(chat.SpeakerBot, "fifth words", chat.ScoreOf(9900))
	if ts := raised(d.say(chat.SpeakerBot, "sixth words", chat.ScoreOf(6900)), policy.RuleLowConfidence); len(ts) != 1 {
		t.Errorf("%+v, want one after it passed", ts)
	}
}

func TestLowConfidenceEvidence(t *testing.T) {
	d := newDesk(t)
	ts := raised(d.say(chat.SpeakerBot, "first answer", chat.ScoreOf(6900)), policy.RuleLowConfidence)
	if len(ts) != 1 || ts[0].Score != chat.ScoreOf(6900) || ts[0].Threshold != chat.ScoreOf(7000) ||
		ts[0].Tier != chat.TierProactive || ts[0].Version != 1 || ts[0].Policy != 5 || ts[0].Weights != "" {
		t.Fatalf("%+v", ts)
	}
	if e := ts[0].Evidence; len(e) != 1 || e[0].To != len("first answer") || !strings.Contains(e[0].Words, "0.69, under 0.70") {
		t.Errorf("evidence is %+v", e)
	}
}

// The mean alone: the second answer ends it, the third makes a mean.
func TestLowConfidenceOfTheMean(t *testing.T) {
	d := newDesk(t)
	d.say(chat.SpeakerBot, "first answer", chat.ScoreOf(1000))
	d.say(chat.SpeakerBot, "second thing", chat.ScoreOf(8000))
	ts := raised(d.say(chat.SpeakerBot, "third words", chat.ScoreOf(8000)), policy.RuleLowConfidence)
	if len(ts) != 1 || ts[0].Score != chat.ScoreOf(5666) {
		t.Fatalf("%+v, want one by the mean", ts)
	}
	if e := ts[0].Evidence; len(e) != 3 || e[0].Message != "m1" || !strings.Contains(e[0].Words, "0.10; the mean of three is 0.5666") {
		t.Errorf("evidence is %+v", e)
	}
}

func TestExplainNoScore(t *testing.T) {
	d := newDesk(t)
	d.say(chat.SpeakerBot, "an answer without a score", 0)
	for _, v := range d.engine.Explain(d.chat(), d.clock) {
		if v.Rule == policy.RuleLowConfidence && (v.Score.Known() || !strings.Contains(v.Words, "no score")) {
			t.Errorf("%+v: a missing score must say so", v)
		}
	}
}
