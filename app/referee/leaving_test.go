package referee

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// byMail is the guide's chat, of a customer whose mail address is known.
func byMail(t *testing.T) *stand {
	s := guide(t)
	s.put("m", &chat.ChatOpened{Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Rohan M.", Contact: "rohan@example.com"}})
	s.put("m", &chat.MessagePosted{Message: "asked", From: chat.SpeakerCustomer, Text: "My invoice is wrong."})
	s.send("asha", "m", "take-m", &chat.AcceptChat{})
	return s
}

// TestLeftBehind: who is alone in a chat and leaves it leaves a ticket, at once and
// open; every other leaving is as it was (V-LEAVE-01 to -04, A-22, A-51, A-52).
func TestLeftBehind(t *testing.T) {
	for _, tc := range []struct {
		name     string
		chat     chat.ChatID
		wish     chat.Leave
		copied   ticket.YesNo
		assignee chat.AgentID
		words    string // part of the refusal
	}{
		{name: "nothing chosen (V-LEAVE-02)", chat: "m", copied: ticket.No, assignee: "asha"},
		{name: "with a copy (V-LEAVE-03, A-52)", chat: "m", wish: chat.Leave{SendCopy: true}, copied: ticket.Yes, assignee: "asha"},
		{name: "a copy to nowhere", chat: "c", wish: chat.Leave{SendCopy: true}, words: "No mail address of the customer is known"},
		{name: "for a colleague (V-LEAVE-04)", chat: "m", wish: chat.Leave{Assignee: "bela"}, copied: ticket.No, assignee: "bela"},
		{name: "for one who is offline", chat: "m", wish: chat.Leave{Assignee: "tariq"}, copied: ticket.No, assignee: "tariq"},
		{name: "for nobody on the team", chat: "m", wish: chat.Leave{Assignee: "nobody"}, words: "not on the team"},
		{name: "for one who has gone", chat: "m", wish: chat.Leave{Assignee: "zoya"}, words: "not on the team"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := byMail(t)
			d, no := s.do("asha", tc.chat, "leave", &tc.wish)
			if tc.words != "" {
				if no == nil || !strings.Contains(no.Words, tc.words) || s.Chat(tc.chat).Owner != "asha" {
					t.Errorf("refusal %+v", no)
				}
				return
			}
			if no != nil || kinds(d.Events) != "AgentLeft ChatQueued TicketSaved MessagePosted" {
				t.Fatalf("%q, %+v", kinds(d.Events), no)
			}
			isLeftBehind(t, s, s.Chat(tc.chat), tc.copied, tc.assignee)
		})
	}
}

func isLeftBehind(t *testing.T, s *stand, c *chat.Chat, copied ticket.YesNo, assignee chat.AgentID) {
	t.Helper()
	k, err := ticket.Decode(c.Ticket)
	if err != nil || c.TicketRef != string(k.Ref) || k.Ref != ticket.RefOf(ticket.RefTicket, string(c.ID), c.Opened) {
		t.Fatalf("the ticket %s of number %s: %v", c.Ticket, c.TicketRef, err)
	}
	if k.SendCopy != copied || k.Assignee != assignee {
		t.Errorf("a copy: %q, for %q; want %q, %q", k.SendCopy, k.Assignee, copied, assignee)
	}
	isOpen(t, s, c, &k)
}

func isOpen(t *testing.T, s *stand, c *chat.Chat, k *ticket.Ticket) {
	t.Helper()
	if c.Stage != chat.StageQueued || len(c.Tags) > 0 {
		t.Errorf("the chat is %s with the tags %q", c.Stage, c.Tags)
	}
	if k.Subject != "My invoice is wrong." || k.Status != "open" || k.FCR != ticket.No || !k.Closed.IsZero() || k.EndReason != "" || k.Created != s.now {
		t.Errorf("not an open ticket about the question: %s", c.Ticket)
	}
	for _, f := range []ticket.Field{ticket.FieldCategory, ticket.FieldFCR, ticket.FieldStatus} {
		if !slices.Contains(k.ByRule, f) {
			t.Errorf("%s was filled by a rule and does not say so: %v", f, k.ByRule)
		}
	}
}

// TestNoTicketOfOthersLeaving: whoever leaves somebody behind leaves no ticket, and
// what was chosen for one means nothing then.
func TestNoTicketOfOthersLeaving(t *testing.T) {
	s := byMail(t)
	s.send("bela", "m", "join", &chat.Join{})
	if d, no := s.do("asha", "m", "leave", &chat.Leave{SendCopy: true, Assignee: "bela"}); no != nil || kinds(d.Events) != "AgentLeft MessagePosted" {
		t.Errorf("%q, %+v", kinds(d.Events), no)
	}
	s = byMail(t)
	s.edition = nil
	if d, no := s.do("asha", "m", "leave", &chat.Leave{}); no != nil || kinds(d.Events) != "AgentLeft ChatQueued MessagePosted" {
		t.Errorf("without a policy: %q, %+v", kinds(d.Events), no)
	}
}

// TestTheEndKeepsTheNumber: whoever closes the chat later closes the same ticket.
func TestTheEndKeepsTheNumber(t *testing.T) {
	s := guide(t)
	s.send("asha", "c", "leave", &chat.Leave{Assignee: "bela"})
	open, err := ticket.Decode(s.Chat("c").Ticket)
	if err != nil {
		t.Fatal(err)
	}
	s.now = s.now.Add(1000)
	s.send("rohan", "c", "take-2", &chat.AcceptChat{})
	s.put("c", &chat.MessagePosted{Message: "thanks-2", From: chat.SpeakerCustomer, Text: "It works now, thank you."})
	if d, no := s.do("rohan", "c", "end", &chat.EndChat{Ticket: s.filled(t), Skipped: s.excused()}); no != nil {
		t.Fatalf("%+v %+v", d, no)
	}
	end, err := ticket.Decode(s.Chat("c").Ticket)
	if err != nil || end.Ref != open.Ref || end.Created != open.Created || end.Closed != s.now || end.Status != "solved" || end.Assignee != "rohan" || len(end.ByRule) > 0 {
		t.Errorf("%s, %v", s.Chat("c").Ticket, err)
	}
}
