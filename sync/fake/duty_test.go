package fake_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
)

// An obedient hub plays an escalation.
func TestObedientHubEscalates(t *testing.T) {
	h := fake.New(t)
	p := newPair(t, h)
	due := chat.Instant(1_900_000_000_000)
	p.say(p.asha, "e", "c1", &chat.Escalate{To: "rohan", Level: "Lead", Reason: chat.EscalateExpertise, Issue: "it stops", Steps: "restarted", Resolve: due}, true)
	c1 := p.floor.Chat("c1")
	if e := c1.Escalation; e.State != chat.EscalationOpen || e.Offer.Ref != fake.EscalationRef || e.Offer.Issue != "it stops" || e.Offer.Resolve != due {
		t.Errorf("%+v", e)
	}
	p.say(p.rohan, "y", "c1", &chat.AcceptOffer{Offer: "e", Read: true}, true)
	if c1.Owner != "rohan" || c1.Escalation.State != chat.EscalationAccepted {
		t.Errorf("%+v", c1)
	}
}

// It plays what is owed, and who comes to help.
func TestObedientHubOnWhatIsOwed(t *testing.T) {
	h := fake.New(t)
	p := newPair(t, h)
	due := chat.Instant(1_900_000_000_000)
	p.say(p.asha, "h", "c2", &chat.AskForHelp{Reason: "an odd bill"}, true)
	p.say(p.rohan, "a", "c2", &chat.AnswerHelp{}, true)
	p.say(p.asha, "p", "c2", &chat.PromiseTo{Kind: chat.OwedCall, Due: due, Words: "a call"}, true)
	p.say(p.asha, "q", "c2", &chat.AttemptObligation{Obligation: "p", Outcome: chat.AttemptBusy}, true)
	p.say(p.asha, "g", "c2", &chat.HandObligation{Obligation: "p", To: "rohan", Note: "please"}, true)
	c2 := p.floor.Chat("c2")
	if o, runs := c2.Owed("p"); !runs || o.Attempts != 1 || o.Owner != "rohan" || o.Due != due {
		t.Errorf("%+v", o)
	}
	p.say(p.rohan, "k", "c2", &chat.KeepObligation{Obligation: "p", Note: "all is well"}, true)
	if _, runs := c2.Owed("p"); runs || c2.Help.AnsweredBy != "rohan" || p.floor.Hash() != h.Hash() {
		t.Errorf("%+v", c2)
	}
}

// It plays the steps of a chat, and its end.
func TestObedientHubOnTheWay(t *testing.T) {
	h := fake.New(t)
	p := newPair(t, h)
	c2 := p.floor.Chat("c2")
	p.say(p.asha, "st", "c2", &chat.SetStep{Step: chat.StepConfirming}, true)
	p.say(p.asha, "r", "c2", &chat.AskRating{}, true)
	p.say(p.asha, "v", "c2", &chat.VerifyIdentity{Checks: []string{"name"}}, true)
	if c2.Step != chat.StepConfirming || c2.Rating.AskedAt.IsZero() || c2.Verified.By != "asha" {
		t.Errorf("%+v", c2)
	}
	p.say(p.asha, "m", "c2", &chat.PostMessage{Text: "Hello", Script: "closing-1", File: &chat.File{Hash: "h"}}, true)
	if m := c2.Messages[len(c2.Messages)-1]; m.Script != "closing-1" || m.File.Hash != "h" {
		t.Errorf("%+v", m)
	}
	p.say(p.asha, "f", "", &chat.SetFocus{On: true}, true)
	p.say(p.asha, "pol", "", &chat.ChangePolicy{Version: 2, File: []byte("x")}, true)
	p.say(p.asha, "x", "c2", &chat.EndChat{Reason: "solved", Ticket: []byte(`{}`)}, true)
	p.say(p.asha, "xs", "c2", &chat.SaveTicket{Ticket: []byte(`{"ref":"later"}`)}, true)
	if c2.Active() || string(c2.Ticket) != `{"ref":"later"}` || p.floor.Hash() != h.Hash() {
		t.Errorf("%+v", c2)
	}
}
