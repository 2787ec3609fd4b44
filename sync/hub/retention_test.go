package hub

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/log"
)

// aged is a hub on a real log whose clock is moved by hand.
type aged struct {
	*rig
	log *log.Log
	dir string
	now atomic.Int64 // Unix seconds
}

func (a *aged) clock() time.Time { return time.Unix(a.now.Load(), 0) }

// start opens the log and a hub on it, which keeps 30 days.
func (a *aged) start(t *testing.T) {
	t.Helper()
	l, err := log.Open(t.Context(), log.Config{Dir: a.dir})
	if err != nil {
		t.Fatal(err)
	}
	a.log = l
	e := *testEdition(t)
	e.Policy.Retention.Days = 30
	a.rig = &rig{t: t, driver: newScripted(), ended: make(chan error, 1)}
	cfg := Config{Journal: l, Drivers: []driver.Driver{a.driver}, Edition: &e, Weights: testWeights(t), Now: a.clock, Version: "test"}
	if a.hub, err = Open(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	a.cancel = cancel
	go func() { a.ended <- a.hub.Run(ctx) }()
	<-a.driver.ready
}

func (a *aged) stop(t *testing.T) {
	t.Helper()
	if err := errors.Join(a.rig.stop(), a.log.Close()); err != nil {
		t.Fatal(err)
	}
}

// play has n chats that open, talk and close.
func (a *aged) play(name string, n int) {
	a.t.Helper()
	for i := range n {
		id := chat.ChatID(fmt.Sprint(name, i))
		a.open(id)
		a.deliver(said(id, "one", "hello", chat.SpeakerCustomer), closedFact(id, "end"))
	}
}

// TestRetentionByAge plays a month, keeps one chat of it open, and removes what is
// older than 30 days: never behind the open chat, and nothing that a hub needs which
// starts afterwards.
func TestRetentionByAge(t *testing.T) {
	a := &aged{dir: t.TempDir()}
	a.now.Store(1_795_000_000)
	a.start(t)
	a.play("old", 20)
	a.open("stays")
	a.play("later", 20)
	a.now.Add(40 * 24 * 3600)
	a.play("new", chat.KeepClosed+10)
	have := func() log.Extent {
		t.Helper()
		x, err := a.log.Extent(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	gone, err := a.hub.retain(t.Context(), 1)
	if err != nil || gone == 0 {
		t.Fatal(gone, err)
	}
	open := int64(0)
	if err := a.log.ReadChat(t.Context(), "stays", func(seq uint64, _ []byte) error { open++; return nil }); err != nil || open == 0 {
		t.Fatal("the open chat lost its beginning:", err)
	}
	first := have().First
	if again, err := a.hub.retain(t.Context(), 1); err != nil || again != 0 {
		t.Error("it goes behind an open chat:", again, err)
	}
	a.deliver(closedFact("stays", "end"))
	a.now.Add(3600)
	a.play("newer", chat.KeepClosed+1)
	if gone, err = a.hub.retain(t.Context(), 1); err != nil || gone == 0 || have().First <= first {
		t.Error("what was closed meanwhile stays:", gone, err)
	}
	a.deliver(chat.Event{ID: "again", Chat: "old3", Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}}) // whose past is gone
	want := a.hash()
	a.stop(t)
	a.start(t)
	if got := a.hash(); got != want {
		t.Error("the floor is another after a start on what is left")
	}
	a.stop(t)
}
