package hub

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/assets"
	"floorwalker/sync/log"
)

func starter(t testing.TB) Starter {
	t.Helper()
	s, err := CannedStarter(assets.Canned())
	if err != nil {
		t.Fatal(err)
	}
	if len(s[chat.ShelfCanned]) < 5 {
		t.Fatalf("%d responses", len(s[chat.ShelfCanned]))
	}
	return s
}

// starters counts the events of the starter on the log.
func starters(t testing.TB, j *memJournal) (n int) {
	t.Helper()
	for _, e := range j.all(t) {
		if e.Body.Kind() == chat.KindRecordSaved && e.By == "" {
			n++
		}
	}
	return n
}

// TestANewFloorHasTheStarterOnce restarts the hub, and deletes every response.
func TestANewFloorHasTheStarterOnce(t *testing.T) { // G-CAN-*
	s := starter(t)
	with := func(c *Config) { c.Starter = s }
	j := newJournal()
	r := newRig(t, j, with)
	token := r.agent("Asha", chat.RolePrimary)
	want := len(s[chat.ShelfCanned])
	c := r.desk(token)
	if c.records() != want {
		t.Errorf("a desk has %d of %d responses", c.records(), want)
	}
	r = r.restart(with)
	var lib script.Library
	for _, raw := range s[chat.ShelfCanned] {
		v, err := script.DecodeVersion(raw)
		if err != nil {
			t.Fatal(err)
		}
		lib = lib.Merge(v)
	}
	c = r.desk(token)
	n := 0
	for v := range lib.Versions() {
		_, gone, err := lib.Book().Delete(v.ID, v.Revision, "asha", chat.InstantOf(time.Now()))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := record.Encode(gone)
		if err != nil {
			t.Fatal(err)
		}
		n++
		if f := c.wish(chat.CommandID(fmt.Sprint("delete", n)), "", &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: raw}); !f.OK {
			t.Fatal(f.Words)
		}
	}
	for _, checkpoint := range []bool{true, false} {
		if err := r.stop(); err != nil {
			t.Fatal(err)
		}
		if !checkpoint {
			j.set(func(j *memJournal) { j.schema = "" })
		}
		r = newRig(t, j, with)
		if got := starters(t, j); got != want {
			t.Errorf("%d events of the starter after a restart, want %d", got, want)
		}
	}
	c = r.desk(token)
	if c.records() != want { // the tombstones
		t.Errorf("a new desk has %d records", c.records())
	}
}

// TestTwoHubsBeginOnce opens two hubs at once on one log that has nothing yet.
func TestTwoHubsBeginOnce(t *testing.T) {
	s, j := starter(t), newJournal()
	var (
		both sync.WaitGroup
		hubs [2]*Hub
		at   sync.WaitGroup
	)
	at.Add(2)
	j.onAppend = func([]log.Record) error { at.Done(); at.Wait(); return nil } // both have found the shelf empty
	for i := range hubs {
		both.Go(func() {
			var err error
			if hubs[i], err = Open(context.Background(), Config{Journal: j, Edition: testEdition(t), Weights: testWeights(t), Now: time.Now, Starter: s}); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if got, want := starters(t, j), len(s[chat.ShelfCanned]); got != want {
		t.Errorf("%d events of the starter, want %d", got, want)
	}
	for i, h := range hubs {
		if got, want := len(h.core.shelves[chat.ShelfCanned].lines), len(s[chat.ShelfCanned]); got != want {
			t.Errorf("hub %d has %d responses, want %d", i, got, want)
		}
	}
}

func TestAStarterThatCannotBeWrittenIsAnError(t *testing.T) {
	j := newJournal()
	j.onAppend = func([]log.Record) error { return errDisk }
	if _, err := Open(t.Context(), Config{Journal: j, Edition: testEdition(t), Weights: testWeights(t), Now: time.Now, Starter: starter(t)}); !errors.Is(err, errDisk) {
		t.Errorf("%v", err)
	}
	many := Starter{chat.ShelfCanned: make([][]byte, log.MaxBatch+1)}
	if _, err := Open(t.Context(), Config{Journal: newJournal(), Edition: testEdition(t), Weights: testWeights(t), Now: time.Now, Starter: many}); !errors.Is(err, log.ErrTooLarge) {
		t.Errorf("%v", err)
	}
}
