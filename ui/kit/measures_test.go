package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

func measured() []kit.Measure {
	rows := []kit.Measure{
		{
			Name: "Frustrated", Pill: pill("alert", kit.Red), Gauge: kit.GaugeData{Value: 0.99, Notice: 0.5, Alert: 0.985, Tone: kit.Red},
			Value: "0.99, an alert needs 0.985", Text: "“third time”, and shorter lines than before",
			Foot: "rule v3 · policy 12 · 3 of 12 dismissed",
		},
		{Name: "Asks for a person", Pill: pill("notice", kit.Amber), Gauge: kit.GaugeData{Value: 0.62, Notice: 0.5, Alert: 0.9, Tone: kit.Amber}, Value: "0.62, an alert needs 0.90"},
		{Name: "Invented facts, suspected", Pill: pill("no score", kit.Grey), Gauge: kit.GaugeData{Unknown: true, Notice: 0.5, Alert: 0.8}, Value: "no knowledge is loaded: this rule has no score"},
		{Name: "Low confidence", Pill: pill("quiet", kit.Grey), Gauge: kit.GaugeData{Value: 0.74, Notice: 0.7, Alert: 0.7, Below: true}, Value: "0.74, an alert needs less than 0.70"},
	}
	for range 6 {
		rows = append(rows, kit.Measure{Name: "बहुत लंबा नाम Customer repeats the question", Pill: pill("quiet", kit.Grey), Gauge: kit.GaugeData{Notice: 0.5, Alert: 0.97}, Value: "0.00, an alert needs 0.97", Text: "nothing was said twice"})
	}
	return rows
}

func measuresScene() fyne.CanvasObject {
	m := kit.NewMeasures()
	m.Set(measured()...)
	m.FocusGained()
	return m
}

// D-01: the rows are walked by keys, and what is marked says all it knows.
func TestMeasuresAreWalkedByKeys(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	m := kit.NewMeasures()
	var told []int
	var passed []fyne.KeyName
	m.OnMark = func(i int) { told = append(told, i) }
	m.OnKey = func(e *fyne.KeyEvent) { passed = append(passed, e.Name) }
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			m.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	press(fyne.KeyDown) // nothing to walk
	w := test.NewTempWindow(t, container.NewStack(m))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(280, 400))
	m.Set(measured()...)
	if got := m.AccessibilityLabel(); !strings.Contains(got, "third time") || !strings.Contains(got, "Frustrated, alert") {
		t.Errorf("the marked row reads %q", got)
	}
	press(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome, fyne.KeyUp, fyne.KeyReturn, fyne.KeyEscape)
	want := []int{1, 2, 1, 9, 9, 0, 0, 0}
	if len(told) != len(want) {
		t.Fatalf("told of %v, want %v", told, want)
	}
	for i := range want {
		if told[i] != want[i] {
			t.Fatalf("told of %v, want %v", told, want)
		}
	}
	if len(passed) != 1 || passed[0] != fyne.KeyEscape {
		t.Errorf("passed on %v, want Escape alone", passed)
	}
	rows := measured()
	m.Mark(3)
	rows[3].Value = "0.61, an alert needs less than 0.70"
	m.Set(rows...)
	if m.Marked() != 3 || !strings.Contains(m.AccessibilityLabel(), "0.61") {
		t.Errorf("news moved the mark to %d, or is not shown: %q", m.Marked(), m.AccessibilityLabel())
	}
	m.Set(rows[:2]...)
	if m.Marked() != 1 {
		t.Errorf("the mark stands at %d of two rows", m.Marked())
	}
}

// Buttons that do not fit beside each other stand on lines of their own, inside.
func TestManyButtonsOfANarrowBannerStayInside(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	b := kit.NewBanner(kit.BannerData{
		Tone: kit.Red, Title: "Invented facts, suspected 0.86", Text: "The articles say otherwise.",
		Buttons: []kit.ButtonData{{Word: "Take over", Key: "Ctrl ⇧ T"}, {Word: "Why?", Key: "Ctrl E"}, {Word: "Seen"}, {Word: "Confirm", Key: "Ctrl ⇧ B"}, {Word: "Dismiss…"}},
	})
	w := test.NewTempWindow(t, kit.NewColumn(0, b))
	w.SetPadded(false)
	for _, width := range []float32{300, 420, 900} {
		w.Resize(fyne.NewSize(width, 400))
		for _, k := range drawn[*kit.Button](t, b) {
			if end := k.Position().AddXY(k.Size().Width, k.Size().Height); end.X > b.Size().Width || end.Y > b.Size().Height {
				t.Errorf("at %v px %q ends at %v of %v", width, k.AccessibilityLabel(), end, b.Size())
			}
		}
	}
}

// a reason of one's own has its bound, and the sheet says how far it is passed.
func TestALineFieldSaysThatItIsTooLong(t *testing.T) {
	test.NewTempApp(t)
	f := kit.NewLineField("Reason", "", 1)
	f.Most = 5
	for text, want := range map[string]string{"": "Reason is empty", "हाँ ठीक": "Reason: 2 characters too many", "fünfe": "", "sixsix": "Reason: 1 character too many"} {
		f.SetText(text)
		if got := f.Lack(); got != want {
			t.Errorf("%q lacks %q, want %q", text, got, want)
		}
	}
}

// A pane that is kept stays although it is folded, and where the whole is too narrow
// another one gives its room.
func TestASplitKeepsAPane(t *testing.T) {
	test.NewTempApp(t)
	pane := func() fyne.CanvasObject { return kit.NewGround(theme.Pane) }
	s := kit.NewSplit(1, kit.SplitPane{Content: pane(), Size: 400, Min: 260}, kit.SplitPane{Content: pane(), Size: 560, Min: 340},
		kit.SplitPane{Content: pane(), Size: 280, Min: 220, FoldBelow: 1020})
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	s.Fold(2, true)
	folded := func(width float32) [3]bool {
		w.Resize(fyne.NewSize(width, 300))
		return [3]bool{s.Folded(0), s.Folded(1), s.Folded(2)}
	}
	s.Keep(2, 0)
	if got := folded(1200); got != [3]bool{false, false, false} {
		t.Errorf("kept in a wide one: %v", got)
	}
	if got := folded(900); got != [3]bool{true, false, false} {
		t.Errorf("kept in a narrow one: %v", got)
	}
	s.Release()
	if got := folded(1200); got != [3]bool{false, false, true} {
		t.Errorf("let go of: %v", got)
	}
}
