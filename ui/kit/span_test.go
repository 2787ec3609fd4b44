package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

// D-01: marks cover whole characters as a reader sees them, in any script.
func TestMarksCoverWholeClusters(t *testing.T) {
	for _, c := range []struct {
		text     string
		from, to int
		want     string
	}{
		{"bekaar 👩‍💻 hai", 9, 12, "👩‍💻"},
		{"पैसे वापस", 3, 6, "पै"},
		{"refund now", 0, 6, "refund"},
		{"é!", 1, 2, "é"},
	} {
		_, spans := displayed(c.text, []Span{{c.from, c.to}})
		if got := c.text[spans[0].From:spans[0].To]; got != c.want {
			t.Errorf("%q from %d to %d marks %q, want %q", c.text, c.from, c.to, got, c.want)
		}
	}
}

// A mark over a line's end goes on in the next line, each with its line below.
func TestAMarkFollowsTheWrappedLines(t *testing.T) {
	ours(t)
	const words = "मेरा रिचार्ज अभी तक नहीं हुआ 🙏 please help"
	txt := NewText("")
	txt.SetMarks(words, []Span{{0, len(words)}}, []Span{{0, 4}})
	txt.Resize(fyne.NewSize(90, 200))
	if lines := len(txt.runs); lines < 3 || len(txt.marks) != 2*lines+2 {
		t.Fatalf("%d marks on %d lines: want two a line, and two of what is asked about", len(txt.marks), lines)
	}
	for i := range txt.runs {
		if i == 0 { // its two marks are followed by those of the other span
			continue
		}
		ground, line := txt.marks[2*i+2], txt.marks[2*i+3]
		if got, want := ground.Size().Width, txt.lines[i].wide+4; got < want-1 || got > want+1 {
			t.Errorf("line %d is %v wide, its mark %v", i, want, got)
		}
		if line.Position().Y <= ground.Position().Y {
			t.Errorf("line %d: no line below its mark", i)
		}
	}
}
