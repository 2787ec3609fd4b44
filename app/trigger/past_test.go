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
