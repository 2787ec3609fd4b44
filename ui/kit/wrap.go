package kit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// run is one drawn line of a text: bytes [from, to) without trailing spaces.
type run struct {
	from, to int
}

// wrap breaks text into lines no wider than width. It breaks where Unicode allows
// a line to break, so Hindi and scripts without spaces break well too; a word wider
// than a line is broken between grapheme clusters, never inside one.
func wrap(text string, width float32, measure func(string) float32) []run {
	w := wrapper{text: text, width: width, measure: measure, space: measure(" ")}
	state, rest, at := -1, text, 0
	for len(rest) > 0 {
		var seg string
		seg, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		for inFlag(seg, rest) {
			var more string
			more, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
			seg += more
		}
		w.add(at, seg)
		at += len(seg)
		if strings.HasSuffix(seg, "\n") {
			w.flush(at - 1)
			w.start = at
		}
	}
	if w.start < len(text) || len(w.out) == 0 || strings.HasSuffix(text, "\n") {
		w.flush(len(text))
	}
	return w.out
}

// inFlag reports whether a line that breaks between seg and rest might break a flag in
// two: letters of flags go in pairs, and a mark behind one is counted otherwise where
// lines break than where clusters end.
func inFlag(seg, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	if next < 0x1f1e6 || next > 0x1f1ff {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(seg)
	return last >= 0x1f1e6 && last <= 0x1f1ff || unicode.IsMark(last) || last == 0x200d
}

type wrapper struct {
	text    string
	width   float32
	space   float32
	measure func(string) float32
	out     []run
	start   int     // of the present line
	used    float32 // its width, trailing spaces included
}

// add puts one segment, a word with the spaces behind it, on the present line or
// begins the next with it.
func (w *wrapper) add(at int, seg string) {
	word := strings.TrimRight(seg, " \t\r\n")
	wide := w.measure(word)
	if w.used > 0 && w.used+wide > w.width {
		w.flush(at)
		w.start = at
	}
	if w.used == 0 && wide > w.width {
		w.split(at, word)
	} else {
		w.used += wide
	}
	w.used += float32(len(seg)-len(word)) * w.space
}

// split lays a word that is wider than a line over several.
func (w *wrapper) split(at int, word string) {
	state, rest := -1, word
	for len(rest) > 0 {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		wide := w.measure(c)
		if w.used > 0 && w.used+wide > w.width {
			w.flush(at)
			w.start = at
		}
		w.used += wide
		at += len(c)
	}
}

// flush ends the present line before byte to.
func (w *wrapper) flush(to int) {
	line := strings.TrimRight(w.text[w.start:to], " \t\r\n")
	w.out = append(w.out, run{w.start, w.start + len(line)})
	w.used = 0
}
