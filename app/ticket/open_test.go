package ticket

import (
	"testing"

	"floorwalker/app/chat"
)

// leftBehind saves the ticket of a chat that asha leaves.
func (s *stage) leftBehind(t *testing.T, f *Form, change func(*Ticket)) Ticket {
	t.Helper()
	k := Draft(s.chat(), now+chat.Instant(s.n)*1000, f)
	change(&k)
	f.CompleteOpen(&k)
	raw, err := Encode(k)
	if err != nil {
		t.Fatal(err)
	}
	s.do("asha", &chat.AgentLeft{Agent: "asha"}).do("asha", &chat.ChatQueued{}).do("asha", &chat.TicketSaved{Ref: string(k.Ref), Ticket: raw})
	return k
}

// TestCompleteOpen: nothing is said of an end that has not come, whatever the preset
// says of chats that have ended (V-LEAVE-02).
func TestCompleteOpen(t *testing.T) {
	f := guide()
	s := solved().do("asha", &chat.ResolutionConfirmed{Message: "m10"}) // and so has a reason to end
	got := s.leftBehind(t, f, func(*Ticket) {})
	expectSame(t, "end", got.EndReason+got.EndDetail+got.Resolution, "")
	expectSame(t, "note", got.EndNote, "")
	expectSame(t, "status", got.Status, "open")
	expectSame(t, "G-TKT-07", got.FCR, No)
	expectSame(t, "A-51", got.Subject, "I cannot log in to the panel since this morning.")
	before := got
	f.CompleteOpen(&got)
	expectSame(t, "completed twice", got, before)

	f.Usual.Status = "pending"
	f.Statuses = append(f.Statuses, Status{Choice{"pending", "Pending"}, false})
	if got := solved().leftBehind(t, f, func(*Ticket) {}); got.Status != "pending" {
		t.Errorf("the usual status is %s", got.Status)
	}
	f.Statuses = f.Statuses[1:2] // only closed
	if got := solved().leftBehind(t, f, func(*Ticket) {}); got.Status != "" {
		t.Errorf("a chat that goes on is %s", got.Status)
	}
}

// TestDraftGoesOn: what a person chose when they left stands until somebody else
// answers the customer (V-LEAVE-03, V-LEAVE-04).
func TestDraftGoesOn(t *testing.T) {
	f := guide()
	f.Usual.SendCopy = Yes
	byMail := func() *stage {
		return open(chat.Customer{Contact: "asha@example.com"}, true).
			say(chat.SpeakerCustomer, "I cannot log in.").do("asha", &chat.ChatTakenOver{Agent: "asha"}).say(chat.SpeakerAgent, "I look at it.")
	}
	for _, copied := range []YesNo{Yes, No} {
		s := byMail()
		was := s.leftBehind(t, f, func(k *Ticket) { k.Assignee, k.SendCopy = "ravi", copied })
		s.do("", &chat.ChatClosed{Reason: "left"})
		end := Draft(s.chat(), now+99_000, f)
		expectSame(t, "number", end.Ref, was.Ref)
		expectSame(t, "created", end.Created, was.Created)
		expectSame(t, "assignee", end.Assignee, "ravi")
		expectSame(t, "a copy", end.SendCopy, copied)
	}
	s := byMail()
	s.leftBehind(t, f, func(k *Ticket) { k.Assignee = "ravi" })
	s.do("mira", &chat.ChatAccepted{Agent: "mira"})
	expectSame(t, "who serves it", Draft(s.chat(), now+99_000, f).Assignee, "mira")
	s.do("mira", &chat.MessagePosted{Message: "mine", From: chat.SpeakerAgent, Text: "I unlocked it."}).do("", &chat.ChatClosed{Reason: "left"})
	expectSame(t, "who answered", Draft(s.chat(), now+99_000, f).Assignee, "mira")
}

// MailOf is an address and nothing else that people can be reached at.
func TestMailOf(t *testing.T) {
	for contact, want := range map[string]string{
		"": "", "+91 00000 00000": "", " asha@example.com ": "asha@example.com", "asha at home": "",
	} {
		expectSame(t, contact, MailOf(&chat.Customer{Contact: contact}), want)
	}
}
