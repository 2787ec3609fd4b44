package storage

import (
	"fmt"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/storage/key"
)

// LoadFloor visits the cached events: those of the team first, then chat by
// chat in the order in which the chats were first saved, each chat's in the
// order in which they were saved. Feeding them to the fold gives the floor as
// it was at the returned position. ok is false, and nothing is visited, when
// nothing has been saved yet.
//
// A line is valid only during the visit that gets it. An error from visit ends
// the load and is returned as it is. The visit runs inside a read transaction,
// so it must not call the store.
//
// After a *DamagedError the visited events are of no use: the caller forgets
// them, asks the hub for a new snapshot and saves that with Reset.
func (s *Store) LoadFloor(visit func(CachedEvent) error) (p Position, ok bool, err error) {
	var visited error
	err = s.view("load the floor", func(tx *bbolt.Tx, g *guarded) error {
		v := tx.Bucket(bucketFloor).Get(keyPosition)
		if v == nil {
			return nil
		}
		b, err := unseal(tagPosition, keyPosition, v)
		if err != nil {
			return err
		}
		if p, err = decodePosition(b); err != nil {
			return err
		}
		ok = true
		l := floorLoad{visit: func(e CachedEvent) error {
			visited = g.call(func() error { return visit(e) })
			return visited
		}}
		return l.run(tx.Bucket(bucketEvents).Cursor())
	})
	if visited != nil {
		return Position{}, false, visited
	}
	if err != nil {
		return Position{}, false, err
	}
	return p, ok, nil
}

// floorLoad walks the runs. It checks that no number is missing, so a page
// that was lost does not pass for a shorter chat.
type floorLoad struct {
	visit  func(CachedEvent) error
	number uint64
	next   uint64
	id     chat.ChatID
}

func (l *floorLoad) run(c *bbolt.Cursor) error {
	l.next = key.Head + 1
	for k, v := c.First(); k != nil; k, v = c.Next() {
		number, n, ok := key.ParseEvent(k)
		if !ok {
			return fmt.Errorf("%w: a key that is not an event's", errSeal)
		}
		if number != l.number {
			if err := l.enter(number, n, k, v); err != nil {
				return err
			}
			continue
		}
		if n != l.next {
			return fmt.Errorf("%w: event %d of a chat is missing", errSeal, l.next)
		}
		l.next++
		line, err := unseal(tagEvent, k, v)
		if err != nil {
			return err
		}
		if err := l.visit(CachedEvent{Chat: l.id, Line: line}); err != nil {
			return err
		}
	}
	return nil
}

func (l *floorLoad) enter(number, n uint64, k, v []byte) error {
	if n != key.Head {
		return fmt.Errorf("%w: a chat has lost its head", errSeal)
	}
	id, err := unseal(tagHead, k, v)
	if err != nil {
		return err
	}
	l.number, l.next, l.id = number, key.Head+1, chat.ChatID(id)
	return nil
}
