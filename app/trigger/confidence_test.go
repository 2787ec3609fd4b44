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
					d.bot(text, s)
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
	d.bot("first answer", 6900)
	d.apply(&chat.TriggerDismissed{Rule: policy.RuleLowConfidence, Reason: "a test"})
	if ts := raised(d.bot("second thing", 6800)); len(ts) != 0 {
		t.Errorf("raised again: %+v", ts)
	}
	d.bot("third words", 9900)
	d.bot("fourth words", 9900)
	d.bot("fifth words", 9900)
	if ts := raised(d.bot("sixth words", 6900)); len(ts) != 1 {
		t.Errorf("%+v, want one after it passed", ts)
	}
}

func TestLowConfidenceEvidence(t *testing.T) {
	d := newDesk(t)
	ts := raised(d.bot("first answer", 6900))
	if len(ts) != 1 || ts[0].Score != chat.ScoreOf(6900) || ts[0].Threshold != chat.ScoreOf(7000) ||
		ts[0].Tier != chat.TierProactive || ts[0].Version != 1 || ts[0].Policy != 1 {
		t.Fatalf("%+v", ts)
	}
	if e := ts[0].Evidence; len(e) != 1 || e[0].To != len("first answer") || !strings.Contains(e[0].Words, "0.69, under 0.70") {
		t.Errorf("evidence is %+v", e)
	}

	// The mean alone: the second answer ends it, the third makes a mean.
	d = newDesk(t)
	d.bot("first answer", 1000)
	d.bot("second thing", 8000)
	ts = raised(d.bot("third words", 8000))
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
	for _, v := range d.engine.Explain(d.chat(), d.now()) {
		if v.Rule == policy.RuleLowConfidence && (v.Score.Known() || !strings.Contains(v.Words, "no score")) {
			t.Errorf("%+v: a missing score must say so", v)
		}
	}
}

// D-01: "why not" names value and threshold for every rule, and asking
// changes nothing.
func TestExplain(t *testing.T) {
	d := newDesk(t)
	d.bot("We deliver within two days of the order.", 6999)
	d.customer("connect me to an agent")
	first := d.engine.Explain(d.chat(), d.now())
	if len(first) != 3 {
		t.Fatalf("%d verdicts, want one for each rule", len(first))
	}
	want := []string{"0.6999; it holds as an alert; an alert needs less than 0.70", "it holds as an alert", "no score"}
	for i, v := range d.engine.Explain(d.chat(), d.now()) {
		if v != first[i] {
			t.Errorf("asked again it says %+v", v)
		}
		if !strings.Contains(v.Words, want[i]) {
			t.Errorf("%s says %q, want %q in it", v.Rule, v.Words, want[i])
		}
	}
	d.apply(&chat.TriggerDismissed{Rule: policy.RuleLowConfidence, Reason: "a test"})
	if v := d.engine.Explain(d.chat(), d.now())[0]; v.Held != "" || !strings.Contains(v.Words, "waits until") {
		t.Errorf("%+v", v)
	}
}

// Nothing is raised where an agent serves, and taking over ends what held.
func TestOwned(t *testing.T) {
	d := newDesk(t)
	d.bot("Please restart the router and try again.", 5000)
	d.bot("Please restart the router and try again.", 5000)
	d.customer("agent please")
	if facts := d.engine.Owned(d.chat()); facts != nil {
		t.Errorf("facts for a chat that nobody owns: %+v", facts)
	}
	if n := len(d.chat().Triggers); n != 3 {
		t.Fatalf("%d triggers hold, want all three", n)
	}
	d.apply(&chat.ChatTakenOver{Agent: "asha"})
	facts := d.engine.Owned(d.chat())
	again := d.engine.Owned(d.chat())
	if len(facts) != 3 || facts[0].ID != again[0].ID {
		t.Fatalf("%+v and %+v, want the same three", facts, again)
	}
	d.fold(facts)
	if len(d.chat().Triggers) != 0 {
		t.Error("triggers hold on a chat that an agent serves")
	}
	if facts := d.bot("I have no idea.", 1000); facts != nil {
		t.Errorf("%+v on a chat that an agent serves", facts)
	}
	if facts := d.customer("connect me to another agent"); facts != nil {
		t.Errorf("%+v on a chat that an agent serves", facts)
	}
}
