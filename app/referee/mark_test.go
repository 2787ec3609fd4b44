package referee

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
)

// spoken has "c" served by the bot, with a line of each side and one of the
// team, and "d" beside it.
func spoken(*testing.T) *stand {
	s := withBot()
	s.put("c", &chat.MessagePosted{Message: "asked", From: chat.SpeakerCustomer, Text: "When do you open?"})
	s.put("c", &chat.MessagePosted{Message: "said", From: chat.SpeakerBot, Text: "नमस्ते, it opens at nine."})
	s.put("c", &chat.MessagePosted{Message: "told", From: chat.SpeakerSystem, Text: "The bot answers."})
	s.put("c", &chat.MessagePosted{Message: "mute", From: chat.SpeakerBot})
	s.put("c", &chat.NotePosted{Message: "note", Text: "Looks odd."})
	s.put("d", &chat.ChatOpened{Bot: true, Driver: "practice"})
	s.put("d", &chat.MessagePosted{Message: "elsewhere", From: chat.SpeakerBot, Text: "It opens at ten."})
	return s
}

// found is spoken with a trigger that a detector raised for one line.
func found(rule chat.RuleID, level chat.Level, line chat.MessageID) func(*testing.T) *stand {
	return func(t *testing.T) *stand {
		s := spoken(t)
		s.put("c", &chat.TriggerRaised{Trigger: chat.Trigger{
			Rule: rule, Version: 3, Tier: chat.TierImmediate, Level: level, Score: chat.ScoreOf(6000),
			Evidence: []chat.Evidence{{Message: line, To: 3}}, Knowledge: "k1",
		}})
		return s
	}
}

// marking is spoken after wishes of Rohan's.
func marking(floor func(*testing.T) *stand, wishes ...chat.Wish) func(*testing.T) *stand {
	return func(t *testing.T) *stand {
		s := floor(t)
		for i, w := range wishes {
			if _, no := s.do("rohan", "c", chat.CommandID("before-"+string(rune('a'+i))), w); no != nil {
				t.Fatal(no)
			}
		}
		return s
	}
}

func TestMark(t *testing.T) { // G-TRIG-01, G-TRIG-02, G-TRIG-04, A-47
	wrong := func(m chat.MessageID) chat.Wish { return &chat.MarkTrigger{Rule: policy.RuleBotWrong, Message: m} }
	angry := func(m chat.MessageID) chat.Wish {
		return &chat.MarkTrigger{Rule: policy.RuleFrustration, Message: m}
	}
	sure := func(r chat.RuleID) chat.Wish { return &chat.ConfirmTrigger{Rule: r} }
	closed := func(t *testing.T) *stand {
		s := spoken(t)
		s.put("c", &chat.ChatClosed{Reason: "solved"})
		return s
	}
	served := func(t *testing.T) *stand {
		s := spoken(t)
		s.put("c", &chat.ChatTakenOver{Agent: "asha"})
		return s
	}
	queued := func(t *testing.T) *stand {
		s := spoken(t)
		s.put("c", &chat.ChatQueued{Reason: "asked for a person"})
		return s
	}
	for _, tc := range []ladderCase{
		{name: "the bot is wrong", floor: spoken, by: "asha", wish: wrong("said"), kinds: "TriggerRaised"},
		{name: "a lead may say so too", floor: spoken, by: "meera", wish: wrong("said"), kinds: "TriggerRaised"},
		{name: "the customer is frustrated", floor: spoken, by: "bela", wish: angry("asked"), kinds: "TriggerRaised"},
		{name: "in the queue too", floor: queued, by: "bela", wish: angry("asked"), kinds: "TriggerRaised"},

		{name: "no such line", floor: spoken, by: "asha", wish: wrong("nowhere"), code: chat.RefusedInvalid, words: "no such line"},
		{name: "a line of another chat", floor: spoken, by: "asha", wish: wrong("elsewhere"), code: chat.RefusedInvalid, words: "no such line"},
		{name: "the customer is not wrong", floor: spoken, by: "asha", wish: wrong("asked"), code: chat.RefusedInvalid, words: "the bot only"},
		{name: "the bot is not frustrated", floor: spoken, by: "asha", wish: angry("said"), code: chat.RefusedInvalid, words: "the customer only"},
		{name: "a line of the system", floor: spoken, by: "asha", wish: angry("told"), code: chat.RefusedInvalid, words: "the customer only"},
		{name: "a note", floor: spoken, by: "asha", wish: wrong("note"), code: chat.RefusedInvalid, words: "the bot only"},
		{name: "a line without words", floor: spoken, by: "asha", wish: wrong("mute"), code: chat.RefusedInvalid, words: "no words"},
		{name: "another rule", floor: spoken, by: "asha", wish: &chat.MarkTrigger{Rule: policy.RuleStuck, Message: "said"}, code: chat.RefusedInvalid, words: "can be marked"},
		{name: "a closed chat", floor: closed, by: "asha", wish: wrong("said"), code: chat.RefusedClosed, words: "closed"},
		{name: "a colleague serves", floor: served, by: "rohan", wish: angry("asked"), code: chat.RefusedTaken, words: "Asha serves this chat"},
		{name: "I serve", floor: served, by: "asha", wish: angry("asked"), code: chat.RefusedTaken, words: "You serve"},
		{name: "the bot was wrong before I served", floor: served, by: "asha", wish: wrong("said"), kinds: "TriggerRaised"}, // G-OPS-02
		{name: "it was wrong before a colleague did", floor: served, by: "rohan", wish: wrong("said"), kinds: "TriggerRaised"},
		{name: "offline", floor: spoken, by: "tariq", wish: wrong("said"), code: chat.RefusedOffline, words: "offline"},

		{name: "marked already", floor: marking(spoken, wrong("said")), by: "asha", wish: wrong("said")},
		{name: "a line that alerts is confirmed", floor: found(policy.RuleBotWrong, chat.LevelAlert, "said"), by: "asha", wish: wrong("said"), kinds: "TriggerConfirmed"},
		{name: "one with a badge also calls", floor: found(policy.RuleBotWrong, chat.LevelNotice, "said"), by: "asha", wish: wrong("said"), kinds: "TriggerRaised TriggerConfirmed"},
		{name: "a badge for another line calls", floor: found(policy.RuleFrustration, chat.LevelNotice, "told"), by: "asha", wish: angry("asked"), kinds: "TriggerRaised"},
		{name: "an alert for another line is confirmed", floor: found(policy.RuleFrustration, chat.LevelAlert, "told"), by: "asha", wish: angry("asked"), kinds: "TriggerConfirmed"},
		{name: "a suspicion is confirmed", floor: found(policy.RuleHallucination, chat.LevelAlert, "said"), by: "asha", wish: wrong("said"), kinds: "TriggerConfirmed"},
		{name: "a suspicion of another line is not", floor: found(policy.RuleHallucination, chat.LevelAlert, "told"), by: "asha", wish: wrong("said"), kinds: "TriggerRaised"},

		{name: "confirm", floor: found(policy.RuleHallucination, chat.LevelAlert, "said"), by: "asha", wish: sure(policy.RuleHallucination), kinds: "TriggerConfirmed"},
		{name: "confirm a badge", floor: found(policy.RuleHallucination, chat.LevelNotice, "said"), by: "asha", wish: sure(policy.RuleHallucination), kinds: "TriggerRaised TriggerConfirmed"},
		{name: "confirm what another has", floor: marking(found(policy.RuleBotWrong, chat.LevelAlert, "said"), sure(policy.RuleBotWrong)), by: "asha", wish: sure(policy.RuleBotWrong)},
		{name: "confirm what does not hold", floor: spoken, by: "asha", wish: sure(policy.RuleHallucination), code: chat.RefusedGone, words: "gone"},
		{name: "confirm another rule", floor: found(policy.RuleFrustration, chat.LevelAlert, "asked"), by: "asha", wish: sure(policy.RuleFrustration), code: chat.RefusedInvalid, words: "can be confirmed"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// TestAMarkOfAServedChatCallsNobody: it is a notice, and so is what is confirmed there
// (G-OPS-02). What is taken back is not written up.
func TestAMarkOfAServedChatCallsNobody(t *testing.T) {
	s := spoken(t)
	s.put("c", &chat.ChatTakenOver{Agent: "asha"})
	s.send("asha", "c", "mark", &chat.MarkTrigger{Rule: policy.RuleBotWrong, Message: "said"})
	got, ok := s.Chat("c").Trigger(policy.RuleBotWrong)
	if !ok || got.Level != chat.LevelNotice || got.MarkedBy != "asha" {
		t.Fatalf("%+v", got)
	}
	s.send("rohan", "c", "sure", &chat.ConfirmTrigger{Rule: policy.RuleBotWrong})
	if got, _ = s.Chat("c").Trigger(policy.RuleBotWrong); got.Level != chat.LevelNotice || got.ConfirmedBy != "rohan" {
		t.Fatalf("%+v", got)
	}
	for _, line := range []string{"said", "another"} {
		s.put("c", &chat.ObligationStarted{Obligation: chat.Obligation{ID: chat.ObligationID(line), Kind: chat.OwedWriteUp, Rule: policy.RuleBotWrong, Cause: line, Owner: "asha"}})
	}
	s.send("asha", "c", "undo", &chat.DismissTrigger{Rule: policy.RuleBotWrong, Reason: "Marked by mistake"})
	for _, o := range s.Chat("c").Obligations {
		if o.Kind == chat.OwedWriteUp && o.Cause != "another" {
			t.Errorf("still owed: %+v", o)
		}
	}
}

// TestAMarkIsAnAlert looks at what a mark says, and that the same key pressed
// twice says it once (G-TRIG-02, A-62).
func TestAMarkIsAnAlert(t *testing.T) {
	s := spoken(t)
	s.policy.Version = 7
	s.policy.Rules.BotWrong.Alert = chat.ScoreOf(9700)
	for range 2 {
		s.send("asha", "c", "mark", &chat.MarkTrigger{Rule: policy.RuleBotWrong, Message: "said"})
	}
	got := s.Chat("c").Triggers
	line := chat.Message{ID: "said", From: chat.SpeakerBot, Text: "नमस्ते, it opens at nine."}
	want, _ := trigger.Marked(s.policy, policy.RuleBotWrong, &line, "asha", s.now)
	if len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if want.Level != chat.LevelAlert || want.MarkedBy != "asha" || want.Threshold != chat.ScoreOf(9700) {
		t.Errorf("this calls nobody: %+v", want)
	}
}

// TestConfirmingKeepsWhatWasFound sees that a badge which a person confirms
// still says what the detector had measured (D-01).
func TestConfirmingKeepsWhatWasFound(t *testing.T) {
	s := found(policy.RuleHallucination, chat.LevelNotice, "said")(t)
	was, _ := s.Chat("c").Trigger(policy.RuleHallucination)
	s.send("asha", "c", "sure", &chat.ConfirmTrigger{Rule: policy.RuleHallucination})
	now, _ := s.Chat("c").Trigger(policy.RuleHallucination)
	if now.Level != chat.LevelAlert || now.ConfirmedBy != "asha" || now.MarkedBy != "" || now.Score != was.Score ||
		now.Version != was.Version || now.Knowledge != was.Knowledge || len(now.Evidence) != 1 {
		t.Errorf("%+v after %+v", now, was)
	}
}

// TestEverybodyMarks has everybody mark and confirm in any order: a rule holds
// at most once, whoever said it first stays, and it is confirmed once.
func TestEverybodyMarks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := spoken(t)
		rules := []chat.RuleID{policy.RuleBotWrong, policy.RuleFrustration, policy.RuleHallucination}
		lines := []chat.MessageID{"asked", "said", "nowhere"}
		if rapid.Bool().Draw(rt, "suspected") {
			s = found(policy.RuleHallucination, rapid.SampledFrom([]chat.Level{chat.LevelNotice, chat.LevelAlert}).Draw(rt, "level"), "said")(t)
		}
		said := make(map[chat.RuleID]int)
		for range 30 {
			var w chat.Wish = &chat.MarkTrigger{Rule: rapid.SampledFrom(rules).Draw(rt, "rule"), Message: rapid.SampledFrom(lines).Draw(rt, "line")}
			if rapid.Bool().Draw(rt, "confirm") {
				w = &chat.ConfirmTrigger{Rule: rapid.SampledFrom(rules).Draw(rt, "rule")}
			}
			id := chat.CommandID(rapid.StringMatching(`k[0-9]`).Draw(rt, "id"))
			d, _ := s.do(rapid.SampledFrom(team).Draw(rt, "by"), "c", id, w)
			for _, e := range d.Events {
				if b, ok := e.Body.(*chat.TriggerConfirmed); ok {
					said[b.Rule]++
				}
			}
		}
		holds := make(map[chat.RuleID]bool)
		for _, tr := range s.Chat("c").Triggers {
			if holds[tr.Rule] || said[tr.Rule] > 1 || (said[tr.Rule] == 1) != (tr.ConfirmedBy != "") {
				rt.Fatalf("%+v, confirmed %d times", tr, said[tr.Rule])
			}
			if tr.MarkedBy != "" && tr.Level != chat.LevelAlert {
				rt.Fatalf("a mark that calls nobody: %+v", tr)
			}
			holds[tr.Rule] = true
		}
	})
}
