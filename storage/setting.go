package storage

import (
	"bytes"
	"slices"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/storage/key"
)

// Setting returns a copy of what is kept under name. The store does not look
// inside a setting; whoever owns it gives its bytes a format of their own.
func (s *Store) Setting(name string) (value []byte, ok bool, err error) {
	k := key.Text(name)
	err = s.view("read a setting", func(tx *bbolt.Tx, _ *guarded) error {
		v := tx.Bucket(bucketSettings).Get(k)
		if v == nil {
			return nil
		}
		_, p, err := openSetting(k, v)
		if err != nil {
			return err
		}
		value, ok = bytes.Clone(p), true
		return nil
	})
	return value, ok, err
}

// SetSetting keeps value under name; nil forgets it.
func (s *Store) SetSetting(name string, value []byte) error {
	return s.SetSettings(map[string][]byte{name: value})
}

// SetSettings keeps several settings in one transaction, all or none; a nil
// value forgets the name.
func (s *Store) SetSettings(values map[string][]byte) error {
	for name := range values {
		if len(name) > key.MaxText {
			return ErrTooLong
		}
	}
	at := chat.InstantOf(s.now())
	return s.update("save settings", func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketSettings)
		for name, value := range values {
			k := key.Text(name)
			if value == nil {
				if err := b.Delete(k); err != nil {
					return err
				}
				continue
			}
			if err := b.Put(k, seal(tagSetting, k, slices.Concat(stamped(at, ""), value))); err != nil {
				return err
			}
		}
		return nil
	})
}

// openSetting returns when a setting was saved, for salvage to tell the newer
// of two, and its value, which is part of v.
func openSetting(k, v []byte) (chat.Instant, []byte, error) {
	p, err := unseal(tagSetting, k, v)
	if err != nil {
		return 0, nil, err
	}
	return cutStamp(p)
}
