package kit

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Span is a range of bytes [From, To) of a text.
type Span struct{ From, To int }

// displayed is Display with spans: where Display changes the number of bytes the
// spans are moved along, so that evidence is marked on the words it names.
// Spans outside the text are cut to it; empty ones are dropped. A span that ends
// inside what a reader sees as one character covers all of it.
func displayed(s string, spans []Span) (string, []Span) {
	kept := make([]Span, 0, len(spans))
	for _, sp := range spans {
		sp.From, sp.To = max(sp.From, 0), min(sp.To, len(s))
		if sp.From < sp.To {
			kept = append(kept, sp)
		}
	}
	if plain(s) {
		return s, kept
	}
	var b strings.Builder
	b.Grow(len(s))
	at := make([]int, len(s)+1) // new offset of each old byte
	for i, r := range s {
		for j := i; j < len(s) && (j == i || !startsRune(s[j])); j++ {
			at[j] = b.Len()
		}
		if d := drawable(r); d >= 0 {
			b.WriteRune(d)
		}
	}
	at[len(s)] = b.Len()
	for i, sp := range kept {
		kept[i] = Span{at[sp.From], at[sp.To]}
	}
	out := b.String()
	widen(out, kept)
	return out, kept
}

// widen moves the ends of spans outwards to where a grapheme cluster ends: half of
// an emoji or of a Devanagari syllable has no width of its own.
func widen(s string, spans []Span) {
	if len(spans) == 0 {
		return
	}
	at, state, rest := 0, -1, s
	for len(rest) > 0 {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		end := at + len(c)
		for i := range spans {
			if sp := &spans[i]; at < sp.From && sp.From < end {
				sp.From = at
			}
			if sp := &spans[i]; at < sp.To && sp.To < end {
				sp.To = end
			}
		}
		at = end
	}
}

// startsRune reports that a byte of UTF-8 is not a continuation.
func startsRune(c byte) bool { return c&0xc0 != 0x80 }
