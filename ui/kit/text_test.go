package kit

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"floorwalker/ui/theme"
)

func ours(tb testing.TB) {
	tb.Helper()
	test.NewTempApp(tb).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
}

// perRune measures ten px a rune, so that widths can be told by counting.
func perRune(s string) float32 { return 10 * float32(utf8.RuneCountInString(s)) }

func TestWrapBreaksWhereWordsEnd(t *testing.T) {
	for _, tc := range []struct {
		text  string
		width float32
		want  []string
	}{
		{"", 100, []string{""}},
		{"one two three", 80, []string{"one two", "three"}},
		{"one two three", 70, []string{"one two", "three"}},
		{"one\ntwo", 100, []string{"one", "two"}},
		{"one\n\ntwo\n", 100, []string{"one", "", "two", ""}},
		{"unbreakableword", 50, []string{"unbre", "akabl", "eword"}},
		{"a unbreakableword", 50, []string{"a", "unbre", "akabl", "eword"}},
		{"one       two", 50, []string{"one", "two"}},
	} {
		var got []string
		for _, r := range wrap(tc.text, tc.width, perRune) {
			got = append(got, tc.text[r.from:r.to])
		}
		if strings.Join(got, "|") != strings.Join(tc.want, "|") {
			t.Errorf("%q at %v: %q, want %q", tc.text, tc.width, got, tc.want)
		}
	}
}

// Whatever is written: nothing but white space is lost, no grapheme cluster is
// cut, and only a single cluster may be wider than the line.
func TestWrapLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab \nक्षिमा👩‍💻🇮🇳-é…"))).Draw(t, "text")
		width := float32(rapid.IntRange(10, 200).Draw(t, "width"))
		edges := map[int]bool{}
		for _, e := range clusterEnds(text, len(text)) {
			edges[e] = true
		}
		at := 0
		for _, r := range wrap(text, width, perRune) {
			if gap := text[at:r.from]; strings.TrimSpace(gap) != "" {
				t.Fatalf("%q lost between lines", gap)
			}
			if !edges[r.from] && text[r.from-1] != ' ' { // Unicode lets a line break between a space and a lone vowel sign.
				t.Fatalf("line begins inside a cluster at %d", r.from)
			}
			line := text[r.from:r.to]
			if perRune(line) > width && uniseg.GraphemeClusterCount(line) > 1 {
				t.Fatalf("line %q is wider than %v", line, width)
			}
			at = r.to
		}
		if strings.TrimSpace(text[at:]) != "" {
			t.Fatalf("%q lost at the end", text[at:])
		}
	})
}

func TestEllipsisCutsBetweenClusters(t *testing.T) {
	ours(t)
	for _, s := range []string{"again same answer, this is third time", "मेरा रिचार्ज अभी तक नहीं हुआ", "ok 👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻"} {
		edges := clusterEnds(s, len(s))
		for width := float32(0); width < 300; width += 7 {
			got := Ellipsis(s, width, 13, fyne.TextStyle{})
			if m, _ := measured(got, 13, fyne.TextStyle{}); m.Width > width {
				t.Fatalf("%q is wider than %v", got, width)
			}
			kept, short := strings.CutSuffix(got, "…")
			if !short {
				continue
			}
			whole := false
			for _, e := range edges {
				whole = whole || strings.TrimRight(s[:e], " ") == kept
			}
			if !whole {
				t.Fatalf("%q cuts a cluster of %q", got, s)
			}
		}
	}
}

// A sentence that is cut at its full stop ends in three points, not in four.
func TestEllipsisTakesThePlaceOfAFullStop(t *testing.T) {
	ours(t)
	for width := float32(30); width < 300; width += 3 {
		if got := Ellipsis("The note is mailed. The customer sees it. Never tried.", width, 13, fyne.TextStyle{}); strings.Contains(got, ".…") || strings.Contains(got, "….") {
			t.Fatalf("%q", got)
		}
	}
}

func TestDisplayDropsWhatMayNotBeDrawn(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"plain", "plain"},
		{"क्षत्रिय 👩‍💻", "क्षत्रिय 👩‍💻"},
		{"pay \u202Eelgoog.com", "pay elgoog.com"},
		{"\ue000\U000f0000", "��"},
		{"a\x00b\x1bc", "abc"},
		{"\U000e0fff", "�"}, // unassigned
		{"bad \xff byte", "bad � byte"},
		{"two\nlines", "two\nlines"},
	} {
		if got := Display(tc.in); got != tc.want {
			t.Errorf("Display(%q) = %q, want %q", tc.in, got, tc.want)
		}
	}
	if got := DisplayLine("two\nlines\tand"); got != "two lines and" {
		t.Errorf("DisplayLine = %q", got)
	}
}

func TestHighlightsFollowTheirWords(t *testing.T) {
	raw := "a\u202eb \ue000 third time"
	from := strings.Index(raw, "third")
	shown, spans := displayed(raw, []Span{{from, len(raw)}, {-5, 1}, {50, 90}, {3, 3}})
	if len(spans) != 2 {
		t.Fatalf("spans %v, want the two that hold something", spans)
	}
	if got := shown[spans[0].From:spans[0].To]; got != "third time" {
		t.Errorf("marked %q, want the words that were meant", got)
	}
}

func FuzzDisplayed(f *testing.F) {
	f.Add("again same answer, this is third time", 19, 37)
	f.Add("मेरा \u202e\ue000\xff", 3, 9)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		shown, spans := displayed(s, []Span{{from, to}})
		if shown != Display(s) {
			t.Fatalf("displayed %q, Display %q", shown, Display(s))
		}
		for _, sp := range spans {
			if sp.From < 0 || sp.To > len(shown) || sp.From > sp.To {
				t.Fatalf("span %v of %d bytes", sp, len(shown))
			}
		}
	})
}

func TestInitials(t *testing.T) {
	for _, tc := range []struct{ name, want string }{
		{"Rohan M.", "RM"},
		{"मीरा वर्मा", "मव"},
		{"asha", "A"},
		{"(guest) 42", "4"},
		{"", "?"},
		{"— —", "?"},
		{"three word name", "TW"},
	} {
		if got := initials(tc.name); got != tc.want {
			t.Errorf("initials(%q) = %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestHighlightLiesBehindItsWords(t *testing.T) {
	ours(t)
	txt := NewText("")
	txt.Set("again same answer, this is third time", Span{19, 37})
	txt.Resize(fyne.NewSize(500, 20))
	if len(txt.marks) != 2 {
		t.Fatalf("%d marks on one line, want a ground and a line under it", len(txt.marks))
	}
	before, _ := measured("again same answer, ", 14, fyne.TextStyle{})
	if got := txt.marks[0].Position().X; got < before.Width-4 || got > before.Width+1 {
		t.Errorf("mark begins at %v, its words at %v", got, before.Width)
	}
	txt.Resize(fyne.NewSize(90, 100))
	if len(txt.marks) < 2 {
		t.Error("a highlight over two lines has one mark")
	}
}

func TestRowTouchesOnlyWhatChanged(t *testing.T) {
	ours(t)
	r := NewRow(false)
	r.Resize(fyne.NewSize(400, 84))
	d := RowData{Name: "Rohan M.", Channel: "WhatsApp", When: "12 s ago", Who: "BOT", Line: "hello", Duty: "take over", Clock: "0:18", Urgency: Red}
	r.Set(d)
	name, last := r.name.Position(), r.last.Position()
	d.Clock = "0:11" // ones are as wide as eights
	r.Set(d)
	if r.name.Position() != name || r.last.Position() != last || r.clock.Text.Text != "0:11" {
		t.Error("a tick moved its neighbours")
	}
	right := r.clock.Position().X + r.clock.Size().Width
	if right < 387.5 || right > 388.5 {
		t.Errorf("the clock ends at %v, want 388", right)
	}
	d.Line = strings.Repeat("much longer ", 30)
	r.Set(d)
	if end := r.last.Position().X + r.last.Size().Width; end > r.duty.Position().X {
		t.Error("the last line runs into what is owed")
	}
}

func TestRowLeavesOutBadgesThatDoNotFit(t *testing.T) {
	ours(t)
	r := NewRow(false)
	r.Resize(fyne.NewSize(240, 84))
	long := PillData{Word: "a badge with many words", Tone: Amber}
	r.Set(RowData{Name: "Asha", Badges: [3]PillData{long, long, long}})
	shown := 0
	for _, b := range r.badges {
		if b.Visible() {
			shown++
			if b.Position().X+b.Size().Width > 240-rowRight+0.5 {
				t.Error("a badge is cut by the row's edge")
			}
		}
	}
	if shown != 1 {
		t.Errorf("%d badges shown, want the one that fits", shown)
	}
}

func TestClockKeepsItsWidth(t *testing.T) {
	ours(t)
	c := NewClock("1:11")
	w := c.MinSize().Width
	c.Set("8:58", Red)
	if c.MinSize().Width != w {
		t.Error("the clock's width depends on its digits")
	}
}

func BenchmarkRowSetClock(b *testing.B) {
	ours(b)
	r := NewRow(false)
	r.Resize(fyne.NewSize(400, 84))
	d := RowData{Name: "Rohan M.", Channel: "WhatsApp", When: "12 s ago", Who: "BOT", Line: "hello", Duty: "take over", Clock: "0:18"}
	clocks := [2]string{"0:18", "0:17"}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		d.Clock = clocks[i&1]
		r.Set(d)
		i++
	}
}
