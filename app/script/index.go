package script

import (
	"strings"
	"unicode/utf8"
)

// index is a response made ready for the search, once for each edit: looking
// at 10,000 of them has to fit between two keystrokes.
type index struct {
	shortcut string // folded
	lowTitle string
	lowText  string
	name     string // shortcut and title, for the match by letters
	letters  uint64 // of name
	text     signature
}

func newIndex(r *Response) index {
	x := index{shortcut: fold(r.Shortcut), lowTitle: fold(r.Title), lowText: fold(r.Text)}
	x.name = strings.TrimSpace(x.shortcut + " " + x.lowTitle)
	x.letters = letterSet(x.name)
	x.text.add(x.lowText)
	return x
}

// fold is how the search compares: without case, and without bytes that are no
// text.
func fold(s string) string { return strings.ToLower(strings.ToValidUTF8(s, "")) }

// signature says of which runs of one to three bytes a text may consist: a
// Bloom filter with one bit for each. What it excludes needs no reading; that
// is what keeps a search of 10,000 long texts short.
type signature [signatureWords]uint64

// At 4,096 bits the longest text in plain English sets about half of them.
const signatureWords = 64

func (s *signature) add(t string) {
	for i := range len(t) {
		for n := 1; n <= 3 && i+n <= len(t); n++ {
			b := run(t[i : i+n])
			s[b/64] |= 1 << (b % 64)
		}
	}
}

// mayHave reports false only if one of the words is surely not there.
func (s *signature) mayHave(words []string) bool {
	for _, w := range words {
		n := min(len(w), 3)
		for i := 0; i+n <= len(w); i++ {
			if b := run(w[i : i+n]); s[b/64]&(1<<(b%64)) == 0 {
				return false
			}
		}
	}
	return true
}

// run returns the bit of one to three bytes.
func run(t string) uint32 {
	n := uint32(len(t)) << 24 // #nosec G115 -- at most 3
	for i := range len(t) {
		n |= uint32(t[i]) << (8 * i)
	}
	return n * 2654435761 >> 20 // the upper 12 bits of a multiplicative hash
}

// letterSet has a bit for each letter, digit and class of the rest; what lacks
// a bit of the query cannot have its letters in order.
func letterSet(s string) uint64 {
	var set uint64
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			set |= 1 << (c - 'a')
		case c >= '0' && c <= '9':
			set |= 1 << (26 + c - '0')
		default:
			set |= 1 << (36 + c%28)
		}
	}
	return set
}

// inOrder reports whether s has the runes of letters one after another.
func inOrder(s, letters string) bool {
	for _, c := range letters {
		i := strings.IndexRune(s, c)
		if i < 0 {
			return false
		}
		s = s[i+utf8.RuneLen(c):]
	}
	return true
}
