package trigger_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// G-TRIG-08, A-45.
func TestBotRepeat(t *testing.T) {
	for _, tc := range []struct {
		name    string
		answers []string
		level   chat.Level
	}{
		{"the same words", []string{"Please restart the router.", "Please restart the router."}, chat.LevelAlert},
		{"other case and marks", []string{"Please restart the router.", "please RESTART the router!"}, chat.LevelAlert},
		{"another in between", []string{"Please restart the router.", "Is the light green?", "Please restart the router."}, chat.LevelAlert},
		{"with a standing phrase", []string{"Please restart the router.", "I understand. Please restart the router. Anything else I can help with?"}, chat.LevelAlert},
		{"nearly the same", []string{"You can change the address under profile, settings, delivery.", "You can change your address under profile, settings, delivery."}, chat.LevelAlert},
		{"alike but not the same", []string{"Please open settings, tap network, tap reset and restart the phone.", "Please open settings, tap network, tap reset and charge the phone."}, chat.LevelNotice},
		{"Hindi", []string{"कृपया अपना राउटर बंद करके चालू करें।", "कृपया अपना राउटर बंद करके चालू करें"}, chat.LevelAlert},
		{"another question of a form", []string{"On which date would you like to leave?", "From which city would you like to leave?"}, ""},
		{"another amount", []string{"Your bill for this month is 450 rupees.", "Your bill for this month is 540 rupees."}, ""},
		{"standing phrase", []string{"Is there anything else I can help you with?", "Is there anything else I can help you with?"}, ""},
		{"standing phrase in Hindi", []string{"क्या मैं आपकी और कोई मदद कर सकता हूँ?", "क्या मैं आपकी और कोई मदद कर सकता हूँ?"}, ""},
		{"standing offer, other words", []string{"Do you want me to assist you with anything else?", "Okay. Can I help you with anything else?", "May I assist you further?", "Can I assist you further?"}, ""},
		{"thanks", []string{"Thank you!", "Thank you!"}, ""},
		{"one word", []string{"Delivered.", "Delivered."}, ""},
		{"empty", []string{"", ""}, ""},
		{"different", []string{"Your parcel is in Pune.", "The refund takes five days."}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t)
			for _, a := range tc.answers {
				d.customer("and now?")
				d.bot(a, 9000)
			}
			if got := d.held(policy.RuleBotRepeat); got != tc.level {
				t.Errorf("holds as %q, want %q: %+v", got, tc.level, d.engine.Explain(d.chat(), d.now())[2])
			}
		})
	}
}

func TestBotRepeatEvidence(t *testing.T) {
	d := newDesk(t)
	d.bot("Please restart the router.", 9000)
	d.customer("I did")
	ts := raised(d.bot("Please restart the router!", 9000))
	if len(ts) != 1 || ts[0].Tier != chat.TierProactive {
		t.Fatalf("%+v", ts)
	}
	e := ts[0].Evidence
	if len(e) != 2 || e[0].Message != "m1" || e[1].Message != "m3" || e[1].To != len("Please restart the router!") {
		t.Errorf("evidence is %+v, want both messages", e)
	}
}

func TestBotRepeatRearms(t *testing.T) {
	d := newDesk(t)
	router := "Please restart the router."
	d.bot(router, 9000)
	d.bot(router, 9000)
	if ts := raised(d.bot(router, 9000)); len(ts) != 0 {
		t.Error("one repetition is raised twice")
	}
	d.bot("Is the green light on?", 9000)
	if d.held(policy.RuleBotRepeat) != chat.LevelAlert {
		t.Error("one new answer ends it")
	}
	d.bot("Then a technician will visit tomorrow.", 9000)
	if d.held(policy.RuleBotRepeat) != "" {
		t.Error("two new answers do not end it")
	}
	if ts := raised(d.bot(router, 9000)); len(ts) != 1 {
		t.Error("it is not raised again after it ended")
	}
}

// What the bot said before an agent spoke is no repetition afterwards.
func TestBotRepeatBeginsAnew(t *testing.T) {
	d := newDesk(t)
	d.bot("Please restart the router.", 9000)
	d.say(chat.SpeakerAgent, "Hello, Asha here.", 0)
	if ts := raised(d.bot("Please restart the router.", 9000)); len(ts) != 0 {
		t.Errorf("%+v", ts)
	}
}
