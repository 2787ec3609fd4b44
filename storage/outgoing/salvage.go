package outgoing

import (
	"bytes"
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"

	"floorwalker/storage"
	"floorwalker/sync/courier"
)

// verify reads every value, so that one that has rotted is found when the file is
// opened and not when its parcel is due.
func verify(tx *bbolt.Tx) error {
	for _, b := range buckets() {
		if tx.Bucket(b) == nil || bytes.Equal(b, bucketEnded) || bytes.Equal(b, bucketNewest) {
			continue // a new file, and orders without values
		}
		err := tx.Bucket(b).ForEach(func(k, v []byte) error {
			_, err := unseal(b, k, v)
			return err
		})
		if err != nil {
			return fmt.Errorf("%w: %w", storage.ErrLayout, err)
		}
	}
	return nil
}

// salvaged is what a damaged file still says.
type salvaged struct {
	parcels map[courier.Key]courier.Parcel
	slips   map[courier.Key]courier.Slip
	done    map[courier.Key]courier.Slip
	cursor  *Cursor
}

func salvage(path string) *salvaged {
	s := &salvaged{
		parcels: map[courier.Key]courier.Parcel{}, slips: map[courier.Key]courier.Slip{}, done: map[courier.Key]courier.Slip{},
	}
	// The checksum says of which bucket a value is, wherever it was found.
	storage.Leaves(path, func(_ [][]byte, k, v []byte) { s.offer(k, v) })
	for key := range s.slips {
		_, whole := s.parcels[key]
		// A page that was not yet written over may say that something waits
		// which has arrived: the newer news is that it has. Where that is what
		// has rotted the parcel goes once more, with its key.
		if _, ended := s.done[key]; ended || !whole {
			delete(s.slips, key)
		}
	}
	return s
}

func (s *salvaged) offer(k, v []byte) {
	key := courier.Key(k)
	var p courier.Parcel
	if holds(bucketParcels, k, v, &p) && p.Validate() == nil {
		s.parcels[key] = p
	}
	var slip courier.Slip
	if holds(bucketSlips, k, v, &slip) {
		old, had := s.slips[key]
		if !had || slip.Attempts > old.Attempts || !slip.Last.Before(old.Last) {
			s.slips[key] = slip
		}
	}
	if holds(bucketDone, k, v, &slip) {
		s.done[key] = slip
	}
	var c Cursor
	if bytes.Equal(k, keyCursor) && holds(bucketMeta, k, v, &c) && (s.cursor == nil || c.Sent > s.cursor.Sent) {
		s.cursor = &c
	}
}

// holds decodes v if it is what the bucket kept at k.
func holds(in name, k, v []byte, into any) bool {
	b, err := unseal(in, k, v)
	return err == nil && json.Unmarshal(b, into) == nil
}

// restore fills a fresh file.
func (s *salvaged) restore(tx *bbolt.Tx) error {
	for key, slip := range s.slips {
		if err := put(tx, courier.Letter{Parcel: s.parcels[key], Slip: slip}); err != nil {
			return err
		}
	}
	for key, slip := range s.done {
		if err := write(tx, bucketDone, []byte(key), slip); err != nil {
			return err
		}
		if err := tx.Bucket(bucketEnded).Put(endedKey(slip.Last, []byte(key)), nil); err != nil {
			return err
		}
	}
	if s.cursor == nil {
		return nil
	}
	c := *s.cursor
	c.Read = 0 // the tickets come from the log again
	return write(tx, bucketMeta, keyCursor, c)
}
