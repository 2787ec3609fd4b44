package storage

import (
	"bytes"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/storage/key"
)

// SaveOutbox keeps what the outbox knows of each of the given commands, or
// forgets those whose entry is nil, in one transaction, and returns when it is
// on the disk. The store does not look inside an entry; package outbox gives it
// a format of its own. Entries survive a Reset of the cached floor.
func (s *Store) SaveOutbox(changes map[chat.CommandID][]byte) error {
	for id := range changes {
		if len(id) > key.MaxText {
			return ErrTooLong
		}
	}
	at := chat.InstantOf(s.now())
	return s.update("save the outbox", func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketOutbox)
		for id, entry := range changes {
			k := key.Text(string(id))
			if entry == nil {
				if err := b.Delete(k); err != nil {
					return err
				}
				continue
			}
			if err := b.Put(k, seal(tagOutbox, k, slices.Concat(stamped(at, ""), entry))); err != nil {
				return err
			}
		}
		return nil
	})
}

// LoadOutbox visits every entry, in the order of the commands' ids; the bytes
// are the caller's. An entry that cannot be read is passed over, and reported
// as a *DamagedError when all others were visited. The visit must not call the
// store; its error ends the walk and is returned as it is.
func (s *Store) LoadOutbox(visit func(id chat.CommandID, entry []byte) error) error {
	var visited, damage error
	err := s.view("read the outbox", func(tx *bbolt.Tx, g *guarded) error {
		return tx.Bucket(bucketOutbox).ForEach(func(k, v []byte) error {
			id, ok := key.ParseText(k)
			_, entry, err := openOutbox(k, v)
			if !ok || err != nil {
				damage = fmt.Errorf("%w: a command that waits", errSeal)
				return nil
			}
			visited = g.call(func() error { return visit(chat.CommandID(id), bytes.Clone(entry)) })
			return visited
		})
	})
	if visited != nil {
		return visited
	}
	if err != nil {
		return err
	}
	return fail("read the outbox", s.path, damage)
}

// openOutbox returns when an entry was saved, for salvage to tell the newer of
// two, and its bytes, which are part of v.
func openOutbox(k, v []byte) (chat.Instant, []byte, error) {
	p, err := unseal(tagOutbox, k, v)
	if err != nil {
		return 0, nil, err
	}
	return cutStamp(p)
}
