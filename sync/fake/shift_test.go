package fake_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
	"floorwalker/sync/wire"
)

// An obedient hub plays calls, and a chat of the night.
func TestObedientHubOnThePhone(t *testing.T) {
	h := fake.New(t)
	p := newPair(t, h)
	const at chat.Instant = 1_900_000_000_000
	p.say(p.asha, "o", "c2", &chat.OfferCallback{Reason: chat.CallConfiguration}, true)
	p.say(p.asha, "s", "c2", &chat.ScheduleCallback{Reason: chat.CallConfiguration, Consent: "m", Due: at, Words: "the router"}, true)
	c2 := p.floor.Chat("c2")
	if o, runs := c2.Owed("s"); !runs || o.Ref != fake.CallbackRef || !o.Unconfirmed || o.Owner != "asha" || len(c2.Offered) != 1 {
		t.Errorf("%+v", o)
	}
	p.say(p.asha, "b", "c2", &chat.BeginAttempt{Obligation: "s", Began: at}, true)
	p.say(p.asha, "e", "c2", &chat.EndAttempt{Attempt: "b", Obligation: "s", Began: at, Ended: at + 1000, Outcome: chat.AttemptBusy}, true)
	p.say(p.asha, "b2", "", &chat.BeginAttempt{Record: "f1", Began: at}, true)
	if len(c2.Calls) != 1 || c2.Calls.Failed() != 1 || len(p.floor.RecordCalls("f1")) != 1 {
		t.Errorf("%+v, %+v", c2.Calls, p.floor.RecordCalls("f1"))
	}
	p.say(p.asha, "rn", "c2", &chat.ReviewNight{Call: true}, true)
	p.say(p.asha, "un", "c2", &chat.UnlockNight{Reason: "asked for it"}, true)
	p.say(p.asha, "be", "c2", &chat.WriteBotError{Message: "m", Question: "why?"}, true)
	if c2.Night.ReviewedBy != "asha" || c2.Night.Unlocked == "" || len(c2.BotErrors) != 1 || p.floor.Hash() != h.Hash() {
		t.Errorf("%+v %+v", c2.Night, c2.BotErrors)
	}
}

// It plays who answers for the floor, and what shifts hand over.
func TestObedientHubOnShifts(t *testing.T) {
	h := fake.New(t)
	p := newPair(t, h)
	team := []chat.Event{
		{ID: "add-asha", Body: &chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RolePrimary}},
		{ID: "add-rohan", Body: &chat.AgentAdded{Agent: "rohan", Name: "Rohan M.", Role: chat.RoleLead}},
	}
	h.Push(team...)
	p.asha.get(wire.FrameEvents)
	p.rohan.get(wire.FrameEvents)
	for i := range team {
		p.floor.Apply(&team[i])
	}
	p.say(p.asha, "t", "", &chat.TakeCover{Reason: "the shift begins"}, true)
	p.say(p.asha, "a", "", &chat.AskCover{To: "rohan", Reason: "lunch"}, true)
	p.say(p.rohan, "y", "", &chat.AnswerCover{Ask: "a", Accept: true}, true)
	if c := p.floor.Cover(); c.Agent != "rohan" || p.floor.Agent("asha").BreakCover != "rohan" {
		t.Errorf("%+v", c)
	}
	p.say(p.asha, "eb", "", &chat.EndBreak{}, true)
	p.say(p.asha, "i", "", &chat.SetIdle{On: true}, true)
	p.say(p.rohan, "ov", "", &chat.OverrideBreak{Agent: "asha", Reason: "she is ill"}, true)
	if a := p.floor.Agent("asha"); !a.Idle || a.Break.IsZero() {
		t.Errorf("%+v", a)
	}
	p.say(p.asha, "k", "", &chat.RegisterKey{Key: []byte("key")}, true)
	p.say(p.asha, "ss", "", &chat.StartShift{Shift: "s"}, true)
	p.say(p.asha, "sb", "", &chat.SubmitBotErrors{Shift: "s", NoneSeen: true}, true)
	p.say(p.asha, "pr", "", &chat.PublishReport{Shift: "s", Report: []byte("{}")}, true)
	p.say(p.asha, "sh", "", &chat.SignHandover{Shift: "s", To: "rohan", Document: []byte("doc")}, true)
	hash := p.floor.LastHandover()
	p.say(p.rohan, "ah", "", &chat.AcknowledgeHandover{Hash: hash, Items: []string{"one"}}, true)
	p.say(p.rohan, "th", "", &chat.TakeHandover{Hash: hash, Agent: "asha", Note: "she may go"}, true)
	p.say(p.asha, "es", "", &chat.EndShift{Shift: "s"}, true)
	p.say(p.rohan, "rk", "", &chat.RetireKey{Agent: "asha", Reason: "lost"}, true)
	o, known := p.floor.Handover(hash)
	if s := p.floor.Shift("s"); !known || o.From != "asha" || len(o.Acks) != 1 || o.Taken.By != "rohan" || !s.EndedBy("asha") || s.Report == nil || s.BotErrors == nil {
		t.Errorf("%+v", o)
	}
	if p.floor.Key("asha") != nil || p.floor.Hash() != h.Hash() {
		t.Errorf("%+v", p.floor.Keys("asha"))
	}
}
