package label

import (
	"strings"
	"unicode"
)

// Screen is a terminal that gives keys one by one.
type Screen interface {
	// Show prints text, whose lines end in \n.
	Show(text string) error
	// Key waits for a key. io.EOF means that there will be none.
	Key() (rune, error)
}

// plain makes a stranger's text safe to print: nothing in it can move the
// cursor, change colours, turn the writing round or pose as another line.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == unicode.ReplacementChar:
			return '·'
		}
		return r
	}, strings.ToValidUTF8(s, "·"))
}

// longest is how many runes of a line are shown; a page is enough to judge by.
const longest = 4000

func shorten(s string) string {
	n := 0
	for i := range s {
		if n++; n > longest {
			return s[:i] + " …"
		}
	}
	return s
}
