package outgoing

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"

	"go.etcd.io/bbolt"
)

// version is that of the layout.
const version = 1

// format is the first byte of every value.
const format = 1

var errSeal = errors.New("a value does not match its checksum")

// castagnoli is the polynomial that processors compute by themselves.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// A name is that of a bucket.
type name []byte

// The buckets. See the package comment.
var (
	bucketMeta    = name("meta")
	bucketParcels = name("parcels")
	bucketSlips   = name("slips")
	bucketDone    = name("done")
	bucketEnded   = name("ended")
	bucketTickets = name("tickets")
	bucketNewest  = name("newest")
	bucketCounts  = name("counts")
	bucketUnsent  = name("unsent")
)

func buckets() []name {
	return []name{
		bucketMeta, bucketParcels, bucketSlips, bucketDone, bucketEnded,
		bucketTickets, bucketNewest, bucketCounts, bucketUnsent,
	}
}

// The keys of meta.
var (
	keyVersion = []byte("version")
	keyCursor  = []byte("cursor")
	keyCheck   = []byte("check")
)

func seal(in name, k, payload []byte) []byte {
	b := make([]byte, 0, 5+len(payload))
	b = append(b, format)
	b = binary.BigEndian.AppendUint32(b, checksum(in, k, payload))
	return append(b, payload...)
}

// unseal returns the payload, which is part of v.
func unseal(in name, k, v []byte) ([]byte, error) {
	if len(v) < 5 || v[0] != format || binary.BigEndian.Uint32(v[1:5]) != checksum(in, k, v[5:]) {
		return nil, fmt.Errorf("%w (%s)", errSeal, in)
	}
	return v[5:], nil
}

func checksum(in name, k, payload []byte) uint32 {
	sum := crc32.Update(crc32.Checksum(in, castagnoli), castagnoli, k)
	return crc32.Update(sum, castagnoli, payload)
}

// get returns what is kept at k, nil if nothing is. It ends with the transaction.
func get(tx *bbolt.Tx, in name, k []byte) ([]byte, error) {
	v := tx.Bucket(in).Get(k)
	if v == nil {
		return nil, nil
	}
	return unseal(in, k, v)
}

func set(tx *bbolt.Tx, in name, k, payload []byte) error {
	return tx.Bucket(in).Put(k, seal(in, k, payload))
}

// read decodes what is kept at k into v; false if nothing is.
func read(tx *bbolt.Tx, in name, k []byte, v any) (bool, error) {
	b, err := get(tx, in, k)
	if b == nil || err != nil {
		return false, err
	}
	return true, decode(in, b, v)
}

func decode(in name, b []byte, v any) error {
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%w (%s): %w", errSeal, in, err)
	}
	return nil
}

func write(tx *bbolt.Tx, in name, k []byte, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return set(tx, in, k, b)
}

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
