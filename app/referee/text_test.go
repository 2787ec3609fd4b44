package referee

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// failed is a closed chat whose customer was called three times in vain.
func failed(t *testing.T) *stand {
	s := calling(t)
	for n := range 3 {
		s.tried(t, n)
	}
	s.put("c", &chat.ChatClosed{Reason: "over"})
	return s
}

// G-FU-08: whoever may call writes by WhatsApp when that has failed, also when the chat
// is over and nobody's; and nobody writes into it in any other way.
func TestTextOnAClosedChat(t *testing.T) {
	s := failed(t)
	if _, no := s.decide("rohan", "c", "plain", &chat.PostMessage{Text: "Hello?"}); no == nil {
		t.Error("a line into a chat that is over")
	}
	d := s.ok(t, "rohan", "c", "w", &chat.PostMessage{Text: "We tried to call you about your invoice.", Via: chat.ChannelWhatsApp})
	if d.Effect != EffectPost || s.Chat("c").Stage != chat.StageClosed {
		t.Errorf("%+v, the chat is %s", d, s.Chat("c").Stage)
	}
	if _, no := s.decide("asha", "c", "again", &chat.PostMessage{Text: "Once more.", Via: chat.ChannelWhatsApp}); no == nil {
		t.Error("a second message")
	}
	s.put("c", &chat.MessageDelivered{Message: "w", Delivery: chat.DeliveryFailed})
	s.ok(t, "asha", "c", "anew", &chat.PostMessage{Text: "We tried to call you.", Via: chat.ChannelWhatsApp})
}

// Nobody need write to a customer who has been in touch otherwise; that takes a note,
// and then there is nothing to write about (G-FU-08).
func TestACustomerIsLetBe(t *testing.T) {
	s := failed(t)
	if _, no := s.decide("asha", "c", "no", &chat.KeepObligation{Obligation: "owed", Note: "done"}); no == nil || !strings.Contains(no.Words, "why nobody writes") {
		t.Errorf("%v", no)
	}
	s.ok(t, "asha", "c", "yes", &chat.KeepObligation{Obligation: "owed", Note: "They answered our mail."})
	if len(s.Chat("c").Failed) > 0 {
		t.Errorf("%+v", s.Chat("c").Failed)
	}
	if _, no := s.decide("asha", "c", "w", &chat.PostMessage{Text: "We tried.", Via: chat.ChannelWhatsApp}); no == nil || !strings.Contains(no.Words, "not owed any more") {
		t.Errorf("%v", no)
	}
}

// The hub says with each attempt whether the customer is told of it, and by which mail
// (G-FU-09, A-52).
func TestMailOfAnAttempt(t *testing.T) {
	s := calling(t)
	s.attempted(t, 1, chat.AttemptBusy)
	if a := s.Chat("c").Calls[0]; a.Mail != "" || a.Unmailed != ticket.UnmailedNoAddress {
		t.Errorf("%+v", a)
	}
	s.now = s.now.Add(s.policy.FollowUp.Gap)
	s.put("c", &chat.CustomerDescribed{Customer: chat.Customer{Contact: "rohan@example.com"}})
	s.attempted(t, 2, chat.AttemptNoAnswer)
	if a := s.Chat("c").Calls[1]; !strings.Contains(a.Mail, ":call:") || a.Unmailed != "" {
		t.Errorf("%+v", a)
	}
	gone := s.ok(t, "asha", "left", "gone", &chat.EndAttempt{Attempt: "old", Obligation: "o", Began: s.now, Ended: s.now, Outcome: chat.AttemptBusy})
	if b, ok := gone.Events[0].Body.(*chat.AttemptEnded); !ok || b.Attempt.Unmailed != ticket.UnmailedGone {
		t.Errorf("%+v", gone.Events[0])
	}
	s.now = s.now.Add(s.policy.FollowUp.Gap)
	s.policy.FollowUp.Mail = false // followup.mail
	s.attempted(t, 3, chat.AttemptNoAnswer)
	if a := s.Chat("c").Calls[2]; a.Mail != "" || a.Unmailed != ticket.UnmailedOff {
		t.Errorf("%+v", a)
	}
}
