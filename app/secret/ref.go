package secret

import (
	"slices"
	"sort"
)

// refKinds begin the references that this program gives out: of tickets,
// escalations and callbacks.
var refKinds = []string{"TK-", "ES-", "CB-"}

// refShape is the rest of a reference: a day, and three groups of letters and
// digits, such as TK-261122-3CRV-0R1W-5ZAK.
const refShape = "dddddd-xxxx-xxxx-xxxx"

// refs finds the references of a text. What stands in one is no secret and no word,
// although its letters may read "PW" or "PIN".
func refs(text string) (spans []Span) {
	for at := 0; at+3+len(refShape) <= len(text); {
		if at > 0 && isRefByte(text[at-1]) || !isRef(text[at:]) {
			at++
			continue
		}
		end := at + 3 + len(refShape)
		if end == len(text) || !isRefByte(text[end]) {
			spans = append(spans, Span{From: at, To: end})
		}
		at = end
	}
	return spans
}

// isRef reports whether s begins with a reference. People type it in small letters,
// too.
func isRef(s string) bool {
	kind := []byte(s[:3])
	for i := range kind {
		kind[i] = upper(kind[i])
	}
	if !slices.Contains(refKinds, string(kind)) {
		return false
	}
	for i := range len(refShape) {
		c := upper(s[3+i])
		digit := c >= '0' && c <= '9'
		switch refShape[i] {
		case 'd':
			if !digit {
				return false
			}
		case 'x':
			if !digit && (c < 'A' || c > 'Z') {
				return false
			}
		default:
			if c != '-' {
				return false
			}
		}
	}
	return true
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

func isRefByte(c byte) bool {
	c = upper(c)
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z'
}

// within reports whether bytes from to to are inside one of the spans, which are in
// order.
func within(spans []Span, from, to int) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].To >= to })
	return i < len(spans) && spans[i].From <= from
}
