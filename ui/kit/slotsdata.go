package kit

import (
	"slices"
	"strconv"
	"strings"
)

// Slot is a blank of a text and what was found for it.
type Slot struct {
	Name   string // distinct: "what they want"
	Value  string // empty is not filled
	Source string // where the value is from: "from first message, 14:26"
}

// SlotPiece is a part of a text with blanks: words, or a blank by its name.
type SlotPiece struct {
	Text string
	Slot string // where not empty, the slot's value stands here
}

// SlotsData is what Slots shows.
type SlotsData struct {
	Title  string // of the text: "Own the problem"
	Pieces []SlotPiece
	Slots  []Slot
	// Locked, unless empty, is a reason besides empty blanks why the text may not
	// be used.
	Locked string
}

// filled says that the blank has a value; space is none.
func (s Slot) filled() bool { return strings.TrimSpace(s.Value) != "" }

func (d SlotsData) equal(o SlotsData) bool {
	return d.Title == o.Title && d.Locked == o.Locked && slices.Equal(d.Pieces, o.Pieces) && slices.Equal(d.Slots, o.Slots)
}

// empty is the indices of the blanks that are not filled.
func (d SlotsData) empty() []int {
	var out []int
	for i, s := range d.Slots {
		if !s.filled() {
			out = append(out, i)
		}
	}
	return out
}

// reason is why the text may not be used, or "".
func (d SlotsData) reason() string {
	switch n := len(d.empty()); n {
	case 0:
		return d.Locked
	case 1:
		return "One blank is empty"
	default:
		return strconv.Itoa(n) + " blanks are empty"
	}
}

// text is the whole text with its blanks: a filled one blue, an empty one red and
// named.
func (d SlotsData) text() (string, []Blank) {
	var b strings.Builder
	var blanks []Blank
	for _, p := range d.Pieces {
		if p.Slot == "" {
			b.WriteString(p.Text)
			continue
		}
		from, words, tone := b.Len(), p.Slot+"?", Red
		for _, s := range d.Slots {
			if s.Name == p.Slot && s.filled() {
				words, tone = s.Value, Blue
			}
		}
		b.WriteString(words)
		blanks = append(blanks, Blank{Span{from, b.Len()}, tone})
	}
	return b.String(), blanks
}
