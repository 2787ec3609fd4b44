package trigger_test

import (
	"fmt"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// long is how long ago the past was.
const long = 20 * time.Minute

// recall brings a line that was said a while ago.
func (d *desk) recall(from chat.Speaker, text string, ago time.Duration) []chat.Event {
	d.t.Helper()
	d.apply(&chat.MessagePosted{
		Message: chat.MessageID(fmt.Sprint("m", d.said)), From: from, Text: text, Said: d.clock.Add(d.step - ago),
	})
	c := d.chat()
	facts := d.engine.Message(c, c.Messages[len(c.Messages)-1])
	d.fold(facts)
	return facts
}

// What was said long ago calls nobody, and keeps nobody from being called when it is said
// again; a line that is only late calls at once.
func TestThePastCallsNobody(t *testing.T) {
	const request = "I want to talk to a human"
	d := newDesk(t)
	if facts := d.recall(chat.SpeakerCustomer, request, long); len(facts) > 0 {
		t.Fatalf("%+v", facts)
	}
	if _, due := d.engine.Due(d.chat()); due {
		t.Error("a clock runs")
	}
	if ts := raised(d.say(chat.SpeakerCustomer, request, 0), policy.RuleHumanRequest); len(ts) != 1 {
		t.Errorf("%+v", ts)
	}
	late := newDesk(t)
	if ts := raised(late.recall(chat.SpeakerCustomer, request, chat.HistoryAfter), policy.RuleHumanRequest); len(ts) != 1 {
		t.Errorf("%+v", ts)
	}
}

// The rules remember the past: what is asked now was asked then, too (G-TRIG-09).
func TestThePastIsRemembered(t *testing.T) {
	const asked = "when will my refund for the kettle arrive?"
	d := newDesk(t)
	d.recall(chat.SpeakerCustomer, asked, 20*time.Minute)
	d.recall(chat.SpeakerBot, "Refunds take a while.", 19*time.Minute)
	if ts := raised(d.say(chat.SpeakerCustomer, asked, 0), policy.RuleCustomerRepeat); len(ts) != 1 {
		t.Errorf("%+v", ts)
	}
	// Half an hour is another conversation, also in the past.
	old := newDesk(t)
	old.recall(chat.SpeakerCustomer, asked, time.Hour)
	old.recall(chat.SpeakerBot, "Refunds take a while.", time.Hour)
	if ts := raised(old.say(chat.SpeakerCustomer, asked, 0), policy.RuleCustomerRepeat); len(ts) != 0 {
		t.Errorf("%+v", ts)
	}
}

// G-TRIG-07: how long somebody is stuck counts from when they said it, once they say
// anything now.
func TestStuckSinceThePast(t *testing.T) {
	d := newDesk(t)
	d.recall(chat.SpeakerCustomer, "my router shows a red light", 18*time.Minute)
	d.recall(chat.SpeakerBot, "Please restart the router.", 17*time.Minute)
	d.recall(chat.SpeakerCustomer, "the light of the router is still red", 16*time.Minute)
	if ts := raised(d.tick(time.Minute)); len(ts) != 0 {
		t.Errorf("%+v", ts)
	}
	if ts := raised(d.say(chat.SpeakerCustomer, "the light of the router is still red, nothing helps", 0), policy.RuleStuck); len(ts) != 1 {
		t.Errorf("%+v", ts)
	}
}

// A line that becomes another calls for what it says now, once; one that is taken back
// for nothing, and counts as never said.
func TestLinesThatChange(t *testing.T) {
	d := newDesk(t)
	d.say(chat.SpeakerCustomer, "hello there", 0)
	id := d.chat().Messages[0].ID
	edit := func(text string) []chat.Event {
		d.apply(&chat.MessageEdited{Message: id, Text: text})
		facts := d.engine.Rewritten(d.chat(), id)
		d.fold(facts)
		return facts
	}
	ts := raised(edit("I want to talk to a human"), policy.RuleHumanRequest)
	if len(ts) != 1 || !ts[0].PointsAt(id) || ts[0].RaisedAt != d.chat().Messages[0].Edited {
		t.Fatalf("%+v", ts)
	}
	if v, err := d.engine.Check(d.chat(), ts[0]); err != nil || v.Level != chat.LevelAlert {
		t.Errorf("%+v, %v", v, err)
	}
	if facts := edit("I want to talk to a human!"); len(raised(facts)) != 0 {
		t.Errorf("once more: %+v", facts)
	}
	const asked = "when will my refund for the kettle arrive?"
	r := newDesk(t)
	r.say(chat.SpeakerCustomer, asked, 0)
	r.apply(&chat.MessageRemoved{Message: r.chat().Messages[0].ID})
	if facts := r.engine.Rewritten(r.chat(), r.chat().Messages[0].ID); len(facts) != 0 {
		t.Errorf("%+v", facts)
	}
	if ts := raised(r.say(chat.SpeakerCustomer, asked, 0), policy.RuleCustomerRepeat); len(ts) != 0 {
		t.Errorf("what was taken back is repeated: %+v", ts)
	}
	if facts := r.engine.Rewritten(r.chat(), "nobody's"); len(facts) != 0 {
		t.Errorf("%+v", facts)
	}
}

// A hub that starts again remembers the past as the one before it did.
func TestThePastAfterARestart(t *testing.T) {
	d := newDesk(t)
	d.recall(chat.SpeakerCustomer, "I want to talk to a human", long)
	d.restart()
	if ts := raised(d.say(chat.SpeakerCustomer, "I want to talk to a human now", 0), policy.RuleHumanRequest); len(ts) != 1 {
		t.Errorf("%+v", ts)
	}
}

// G-TRIG-07: who changes one of their lines, or takes one back, is stuck by what still
// stands, and by the lines after it too.
func TestStuckAfterALineHasChanged(t *testing.T) {
	plain, _ := began(t)
	want, due := plain.engine.Due(plain.chat())
	if !due {
		t.Fatal("nobody waits for them to be stuck")
	}
	for what, change := range map[string]func(*desk) chat.MessageID{
		"an aside is taken back": func(d *desk) chat.MessageID {
			d.step = 0
			d.talk("C: ok")
			id := d.chat().Messages[3].ID
			d.apply(&chat.MessageRemoved{Message: id})
			return id
		},
		"a word is put right": func(d *desk) chat.MessageID {
			id := d.chat().Messages[0].ID
			d.apply(&chat.MessageEdited{Message: id, Text: "my router shows a red light!"})
			return id
		},
	} {
		d, _ := began(t)
		if id := change(d); len(raised(d.engine.Rewritten(d.chat(), id))) != 0 {
			t.Error(what, "and the change itself calls somebody")
		}
		if at, due := d.engine.Due(d.chat()); !due || at != want {
			t.Errorf("%s: stuck at %d, %v; want %d", what, at, due, want)
		}
	}
	// What was settled since the changed line is settled.
	d, _ := began(t)
	d.talk("B: Now it is green.", "C: oh great, thank you so much, it works now")
	_, was := d.engine.Due(d.chat())
	id := d.chat().Messages[2].ID
	d.apply(&chat.MessageEdited{Message: id, Text: "the light of the router is still red!"})
	d.engine.Rewritten(d.chat(), id)
	if _, due := d.engine.Due(d.chat()); was || due {
		t.Errorf("stuck by what is settled: %v, %v", was, due)
	}
}

// A chat that was given back to the bot calls anew for what was called for before
// somebody took it, also where they wrote nothing meanwhile.
func TestWhatWasGivenBackCallsAnew(t *testing.T) {
	d := newDesk(t)
	d.talk("B: Sorry, I did not understand.", "C: "+cross)
	if d.held(policy.RuleFrustration) == "" {
		t.Fatal("not raised")
	}
	d.apply(&chat.ChatTakenOver{Agent: "asha"})
	d.fold(d.engine.Owned(d.chat()))
	d.apply(&chat.ChatReturned{Agent: "asha", Reason: "the bot can go on"})
	d.engine.Returned(d.chat().ID)
	if ts := raised(d.talk("B: Please wait.", "C: "+cross), policy.RuleFrustration); len(ts) != 1 {
		t.Errorf("%+v", ts)
	}
}
