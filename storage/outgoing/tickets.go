package outgoing

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"slices"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/sync/courier"
)

// A Cursor says how far the log was read, and of which log.
type Cursor struct {
	// Log is the log's epoch; another one is another log, of whose tickets
	// nothing here is true.
	Log string
	// Read is the newest event whose ticket is here, Sent the newest whose
	// parcels were made. Sent is ahead where a damaged file is made again: what
	// has left the house does not leave it twice. It is behind where nobody could
	// say what is to be sent.
	Read, Sent uint64
}

// An Entry is one ticket.
type Entry struct {
	// Ref is its number, Chat whose it is, At what it is listed by.
	Ref  string
	Chat chat.ChatID
	At   chat.Instant
	// Seq is the event that it stands in.
	Seq uint64
	// Ticket is its JSON.
	Ticket json.RawMessage
	// Counts are the words that it counts for, in order, each once.
	Counts []string `json:",omitempty"`
	// Unsent says why one of its parcels could not be made; empty if all were.
	Unsent string `json:",omitempty"`
}

// A Batch is what is kept in one transaction.
type Batch struct {
	Letters []courier.Letter
	Tickets []Entry
	// Unsent are parcels that could not be made and belong to no Entry; their Ref
	// is a key of the caller's.
	Unsent []Unsent
	Cursor Cursor
}

// Take keeps a batch: all of it, or nothing.
func (s *Store) Take(b Batch) error {
	return s.update("take", func(tx *bbolt.Tx) error {
		for _, l := range b.Letters {
			if err := put(tx, l); err != nil {
				return err
			}
		}
		for i := range b.Tickets {
			if err := file(tx, &b.Tickets[i]); err != nil {
				return err
			}
		}
		for _, u := range b.Unsent {
			if err := set(tx, bucketUnsent, []byte(u.Ref), []byte(u.Words)); err != nil {
				return err
			}
		}
		return write(tx, bucketMeta, keyCursor, b.Cursor)
	})
}

// file puts a ticket in the place of its older version.
func file(tx *bbolt.Tx, e *Entry) error {
	k := []byte(e.Ref)
	var old Entry
	had, err := read(tx, bucketTickets, k, &old)
	if err != nil {
		return err
	}
	if had {
		if old.Seq > e.Seq {
			return nil // it is the older one that comes again
		}
		if err := tx.Bucket(bucketNewest).Delete(newestKey(&old)); err != nil {
			return err
		}
		if err := count(tx, old.Counts, -1); err != nil {
			return err
		}
	} else if err := count(tx, []string{wordAll}, 1); err != nil {
		return err
	}
	if err := count(tx, e.Counts, 1); err != nil {
		return err
	}
	if err := tx.Bucket(bucketNewest).Put(newestKey(e), nil); err != nil {
		return err
	}
	if err := note(tx, e); err != nil {
		return err
	}
	return write(tx, bucketTickets, k, e)
}

func note(tx *bbolt.Tx, e *Entry) error {
	if e.Unsent == "" {
		return tx.Bucket(bucketUnsent).Delete([]byte(e.Ref))
	}
	return set(tx, bucketUnsent, []byte(e.Ref), []byte(e.Unsent))
}

// newestKey orders tickets by falling time.
func newestKey(e *Entry) []byte {
	return append(number(^uint64(max(e.At, 0))), e.Ref...) // #nosec G115 -- not negative
}

// wordAll counts all tickets. No ticket counts for it: its words have a slash.
const wordAll = "all"

func count(tx *bbolt.Tx, words []string, by int64) error {
	for _, w := range words {
		b, err := get(tx, bucketCounts, []byte(w))
		if err != nil {
			return err
		}
		n, _ := binary.Varint(b) // 0 for none
		if err := set(tx, bucketCounts, []byte(w), binary.AppendVarint(nil, max(n+by, 0))); err != nil {
			return err
		}
	}
	return nil
}

// Count returns how many tickets count for a word.
func (s *Store) Count(word string) (int, error) { return s.count(word) }

// Tickets returns how many tickets there are.
func (s *Store) Tickets() (int, error) { return s.count(wordAll) }

func (s *Store) count(word string) (n int, err error) {
	err = s.view("read a count", func(tx *bbolt.Tx) error {
		b, err := get(tx, bucketCounts, []byte(word))
		v, _ := binary.Varint(b)
		n = int(v)
		return err
	})
	return n, err
}

// Cursor returns where Take has left off; zero in a new file.
func (s *Store) Cursor() (c Cursor, err error) {
	err = s.view("read the cursor", func(tx *bbolt.Tx) error {
		_, err := read(tx, bucketMeta, keyCursor, &c)
		return err
	})
	return c, err
}

// Begin forgets the tickets, because they are another log's, or are to be read
// again, and puts the cursor where they begin. Parcels stay.
func (s *Store) Begin(c Cursor) error {
	return s.update("begin", func(tx *bbolt.Tx) error {
		for _, b := range []name{bucketTickets, bucketNewest, bucketCounts, bucketUnsent} {
			if err := tx.DeleteBucket(b); err != nil {
				return err
			}
			if _, err := tx.CreateBucket(b); err != nil {
				return err
			}
		}
		return write(tx, bucketMeta, keyCursor, c)
	})
}

// Ticket returns the ticket of a number; false if there is none.
func (s *Store) Ticket(ref string) (e Entry, ok bool, err error) {
	err = s.view("read a ticket", func(tx *bbolt.Tx) error {
		ok, err = read(tx, bucketTickets, []byte(ref), &e)
		return err
	})
	return e, ok, err
}

// A Place is one in the list of tickets: behind all that were listed before it.
// Nil is the beginning.
type Place []byte

// List returns at most n tickets behind a place, the newest first, and the place
// behind them, which is nil after the last.
func (s *Store) List(at Place, n int) (list []Entry, next Place, err error) {
	err = s.view("list", func(tx *bbolt.Tx) error {
		list, next = nil, nil
		c := tx.Bucket(bucketNewest).Cursor()
		k, _ := c.First()
		if at != nil {
			if k, _ = c.Seek(at); bytes.Equal(k, at) {
				k, _ = c.Next()
			}
		}
		for ; len(k) > 8; k, _ = c.Next() {
			if len(list) == n {
				return nil
			}
			var e Entry
			ok, err := read(tx, bucketTickets, k[8:], &e)
			if err != nil {
				return err
			}
			if ok {
				list = append(list, e)
			}
			next = bytes.Clone(k)
		}
		next = nil
		return nil
	})
	return list, next, err
}

// Unsent is a ticket, or a key of the caller's, of which a parcel could not be made.
type Unsent struct{ Ref, Words string }

// Unsent returns them, by number.
func (s *Store) Unsent() (all []Unsent, err error) {
	err = s.view("read what could not be sent", func(tx *bbolt.Tx) error {
		all = nil
		return tx.Bucket(bucketUnsent).ForEach(func(k, v []byte) error {
			b, err := unseal(bucketUnsent, k, v)
			all = append(all, Unsent{string(k), string(b)})
			return err
		})
	})
	return all, err
}

// SaveCheck keeps what the nightly comparison came to, in its author's form.
func (s *Store) SaveCheck(b []byte) error {
	return s.update("keep the check", func(tx *bbolt.Tx) error { return set(tx, bucketMeta, keyCheck, b) })
}

// Check returns it; nil if there was none.
func (s *Store) Check() (b []byte, err error) {
	err = s.view("read the check", func(tx *bbolt.Tx) error {
		v, err := get(tx, bucketMeta, keyCheck)
		b = slices.Clone(v)
		return err
	})
	return b, err
}
