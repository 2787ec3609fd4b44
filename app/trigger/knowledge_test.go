package trigger_test

import (
	"errors"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
)

// answer is what the knowledge of a version says of a message: a claim in its
// first bytes was not found.
func answer(m chat.MessageID, score int, version string) knowledge.Answer {
	return knowledge.Answer{
		Chat: "c", Message: m, Score: chat.ScoreOf(score), Version: version,
		Findings: []knowledge.Finding{{
			Claim: knowledge.Claim{From: 0, To: 4, Text: "Call"}, State: knowledge.StateNotFound, Words: "no article has it",
		}},
	}
}

// asked is a chat whose bot has just made a claim, which is line m2.
func asked(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.talk("C: how do I reach you", "B: Call +91 00000 00000 at any time.")
	return d
}

func (d *desk) checked(a knowledge.Answer) []chat.Event {
	facts := d.engine.Checked(d.chat(), a)
	d.fold(facts)
	return facts
}

func TestQuestion(t *testing.T) {
	d := asked(t)
	q, ok := d.engine.Question(d.chat(), d.chat().Messages[1])
	if !ok || q.Before != "how do I reach you" || q.Message != "m2" || q.Chat != "c" || !strings.HasPrefix(q.Text, "Call") {
		t.Errorf("%+v, %v", q, ok)
	}
	if _, ok := d.engine.Question(d.chat(), d.chat().Messages[0]); ok {
		t.Error("a line of the customer is asked about")
	}
	d.say(chat.SpeakerBot, " \n", 0)
	if _, ok := d.engine.Question(d.chat(), d.chat().Messages[2]); ok {
		t.Error("a blank line is asked about")
	}
	d.apply(&chat.ChatTakenOver{Agent: "asha"})
	if _, ok := d.engine.Question(d.chat(), d.chat().Messages[1]); ok {
		t.Error("an agent serves the chat")
	}
}

// G-TRIG-04, A-47, at the shipped thresholds.
func TestHallucination(t *testing.T) {
	for _, tc := range []struct {
		score int
		want  chat.Level
	}{{4_999, ""}, {5_000, chat.LevelNotice}, {7_999, chat.LevelNotice}, {8_000, chat.LevelAlert}, {10_000, chat.LevelAlert}} {
		d := asked(t)
		ts := raised(d.checked(answer("m2", tc.score, "k1")))
		if got := d.held(policy.RuleHallucination); got != tc.want {
			t.Errorf("at %d it holds as %q, want %q", tc.score, got, tc.want)
		}
		if tc.want == "" {
			continue
		}
		tr := ts[0]
		if tr.Knowledge != "k1" || tr.Weights != "" || tr.Tier != chat.TierImmediate || len(tr.Evidence) != 1 ||
			tr.Evidence[0].Message != "m2" || !strings.Contains(tr.Evidence[0].Words, "no article has it") {
			t.Errorf("%+v", tr)
		}
		if v, err := d.engine.Check(d.chat(), tr); err != nil || v.Score != tr.Score || v.Level != tr.Level || v.Spans[0] != tr.Evidence[0] {
			t.Errorf("checked: %+v, %v", v, err)
		}
		tr.Knowledge = "k0"
		if _, err := d.engine.Check(d.chat(), tr); !errors.Is(err, trigger.ErrKnowledge) {
			t.Errorf("under other knowledge: %v", err)
		}
	}
}

// The answer comes when it comes.
func TestAnswersThatComeTooLate(t *testing.T) {
	sure := answer("m2", 9_000, "k1")
	for name, happens := range map[string]func(d *desk){
		"taken over": func(d *desk) { d.apply(&chat.ChatTakenOver{Agent: "asha"}) },
		"closed":     func(d *desk) { d.apply(&chat.ChatClosed{}) },
		"an agent has spoken since": func(d *desk) {
			d.apply(&chat.ChatTakenOver{Agent: "asha"})
			d.say(chat.SpeakerAgent, "Asha here.", 0)
			d.apply(&chat.ChatQueued{})
		},
	} {
		d := asked(t)
		happens(d)
		if facts := d.checked(sure); facts != nil {
			t.Errorf("%s: %+v", name, facts)
		}
	}
	d := asked(t)
	if facts := d.checked(answer("gone", 9_000, "k1")); facts != nil {
		t.Errorf("of no line: %+v", facts)
	}
	d.talk("C: and by mail?", "B: Write to help@example.com.")
	if ts := raised(d.checked(sure)); len(ts) != 1 {
		t.Errorf("an older line of the bot: %+v", ts)
	}
	if ts := raised(d.checked(answer("m4", 9_000, "k1"))); len(ts) != 0 {
		t.Errorf("it holds and is raised again: %+v", ts)
	}
}

// Better knowledge takes back what was suspected of the same line, and nothing
// that was dismissed is said again.
func TestKnowledgeIsLoadedAnew(t *testing.T) {
	d := asked(t)
	d.checked(answer("m2", 9_000, "k1"))
	d.dismiss(policy.RuleHallucination)
	if facts := d.checked(answer("m2", 9_000, "k2")); facts != nil {
		t.Errorf("dismissed: %+v", facts)
	}
	d = asked(t)
	d.checked(answer("m2", 9_000, "k1"))
	if rs := cleared(d.checked(answer("m2", 0, "k2"))); len(rs) != 1 {
		t.Error("not taken back")
	}
	d = asked(t)
	d.checked(answer("m2", 9_000, "k1"))
	d.apply(&chat.TriggerConfirmed{Rule: policy.RuleHallucination})
	if facts := d.checked(answer("m2", 0, "k2")); facts != nil {
		t.Errorf("somebody has confirmed it: %+v", facts)
	}
}

// G-TRIG-04: without knowledge there is no score, and the reason says so.
func TestHallucinationExplains(t *testing.T) {
	verdict := func(d *desk) trigger.Verdict { return d.engine.Explain(d.chat(), d.clock)[3] }
	d := asked(t)
	if v := verdict(d); v.Score.Known() || !strings.Contains(v.Words, "not checked yet") {
		t.Errorf("%+v", v)
	}
	d.checked(knowledge.Answer{Chat: "c", Message: "m2", Why: knowledge.WhyNoKnowledge})
	if v := verdict(d); v.Score.Known() || !strings.Contains(v.Words, "no knowledge is loaded") {
		t.Errorf("%+v", v)
	}
	d.checked(answer("m2", 6_000, "k1"))
	if v := verdict(d); v.Score != chat.ScoreOf(6_000) || v.Level != chat.LevelNotice || v.Held != chat.LevelNotice || v.Knowledge != "k1" || len(v.Spans) != 1 {
		t.Errorf("%+v", v)
	}
	d.talk("C: ok", "B: Anything else?")
	if v := verdict(d); v.Score.Known() || !strings.Contains(v.Words, "not checked yet") {
		t.Errorf("of the next answer: %+v", v)
	}
}
