package trigger_test

import (
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// oneLevel is a policy whose rules alert from notice on, so that nothing is
// raised again for being louder.
func oneLevel(p *policy.Policy) {
	for _, of := range []*policy.Thresholds{
		&p.Rules.Frustration, &p.Rules.HumanRequest, &p.Rules.BotWrong, &p.Rules.Hallucination, &p.Rules.Technical,
		&p.Rules.Billing, &p.Rules.BotRepeat, &p.Rules.CustomerRepeat,
	} {
		of.Alert = of.Notice
	}
}

const cross = "this is useless, you never understand anything, your service is terrible"

// Frustration is one cause until three lines show none of it, or the customer
// is content.
func TestFrustrationRearms(t *testing.T) {
	calm := []string{"B: In which city are you?", "C: Pune", "B: And which street?", "C: the long road near the lake", "B: Which house?", "C: number seven"}
	d := newDesk(t, oneLevel)
	if ts := raised(d.talk("B: Sorry, I did not understand.", "C: "+cross), policy.RuleFrustration); len(ts) != 1 || ts[0].Tier != chat.TierImmediate {
		t.Fatalf("%+v", ts)
	}
	if ts := raised(d.talk("C: "+cross), policy.RuleFrustration); len(ts) != 0 {
		t.Errorf("one cause is raised twice: %+v", ts)
	}
	d.talk(calm[:4]...)
	if d.held(policy.RuleFrustration) == "" {
		t.Error("two quiet lines end it")
	}
	if facts := d.talk(calm[4:]...); !slices.Contains(cleared(facts), policy.RuleFrustration) {
		t.Errorf("three quiet lines do not end it: %+v", facts)
	}
	if ts := raised(d.talk("B: Sorry, I did not understand.", "C: "+cross), policy.RuleFrustration); len(ts) != 1 {
		t.Errorf("%+v, want it again", ts)
	}
}

func TestFrustrationEndsWhereTheCustomerIsContent(t *testing.T) {
	d := newDesk(t)
	d.talk("C: my parcel has not arrived for a week", "B: Sorry, I did not understand.", "C: "+cross)
	if d.held(policy.RuleFrustration) == "" {
		t.Fatal("not raised")
	}
	if facts := d.talk("B: Your parcel is at the door.", "C: oh great, thank you so much"); !slices.Contains(cleared(facts), policy.RuleFrustration) {
		t.Errorf("%+v", facts)
	}
}

// A dismissed sign is not raised again while the customer is as cross as
// before.
func TestFrustrationDismissed(t *testing.T) {
	d := newDesk(t, oneLevel)
	d.talk("B: Sorry, I did not understand.", "C: "+cross)
	d.dismiss(policy.RuleFrustration)
	if ts := raised(d.talk("B: Please wait.", "C: "+cross), policy.RuleFrustration); len(ts) != 0 {
		t.Errorf("%+v", ts)
	}
}

// G-TRIG-03: a request is a new cause each time it is made after an answer.
func TestHumanRequestRearms(t *testing.T) {
	d := newDesk(t)
	if ts := raised(d.talk("C: connect me to a human agent"), policy.RuleHumanRequest); len(ts) != 1 || ts[0].Level != chat.LevelAlert {
		t.Fatalf("%+v", ts)
	}
	if ts := raised(d.talk("B: I can help you with that.", "C: connect me to a human agent"), policy.RuleHumanRequest); len(ts) != 0 {
		t.Errorf("it holds and is raised again: %+v", ts)
	}
	d.dismiss(policy.RuleHumanRequest)
	if ts := raised(d.talk("C: connect me to a human agent!"), policy.RuleHumanRequest); len(ts) != 0 {
		t.Errorf("nobody has answered: %+v", ts)
	}
	if ts := raised(d.talk("B: I can help you with that.", "C: I said connect me to a human agent"), policy.RuleHumanRequest); len(ts) != 1 {
		t.Errorf("%+v, want the new request", ts)
	}
}

// A bot that offers a person asks for none.
func TestHumanRequestIsTheCustomers(t *testing.T) {
	d := newDesk(t)
	if ts := raised(d.talk("B: Would you like to talk to a human agent?"), policy.RuleHumanRequest); len(ts) != 0 {
		t.Errorf("the bot's own words raise %+v", ts)
	}
}

const router = "B: Please unplug the router for ten seconds."

// G-TRIG-08, A-45.
func TestBotRepeatRearms(t *testing.T) {
	d := newDesk(t, oneLevel)
	ts := raised(d.talk(router, "C: did that", router), policy.RuleBotRepeat)
	if len(ts) != 1 || ts[0].Tier != chat.TierProactive {
		t.Fatalf("%+v", ts)
	}
	if e := ts[0].Evidence; len(e) != 2 || e[0].Message != "m1" || e[1].Message != "m3" || e[1].To != len(router)-3 {
		t.Errorf("evidence is %+v, want both messages", e)
	}
	if ts := raised(d.talk("C: did that too", router), policy.RuleBotRepeat); len(ts) != 0 {
		t.Errorf("one repetition is raised twice: %+v", ts)
	}
	d.talk("C: and now", "B: Your invoice was sent by mail yesterday.")
	if d.held(policy.RuleBotRepeat) == "" {
		t.Error("one new answer ends it")
	}
	if facts := d.talk("C: and now", "B: A technician visits your street on Monday."); !slices.Contains(cleared(facts), policy.RuleBotRepeat) {
		t.Errorf("two new answers do not end it: %+v", facts)
	}
	if ts := raised(d.talk("C: and now", router), policy.RuleBotRepeat); len(ts) != 1 {
		t.Errorf("%+v, want it again", ts)
	}
}

// G-TRIG-09, A-45: all occurrences are the evidence.
func TestCustomerRepeatRearms(t *testing.T) {
	d := newDesk(t)
	first, second, third := "C: when will my refund for the kettle arrive?", "C: when does the refund for my kettle arrive?", "C: when will the refund for my kettle arrive?"
	ts := raised(d.talk(first, "B: Soon.", second), policy.RuleCustomerRepeat)
	if len(ts) != 1 || len(ts[0].Evidence) != 2 {
		t.Fatalf("%+v", ts)
	}
	d.dismiss(policy.RuleCustomerRepeat)
	d.talk("B: Soon.", third)
	for _, v := range d.engine.Explain(d.chat(), d.clock) {
		if v.Rule == policy.RuleCustomerRepeat && len(v.Spans) != 3 {
			t.Errorf("%+v, want all three", v.Spans)
		}
	}
	d.talk("B: Soon.", "C: how do I change my delivery address", "B: On the profile page.", "C: ok")
	if ts := raised(d.talk("B: Else?", first), policy.RuleCustomerRepeat); len(ts) != 1 {
		t.Errorf("%+v, want it again after two new lines", ts)
	}
}

// The counts are the policy's (trigger.repeat_bot, trigger.repeat_customer).
func TestRepeatsAreCounted(t *testing.T) {
	for times := 2; times <= 8; times++ {
		d := newDesk(t, func(p *policy.Policy) { p.Trigger.RepeatBot = times })
		for n := 1; n <= times; n++ {
			ts := raised(d.talk("C: and now", router), policy.RuleBotRepeat)
			if len(ts) == 1 != (n == times) {
				t.Errorf("of %d the %dth raises %+v", times, n, ts)
			}
			if n == times && len(ts) == 1 && len(ts[0].Evidence) != times {
				t.Errorf("of %d there are %d in the evidence", times, len(ts[0].Evidence))
			}
		}
	}
}

// What was said before two new answers does not count any more.
func TestRepeatsAreCountedFromTheBeginning(t *testing.T) {
	d := newDesk(t, func(p *policy.Policy) { p.Trigger.RepeatBot = 3 })
	d.talk("C: and now", router, "C: and now", router, "C: and now", "B: Your invoice was sent by mail yesterday.", "C: and now", "B: A technician visits your street on Monday.")
	if ts := raised(d.talk("C: and now", router), policy.RuleBotRepeat); len(ts) != 0 {
		t.Errorf("%+v", ts)
	}
	if ts := raised(d.talk("C: and now", router), policy.RuleBotRepeat); len(ts) != 1 {
		t.Errorf("%+v, want the third", ts)
	}
}

// What the bot said before an agent spoke is no repetition afterwards.
func TestAnAgentsLineBeginsAnew(t *testing.T) {
	d := newDesk(t)
	d.talk(router)
	d.say(chat.SpeakerAgent, "Hello, Asha here.", 0)
	if ts := raised(d.talk(router), policy.RuleBotRepeat); len(ts) != 0 {
		t.Errorf("%+v", ts)
	}
}

// Half an hour of silence ends a conversation, whether or not the chat was
// closed meanwhile.
func TestAPauseBeginsAnew(t *testing.T) {
	for wait, want := range map[time.Duration]int{30*time.Minute - time.Millisecond: 0, 30 * time.Minute: 1} {
		for _, closed := range []bool{false, true} {
			d := newDesk(t, oneLevel)
			d.talk("C: " + cross)
			d.dismiss(policy.RuleFrustration)
			if closed {
				d.apply(&chat.ChatClosed{})
				d.engine.Forget("c")
				d.apply(&chat.ChatOpened{Bot: true})
			}
			ms := d.chat().Messages
			d.step = wait - d.clock.Sub(ms[len(ms)-1].At)
			if ts := raised(d.talk("C: "+cross), policy.RuleFrustration); len(ts) != want {
				t.Errorf("after %s, closed %v: %+v", wait, closed, ts)
			}
		}
	}
}

// Notes and whispers are not on every desk, so the rules do not see them.
func TestOnlyTheTwoAreSeen(t *testing.T) {
	a, b := newDesk(t), newDesk(t)
	for _, l := range dialogue {
		a.talk(l)
		b.talk(l)
		b.apply(&chat.WhisperPosted{Message: chat.MessageID("w" + l), To: "ben", Text: "connect me to a human"})
		b.apply(&chat.NotePosted{Message: chat.MessageID("n" + l), Text: cross})
	}
	va, vb := a.engine.Explain(a.chat(), a.clock), b.engine.Explain(b.chat(), b.clock)
	for i := range va {
		if va[i].Score != vb[i].Score && va[i].Rule != policy.RuleStuck {
			t.Errorf("%s scores %s, and %s where others whisper", va[i].Rule, va[i].Score, vb[i].Score)
		}
	}
}
