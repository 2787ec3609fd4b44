package kit

import (
	"fyne.io/fyne/v2"

	"floorwalker/ui/theme"
)

// Blank is a part of a text that stands for a blank: underlined in its tone.
type Blank struct {
	Span
	Tone Tone
}

// evidence is the tone of what an alert rests on: the highlight's ground, and a
// line under it, so that it is no matter of colour alone.
const evidence = Violet + 1

// SetMarks changes the text and marks parts of it: evidence as [Text.Set] does,
// and in blue what a rule that somebody asks about has seen. Spans are byte ranges
// of text as given; where both cover a word, it is blue.
func (t *Text) SetMarks(text string, highlights, asked []Span) bool {
	if len(asked) == 0 {
		return t.Set(text, highlights...)
	}
	shown, spans := displayed(text, highlights)
	_, more := displayed(text, asked)
	tones := make([]Tone, 0, len(spans)+len(more))
	for range spans {
		tones = append(tones, evidence)
	}
	for range more {
		tones = append(tones, Blue)
	}
	return t.put(text, shown, append(spans, more...), tones)
}

// inks are the ground and the line of a mark.
func (t *Text) inks(span int) (ground, line fyne.ThemeColorName) {
	if t.tones == nil || t.tones[span] == evidence {
		return theme.Highlight, theme.Amber
	}
	tone := t.tones[span]
	return tone.Wash(), tone.Full()
}

// highlight lays a rectangle behind each part of a line that a span covers, and
// a line under it.
func (t *Text) highlight() {
	n := 0
	for i, r := range t.runs {
		for j, sp := range t.spans {
			from, to := max(sp.From, r.from), min(sp.To, r.to)
			if from >= to {
				continue
			}
			l := t.lines[i]
			a, _ := measured(t.text[r.from:from], l.TextSize, l.TextStyle)
			b, _ := measured(t.text[r.from:to], l.TextSize, l.TextStyle)
			top, h := float32(i)*t.lineHeight(), t.lineHeight()
			ground, line := t.inks(j)
			t.mark(n, ground, 3).put(a.Width-2, top+1, b.Width-a.Width+4, h-2)
			t.mark(n+1, line, 0).put(a.Width-2, top+h-3, b.Width-a.Width+4, 2)
			n += 2
		}
	}
	if t.struck {
		n = t.through(n)
	}
	t.marks = t.marks[:n]
}

// through draws the lines of a text that was struck out, from mark n on, and returns
// how many marks there are then.
func (t *Text) through(n int) int {
	for i, l := range t.lines {
		if l.wide > 0 {
			t.mark(n, t.ink, 0).put(0, (float32(i)+0.5)*t.lineHeight(), l.wide, 1)
			n++
		}
	}
	return n
}

// mark is rectangle n in this colour.
func (t *Text) mark(n int, fill fyne.ThemeColorName, radius float32) *box {
	if n == len(t.marks) {
		t.marks = append(t.marks, newBox(fill, radius))
	}
	m := t.marks[n]
	if m.fill != fill || m.radius != radius {
		m.fill, m.radius = fill, radius
		m.themed()
	}
	return m
}
