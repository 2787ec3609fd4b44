package storage

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/storage/key"
)

// Position says how far the cached floor has come. The store keeps it and
// does not look inside.
type Position struct {
	// Floor names the hub and workspace that the cache belongs to. A desk
	// that is pointed at another hub finds a name that is not its own, and
	// starts with a Reset.
	Floor string
	// Resume is the token that the hub gave for going on from here.
	Resume string
	// At is the hub time of the newest event in the cache.
	At chat.Instant
}

// CachedEvent is one event exactly as the hub sent it.
type CachedEvent struct {
	// Chat is empty for facts about the team.
	Chat chat.ChatID
	// Line is the event's one-line wire form. The store does not decode it.
	Line []byte
}

// FloorBatch is one step of the cache. Its parts take effect in the order in
// which they are declared, all of them or none.
type FloorBatch struct {
	// Reset forgets the whole cached floor first; drafts, settings and records
	// stay. A snapshot says which records there are, but what it brings is
	// merged with what is known, so nothing has to go before it.
	Reset bool
	// Events are added, in order. Those of a chat that is also in Drop are not.
	Events []CachedEvent
	// Drop forgets chats that have left the floor. A chat that the cache
	// does not hold is no error.
	Drop []chat.ChatID
	// Records are versions that are to be kept. One that is kept already is
	// written again; one that is also in Forget is not kept.
	Records []Record
	// Forget names versions that others replace. One that the cache does not
	// hold is no error.
	Forget []RecordKey
	// Position is where the cache stands after this batch. All records belong
	// to its Floor: where that is not the floor that the cache stood at before,
	// the records of the other one are dropped first.
	Position Position
}

// SaveFloor saves b with its position in one transaction, and returns when it
// is on the disk. After an error nothing of b is in the cache, with one
// exception that no program can rule out: when the disk fails while the last page is being
// synced, b may turn out to be there. Saving it again is harmless, because the
// fold ignores an event that it has seen.
func (s *Store) SaveFloor(b FloorBatch) error {
	w, err := newFloorWrite(b)
	if err != nil {
		return err
	}
	return s.update("save the floor", func(tx *bbolt.Tx) error { return w.run(tx) })
}

// floorWrite is one batch on its way into one transaction.
type floorWrite struct {
	FloorBatch
	dropped map[chat.ChatID]bool
	runs    map[chat.ChatID]*run
	// arena holds the batch's values. bbolt refers to them until the commit,
	// so they need memory of their own, and one piece is cheaper than hundreds.
	arena []byte
	chats *bbolt.Bucket
	evs   *bbolt.Bucket
	// was is where the cache stood before; nil if it does not say.
	was *Position
}

// run is where a chat's events go.
type run struct{ number, next uint64 }

// newFloorWrite checks the batch before any transaction begins, because a
// rollback makes bbolt read the whole tree.
func newFloorWrite(b FloorBatch) (*floorWrite, error) {
	w := &floorWrite{FloorBatch: b, dropped: make(map[chat.ChatID]bool, len(b.Drop)), runs: make(map[chat.ChatID]*run)}
	size := 0
	for _, e := range b.Events {
		if len(e.Chat) > key.MaxText {
			return nil, fmt.Errorf("%w: a chat id of %d bytes", ErrTooLong, len(e.Chat))
		}
		size += sealSize + len(e.Line)
	}
	for _, id := range b.Drop {
		w.dropped[id] = true
	}
	for i := range b.Records {
		if err := b.Records[i].key().check(); err != nil {
			return nil, err
		}
	}
	for _, k := range b.Forget {
		if err := k.check(); err != nil {
			return nil, err
		}
	}
	w.arena = make([]byte, 0, size)
	return w, nil
}

func (w *floorWrite) run(tx *bbolt.Tx) error {
	w.was = positionOf(tx)
	if w.Reset {
		if err := resetFloor(tx, w.Position.At); err != nil {
			return err
		}
	}
	w.chats, w.evs = tx.Bucket(bucketChats), tx.Bucket(bucketEvents)
	w.evs.FillPercent = eventsFill
	for _, e := range w.Events {
		if w.dropped[e.Chat] {
			continue
		}
		if err := w.add(e); err != nil {
			return err
		}
	}
	for id := range w.dropped {
		if err := w.drop(tx, id); err != nil {
			return err
		}
	}
	if err := w.saveRecords(tx); err != nil {
		return err
	}
	v := seal(tagPosition, keyPosition, encodePosition(w.Position))
	return tx.Bucket(bucketFloor).Put(keyPosition, v)
}

// positionOf returns where the cache stands, or nil if it does not say: there is
// nothing yet, or it cannot be read and the next one replaces it.
func positionOf(tx *bbolt.Tx) *Position {
	v := tx.Bucket(bucketFloor).Get(keyPosition)
	if v == nil {
		return nil
	}
	b, err := unseal(tagPosition, keyPosition, v)
	if err != nil {
		return nil
	}
	p, err := decodePosition(b)
	if err != nil {
		return nil
	}
	return &p
}

func (w *floorWrite) add(e CachedEvent) error {
	r := w.runs[e.Chat]
	if r == nil {
		var err error
		if r, err = w.runOf(e.Chat); err != nil {
			return err
		}
		w.runs[e.Chat] = r
	}
	k := key.Event(r.number, r.next)
	r.next++
	from := len(w.arena)
	w.arena = appendSealed(w.arena, tagEvent, k[:], e.Line)
	return w.evs.Put(k[:], w.arena[from:])
}

// runOf finds a chat's run, or begins one. The number of the next event is
// read off the run's last key: a counter beside it would be one more page to write for
// every chat in every batch.
func (w *floorWrite) runOf(id chat.ChatID) (*run, error) {
	number, known, err := chatNumber(w.chats, id)
	if err != nil {
		return nil, err
	}
	if !known {
		return w.begin(id)
	}
	after := key.Event(number+1, 0)
	c := w.evs.Cursor()
	k, _ := c.Seek(after[:])
	if k == nil {
		k, _ = c.Last()
	} else {
		k, _ = c.Prev()
	}
	last, n, ok := key.ParseEvent(k)
	if !ok || last != number {
		if number == key.Team {
			return &run{number: number, next: key.Head + 1}, nil
		}
		return nil, fmt.Errorf("%w: a chat has lost its head", errSeal)
	}
	return &run{number: number, next: n + 1}, nil
}

// begin gives a chat its number. Numbers grow and are never reused, so the
// order of runs is the order in which chats were first saved.
func (w *floorWrite) begin(id chat.ChatID) (*run, error) {
	number, err := w.chats.NextSequence()
	if err != nil {
		return nil, err
	}
	k := key.Text(string(id))
	if err := w.chats.Put(k, seal(tagChat, k, binary.BigEndian.AppendUint64(nil, number))); err != nil {
		return nil, err
	}
	head := key.Event(number, key.Head)
	if err := w.evs.Put(head[:], seal(tagHead, head[:], []byte(id))); err != nil {
		return nil, err
	}
	return &run{number: number, next: key.Head + 1}, nil
}

// drop deletes a chat's run, its number and when it was last looked at. It
// touches the pages of that chat and of no other.
func (w *floorWrite) drop(tx *bbolt.Tx, id chat.ChatID) error {
	number, known, err := chatNumber(w.chats, id)
	if err != nil || !known || number == key.Team {
		return err
	}
	first := key.Event(number, 0)
	c := w.evs.Cursor()
	// A cursor that has deleted stands on a neighbour or beside it; seeking
	// again is the one way that is right in both cases.
	for k, _ := c.Seek(first[:]); bytes.HasPrefix(k, first[:8]); k, _ = c.Seek(first[:]) {
		if err := c.Delete(); err != nil {
			return err
		}
	}
	k := key.Text(string(id))
	if err := tx.Bucket(bucketLooked).Delete(k); err != nil {
		return err
	}
	return w.chats.Delete(k)
}

// chatNumber looks a chat's number up. The team's needs no record.
func chatNumber(chats *bbolt.Bucket, id chat.ChatID) (n uint64, known bool, err error) {
	if id == "" {
		return key.Team, true, nil
	}
	k := key.Text(string(id))
	v := chats.Get(k)
	if v == nil {
		return 0, false, nil
	}
	p, err := unseal(tagChat, k, v)
	if err != nil || len(p) != 8 {
		return 0, false, fmt.Errorf("%w: the number of a chat", errSeal)
	}
	return binary.BigEndian.Uint64(p), true, nil
}

// resetFloor makes the cache empty by dropping its buckets whole, which does
// not care whether what is in them can be read.
func resetFloor(tx *bbolt.Tx, at chat.Instant) error {
	for _, name := range [][]byte{bucketFloor, bucketChats, bucketEvents} {
		if err := tx.DeleteBucket(name); err != nil {
			return err
		}
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	return forgetOldLooks(tx.Bucket(bucketLooked), at)
}
