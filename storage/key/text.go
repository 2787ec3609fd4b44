package key

import (
	"bytes"
	"strings"
)

const (
	zero    = 0x00
	end     = 0x01
	escaped = 0xFF
)

// MaxText is the longest string, in bytes, that may become part of a key. It
// keeps the longest key, a record's with every byte escaped, inside the 32 KiB
// that bbolt allows.
const MaxText = 4 << 10

// Text returns the key of one string. The string may be empty and may hold any
// bytes; the caller sees to it that it is no longer than [MaxText].
func Text(s string) []byte { return appendText(make([]byte, 0, len(s)+2), s) }

// ParseText is the inverse of [Text].
func ParseText(k []byte) (s string, ok bool) {
	s, rest, ok := cutText(k)
	return s, ok && len(rest) == 0
}

// Draft returns the key of what is being written in a chat: kind says which of
// its boxes it is in, such as "reply" or "note". A chat's drafts are neighbours.
func Draft(chat, kind string) []byte {
	return appendText(appendText(make([]byte, 0, len(chat)+len(kind)+4), chat), kind)
}

// ParseDraft is the inverse of [Draft].
func ParseDraft(k []byte) (chat, kind string, ok bool) {
	chat, rest, ok := cutText(k)
	if !ok {
		return "", "", false
	}
	if kind, ok = ParseText(rest); !ok {
		return "", "", false
	}
	return chat, kind, true
}

// Record returns the key of one version of a record: on which shelf it stands,
// its id, and the mark that tells its versions apart. A shelf's records are
// neighbours, and so are a record's versions.
func Record(shelf, id, mark string) []byte {
	k := make([]byte, 0, len(shelf)+len(id)+len(mark)+6)
	return appendText(appendText(appendText(k, shelf), id), mark)
}

// ParseRecord is the inverse of [Record].
func ParseRecord(k []byte) (shelf, id, mark string, ok bool) {
	shelf, rest, ok := cutText(k)
	if !ok {
		return "", "", "", false
	}
	if id, rest, ok = cutText(rest); !ok {
		return "", "", "", false
	}
	if mark, ok = ParseText(rest); !ok {
		return "", "", "", false
	}
	return shelf, id, mark, true
}

func appendText(dst []byte, s string) []byte {
	for {
		i := strings.IndexByte(s, zero)
		if i < 0 {
			dst = append(dst, s...)
			return append(dst, zero, end)
		}
		dst = append(append(dst, s[:i]...), zero, escaped)
		s = s[i+1:]
	}
}

// cutText takes one text off the front of k and returns what follows it.
func cutText(k []byte) (s string, rest []byte, ok bool) {
	var b []byte
	for {
		i := bytes.IndexByte(k, zero)
		if i < 0 || i+1 >= len(k) {
			return "", nil, false
		}
		b = append(b, k[:i]...)
		switch k[i+1] {
		case end:
			return string(b), k[i+2:], true
		case escaped:
			b = append(b, zero)
			k = k[i+2:]
		default:
			return "", nil, false
		}
	}
}
