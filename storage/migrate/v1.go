package migrate

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"

	"go.etcd.io/bbolt"
)

// Frozen. Version 0 was:
//
//	position        bucket
//	└ position      JSON {"floor","resume","at"}, at in milliseconds
//	events          bucket
//	└ chat 0x00 n   the line; n is a big-endian uint64, the team's chat is empty
//	drafts          bucket
//	└ chat 0x00 kind  the text
//	settings        bucket
//	└ name          the value
//
// Version 1 numbers the chats, so that a long id is kept once and not in each
// event's key, and seals every record with a format byte and a checksum.

var errV0 = errors.New("a key of version 0 that nobody wrote")

type positionV0 struct {
	Floor  string `json:"floor"`
	Resume string `json:"resume"`
	At     int64  `json:"at"`
}

func toV1(tx *bbolt.Tx) error {
	for _, f := range []func(*bbolt.Tx) error{positionToV1, eventsToV1, draftsToV1, settingsToV1, lookedToV1} {
		if err := f(tx); err != nil {
			return err
		}
	}
	return nil
}

// rebuildV1 replaces a bucket by one that fill makes from the old pairs.
func rebuildV1(tx *bbolt.Tx, from, to string, fill func(b *bbolt.Bucket, k, v []byte) error) error {
	type pair struct{ k, v []byte }
	var all []pair
	if old := tx.Bucket([]byte(from)); old != nil {
		err := old.ForEach(func(k, v []byte) error {
			all = append(all, pair{bytes.Clone(k), bytes.Clone(v)})
			return nil
		})
		if err != nil {
			return err
		}
		if err := tx.DeleteBucket([]byte(from)); err != nil {
			return err
		}
	}
	b, err := tx.CreateBucket([]byte(to))
	if err != nil {
		return err
	}
	for _, p := range all {
		if err := fill(b, p.k, p.v); err != nil {
			return fmt.Errorf("%s: %w", from, err)
		}
	}
	return nil
}

func positionToV1(tx *bbolt.Tx) error {
	return rebuildV1(tx, "position", "floor", func(b *bbolt.Bucket, k, v []byte) error {
		var p positionV0
		if err := json.Unmarshal(v, &p); err != nil {
			return err
		}
		out := stampV1(p.At)
		out = binary.AppendUvarint(out, uint64(len(p.Floor)))
		out = append(append(out, p.Floor...), p.Resume...)
		return b.Put(k, sealV1('P', k, out))
	})
}

func eventsToV1(tx *bbolt.Tx) error {
	chats, err := tx.CreateBucket([]byte("chats"))
	if err != nil {
		return err
	}
	var id []byte
	var number, next uint64 = 0, 1
	return rebuildV1(tx, "events", "events", func(b *bbolt.Bucket, k, v []byte) error {
		cut := len(k) - 9
		if cut < 0 || k[cut] != 0 {
			return errV0
		}
		if !bytes.Equal(id, k[:cut]) {
			id, next = k[:cut], 1
			if number, err = chats.NextSequence(); err != nil {
				return err
			}
			ck, head := textV1(string(id)), eventKeyV1(number, 0)
			if err := chats.Put(ck, sealV1('C', ck, binary.BigEndian.AppendUint64(nil, number))); err != nil {
				return err
			}
			if err := b.Put(head, sealV1('H', head, id)); err != nil {
				return err
			}
		}
		ek := eventKeyV1(number, next)
		next++
		return b.Put(ek, sealV1('E', ek, v))
	})
}

func draftsToV1(tx *bbolt.Tx) error {
	return rebuildV1(tx, "drafts", "drafts", func(b *bbolt.Bucket, k, v []byte) error {
		cut := bytes.LastIndexByte(k, 0)
		if cut < 0 {
			return errV0
		}
		dk := append(textV1(string(k[:cut])), textV1(string(k[cut+1:]))...)
		return b.Put(dk, sealV1('D', dk, append(stampV1(0), v...)))
	})
}

func settingsToV1(tx *bbolt.Tx) error {
	return rebuildV1(tx, "settings", "settings", func(b *bbolt.Bucket, k, v []byte) error {
		sk := textV1(string(k))
		return b.Put(sk, sealV1('S', sk, append(stampV1(0), v...)))
	})
}

func lookedToV1(tx *bbolt.Tx) error {
	_, err := tx.CreateBucket([]byte("looked"))
	return err
}

func eventKeyV1(chat, n uint64) []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, chat), n)
}

func textV1(s string) []byte {
	var k []byte
	for i := range len(s) {
		k = append(k, s[i])
		if s[i] == 0 {
			k = append(k, 0xFF)
		}
	}
	return append(k, 0, 1)
}

func stampV1(ms int64) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(ms)) //nolint:gosec // G115: the bits are meant, not the number
}

func sealV1(tag byte, k, payload []byte) []byte {
	table := crc32.MakeTable(crc32.Castagnoli)
	sum := crc32.Update(crc32.Update(uint32(tag), table, k), table, payload)
	return append(binary.BigEndian.AppendUint32([]byte{1}, sum), payload...)
}
