package obligation_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
)

// past is a line that was said long before the hub heard of it.
func past(id string, from chat.Speaker, text string, said chat.Instant) chat.Body {
	return &chat.MessagePosted{Message: chat.MessageID(id), From: from, Text: text, Said: said}
}

// What was said long ago starts no clock and ends none: nobody was there to keep it. Who
// comes owes from then on, as after any line that has no answer.
func TestThePastStartsNoClock(t *testing.T) {
	const now = 30 * minute
	h := newHub(t)
	h.only = append([]chat.ObligationKind{chat.OwedAck, chat.OwedFirstResponse, chat.OwedPromise}, talkKinds...)
	play(t, h, []step{
		{now, &chat.ChatOpened{Bot: true}, "", ""},
		{now + 1, past("p1", customer, "Where is my order?", minute), "", ""},
		{now + 2, past("p2", agent, "I will call you back in ten minutes.", 2*minute), "", ""},
		{now + 3, past("p3", customer, "Are you there?", now+3-15*minute-1), "", ""},
		{now + 4, past("p4", customer, "Hello?", now+4-15*minute), "", ""}, // it is not the chat's first line
		{now + second, &chat.ChatTakenOver{Agent: "asha"}, "asha", "+first_response/asha@1m0s +reply/asha@2m0s"},
		{now + 2*second, past("p5", agent, "The order left our house.", 3*minute), "asha", ""},
		{now + 3*second, line("a1", agent, tells, ""), "asha", "-first_response/asha=kept -reply/asha=kept +update/asha@3m0s"},
		{now + 4*second, past("p6", customer, "Still nothing", 4*minute), "", ""},
	})
}

// The first line, where it comes late but not long ago, is answered by the bot.
func TestALateLineStartsItsClock(t *testing.T) {
	h := newHub(t)
	h.only = []chat.ObligationKind{chat.OwedAck}
	play(t, h, []step{
		{30 * minute, &chat.ChatOpened{Bot: true}, "", ""},
		{30*minute + 1, past("p", customer, "Hello", 15*minute+1), "", "+ack/@bot@15s"},
	})
}

// A chat that goes back to the bot ends what people owed to the conversation; what was
// promised goes on.
func TestBackToTheBot(t *testing.T) {
	h := served(t)
	h.at(2*second, line("a1", agent, "I will call you back in ten minutes.", ""), "asha")
	got := h.at(3*second, &chat.ChatReturned{Agent: "asha", Reason: "a greeting"}, "asha")
	if want := "-update/asha=void -resolution/asha=void"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	c := h.chat()
	if len(c.Obligations) != 1 || !c.Obligations[0].Kind.Outlives() || c.Obligations[0].Owner != "asha" {
		t.Errorf("%+v", c.Obligations)
	}
	h = served(t)
	if got, want := h.at(3*second, &chat.ChatReturned{Agent: "asha"}, "asha"), "-first_response/asha=void -reply/asha=void -resolution/asha=void -callback_prompt/asha=void"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// Who waits for an answer to a line that was taken back waits for none; the line before
// it counts again.
func TestALineIsTakenBack(t *testing.T) {
	h := served(t, talkKinds...)
	play(t, h, []step{
		{2 * second, line("a1", agent, tells, ""), "asha", "-reply/asha=kept +update/asha@3m0s"},
		{3 * second, line("c1", customer, "And my refund?", ""), "", "-update/asha=void +reply/asha@2m0s"},
		{4 * second, &chat.MessageRemoved{Message: "c0"}, "", ""},
		{5 * second, &chat.MessageRemoved{Message: "c1"}, "", "-reply/asha=void +update/asha@3m0s"},
		{6 * second, line("a2", agent, asks, ""), "asha", "-update/asha=kept +silence_nudge/asha@1m0s"},
		{7 * second, &chat.MessageEdited{Message: "a2", Text: "Which?"}, "", ""},
		{8 * second, &chat.MessageRemoved{Message: "a2"}, "", "-silence_nudge/asha=void +update/asha@3m0s"},
	})
	b := newHub(t)
	b.only = []chat.ObligationKind{chat.OwedAck}
	play(t, b, []step{
		{0, &chat.ChatOpened{Bot: true}, "", ""},
		{second, line("c0", customer, "Hello", ""), "", "+ack/@bot@15s"},
		{2 * second, &chat.MessageRemoved{Message: "c0"}, "", "-ack/@bot=void"},
	})
}

// C-TRF-04: that somebody who is away gets in touch is owed by them, also when the chat
// is over, until somebody says that it is done.
func TestContactIsOwed(t *testing.T) {
	h := served(t, chat.OwedContact)
	play(t, h, []step{
		{2 * second, &chat.ObligationStarted{Obligation: chat.Obligation{
			ID: "x", Kind: chat.OwedContact, Owner: "ben", Started: 2 * second, Due: 60 * minute, How: chat.ContactMail,
		}}, "asha", ""},
		{3 * second, &chat.ResolutionConfirmed{Message: "c0"}, "", ""},
		{4 * second, &chat.ChatClosed{}, "asha", ""},
		{61 * minute, &chat.CustomerDescribed{}, "", "[1h0m0s] !contact/ben"},
	})
	o, owed := h.chat().Owed("x")
	if !owed || !obligation.ByHand(o.Kind) || obligation.Doing(o.Kind) != "get in touch" {
		t.Errorf("%+v %v", o, owed)
	}
}
