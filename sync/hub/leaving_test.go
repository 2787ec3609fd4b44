package hub

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// TestWhoLeavesAloneLeavesATicket: it is on the log with the leaving, and the end of
// the chat, whoever ends it, has the same number and who was chosen to have it
// (V-LEAVE-02, V-LEAVE-04, A-22).
func TestWhoLeavesAloneLeavesATicket(t *testing.T) {
	c := newCrowdOf(t)
	c.core.stage(chat.Event{ID: "b", Body: &chat.AgentAdded{Agent: "bela", Name: "Bela", Role: chat.RoleBackup}})
	c.fact("c", &chat.ChatOpened{Driver: "scripted", Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Rohan M.", Contact: "rohan@example.com"}})
	c.fact("c", &chat.MessagePosted{From: chat.SpeakerCustomer, Text: "My invoice is wrong."})
	c.serve("c")
	c.wish("c", &chat.Leave{Assignee: "bela", SendCopy: true})
	c.commit()
	open := c.ticketsOf("c")
	if len(open) != 1 || open[0].Status != "open" || open[0].Subject != "My invoice is wrong." || open[0].Assignee != "bela" || open[0].SendCopy != ticket.Yes {
		t.Fatalf("the ticket left behind: %+v", open)
	}
	c.start() // from the log alone
	if ct := c.core.floor.Chat("c"); ct.Stage != chat.StageQueued || ct.TicketRef != string(open[0].Ref) {
		t.Errorf("the chat is %s with the ticket %q", ct.Stage, ct.TicketRef)
	}
	c.now = c.now.Add(time.Minute)
	c.fact("c", &chat.ChatClosed{Reason: "the customer left"})
	c.commit()
	all := c.ticketsOf("c")
	if len(all) != 2 {
		t.Fatalf("%d tickets", len(all))
	}
	if end := all[1]; end.Ref != open[0].Ref || end.Created != open[0].Created || end.Closed.IsZero() || end.Status == "open" || end.Assignee != "bela" {
		t.Errorf("the ticket of the end: %+v", end)
	}
}

// ticketsOf returns what the log has of a chat.
func (c *crowdOf) ticketsOf(id chat.ChatID) (all []ticket.Ticket) {
	c.t.Helper()
	for _, e := range c.j.all(c.t) {
		b, ok := e.Body.(*chat.TicketSaved)
		if !ok || e.Chat != id {
			continue
		}
		k, err := ticket.Decode(b.Ticket)
		if err != nil {
			c.t.Fatal(err)
		}
		all = append(all, k)
	}
	return all
}
