package storage

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/storage/key"
)

// Record is one version of something that stands on a shelf, as the hub sent
// it (G-CAN, D-03).
type Record struct {
	Shelf chat.Shelf
	// ID is the record's, Mark tells its versions apart. A record has more than
	// one version here only while people disagree about it.
	ID, Mark string
	// Raw is the version's JSON, byte for byte. The store does not decode it.
	Raw []byte
}

// RecordKey names one version of a record.
type RecordKey struct {
	Shelf    chat.Shelf
	ID, Mark string
}

// recordsFill is how full bbolt packs a page of records when it splits it. An
// edit takes one version away and puts one of about its size beside it, so
// there is little reason to leave room. See doc.go for the figures.
const recordsFill = 0.9

// LoadRecords visits every version on every shelf, shelf by shelf and record
// by record; the bytes are the caller's. A version that cannot be read is
// passed over, and reported as a *DamagedError when all others were visited:
// the hub still has it, and a snapshot, which is what an empty resume token
// asks for, puts it back. The visit must not call the store; its error ends the
// walk and is returned as it is.
//
// Records may be there although LoadFloor finds no floor: they were read out of
// a damaged file, and are as good as they were.
func (s *Store) LoadRecords(visit func(Record) error) error {
	var visited, damage error
	err := s.view("read the records", func(tx *bbolt.Tx, g *guarded) error {
		return tx.Bucket(bucketRecords).ForEach(func(k, v []byte) error {
			shelf, id, mark, ok := key.ParseRecord(k)
			_, raw, err := openRecord(k, v)
			if !ok || err != nil {
				damage = fmt.Errorf("%w: a record", errSeal)
				return nil
			}
			visited = g.call(func() error {
				return visit(Record{Shelf: chat.Shelf(shelf), ID: id, Mark: mark, Raw: bytes.Clone(raw)})
			})
			return visited
		})
	})
	if visited != nil {
		return visited
	}
	if err != nil {
		return err
	}
	return fail("read the records", s.path, damage)
}

func (r Record) key() RecordKey { return RecordKey{Shelf: r.Shelf, ID: r.ID, Mark: r.Mark} }

func (k RecordKey) bytes() []byte { return key.Record(string(k.Shelf), k.ID, k.Mark) }

// check refuses what could not be a key.
func (k RecordKey) check() error {
	for _, s := range []string{string(k.Shelf), k.ID, k.Mark} {
		if len(s) > key.MaxText {
			return fmt.Errorf("%w: a record's key has a part of %d bytes", ErrTooLong, len(s))
		}
	}
	return nil
}

// saveRecords puts what the batch brings on the shelves and takes away what it
// forgets. A version that comes and goes in one batch is never written.
func (w *floorWrite) saveRecords(tx *bbolt.Tx) error {
	b, err := w.ownRecords(tx)
	if err != nil {
		return err
	}
	b.FillPercent = recordsFill
	gone := make(map[RecordKey]bool, len(w.Forget))
	for _, k := range w.Forget {
		gone[k] = true
		if err := b.Delete(k.bytes()); err != nil {
			return err
		}
	}
	for i := range w.Records {
		r := &w.Records[i]
		if gone[r.key()] {
			continue
		}
		k := r.key().bytes()
		if err := b.Put(k, sealRecord(k, w.Position.Floor, r.Raw)); err != nil {
			return err
		}
	}
	return nil
}

// ownRecords returns the bucket of the records with nothing of another floor
// in it. It looks into the records only where the cache does not say which
// floor they are of: on a new file, and on one whose position was lost.
func (w *floorWrite) ownRecords(tx *bbolt.Tx) (*bbolt.Bucket, error) {
	b := tx.Bucket(bucketRecords)
	switch {
	case w.was == nil:
		return b, forgetOthers(b, w.Position.Floor)
	case w.was.Floor == w.Position.Floor:
		return b, nil
	}
	if err := tx.DeleteBucket(bucketRecords); err != nil {
		return nil, err
	}
	return tx.CreateBucket(bucketRecords)
}

// forgetOthers deletes the records that are known to be of another floor.
func forgetOthers(b *bbolt.Bucket, floor string) error {
	var others [][]byte
	err := b.ForEach(func(k, v []byte) error {
		if of, _, err := openRecord(k, v); err == nil && of != floor {
			others = append(others, k)
		}
		return nil
	})
	for _, k := range others {
		if err == nil {
			err = b.Delete(k)
		}
	}
	return err
}

// sealRecord writes the floor's name into each record. It takes a few bytes,
// and without it a record that was read out of a damaged file, where pages of
// a former floor may still lie about, could end up in front of another team.
func sealRecord(k []byte, floor string, raw []byte) []byte {
	p := binary.AppendUvarint(make([]byte, 0, binary.MaxVarintLen32+len(floor)+len(raw)), uint64(len(floor)))
	p = append(append(p, floor...), raw...)
	return seal(tagRecord, k, p)
}

// openRecord returns the floor that a record is of and its bytes, which are
// part of v.
func openRecord(k, v []byte) (floor string, raw []byte, err error) {
	p, err := unseal(tagRecord, k, v)
	if err != nil {
		return "", nil, err
	}
	n, used := binary.Uvarint(p)
	if used <= 0 || n > uint64(len(p)-used) { //nolint:gosec // G115: used is at most len(p)
		return "", nil, errSeal
	}
	p = p[used:]
	return string(p[:n]), p[n:], nil
}
