package log

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"floorwalker/app/chat"
)

// Subject is what records are addressed to: one chat's ownership, one agent's
// load, and so on. Expected sequences are per subject. The zero Subject is
// not valid. Subjects may be compared with ==.
type Subject struct{ path string } // behind "f.<ws>."

// ChatOwn is where a chat's ownership is decided: what must have one winner.
func ChatOwn(id chat.ChatID) Subject { return Subject{chatPath(id) + ".own"} }

// ChatMessages is where a chat's messages go. It is append-only: nobody
// expects a sequence here, so a customer who types never beats a takeover.
func ChatMessages(id chat.ChatID) Subject { return Subject{chatPath(id) + ".msg"} }

// ChatFacts is where facts derived from a chat go, such as triggers.
func ChatFacts(id chat.ChatID) Subject { return Subject{chatPath(id) + ".fact"} }

// AgentLoad is where an agent's number of chats is decided, so that a cap
// holds when two chats are assigned at once.
func AgentLoad(id chat.AgentID) Subject { return Subject{"agent." + encodeToken(string(id)) + ".load"} }

// Team is where roster and policy change.
func Team() Subject { return Subject{"team"} }

// Cover is where it is decided who answers for the floor: one winner.
func Cover() Subject { return Subject{"cover"} }

// Shelf is where the records of one of the libraries go that all desks share.
// Nobody expects a sequence here but who puts the first record on an empty
// shelf: an edit is never too late.
func Shelf(name chat.Shelf) Subject { return Subject{"shelf." + encodeToken(string(name))} }

// String returns the subject without its workspace, for logs and tests.
func (s Subject) String() string { return s.path }

func chatPath(id chat.ChatID) string { return "chat." + encodeToken(string(id)) }

// maxToken bounds an encoded id, in bytes. Longer ids are hashed.
const maxToken = 120

const hexDigits = "0123456789abcdef"

// encodeToken makes an id into one subject token of [A-Za-z0-9_-]. Letters,
// digits and '-' stand for themselves and any other byte is "_hh". The empty
// id is "_". An id that would be longer than maxToken is "__" and the SHA-256
// of it in hex. The forms cannot be confused, because '_' is otherwise
// followed by two hex digits; so distinct ids have distinct tokens, as far as
// SHA-256 has no collisions.
func encodeToken(id string) string {
	if id == "" {
		return "_"
	}
	var b strings.Builder
	b.Grow(len(id))
	for i := 0; i < len(id); i++ {
		if b.Len() > maxToken {
			break
		}
		if c := id[i]; plain(c) {
			b.WriteByte(c)
		} else {
			b.WriteByte('_')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
		}
	}
	if b.Len() > maxToken {
		sum := sha256.Sum256([]byte(id))
		return "__" + hex.EncodeToString(sum[:])
	}
	return b.String()
}

func plain(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-'
}

// decodeToken undoes encodeToken. It reports false for a hashed id, which
// cannot be undone, and for what encodeToken never makes.
func decodeToken(token string) (string, bool) {
	if token == "_" {
		return "", true
	}
	if token == "" || len(token) > maxToken || strings.HasPrefix(token, "__") {
		return "", false
	}
	var b strings.Builder
	for i := 0; i < len(token); i++ {
		c := token[i]
		switch {
		case plain(c):
			b.WriteByte(c)
		case c == '_' && i+2 < len(token):
			hi, okHi := nibble(token[i+1])
			lo, okLo := nibble(token[i+2])
			if !okHi || !okLo || plain(hi<<4|lo) {
				return "", false
			}
			b.WriteByte(hi<<4 | lo)
			i += 2
		default:
			return "", false
		}
	}
	return b.String(), true
}

// nibble is the value of a lower-case hex digit.
func nibble(c byte) (value byte, ok bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}

// names are what one workspace's parts are called inside JetStream.
type names struct {
	workspace                                  string
	floor, audit                               string // streams
	leases, credentials, snapshot, holes, sent string // buckets
	files, entries                             string // buckets too
	prefix, auditSubject                       string // subjects
}

// namesOf derives the names from the workspace's. Upper case is folded into
// the encoding, because streams are folders and some file systems take "A"
// and "a" for the same.
func namesOf(workspace string) names {
	var b strings.Builder
	for _, c := range []byte(encodeToken(workspace)) {
		if c >= 'A' && c <= 'Z' {
			b.WriteString("-" + string(c+'a'-'A'))
		} else if c == '-' {
			b.WriteString("--")
		} else {
			b.WriteByte(c)
		}
	}
	ws := b.String()
	return names{
		workspace: workspace,
		floor:     "FW_" + ws + "_floor", audit: "FW_" + ws + "_audit",
		leases: "FW_" + ws + "_lease", credentials: "FW_" + ws + "_cred", snapshot: "FW_" + ws + "_ckpt", holes: "FW_" + ws + "_hole", sent: "FW_" + ws + "_sent",
		files: "FW_" + ws + "_file", entries: "FW_" + ws + "_kept",
		prefix: "f." + ws + ".", auditSubject: "a." + ws,
	}
}
