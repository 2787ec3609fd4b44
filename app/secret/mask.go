package secret

import (
	"strings"

	"floorwalker/app/secret/plain"
)

// Mask hides the secrets of text. Each becomes four dots, whatever its length;
// behind those of a card stand its last four digits, so that people can still
// say which card is meant.
func Mask(text string) string {
	// What is masked can leave something bare that was ruled out by what is now
	// hidden. That has never been seen to take a third round; the bound keeps
	// the cost linear.
	for range 4 {
		spans := Find(text)
		if len(spans) == 0 {
			return text
		}
		text = hide(text, spans)
	}
	return text
}

func hide(text string, spans []Span) string {
	var b strings.Builder
	b.Grow(len(text) + len(spans)*len(mask))
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.From])
		b.WriteString(mask)
		if s.Kind == Card {
			b.WriteString(lastFour(text[s.From:s.To]))
		}
		at = s.To
	}
	b.WriteString(text[at:])
	return b.String()
}

// lastFour is the last four digits of a card, in ASCII. A span that was joined
// with another, and so is no card alone, shows none.
func lastFour(s string) string {
	t := plain.Read(s)
	var digits []byte
	for i, k := range t.Tokens {
		switch k.Kind {
		case plain.Digits:
			digits = append(digits, t.Folded(i)...)
		case plain.Letters:
			return ""
		}
	}
	if len(digits) < minCard || len(digits) > maxCard || !luhn(digits) {
		return ""
	}
	return string(digits[len(digits)-4:])
}
