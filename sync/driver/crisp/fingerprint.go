package crisp

import (
	"crypto/sha256"
	"encoding/binary"
)

// fingerprint is the number by which Crisp knows a line of ours. It follows from the
// session and our own id of the line alone, so the echo of a line is recognised also
// by a hub that was started after it was sent, and a line sent twice by two hubs has
// one number. It has 50 bits: a double holds it exactly, and so does every client.
func fingerprint(session, line string) int64 {
	sum := sha256.Sum256([]byte(session + "\x00" + line))
	return int64(binary.BigEndian.Uint64(sum[:8])>>14) | 1
}

// ours reports whether a line is one that we have sent: it names our id, and has the
// number that follows from it.
func (m *message) ours(session string) bool {
	return m.Ours != "" && m.Fingerprint == fingerprint(session, m.Ours)
}
