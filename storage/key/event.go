package key

import "encoding/binary"

// Team is the number of the run of events that belong to no chat.
const Team uint64 = 0

// Head is the running number of the record that names a run's chat. Events
// are numbered from 1, so the head comes before them.
const Head uint64 = 0

// eventSize is the length of an event's key in bytes.
const eventSize = 16

// Event returns the key of the n-th record of a chat's run. It is an array
// so that a loop over many events costs no allocation.
func Event(chat, n uint64) [eventSize]byte {
	var k [eventSize]byte
	binary.BigEndian.PutUint64(k[:8], chat)
	binary.BigEndian.PutUint64(k[8:], n)
	return k
}

// ParseEvent is the inverse of [Event]; ok is false for anything that Event
// does not build.
func ParseEvent(k []byte) (chat, n uint64, ok bool) {
	if len(k) != eventSize {
		return 0, 0, false
	}
	return binary.BigEndian.Uint64(k[:8]), binary.BigEndian.Uint64(k[8:]), true
}
