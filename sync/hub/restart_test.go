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
