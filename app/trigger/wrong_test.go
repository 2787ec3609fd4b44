package trigger_test

import (
	"slices"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// sensitive is a policy by which every answer is noticed until the customer's
// next line says better, so that the tests need not know the weights.
func sensitive(p *policy.Policy) {
	p.Rules.BotWrong.Notice, p.Rules.BotWrong.Alert = chat.ScoreOf(1), chat.ScoreOf(9_990)
}

// G-TRIG-02: the customer's next line revises the answer's score. The threshold
// is put where the revised score is, and just above.
func TestBotWrongIsRevised(t *testing.T) {
	lines := []string{"C: I want a table for 8 pm", "B: Shall I book it for 7 pm?", "C: no, that is wrong, you do not understand me at all"}
	d := newDesk(t)
	d.talk(lines[:2]...)
	own := d.engine.Reading().Scores[2]
	d.talk(lines[2])
	r := d.engine.Reading()
	if r.Revised == nil || r.Revised.Message != "m2" || r.Revised.Score <= own || r.Scores[2].Known() {
		t.Fatalf("the answer had %s, the reading of the next line is %+v %+v", own, r, r.Revised)
	}
	for above, want := range []int{1, 0} {
		d := newDesk(t, func(p *policy.Policy) {
			p.Rules.BotWrong.Notice = r.Revised.Score + chat.Score(above)
			p.Rules.BotWrong.Alert = p.Rules.BotWrong.Notice
		})
		ts := raised(d.talk(lines...), policy.RuleBotWrong)
		if len(ts) != want || d.engine.Reading().Revised.Over != (want > 0) {
			t.Fatalf("threshold %d above the score: %+v", above, ts)
		}
		if want == 0 {
			continue
		}
		if ts[0].Score != r.Revised.Score || ts[0].Tier != chat.TierImmediate {
			t.Errorf("%+v", ts[0])
		}
		if e := ts[0].Evidence; len(e) != 2 || e[0].Message != "m2" || e[1].Message != "m3" {
			t.Errorf("evidence is %+v, want the answer and what was said to it", e)
		}
		if d.talk("C: I said 8 pm"); d.engine.Reading().Revised != nil {
			t.Error("an answer is revised once")
		}
	}
}

func TestBotWrongIsClearedByTheRevision(t *testing.T) {
	d := newDesk(t, sensitive)
	d.talk("C: I want a table for 8 pm", "B: Shall I book it for 8 pm?")
	if d.held(policy.RuleBotWrong) != chat.LevelNotice {
		t.Fatal("not noticed")
	}
	// The thresholds are those of the shipped policy again: what counts is the
	// revised score.
	d.policy.Rules.BotWrong = shipped(t).Rules.BotWrong
	d.restart()
	if facts := d.talk("C: yes please, great, thank you"); !slices.Contains(cleared(facts), policy.RuleBotWrong) {
		t.Errorf("%+v, revised to %+v", facts, d.engine.Reading().Revised)
	}
}

// What a person said is no rule's to take back.
func TestAMarkIsNotCleared(t *testing.T) {
	for _, marks := range []bool{true, false} {
		d := newDesk(t, sensitive)
		d.talk("C: I want a table for 8 pm", "B: Shall I book it for 8 pm?")
		if marks {
			m := d.chat().Messages[1]
			tr, ok := mark(d, policy.RuleBotWrong, &m)
			if !ok {
				t.Fatal("not marked")
			}
			d.apply(&chat.TriggerRaised{Trigger: tr})
		} else {
			d.apply(&chat.TriggerConfirmed{Rule: policy.RuleBotWrong})
		}
		d.policy.Rules.BotWrong = shipped(t).Rules.BotWrong
		d.restart()
		d.talk("C: yes please, great, thank you", "B: Booked.", "C: great, thanks", "B: See you.", "C: thank you so much")
		got, ok := d.chat().Trigger(policy.RuleBotWrong)
		if !ok || marks != (got.MarkedBy == "asha") || !marks && got.ConfirmedBy != "asha" {
			t.Errorf("marked %v: it holds: %v, %+v", marks, ok, got)
		}
	}
}

// Each answer is a cause of its own: that somebody dismissed the one says
// nothing of the next.
func TestBotWrongDismissed(t *testing.T) {
	d := newDesk(t, sensitive)
	d.talk("C: I want a table for 8 pm", "B: Shall I book it for 7 pm?")
	d.dismiss(policy.RuleBotWrong)
	if ts := raised(d.talk("C: 8 pm", "B: For 7 pm then?"), policy.RuleBotWrong); len(ts) == 0 {
		t.Error("the next answer is not noticed")
	}
	if ts := raised(d.talk("C: ok", "B: Your table is booked."), policy.RuleBotWrong); len(ts) != 0 && ts[0].Level == chat.LevelNotice {
		t.Errorf("it holds and is raised again: %+v", ts)
	}
}
