package hub

import (
	"reflect"
	"slices"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// came is a backend's word on how far a line came.
func came(id chat.ChatID, m chat.MessageID, to chat.Delivery) chat.Event {
	return chat.Event{ID: chat.EventID("w:" + string(m) + ":" + string(to)), Chat: id, Body: &chat.MessageDelivered{Message: m, Delivery: to}}
}

// fates returns what the log says of how far a chat's lines came, in order.
func (j *memJournal) fates(t *testing.T, id chat.ChatID) (all []string) {
	t.Helper()
	for _, e := range j.all(t) {
		if b, ok := e.Body.(*chat.MessageDelivered); ok && e.Chat == id {
			all = append(all, string(b.Message)+" "+string(b.Delivery))
		}
	}
	return all
}

// TestALineIsDelivered posts two lines; the customer's side has the second before the
// backend has said that it took it.
func TestALineIsDelivered(t *testing.T) {
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	r.deliver(said("c", "m1", "where is my refund", chat.SpeakerCustomer))
	c.takes("t", "c", "asha")
	c.sees(func(f *chat.Floor) bool { return len(f.Chat("c").Outcomes()) == 0 })
	told := len(r.journal.fates(t, "c")) // the line that somebody has joined
	hold := make(chan struct{})
	r.driver.set(func(d *scripted) {
		d.post = func(l driver.Line) error {
			if l.Message == "p2" {
				<-hold
			}
			return nil
		}
	})
	if f := c.wish("p1", "c", &chat.PostMessage{Text: "One moment."}); !f.OK {
		t.Fatal(f.Words)
	}
	c.sees(func(f *chat.Floor) bool { return len(f.Chat("c").Outcomes()) == 0 })
	if f := c.wish("p2", "c", &chat.PostMessage{Text: "It is on its way."}); !f.OK {
		t.Fatal(f.Words)
	}
	reached := func(m chat.MessageID) func(*chat.Floor) bool {
		return func(f *chat.Floor) bool {
			ct := f.Chat("c")
			return ct.Reached > 0 && ct.Messages[ct.Reached-1].ID == m
		}
	}
	r.deliver(came("c", "p1", chat.DeliveryDelivered))
	c.sees(reached("p1"))
	before := *c.floor.Chat("c")
	first := r.deliver(came("c", "p2", chat.DeliveryDelivered))
	c.sees(reached("p2"))
	close(hold)
	want := []string{"p1 sent", "p1 delivered", "p2 sent", "p2 delivered"}
	again := func(when string) {
		t.Helper()
		if got := r.deliver(came("c", "p2", chat.DeliveryDelivered)); !slices.Equal(got, first) {
			t.Errorf("%s: number %v, at first %v", when, got, first)
		}
		r.deliver(came("c", "p1", chat.DeliverySent), came("c", "p2", chat.DeliveryFailed), came("c", "m1", chat.DeliveryDelivered),
			came("c", "nothing", chat.DeliveryDelivered), came("nowhere", "p2", chat.DeliveryDelivered))
		if got := r.journal.fates(t, "c")[told:]; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	again("again")
	c.same()
	if now := c.floor.Chat("c"); !reflect.DeepEqual(now.Obligations, before.Obligations) || now.LastAt != before.LastAt || now.Revision != before.Revision {
		t.Errorf("it moved a clock: %+v, before %+v", now.Obligations, before.Obligations)
	}
	r = r.restart()
	again("another hub")
}

// TestAChatThatIsOverTakesReceipts: the customer's side may be late.
func TestAChatThatIsOverTakesReceipts(t *testing.T) {
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	c.takes("t", "c", "asha")
	if f := c.wish("p1", "c", &chat.PostMessage{Text: "Goodbye."}); !f.OK {
		t.Fatal(f.Words)
	}
	c.sees(func(f *chat.Floor) bool { return len(f.Chat("c").Outcomes()) == 0 })
	r.deliver(closedFact("c", "x"), came("c", "p1", chat.DeliveryDelivered))
	c.sees(func(f *chat.Floor) bool { return f.Chat("c").Reached > 0 && !f.Chat("c").Active() })
	r.evict("c")
	before := r.journal.Last()
	r.deliver(came("c", "p1", chat.DeliveryDelivered), came("c", "p9", chat.DeliveryDelivered))
	if got := r.journal.Last(); got != before {
		t.Errorf("a chat that has left the floor has %d more facts", got-before)
	}
}
