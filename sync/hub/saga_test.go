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

func (r *rig) kinds(id chat.ChatID) []chat.Kind { return r.journal.kinds(r.t, id) }

func lastReverted(t *testing.T, j *memJournal) *chat.TakeOverReverted {
	t.Helper()
	for _, e := range slices.Backward(j.all(t)) {
		if b, ok := e.Body.(*chat.TakeOverReverted); ok {
			return b
		}
	}
	return nil
}

func TestARefusedTakeOverIsReverted(t *testing.T) { // D-08
	r := newRig(t, newJournal())
	r.driver.set(func(d *scripted) {
		d.takeOver = func(context.Context, chat.ChatID, driver.Person) error { return errors.New("the shop is shut") }
	})
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	if f := c.wish("t", "c", &chat.TakeOver{}); !f.OK {
		t.Fatalf("the claim itself is granted: %+v", f)
	}
	r.wait(func() bool { return slices.Contains(r.kinds("c"), chat.KindTakeOverReverted) })
	c.same()
	if b := lastReverted(t, r.journal); b == nil || b.Agent != "asha" || !strings.Contains(b.Reason, "the shop is shut") {
		t.Errorf("%+v", b)
	}
	if ct := c.floor.Chat("c"); ct.Owner != "" || !ct.Bot {
		t.Errorf("owner %q, bot %v", ct.Owner, ct.Bot)
	}
	if slices.ContainsFunc(r.driver.called(), func(s string) bool { return strings.HasPrefix(s, "post") }) {
		t.Errorf("the customer was told something: %q", r.driver.called())
	}
	r.deliver(said("c", "b", "the bot goes on", chat.SpeakerBot))
}

// TestAnUnsureTakeOverIsReadBack has a backend that does not say whether it
// worked: what it says on being asked counts.
func TestAnUnsureTakeOverIsReadBack(t *testing.T) {
	tests := []struct {
		name    string
		err     error
		serving chat.AgentID
		owner   chat.AgentID
	}{
		{"it worked", driver.ErrUnsure, "asha", "asha"},
		{"it did not", driver.ErrUnsure, "", ""},
		{"somebody else has it", driver.ErrUnsure, "ben", ""},
		{"no answer in time, but it worked", fmt.Errorf("calling: %w", context.DeadlineExceeded), "asha", "asha"},
		{"no answer in time", context.DeadlineExceeded, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, newJournal())
			r.driver.set(func(d *scripted) {
				d.serving = tt.serving
				d.takeOver = func(context.Context, chat.ChatID, driver.Person) error { return tt.err }
			})
			c := r.desk(r.agent("Asha", chat.RolePrimary))
			r.open("c")
			c.command("t", "c", &chat.TakeOver{})
			r.wait(func() bool {
				ks := r.kinds("c")
				return slices.Contains(ks, chat.KindChatTakenOver) || slices.Contains(ks, chat.KindTakeOverReverted)
			})
			c.same()
			if got := c.floor.Chat("c").Owner; got != tt.owner {
				t.Errorf("owner %q, want %q", got, tt.owner)
			}
			if !slices.Contains(r.driver.called(), "serving c") {
				t.Errorf("it was not read back: %q", r.driver.called())
			}
			if b := lastReverted(t, r.journal); tt.owner == "" && (b == nil || b.Reason == "") {
				t.Errorf("%+v", b)
			}
		})
	}
}

// openClaim leaves a journal on which an agent's claim has no end, as a hub
// that was killed in mid-call does.
func openClaim(t *testing.T) (j *memJournal, token string) {
	t.Helper()
	j = newJournal()
	r := newRig(t, j)
	hang := make(chan struct{})
	r.driver.set(func(d *scripted) {
		d.takeOver = func(context.Context, chat.ChatID, driver.Person) error {
			<-hang
			return errors.New("the answer that nobody hears")
		}
	})
	token = r.agent("Asha", chat.RolePrimary)
	c := r.desk(token)
	r.open("c")
	if f := c.wish("t", "c", &chat.TakeOver{}); !f.OK {
		t.Fatal(f.Words)
	}
	r.wait(func() bool { return len(r.driver.called()) == 1 })
	events := j.Last()
	close(hang)
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	// The hub of this test ends in order; cut off what a killed one never wrote.
	j.cut(events)
	return j, token
}

// cut takes everything behind the first n events off the journal, and the
// checkpoint with it.
func (j *memJournal) cut(n uint64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.events, j.subjects = j.events[:n], j.subjects[:n]
	clear(j.last)
	for i, s := range j.subjects {
		j.last[s] = uint64(i) + 1
	}
	j.schema, j.saved, j.position = "", nil, 0
}

// TestAnOpenClaimIsFinished starts a hub on the journal of one that was killed
// in mid-call.
func TestAnOpenClaimIsFinished(t *testing.T) {
	tests := []struct {
		name    string
		serving chat.AgentID
		calls   []string // before the customer is told
	}{
		{"the call had worked", "asha", []string{"serving c"}},
		{"it had not", "", []string{"serving c", "take over c by asha as t"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j, token := openClaim(t)
			d := newScripted()
			d.serving = tt.serving
			r := newRig(t, j, func(c *Config) { c.Drivers = []driver.Driver{d} })
			c := r.desk(token)
			r.wait(func() bool { return count(r.kinds("c"), chat.KindMessageDelivered) == 1 })
			c.same()
			if got := c.floor.Chat("c").Owner; got != "asha" {
				t.Errorf("owner %q", got)
			}
			ks := r.kinds("c")
			if count(ks, chat.KindTakeOverClaimed) != 1 || count(ks, chat.KindChatTakenOver) != 1 || count(ks, chat.KindMessagePosted) != 1 {
				t.Errorf("%v", ks) // the customer is told once (V-INV-04)
			}
			calls := d.called()
			if len(calls) != len(tt.calls)+1 || !slices.Equal(calls[:len(tt.calls)], tt.calls) || !strings.HasPrefix(calls[len(calls)-1], "post c system") {
				t.Errorf("the backend was asked %q", calls)
			}
			before := j.Last()
			r = r.restart()
			r.agent("Ben", chat.RoleBackup)
			if calls := r.driver.called(); len(calls) != 0 {
				t.Errorf("the third hub asked %q", calls)
			}
			for _, e := range j.all(t)[before:] {
				if e.Chat != "" {
					t.Errorf("the third hub wrote %+v", e)
				}
			}
		})
	}
}

// pendingLine leaves a journal on which an agent's line is still pending.
func pendingLine(t *testing.T) *memJournal {
	t.Helper()
	j := newJournal()
	r := newRig(t, j)
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	c.takes("t", "c", "asha")
	r.wait(func() bool { return count(r.kinds("c"), chat.KindMessageDelivered) == 1 })
	hang := make(chan struct{})
	r.driver.set(func(d *scripted) { d.post = func(driver.Line) error { <-hang; return nil } })
	for i := range 2 {
		if f := c.wish(chat.CommandID(fmt.Sprint("p", i)), "c", &chat.PostMessage{Text: fmt.Sprint("line ", i)}); !f.OK {
			t.Fatal(f.Words)
		}
	}
	events := j.Last()
	close(hang)
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	j.cut(events)
	return j
}

// TestAPendingLineAfterARestart is unsure, and never sent again by itself,
// unless the backend can tell a repetition.
func TestAPendingLineAfterARestart(t *testing.T) {
	t.Run("unsure", func(t *testing.T) {
		r := newRig(t, pendingLine(t))
		r.wait(func() bool { return count(r.kinds("c"), chat.KindMessageDelivered) == 3 })
		for _, o := range outcomes(r) {
			if o.Delivery != chat.DeliveryUnsure || o.Reason == "" {
				t.Errorf("%+v", o)
			}
		}
		if calls := r.driver.called(); len(calls) != 0 {
			t.Errorf("the backend was asked %q", calls)
		}
	})
	t.Run("repeatable", func(t *testing.T) {
		r := newRig(t, pendingLine(t), func(c *Config) { c.Drivers = []driver.Driver{repeatable{newScripted()}} })
		r.wait(func() bool { return count(r.kinds("c"), chat.KindMessageDelivered) == 3 })
		if got := outcomes(r); len(got) != 0 {
			t.Errorf("%v", got)
		}
		want := []string{"post c agent: line 0", "post c agent: line 1"}
		if calls := r.driver.called(); !slices.Equal(calls, want) {
			t.Errorf("the backend was asked %q", calls)
		}
	})
}

func outcomes(r *rig) map[chat.MessageID]chat.Outcome {
	var o map[chat.MessageID]chat.Outcome
	if err := r.hub.ask(context.Background(), func(_ context.Context, c *core) { o = c.floor.Chat("c").Outcomes() }, nil); err != nil {
		r.t.Fatal(err)
	}
	return o
}

func TestAPostThatFailsOrIsUnsure(t *testing.T) {
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	c.takes("t", "c", "asha")
	answers := map[string]error{
		"refused": errors.New("too rude"), "unsure": driver.ErrUnsure, "late": context.DeadlineExceeded, "fine": nil,
	}
	r.driver.set(func(d *scripted) { d.post = func(l driver.Line) error { return answers[l.Text] } })
	for text := range answers {
		if f := c.wish(chat.CommandID(text), "c", &chat.PostMessage{Text: text}); !f.OK {
			t.Fatal(f.Words)
		}
	}
	r.wait(func() bool { return count(r.kinds("c"), chat.KindMessageDelivered) == 5 })
	got := outcomes(r)
	for text, want := range map[chat.MessageID]chat.Delivery{
		"refused": chat.DeliveryFailed, "unsure": chat.DeliveryUnsure, "late": chat.DeliveryUnsure, "fine": "",
	} {
		if got[text].Delivery != want || want != "" && got[text].Reason == "" {
			t.Errorf("%s: %+v", text, got[text])
		}
	}
}

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

// TestEffectsFollowTheChatsOrder lets a slow backend take one call at a time.
func TestEffectsFollowTheChatsOrder(t *testing.T) {
	r := newRig(t, newJournal())
	first := make(chan struct{})
	r.driver.set(func(d *scripted) {
		d.takeOver = func(_ context.Context, id chat.ChatID, _ driver.Person) error {
			if id == "slow" {
				<-first
			}
			return nil
		}
	})
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("quick")
	r.deliver(chat.Event{ID: "open", Chat: "slow", Body: &chat.ChatOpened{Driver: "scripted"}}) // waits for a person
	var want []string
	if f := c.wish("t", "slow", &chat.TakeOver{}); !f.OK {
		t.Fatal(f.Words)
	}
	for i := range 20 {
		text := fmt.Sprint("line ", i)
		if f := c.wish(chat.CommandID(fmt.Sprint("p", i)), "slow", &chat.PostMessage{Text: text}); !f.OK {
			t.Fatal(f.Words)
		}
		want = append(want, "post slow agent: "+text)
	}
	c.takes("q", "quick", "asha") // another chat does not wait
	close(first)
	r.wait(func() bool { return count(r.kinds("slow"), chat.KindMessageDelivered) == 21 })
	var got []string
	for _, call := range r.driver.called() {
		if strings.HasPrefix(call, "post slow agent") {
			got = append(got, call)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
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
