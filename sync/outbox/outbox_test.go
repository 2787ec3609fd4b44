package outbox

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// What is given while live goes at once, is on the disk first, and is
// forgotten when the hub has answered.
func TestAddWhileLive(t *testing.T) {
	b := newBench(t)
	b.live()
	b.add("a")
	b.has("a sent")
	b.went("a")
	if len(b.disk.entries) != 1 {
		t.Fatal("it was sent before it was on the disk")
	}
	b.box.Result("a", nil)
	b.has()
	if err := b.box.Flush(); err != nil || len(b.disk.entries) != 0 {
		t.Fatalf("%v, %d entries stay", err, len(b.disk.entries))
	}
	if !slices.Equal(b.told, []string{"a done"}) {
		t.Errorf("told %q", b.told)
	}
	writes := b.disk.writes
	if err := b.box.Flush(); err != nil || b.disk.writes != writes {
		t.Error("a Flush with nothing to do went to the disk")
	}
}

// A refusal is kept until the person has seen it, also over a restart.
func TestRefused(t *testing.T) {
	b := newBench(t)
	b.live()
	b.add("a")
	b.box.Result("a", &chat.Refusal{Code: chat.RefusedNotOwner, Words: "You do not serve this chat."})
	if err := b.box.Flush(); err != nil {
		t.Fatal(err)
	}
	e := b.start()[0]
	if e.State != Refused || e.Refusal == nil || e.Refusal.Code != chat.RefusedNotOwner || e.Refusal.Words == "" {
		t.Fatalf("%+v", e)
	}
	b.live()
	b.has("a refused") // nothing is tried again by itself
	b.went("a")
	b.confirm("a")
	b.has("a sent")
	b.went("a")
	b.box.Result("a", nil)
	b.has()
}

// Queued offline, in order, over a crash; sent once, in order.
func TestQueuedOfflineGoesInOrder(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.add("z", "y", "x") // ids do not sort as they were made
	if _, err := b.box.Add(note("other", "d")); err != nil {
		t.Fatal(err)
	}
	b.start()
	b.has("z queued", "y queued", "x queued", "other queued")
	b.pass(MaxAge)
	b.live()
	b.went("z", "y", "x", "other")
	b.live() // the hub said "behind" in between: nothing goes twice
	b.went()
}

// The event ends a command whatever was thought of it, and only in its chat.
func TestHappened(t *testing.T) {
	b := newBench(t)
	b.live()
	b.add("a", "b")
	b.box.Happened("d", "a")
	b.has("a sent", "b sent")
	b.box.Happened("c", "a")
	b.box.Result("a", nil) // comes late
	b.box.Result("b", &chat.Refusal{Code: chat.RefusedNotStored})
	b.box.Happened("c", "b") // it was stored after all
	b.has()
	if !slices.Equal(b.told, []string{"a done", "b refused", "b done"}) {
		t.Errorf("told %q", b.told)
	}
}

// A hub that is there and does not answer is not waited for without end.
func TestSilence(t *testing.T) {
	b := newBench(t)
	b.live()
	b.add("a")
	after, ok := b.box.Next()
	if !ok || after <= MaxAge-time.Second || after > MaxAge+time.Second {
		t.Fatalf("Next is %v, %v", after, ok)
	}
	b.pass(after)
	if err := b.box.Flush(); err != nil {
		t.Fatal(err)
	}
	b.has("a heldsilent")
	if _, ok := b.box.Next(); ok {
		t.Error("there is nothing to do, and Next says there is")
	}
	b.box.Result("a", nil) // at last
	b.has()
}

func TestDiscard(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.add("a")
	if err := b.box.Discard("a"); err != nil {
		t.Fatal(err)
	}
	if b.start(); len(b.box.Pending()) != 0 {
		t.Fatal("what was discarded is back")
	}
	b.live()
	b.add("b")
	if err := b.box.Discard("b"); !errors.Is(err, ErrSent) {
		t.Errorf("discarding what is on its way: %v", err)
	}
	if err := b.box.Discard("a"); !errors.Is(err, ErrNoEntry) {
		t.Errorf("discarding nothing: %v", err)
	}
}

// What never comes in: quiet commands (V-INV-01), what no hub would read, and
// a second command under an id.
func TestAddRefuses(t *testing.T) {
	b := newBench(t)
	b.live()
	b.add("a")
	for _, tt := range []struct {
		cmd  chat.Command
		want error
	}{
		{chat.Command{ID: "b", Chat: "c", Body: &chat.Observe{}}, ErrQuiet},
		{chat.Command{ID: "b", Chat: "c", Body: &chat.StopObserving{}}, ErrQuiet},
		{chat.Command{ID: "b", Chat: "c", Body: &chat.PostNote{Text: strings.Repeat("x", wire.MaxFromDesk)}}, ErrTooLong},
		{chat.Command{ID: "b", Chat: "c"}, ErrUnknown},
		{chat.Command{ID: "b", Body: &chat.SaveRecord{Shelf: chat.ShelfCanned}}, ErrInvalid},
		{chat.Command{ID: "b", Body: &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: []byte(`{"cut":`)}}, ErrInvalid},
		{chat.Command{ID: "b", Body: &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: []byte("{\"a\":\"\xff\"}")}}, ErrInvalid},
		{chat.Command{ID: "b", Body: &chat.SaveRecord{Shelf: "attic", Version: []byte(`{}`)}}, ErrInvalid},
		{chat.Command{ID: "b", Chat: "c", Body: edit("b", 1).Body}, ErrInvalid},
		{chat.Command{ID: "b", Body: &chat.SaveRecord{
			Shelf: chat.ShelfCanned, Version: []byte(`{"a":"` + strings.Repeat("x", wire.MaxFromDesk) + `"}`),
		}}, ErrTooLong},
		{note("", "c"), ErrUsedID},
		{note("a", "d"), ErrUsedID},
	} {
		if _, err := b.box.Add(tt.cmd); !errors.Is(err, tt.want) {
			t.Errorf("%+v: %v, want %v", tt.cmd, err, tt.want)
		}
	}
	b.has("a sent")
	b.went("a")
}

// A full disk: an error before anything is called queued, confirmed or
// discarded, and nothing goes that the disk does not know of.
func TestFullDisk(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.add("a")
	b.disk.full = true
	_, err := b.box.Add(note("b", "c"))
	if se, ok := errors.AsType[*StoreError](err); !ok || !errors.Is(err, errFull) || se.Op != "add" {
		t.Fatalf("Add: %v", err)
	}
	b.has("a queued")
	if err := b.box.Live(me); !errors.Is(err, errFull) {
		t.Fatalf("Live: %v", err)
	}
	b.went()
	b.has("a queued")
	if err := b.box.Discard("a"); !errors.Is(err, errFull) {
		t.Fatalf("Discard: %v", err)
	}
	b.pass(time.Hour)
	if err := b.box.Flush(); !errors.Is(err, errFull) {
		t.Fatalf("Flush: %v", err)
	}
	b.has("a heldold")
	if _, err := b.box.Confirm("a"); !errors.Is(err, errFull) {
		t.Fatalf("Confirm: %v", err)
	}
	b.has("a heldold")
	b.went()
	b.disk.full = false
	b.confirm("a")
	b.went("a")
	b.start()
	b.has("a unsure")
	b.add("b") // the id is free: it was never here
}

// A connection that takes nothing for now keeps the order and loses nothing.
func TestSendSaysNo(t *testing.T) {
	b := newBench(t)
	b.live()
	b.offline = true
	b.add("a", "b")
	b.has("a queued", "b queued")
	if after, ok := b.box.Next(); !ok || after > time.Second {
		t.Errorf("Next is %v, %v", after, ok)
	}
	b.offline = false
	b.add("c") // must not overtake
	b.went()
	if err := b.box.Flush(); err != nil {
		t.Fatal(err)
	}
	b.went("a", "b", "c")
}

// A file that was rebuilt may hold what was discarded: nothing goes by itself.
func TestSalvaged(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.add("a")
	b.salvaged = true
	b.start()
	b.live()
	b.has("a heldsalvaged")
	b.went()
	b.salvaged = false
	b.start()
	b.has("a heldsalvaged")
}

// What a later version wrote, or nobody, stays on the disk and is told.
func TestUnreadable(t *testing.T) {
	b := newBench(t)
	b.add("a")
	b.disk.entries["bad"] = []byte("bad")
	later := &item{Entry: Entry{State: Queued, Who: me}, frame: []byte(`{"k":"command","id":"new","chat":"c","name":"Juggle","body":{}}`)}
	b.disk.entries["new"] = later.encode()
	b.box = New(b.box.cfg)
	all, err := b.box.Load()
	if !errors.Is(err, ErrUnreadable) || len(all) != 2 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	b.live()
	if _, err := b.box.Confirm("new"); !errors.Is(err, ErrUnknown) {
		t.Errorf("Confirm: %v", err)
	}
	if err := b.box.Flush(); err != nil || len(b.disk.entries) != 3 {
		t.Errorf("%v, %d entries stay", err, len(b.disk.entries))
	}
}

// Changed may call back.
func TestChangedMayCallBack(t *testing.T) {
	b := newBench(t)
	b.live()
	var got []State
	b.box.cfg.Changed = func(e Entry) {
		got = append(got, e.State)
		if e.State == Refused {
			if err := b.box.Discard(e.Command.ID); err != nil {
				t.Error(err)
			}
		}
	}
	b.add("a", "b")
	b.box.Result("a", &chat.Refusal{Code: chat.RefusedTaken})
	b.box.Broken()
	b.has("b unsure")
	if !slices.Equal(got, []State{Refused, Unsure}) {
		t.Errorf("told %v", got)
	}
}
