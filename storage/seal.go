package storage

import (
	"encoding/binary"
	"errors"
	"hash/crc32"

	"floorwalker/app/chat"
)

// format is the first byte of every value: how the rest of it is laid out.
const format byte = 1

// sealSize is how many bytes sealing adds: the format and a checksum.
const sealSize = 1 + crc32.Size

var errSeal = errors.New("a value does not match its checksum")

// castagnoli is the polynomial that processors compute by themselves, so that
// checking a line costs far less than reading it. The table is never written.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// appendSealed appends the value under which payload is kept at k. bbolt
// checks its meta pages only, so each value carries its own checksum: a byte
// that rots must not become a word the customer never wrote.
func appendSealed(dst []byte, tag byte, k, payload []byte) []byte {
	dst = append(dst, format)
	dst = binary.BigEndian.AppendUint32(dst, checksum(tag, k, payload))
	return append(dst, payload...)
}

func seal(tag byte, k, payload []byte) []byte {
	return appendSealed(make([]byte, 0, sealSize+len(payload)), tag, k, payload)
}

// unseal returns the payload, which is part of v.
func unseal(tag byte, k, v []byte) ([]byte, error) {
	if len(v) < sealSize || v[0] != format {
		return nil, errSeal
	}
	payload := v[sealSize:]
	if binary.BigEndian.Uint32(v[1:sealSize]) != checksum(tag, k, payload) {
		return nil, errSeal
	}
	return payload, nil
}

func checksum(tag byte, k, payload []byte) uint32 {
	sum := crc32.Update(uint32(tag), castagnoli, k)
	return crc32.Update(sum, castagnoli, payload)
}

// stamped puts an instant before b; cutStamp takes it off again.
func stamped(at chat.Instant, b string) []byte {
	p := binary.BigEndian.AppendUint64(make([]byte, 0, 8+len(b)), bits(at))
	return append(p, b...)
}

func cutStamp(p []byte) (at chat.Instant, rest []byte, err error) {
	if len(p) < 8 {
		return 0, nil, errSeal
	}
	return instant(binary.BigEndian.Uint64(p)), p[8:], nil
}

// bits and instant carry an instant's bits unchanged, negative ones too.
func bits(at chat.Instant) uint64   { return uint64(at) }      //nolint:gosec // G115: the bits are meant, not the number
func instant(b uint64) chat.Instant { return chat.Instant(b) } //nolint:gosec // G115: as above

func encodePosition(p Position) []byte {
	b := stamped(p.At, "")
	b = binary.AppendUvarint(b, uint64(len(p.Floor)))
	b = append(b, p.Floor...)
	return append(b, p.Resume...)
}

func decodePosition(b []byte) (Position, error) {
	at, b, err := cutStamp(b)
	if err != nil {
		return Position{}, err
	}
	n, used := binary.Uvarint(b)
	if used <= 0 || n > uint64(len(b)-used) { //nolint:gosec // G115: used is at most len(b)
		return Position{}, errSeal
	}
	b = b[used:]
	return Position{Floor: string(b[:n]), Resume: string(b[n:]), At: at}, nil
}
