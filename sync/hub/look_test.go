package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// TestAnObserverCannotWrite has observers of every role write to the customer
// of a chat that the bot serves, and of one that a colleague serves.
func TestAnObserverCannotWrite(t *testing.T) { // V-INV-02, A-35
	j := newJournal()
	r := newRig(t, j)
	r.open("bot", "hers")
	r.desk(r.agent("Asha", chat.RolePrimary)).takes("t", "hers", "asha")
	for i, role := range []chat.Role{chat.RolePrimary, chat.RoleSecondary, chat.RoleBackup, chat.RoleLead} {
		o := r.desk(r.agent(fmt.Sprint("Ben ", i), role))
		for _, in := range []chat.ChatID{"bot", "hers"} {
			id := func(what string) chat.CommandID { return chat.CommandID(fmt.Sprintf("%s-%d-%s", what, i, in)) }
			if f := o.wish(id("observe"), in, &chat.Observe{}); !f.OK {
				t.Fatal(f.Words)
			}
			before, calls := j.kinds(t, in), len(r.driver.called())
			if f := o.wish(id("post"), in, &chat.PostMessage{Text: "hello"}); f.OK || f.Code != string(chat.RefusedNotOwner) {
				t.Errorf("%s in %s: %+v", role, in, f)
			}
			if got := j.kinds(t, in); !slices.Equal(got, before) || len(r.driver.called()) != calls {
				t.Errorf("%s wrote in %s: %v, %q", role, in, got, r.driver.called())
			}
		}
	}
}

// TestALookKeepsItsPlace sends a desk's commands without waiting for answers:
// the audit stream has them in the order in which they were sent.
func TestALookKeepsItsPlace(t *testing.T) { // V-INV-03
	j := newJournal()
	r := newRig(t, j)
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	const rounds = 50
	for i := range rounds {
		in := chat.ChatID(fmt.Sprint("c", i))
		r.open(in)
		id := func(n int) chat.CommandID { return chat.CommandID(fmt.Sprintf("%d-%d", i, n)) }
		c.command(id(0), in, &chat.Observe{})
		c.command(id(1), in, &chat.TakeOver{})
		c.command(id(2), in, &chat.StopObserving{}) // no news any more
		for range 3 {
			if f := c.until(wire.FrameResult); !f.OK {
				t.Fatalf("%+v", f)
			}
		}
	}
	r.wait(func() bool { return countKind(j, "stepped_in") == rounds })
	if o, s := countKind(j, "observed"), countKind(j, "stopped"); o != rounds || s != 0 {
		t.Errorf("%d observed, %d stopped, want %d and 0", o, s, rounds)
	}
}

// TestALookWaitsForWhatCameBefore has inputs wait while the loop is busy. A
// look sees what they did, and leaves hub time, log and metrics alone.
func TestALookWaitsForWhatCameBefore(t *testing.T) { // V-INV-01
	j := newJournal()
	r := newRig(t, j)
	release, busy := make(chan struct{}), make(chan struct{})
	hand := func(decide func(context.Context, *core)) {
		if err := r.hub.submit(t.Context(), input{decide: decide, done: func(*core, uint64, error) {}}); err != nil {
			t.Fatal(err)
		}
	}
	hand(func(context.Context, *core) { close(busy); <-release })
	<-busy
	// Room is left for what the hub itself hands in at its start: whoever waits
	// for a place here cannot release the loop.
	const waiting = maxInputs - 8
	decided := 0
	for range waiting {
		hand(func(context.Context, *core) { decided++ })
	}
	close(release)
	before := -1
	if err := r.hub.look(t.Context(), func(*core) { before = decided }); err != nil || before != waiting {
		t.Errorf("%v: the look came after %d inputs of %d", err, before, waiting)
	}
	var was, is, glance chat.Instant
	if err := r.hub.look(t.Context(), func(c *core) { was, glance, is = c.last, c.glance(), c.last }); err != nil || was != is || glance < was {
		t.Errorf("%v: hub time %d became %d, at a glance %d", err, was, is, glance)
	}
}

// TestALookIsToldThatTheHubHasStopped asks a hub that has ended.
func TestALookIsToldThatTheHubHasStopped(t *testing.T) {
	r := newRig(t, newJournal())
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if err := r.hub.look(t.Context(), func(*core) { t.Error("the loop has ended") }); !errors.Is(err, ErrStopped) {
		t.Errorf("%v", err)
	}
}
