package guard

import (
	"cmp"
	"slices"
	"strings"
)

// Check returns what is wrong with text, in its order. Nil means nothing.
func Check(text string, c Context) []Objection {
	r := read(blankQuotes(text, c.Customer))
	g := checker{reading: r, context: c}
	g.secrets()
	g.slots()
	g.questions()
	g.language()
	g.changes()
	g.shouting()
	g.blame()
	slices.SortStableFunc(g.found, func(a, b Objection) int { return cmp.Compare(a.From, b.From) })
	return g.found
}

// checker goes through one text.
type checker struct {
	reading
	context Context
	found   []Objection
}

func (g *checker) warn(rule Rule, from, to int, words string) {
	g.found = append(g.found, Objection{Rule: rule, From: from, To: to, Words: words, Severity: Warn})
}

// blankQuotes writes blanks over what the customer said, where it stands in
// quotation marks. The length in bytes stays.
func blankQuotes(text string, lines []string) string {
	if len(lines) == 0 {
		return text
	}
	var b []byte
	for _, marks := range [][2]string{{"“", "”"}, {`"`, `"`}} {
		for at := 0; ; {
			i := strings.Index(text[at:], marks[0])
			if i < 0 {
				break
			}
			from := at + i + len(marks[0])
			n := strings.Index(text[from:], marks[1])
			if n < 0 {
				break
			}
			if quoted := text[from : from+n]; n > 0 && said(quoted, lines) {
				if b == nil {
					b = []byte(text)
				}
				copy(b[from:], strings.Repeat(" ", n))
			}
			at = from + n + len(marks[1])
		}
	}
	if b == nil {
		return text
	}
	return string(b)
}

// said reports whether one of the lines has the quoted words, which may have
// been cut off with dots.
func said(quoted string, lines []string) bool {
	quoted = strings.TrimRight(strings.TrimSpace(quoted), "….")
	return quoted != "" && slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, quoted) })
}
