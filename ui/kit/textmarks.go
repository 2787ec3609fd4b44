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

// highlight lays a rectangle behind each part of a line that a span covers, and
// under blanks a line.
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
			if t.tones == nil {
				t.mark(n, theme.Highlight, 3).put(a.Width-2, top+1, b.Width-a.Width+4, h-2)
				n++
				continue
			}
			tone := t.tones[j]
			t.mark(n, tone.Wash(), 3).put(a.Width-2, top+1, b.Width-a.Width+4, h-2)
			t.mark(n+1, tone.Full(), 0).put(a.Width-2, top+h-3, b.Width-a.Width+4, 2)
			n += 2
		}
	}
	t.marks = t.marks[:n]
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
