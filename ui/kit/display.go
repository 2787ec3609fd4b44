package kit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"github.com/rivo/uniseg"
)

// placeholder stands for what may not be drawn.
const placeholder = '�'

// Display is s as it may be drawn. Private-use, unassigned and invalid runes become
// U+FFFD, because Fyne searches the system's fonts for every rune it cannot draw and
// never forgets the search; control characters and the marks that turn the direction
// of writing go, because they let one text pose as another. Newlines stay.
// Joiners stay: Hindi and emoji need them. It is for the eyes only; what is stored or
// copied is the original.
func Display(s string) string {
	if plain(s) {
		return s
	}
	return strings.Map(drawable, s)
}

// DisplayLine is Display for a place that holds one line: line breaks and tabs
// become spaces.
func DisplayLine(s string) string {
	if plain(s) && !strings.ContainsAny(s, "\n\t") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return drawable(r)
	}, s)
}

// plain reports whether s is ASCII without control characters except newline
// and tab: the common case, which is passed on without a copy.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c == 0x7f || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// drawable maps one rune to what is drawn for it; a negative rune drops it.
func drawable(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r == utf8.RuneError:
		return placeholder
	case turnsDirection(r):
		return -1
	case unicode.Is(unicode.Cc, r):
		return -1
	case unicode.Is(unicode.Co, r):
		return placeholder
	case unicode.Is(unicode.Cf, r), unicode.IsGraphic(r):
		return r
	case r == '\u2028' || r == '\u2029':
		return '\n'
	}
	return placeholder
}

// turnsDirection reports the bidirectional embeddings, overrides and isolates.
func turnsDirection(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// Ellipsis is s, or as many of its grapheme clusters as fit into width together
// with an ellipsis. Nothing is cut inside a cluster, so no letter loses its
// vowel sign and no emoji falls apart. A width too small for the ellipsis gives "".
func Ellipsis(s string, width, size float32, style fyne.TextStyle) string {
	fits := func(t string) bool {
		m, _ := measured(t, size, style)
		return m.Width <= width
	}
	if fits(s) {
		return s
	}
	ends := clusterEnds(s, 400)
	lo, hi := 0, len(ends)-1 // ends[0] is 0: nothing but the ellipsis
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if fits(cutAt(s[:ends[mid]])) {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	short := cutAt(s[:ends[lo]])
	if !fits(short) {
		return ""
	}
	return short
}

// cutAt is what is left of a text, with an ellipsis. A full stop before it would be read as
// a fourth point of it.
func cutAt(s string) string { return strings.TrimRight(s, " .…") + "…" }

// clusterEnds lists 0 and the byte offsets at which the first most grapheme
// clusters end. A line of ours never holds more than a few hundred.
func clusterEnds(s string, most int) []int {
	ends := []int{0}
	state, rest, at := -1, s, 0
	for len(rest) > 0 && len(ends) <= most {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		at += len(c)
		ends = append(ends, at)
	}
	return ends
}

// initials gives the first clusters of the first two words, upper-cased: two
// letters of a Latin name, two syllables' heads of a Hindi one.
func initials(name string) string {
	var b strings.Builder
	n := 0
	for word := range strings.FieldsSeq(name) {
		head := firstLetter(word)
		if head == "" {
			continue
		}
		b.WriteString(strings.ToUpper(head))
		if n++; n == 2 {
			break
		}
	}
	if n == 0 {
		return "?"
	}
	return b.String()
}

// firstLetter is the word's first cluster without its vowel signs, if that is a
// letter, a digit or an emoji; a bracket or a dash gives nothing.
func firstLetter(word string) string {
	c, _, _, _ := uniseg.FirstGraphemeClusterInString(word, -1)
	r, n := utf8.DecodeRuneInString(c)
	switch {
	case unicode.IsLetter(r):
		return c[:n]
	case unicode.IsDigit(r), unicode.IsSymbol(r):
		return c
	}
	return ""
}
