package typed

import (
	"strings"
	"unicode"
)

// Line returns what a stranger typed as one line: runs of blanks become one,
// and what is neither seen nor a blank goes, such as marks that turn the
// direction of writing. The two joiners stay: Indic words and emoji need them.
func Line(s string) string {
	if isPlain(s, false) {
		return s
	}
	return strings.Join(strings.Fields(visible(s, false)), " ")
}

// Text is Line for a text whose lines and tabs are kept.
func Text(s string) string {
	if isPlain(s, true) {
		return s
	}
	return strings.TrimSpace(visible(lineEnds.Replace(s), true))
}

// isPlain reports whether s is tidy at first sight: ASCII, and no blanks but
// single ones within. Most are, and the rest need looking at.
func isPlain(s string, lines bool) bool {
	last := byte(' ')
	for i := range len(s) {
		c := s[i]
		blank := c == ' ' || lines && c == '\n'
		if c > '~' || c < ' ' && !blank || blank && (last == ' ' || last == '\n') {
			return false
		}
		last = c
	}
	return s == "" || last != ' ' && last != '\n'
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func visible(s string, lines bool) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\u200c' || c == '\u200d':
			return c
		case lines && (c == '\n' || c == '\t'):
			return c
		case unicode.IsSpace(c):
			return ' '
		case unicode.In(c, unicode.Cc, unicode.Cf, unicode.Co):
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, ""))
}

// Shorten returns the longest start of s that has at most limit characters and
// ends at a word, or, where one word is longer than that, within it.
func Shorten(s string, limit int) string {
	n := 0
	for i := range s {
		if n++; n > limit {
			s = s[:i]
			if j := strings.LastIndexFunc(s, unicode.IsSpace); j > 0 {
				s = s[:j]
			}
			return strings.TrimRightFunc(s, unicode.IsSpace)
		}
	}
	return s
}

// Brief is [Shorten] for people: where something was left out it ends in "…", which
// counts as one of the limit's characters.
func Brief(s string, limit int) string {
	if Shorten(s, limit) == s {
		return s
	}
	return Shorten(s, limit-1) + "…"
}
