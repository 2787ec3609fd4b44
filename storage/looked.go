package storage

import (
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/storage/key"
)

// lookLife is how long a look at a chat that never left by Drop is kept. A
// chat can leave while the desk is off, and then only a new snapshot
// shows that it has gone.
const lookLife = 90 * 24 * time.Hour

// SetLooked notes when this person last looked at each of the given chats,
// from which a desk tells what is unseen. An earlier instant than the one kept
// changes nothing.
func (s *Store) SetLooked(at map[chat.ChatID]chat.Instant) error {
	for id := range at {
		if len(id) > key.MaxText {
			return ErrTooLong
		}
	}
	return s.update("save looks", func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketLooked)
		for id, t := range at {
			k := key.Text(string(id))
			if v := b.Get(k); v != nil {
				if old, err := openLook(k, v); err == nil && old >= t {
					continue
				}
			}
			if err := b.Put(k, seal(tagLooked, k, stamped(t, ""))); err != nil {
				return err
			}
		}
		return nil
	})
}

// LoadLooked returns when this person last looked at each chat. A look that
// cannot be read is left out: its chat shows as unseen, which is the safe side.
func (s *Store) LoadLooked() (map[chat.ChatID]chat.Instant, error) {
	all := make(map[chat.ChatID]chat.Instant)
	err := s.view("read looks", func(tx *bbolt.Tx, _ *guarded) error {
		return tx.Bucket(bucketLooked).ForEach(func(k, v []byte) error {
			id, ok := key.ParseText(k)
			t, err := openLook(k, v)
			if !ok || err != nil {
				s.log.Warn("storage: a look cannot be read", "err", fmt.Errorf("%w: a look", errSeal))
				return nil
			}
			all[chat.ChatID(id)] = t
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

func openLook(k, v []byte) (chat.Instant, error) {
	p, err := unseal(tagLooked, k, v)
	if err != nil {
		return 0, err
	}
	t, _, err := cutStamp(p)
	return t, err
}

// forgetOldLooks deletes what is older than lookLife at the given time.
func forgetOldLooks(b *bbolt.Bucket, now chat.Instant) error {
	var old [][]byte
	err := b.ForEach(func(k, v []byte) error {
		if t, err := openLook(k, v); err != nil || t < now.Add(-lookLife) {
			old = append(old, k)
		}
		return nil
	})
	for _, k := range old {
		if err == nil {
			err = b.Delete(k)
		}
	}
	return err
}
