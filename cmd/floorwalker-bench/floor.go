package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/storage"
	"floorwalker/sync/wire"
)

const (
	smallFloor = 100
	largeFloor = 10_000
	// floorEvents is how many are timed in a round, after as many as fill
	// the floor twice over. Every chat has the same number of events,
	// whatever the size of the floor.
	floorEvents = 100_000
	storeEvents = 20_000
	// storeBatch is how many events the desk's store takes in a transaction.
	storeBatch = 100
)

// measureFloor compares a small floor with a large one: fold and view of one
// event, and the same with the store. Rounds alternate between the two, so
// that what else the machine does hits both.
func measureFloor(ctx context.Context, o options) ([]row, error) {
	var rows []row
	for _, m := range []struct {
		what, target, of string
		run              func(dir string, chats int) (time.Duration, error)
	}{
		{"fold and view, in memory", "≤ 1.3 ×", "of processor", func(_ string, n int) (time.Duration, error) { return foldRound(n, false) }},
		{"decode, fold and view, in memory", "", "of processor", func(_ string, n int) (time.Duration, error) { return foldRound(n, true) }},
		{fmt.Sprintf("decode, fold, view and store, %d a batch", storeBatch), "≤ 4 ×", "of time, fsync included,", storeRound},
	} {
		var few, many []time.Duration
		for range o.rounds {
			a, err := m.run(o.dir, smallFloor)
			if err != nil {
				return nil, err
			}
			b, err := m.run(o.dir, largeFloor)
			if err := errors.Join(err, ctx.Err()); err != nil {
				return nil, err
			}
			few, many = append(few, a), append(many, b)
		}
		a, b := median(few), median(many)
		rows = append(rows, row{
			What: "floor: " + m.what, Figure: fmt.Sprintf("%.2f ×", float64(b)/float64(a)), Target: m.target,
			Note: fmt.Sprintf("%s %s per event at %d chats, %s at %d; %d events a chat, taking turns",
				micros(a), m.of, smallFloor, micros(b), largeFloor, life),
		})
	}
	return rows, nil
}

// desktop is a floor with the board of one person, as the desk keeps them.
type desktop struct {
	floor   *chat.Floor
	book    *view.Book
	dropped []chat.ChatID
}

func newDesktop() *desktop {
	return &desktop{
		floor: chat.NewFloor(),
		book:  view.NewBook("asha", 2*time.Minute, func(id chat.AgentID) string { return string(id) }),
	}
}

func (d *desktop) take(e *chat.Event) {
	ch := d.floor.Apply(e)
	if ch.Dropped != "" {
		d.book.Remove(ch.Dropped)
		d.dropped = append(d.dropped, ch.Dropped)
	}
	if ch.Chat != nil {
		d.book.Update(ch.Chat)
	}
}

// foldRound is the processor time of one event, garbage collection included; with decode it starts from its line.
func foldRound(chats int, decode bool) (time.Duration, error) {
	t := newTraffic("f", chats, largeEvent, true)
	d := newDesktop()
	for range 2 * life * chats { // until chats come and go evenly
		e := t.next()
		d.take(&e)
	}
	events, lines := make([]chat.Event, floorEvents), make([][]byte, floorEvents)
	for i := range events {
		events[i] = t.next()
		if decode {
			lines[i] = wire.AppendEvent(nil, &events[i])
		}
	}
	runtime.GC()
	began, err := processor()
	if err != nil {
		return 0, err
	}
	for i := range events {
		e := &events[i]
		if decode {
			if *e, err = wire.DecodeEvent(lines[i], nil); err != nil {
				return 0, err
			}
		}
		d.take(e)
		if i%64 == 63 {
			d.book.Boards() // a snapshot is published
		}
	}
	ended, err := processor()
	if err != nil {
		return 0, err
	}
	if n := d.floor.Active(); n < chats*9/10 || n > chats {
		return 0, fmt.Errorf("%d chats are open, %d were meant", n, chats)
	}
	return (ended - began) / floorEvents, nil
}

// storeRound is the time of one event from its line to the desk's disk, synced.
func storeRound(dir string, chats int) (time.Duration, error) {
	dir, err := os.MkdirTemp(dir, "floor-")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	// The floor is filled without waiting for the disk, then timed with it.
	path := filepath.Join(dir, "desk.db")
	t := newTraffic("s", chats, largeEvent, true)
	d := newDesktop()
	s, err := storage.Open(path, storage.Options{Now: time.Now, NoSync: true})
	if err != nil {
		return 0, err
	}
	if err := storeEach(s, d, t, life*chats, 10*storeBatch); err != nil {
		return 0, err
	}
	if err := s.Close(); err != nil {
		return 0, err
	}
	if s, err = storage.Open(path, storage.Options{Now: time.Now}); err != nil {
		return 0, err
	}
	runtime.GC()
	began := time.Now()
	if err := storeEach(s, d, t, storeEvents, storeBatch); err != nil {
		return 0, err
	}
	took := time.Since(began) / storeEvents
	return took, s.Close()
}

// storeEach takes events through desk and store in batches.
func storeEach(s *storage.Store, d *desktop, t *traffic, events, batch int) error {
	for n := 0; n < events; n += batch {
		b := storage.FloorBatch{Position: storage.Position{Floor: "f", Resume: fmt.Sprint(n)}}
		for range batch {
			made := t.next()
			raw := wire.AppendEvent(nil, &made)
			e, err := wire.DecodeEvent(raw, nil)
			if err != nil {
				return err
			}
			d.take(&e)
			b.Events = append(b.Events, storage.CachedEvent{Chat: e.Chat, Line: raw})
		}
		b.Drop, d.dropped = d.dropped, nil
		if err := s.SaveFloor(b); err != nil {
			return err
		}
		d.book.Boards()
	}
	return nil
}
