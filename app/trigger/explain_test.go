package trigger_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
)

// D-01: "why not" names value and threshold for all ten rules of a quiet chat.
func TestExplainAQuietChat(t *testing.T) {
	d := newDesk(t, func(p *policy.Policy) {
		p.Rules.BotWrong = policy.Thresholds{Notice: chat.ScoreOne, Alert: chat.ScoreOne}
	})
	d.talk("C: hello", "B: Hello. What is your order number?", "C: it is 4411", "B: Your parcel is in Pune.")
	if n := len(d.chat().Triggers); n != 0 {
		t.Fatalf("the chat is not quiet: %+v", d.chat().Triggers)
	}
	for _, v := range d.engine.Explain(d.chat(), d.clock) {
		if v.Held != "" || v.Words == "" || !v.Alert.Known() || !v.Notice.Known() {
			t.Errorf("%s: %+v", v.Rule, v)
		}
		switch {
		case v.Score.Known():
		case v.Rule == policy.RuleHallucination && strings.Contains(v.Words, "not checked yet"):
		default:
			t.Errorf("%s has no score: %q", v.Rule, v.Words)
		}
		if v.Weights == "" != (v.Rule == policy.RuleHallucination || v.Rule == policy.RuleLowConfidence) {
			t.Errorf("%s was weighed with %q", v.Rule, v.Weights)
		}
	}
}

func TestExplainAnEmptyChat(t *testing.T) {
	d := newDesk(t)
	for _, v := range d.engine.Explain(d.chat(), d.clock) {
		if v.Score.Known() || !strings.HasPrefix(v.Words, "no score: ") {
			t.Errorf("%s: %s, %q", v.Rule, v.Score, v.Words)
		}
	}
}

// What is explained is what was measured, and asking changes nothing: neither
// the engine that is asked nor one that has seen nothing says anything else.
func TestExplainIsWhatWasMeasured(t *testing.T) {
	d := newDesk(t)
	var last trigger.Reading // by speaker, the newest
	for _, l := range dialogue {
		d.talk(l)
		for i, s := range d.engine.Reading().Scores {
			if s.Known() {
				last.Scores[i] = s
			}
		}
		if r := d.engine.Reading().Revised; r != nil {
			last.Scores[2] = r.Score
		}
		first := d.engine.Explain(d.chat(), d.clock)
		again := trigger.New(d.policy, weights(t)).Explain(d.chat(), d.clock)
		for i, v := range first {
			if v.Score != last.Scores[i] {
				t.Errorf("after %q %s is %s, it was measured as %s", l, v.Rule, v.Score, last.Scores[i])
			}
			v.Words, again[i].Words = "", ""
			if !reflect.DeepEqual(v, again[i]) {
				t.Errorf("after %q another engine says %+v, not %+v", l, again[i], v)
			}
		}
	}
}

func TestExplainAfterAnAgent(t *testing.T) {
	d := newDesk(t)
	d.talk(dialogue...)
	d.say(chat.SpeakerAgent, "Asha here.", 0)
	for _, v := range d.engine.Explain(d.chat(), d.clock) {
		if v.Score.Known() || !strings.Contains(v.Words, "since an agent wrote") {
			t.Errorf("%s: %s, %q", v.Rule, v.Score, v.Words)
		}
	}
}

func TestExplainWhatHolds(t *testing.T) {
	d := newDesk(t)
	d.talk("C: connect me to a human agent")
	if v := d.engine.Explain(d.chat(), d.clock)[1]; v.Held != chat.LevelAlert || v.Level != chat.LevelAlert || len(v.Spans) == 0 || !strings.Contains(v.Words, "it holds as an alert") {
		t.Errorf("%+v", v)
	}
	d.dismiss(policy.RuleHumanRequest)
	if v := d.engine.Explain(d.chat(), d.clock)[1]; v.Held != "" || !strings.Contains(v.Words, "waits until") {
		t.Errorf("%+v", v)
	}
	d.apply(&chat.ChatTakenOver{Agent: "asha"})
	if v := d.engine.Explain(d.chat(), d.clock)[1]; !strings.Contains(v.Words, "an agent serves") {
		t.Errorf("%+v", v)
	}
}

// Other weights are another rule: other ids, and what was raised by the ones is
// not judged by the others.
func TestOtherWeights(t *testing.T) {
	none, err := learned.NewWeights(&linear.File{Version: "none"})
	if err != nil {
		t.Fatal(err)
	}
	a, b := newDesk(t, oneLevel), newDesk(t, oneLevel)
	b.engine = trigger.New(b.policy, none) // which weighs nothing, so every score is even
	fa, fb := a.talk("C: connect me to a human agent"), b.talk("C: connect me to a human agent")
	ta, tb := raised(fa, policy.RuleHumanRequest), raised(fb, policy.RuleHumanRequest)
	if len(ta) != 1 || len(tb) != 1 || ta[0].Weights == tb[0].Weights {
		t.Fatalf("%+v\n%+v", ta, tb)
	}
	for _, x := range fa {
		for _, y := range fb {
			if x.ID == y.ID {
				t.Error("one id for two rules")
			}
		}
	}
	if _, err := a.engine.Check(b.chat(), tb[0]); err != trigger.ErrVersion {
		t.Errorf("%v", err)
	}
	old := ta[0]
	old.Policy++
	if _, err := a.engine.Check(a.chat(), old); err != trigger.ErrVersion {
		t.Errorf("of another policy: %v", err)
	}
	if _, err := a.engine.Check(new(chat.Chat), ta[0]); err != trigger.ErrEvidence {
		t.Errorf("without its lines: %v", err)
	}
}

// D-01 asks for all ten within 200 ms.
func BenchmarkExplain(b *testing.B) {
	for _, length := range []int{20, 400} {
		b.Run(fmt.Sprint("lines=", length), func(b *testing.B) {
			d := newDesk(b)
			for i := range length {
				d.talk(dialogue[i%len(dialogue)])
			}
			c := d.chat()
			b.ReportAllocs()
			for b.Loop() {
				d.engine.Explain(c, d.clock)
			}
		})
	}
}
