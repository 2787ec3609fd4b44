package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

func TestALateLineOfTheBotIsFenced(t *testing.T) { // D-08
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	early := r.deliver(said("c", "b1", "how can I help", chat.SpeakerBot))
	c.takes("t", "c", "asha")
	before := r.journal.Last()
	seqs, err := r.driver.sink.Deliver(t.Context(),
		said("c", "m1", "a customer's line stands before it", chat.SpeakerCustomer), said("c", "b2", "too late", chat.SpeakerBot))
	if !errors.Is(err, driver.ErrFenced) || len(seqs) != 1 || seqs[0] <= before {
		t.Errorf("%v, %v", seqs, err)
	}
	if again := r.deliver(said("c", "b1", "how can I help", chat.SpeakerBot)); again[0] != early[0] {
		t.Errorf("the bot's old line has number %d, at first %d", again[0], early[0])
	}
	for _, e := range r.journal.all(t) {
		if m, ok := e.Body.(*chat.MessagePosted); ok && m.Text == "too late" {
			t.Error("it is on the log")
		}
	}
}

// TestRepeatedFactsHaveTheirFirstNumber repeats facts in one delivery, in
// later ones, in a chat that was closed and pushed off the floor, in one that
// came back from there, and to another hub.
func TestRepeatedFactsHaveTheirFirstNumber(t *testing.T) { // architecture, "Why so" 3
	r := newRig(t, newJournal())
	r.open("c", "d")
	first := r.deliver(said("c", "m1", "one", chat.SpeakerCustomer), said("d", "m1", "same id, other chat", chat.SpeakerCustomer),
		said("c", "m1", "one again", chat.SpeakerCustomer), said("c", `m"2`, "two", chat.SpeakerCustomer))
	if first[0] != first[2] || first[0] == first[1] || first[3] == first[0] {
		t.Errorf("%v", first)
	}
	same := func(when string) {
		t.Helper()
		got := r.deliver(said("c", "m1", "one", chat.SpeakerCustomer), said("d", "m1", "x", chat.SpeakerCustomer), said("c", `m"2`, "two", chat.SpeakerCustomer))
		if want := []uint64{first[0], first[1], first[3]}; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", when, got, want)
		}
	}
	same("again")
	r = r.restart()
	same("another hub")
	r.deliver(closedFact("c", "x"))
	same("closed")
	r.evict("c")
	same("pushed off the floor")
	r = r.restart()
	same("pushed off, another hub")
	if _, err := r.driver.sink.Deliver(t.Context(), said("c", "b9", "x", chat.SpeakerBot)); err == nil {
		t.Error("the bot speaks in a chat that left the floor")
	}
	r.deliver(said("c", "m3", "I am back", chat.SpeakerCustomer))
	same("back")
	r = r.restart()
	same("back, another hub")
	r.journal.set(func(j *memJournal) { j.schema = "another" })
	r = r.restart(func(c *Config) { c.CheckpointEvery = 1 << 40 })
	same("back, another hub without a checkpoint")
}

// evict closes so many chats that id leaves the floor.
func (r *rig) evict(id chat.ChatID) {
	r.t.Helper()
	for i := range chat.KeepClosed + 1 {
		other := chat.ChatID(fmt.Sprint("filler-", id, i))
		r.open(other)
		r.deliver(closedFact(other, "x"))
	}
	if err := r.hub.ask(context.Background(), func(_ context.Context, c *core) {
		if c.floor.Chat(id) != nil {
			r.t.Errorf("%s is still on the floor", id)
		}
	}, nil); err != nil {
		r.t.Fatal(err)
	}
}

// TestACustomerWhoWritesAgainIsHeard writes into a chat that is closed, and
// into one that has left the floor.
func TestACustomerWhoWritesAgainIsHeard(t *testing.T) { // E-Q-04
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	for _, id := range []chat.ChatID{"closed", "evicted"} {
		r.deliver(chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{
			Bot: true, Driver: "scripted", Channel: chat.ChannelWhatsApp, Customer: chat.Customer{Name: "first"},
		}})
		r.deliver(chat.Event{ID: "desc", Chat: id, Body: &chat.CustomerDescribed{Customer: chat.Customer{Name: "Rohan M."}}})
		r.deliver(said(id, "m1", "hello", chat.SpeakerCustomer), closedFact(id, "x"))
	}
	r.evict("evicted")
	r.deliver(closedFact("closed", "x")) // said twice, closed once
	for _, id := range []chat.ChatID{"closed", "evicted"} {
		r.deliver(said(id, "m2", "one more thing", chat.SpeakerCustomer))
		c.sees(func(f *chat.Floor) bool {
			ct := f.Chat(id)
			return ct != nil && ct.LastLine >= 0 && ct.Messages[ct.LastLine].Text == "one more thing"
		})
		ct := c.floor.Chat(id)
		if ct.Stage != chat.StageQueued || ct.Bot || ct.Customer.Name != "Rohan M." || ct.Channel != chat.ChannelWhatsApp || ct.Driver != "scripted" {
			t.Errorf("%s: %s, bot %v, %+v on %s", id, ct.Stage, ct.Bot, ct.Customer, ct.Channel)
		}
		before := r.journal.Last()
		r.deliver(said(id, "m2", "one more thing", chat.SpeakerCustomer))
		if got := r.journal.Last(); got != before {
			t.Errorf("%s: the same line again wrote %d events", id, got-before)
		}
		c.takes(chat.CommandID("t-"+id), id, "asha")
	}
	if _, err := r.driver.sink.Deliver(t.Context(), said("never", "m", "hello", chat.SpeakerCustomer)); err == nil {
		t.Error("a line of a chat that was never opened was taken")
	}
}

// TestAChatThatItsBackendOpensAgainIsTheSame: it was opened when it was opened
// first, although it has left the floor since, so its ticket keeps its number.
func TestAChatThatItsBackendOpensAgainIsTheSame(t *testing.T) {
	r := newRig(t, newJournal())
	r.open("c")
	all := r.journal.all(t)
	first := all[slices.IndexFunc(all, func(e chat.Event) bool { return e.Chat == "c" })].At
	r.deliver(closedFact("c", "x"))
	r.evict("c")
	r.deliver(chat.Event{ID: "again", Chat: "c", Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
	for range 2 {
		if err := r.hub.look(t.Context(), func(c *core) {
			if ct := c.floor.Chat("c"); ct == nil || ct.Opened != first {
				t.Errorf("%+v, opened first at %d", ct, first)
			}
		}); err != nil {
			t.Fatal(err)
		}
		r = r.restart()
	}
}

func TestAFactThatIsTooLargeIsRefusedAlone(t *testing.T) {
	r := newRig(t, newJournal())
	r.open("c")
	huge := strings.Repeat("x", 2<<20)
	for _, e := range []chat.Event{
		said("c", "m", huge, chat.SpeakerCustomer),
		{ID: "d", Chat: "c", Body: &chat.CustomerDescribed{Customer: chat.Customer{Page: huge}}},
		{ID: chat.EventID(huge), Chat: "c", Body: &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer}},
	} {
		if _, err := r.driver.sink.Deliver(t.Context(), e); !errors.Is(err, errTooLarge) {
			t.Errorf("%v", err)
		}
	}
	r.deliver(said("c", "m", "a short one", chat.SpeakerCustomer))
}
