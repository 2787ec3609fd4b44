package kit

import "strings"

// Span is a range of bytes [From, To) of a text.
type Span struct{ From, To int }

// displayed is Display with spans: where Display changes the number of bytes the
// spans are moved along, so that evidence is marked on the words it names.
// Spans outside the text are cut to it; empty ones are dropped.
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
	return b.String(), kept
}

// startsRune reports that a byte of UTF-8 is not a continuation.
func startsRune(c byte) bool { return c&0xc0 != 0x80 }
