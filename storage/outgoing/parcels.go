package outgoing

import (
	"bytes"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"floorwalker/sync/courier"
)

var _ courier.Store = (*Store)(nil)

// Append implements courier.Store.
func (s *Store) Append(p courier.Parcel, slip courier.Slip) error {
	return s.update("append", func(tx *bbolt.Tx) error { return put(tx, courier.Letter{Parcel: p, Slip: slip}) })
}

func put(tx *bbolt.Tx, l courier.Letter) error {
	if err := write(tx, bucketParcels, []byte(l.Parcel.Key), l.Parcel); err != nil {
		return err
	}
	return write(tx, bucketSlips, []byte(l.Slip.Key), l.Slip)
}

// Save implements courier.Store. Of what was delivered only the slip stays, for
// [Memory] at least.
func (s *Store) Save(slip courier.Slip) error {
	k := []byte(slip.Key)
	return s.update("save", func(tx *bbolt.Tx) error {
		if slip.State != courier.Done {
			return write(tx, bucketSlips, k, slip)
		}
		for _, b := range []name{bucketParcels, bucketSlips} {
			if err := tx.Bucket(b).Delete(k); err != nil {
				return err
			}
		}
		slip.To = "" // whose mail it was is nobody's business any more
		if err := write(tx, bucketDone, k, slip); err != nil {
			return err
		}
		now := s.now()
		if err := tx.Bucket(bucketEnded).Put(endedKey(now, k), nil); err != nil {
			return err
		}
		return forget(tx, now.Add(-Memory))
	})
}

func endedKey(at time.Time, k []byte) []byte {
	return append(number(uint64(max(at.UnixMilli(), 0))), k...) // #nosec G115 -- not negative
}

// forgetMost is how many old slips go with one that comes, so that a file that
// was left alone for a year does not hold up the next delivery.
const forgetMost = 4

// forget drops slips of what ended before a time, the oldest first.
func forget(tx *bbolt.Tx, before time.Time) error {
	var old [][]byte
	limit := endedKey(before, nil)
	c := tx.Bucket(bucketEnded).Cursor()
	for k, _ := c.First(); k != nil && bytes.Compare(k, limit) < 0 && len(old) < forgetMost; k, _ = c.Next() {
		old = append(old, bytes.Clone(k))
	}
	for _, k := range old {
		if err := tx.Bucket(bucketEnded).Delete(k); err != nil {
			return err
		}
		if err := tx.Bucket(bucketDone).Delete(k[8:]); err != nil {
			return err
		}
	}
	return nil
}

// Slip implements courier.Store.
func (s *Store) Slip(key courier.Key) (slip courier.Slip, ok bool, err error) {
	err = s.view("read a slip", func(tx *bbolt.Tx) error {
		if ok, err = read(tx, bucketSlips, []byte(key), &slip); ok || err != nil {
			return err
		}
		ok, err = read(tx, bucketDone, []byte(key), &slip)
		return err
	})
	return slip, ok, err
}

// Parcel implements courier.Store.
func (s *Store) Parcel(key courier.Key) (p courier.Parcel, err error) {
	err = s.view("read a parcel", func(tx *bbolt.Tx) error {
		ok, err := read(tx, bucketParcels, []byte(key), &p)
		if err == nil && !ok {
			err = fmt.Errorf("the parcel %s is not there", key)
		}
		return err
	})
	return p, err
}

// Pending implements courier.Store.
func (s *Store) Pending(f func(courier.Slip) error) error {
	var all []courier.Slip
	err := s.view("read what is pending", func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketSlips).ForEach(func(k, v []byte) error {
			b, err := unseal(bucketSlips, k, v)
			if err != nil {
				return err
			}
			var slip courier.Slip
			if err := decode(bucketSlips, b, &slip); err != nil {
				return err
			}
			all = append(all, slip)
			return nil
		})
	})
	if err != nil {
		return err
	}
	for _, slip := range all {
		if err := f(slip); err != nil {
			return err
		}
	}
	return nil
}
