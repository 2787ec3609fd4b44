package kit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
)

// asked follows what a composer tells of its slash.
func asked(y typist) *[]string {
	var told []string
	y.c.OnSlash = func(q string, open bool) { told = append(told, fmt.Sprint(q, " ", open)) }
	return &told
}

// E-ACT-07: "/" in the box opens the canned responses.
func TestSlashOpensAtTheBeginningOfAWordOnly(t *testing.T) {
	for _, tc := range []struct {
		text string
		want string
		open bool
	}{
		{"/", "", true},
		{"/gre", "gre", true},
		{"hello /gre", "gre", true},
		{"नमस्ते /hi", "hi", true},
		{"👩‍💻 /hi", "hi", true},
		{"and/or", "", false},
		{"https://x", "", false},
		{"1 / 2", "", false},
		{"/close dialog", "close dialog", true},
		{"/" + strings.Repeat("x", 60), "", false},
	} {
		y := newTypist(t)
		asked(y)
		y.write(tc.text)
		if q, open := y.c.Slash(); q != tc.want || open != tc.open {
			t.Errorf("%q: query %q, open %v", tc.text, q, open)
		}
	}
}

func TestSlashClosesWhenItIsLeft(t *testing.T) {
	y := newTypist(t)
	told := asked(y)
	left := 0
	y.c.OnEscape = func() { left++ }
	y.write("/g")
	y.press(fyne.KeyBackspace)
	y.press(fyne.KeyBackspace)
	y.write("/a")
	y.press(fyne.KeyEscape)
	y.write("b")
	if _, open := y.c.Slash(); open || left != 0 {
		t.Fatalf("open %v after Esc, composer left %d times", open, left)
	}
	want := []string{" true", "g true", " true", " false", " true", "a true", " false"}
	if !slices.Equal(*told, want) {
		t.Fatalf("told %q, want %q", *told, want)
	}
	y.press(fyne.KeyEscape)
	if left != 1 {
		t.Error("the second Esc does not leave the composer")
	}
}

func TestSlashClosesWhenTheCaretGoesBeforeIt(t *testing.T) {
	y := newTypist(t)
	asked(y)
	y.write("a /b")
	for range 3 {
		y.press(fyne.KeyLeft)
	}
	if _, open := y.c.Slash(); open {
		t.Fatal("open with the caret before the slash")
	}
}

func TestReplaceSlashKeepsWhatStandsAround(t *testing.T) {
	y := newTypist(t)
	asked(y)
	var changed string
	y.c.OnChanged = func(s string) { changed = s }
	y.write("hello  bye")
	for range 4 {
		y.press(fyne.KeyLeft)
	}
	y.write("/gre")
	y.c.ReplaceSlash("नमस्ते 🙏\nsecond line")
	y.write("!")
	const want = "hello नमस्ते 🙏\nsecond line! bye"
	if y.c.Text() != want || changed != want {
		t.Fatalf("draft %q, told %q, want %q", y.c.Text(), changed, want)
	}
	if _, open := y.c.Slash(); open {
		t.Error("a choice leaves the slash open")
	}
	y.c.ReplaceSlash("?")
	if !strings.Contains(y.c.Text(), "line!? bye") {
		t.Errorf("without a slash the text goes elsewhere: %q", y.c.Text())
	}
}

// Wherever the query stands on its row, and where it is wrapped, only it goes.
func TestReplaceSlashWhereverTheLineBreaks(t *testing.T) {
	for n := range 90 {
		y := newTypist(t)
		asked(y)
		before := strings.Repeat("ab ", n)
		y.c.SetText(before)
		y.write("/a long query of words")
		y.c.ReplaceSlash("X")
		y.write("!")
		if y.c.Text() != before+"X!" {
			t.Fatalf("%d words before: %q is left", n, strings.TrimPrefix(y.c.Text(), before))
		}
	}
}

func TestComposerPassesKeysFirst(t *testing.T) {
	y := newTypist(t)
	var got []fyne.KeyName
	y.c.OnKey = func(e *fyne.KeyEvent) bool { got = append(got, e.Name); return e.Name == fyne.KeyReturn }
	sent := false
	y.c.OnSend = func(string) bool { sent = true; return true }
	y.write("hi")
	y.press(fyne.KeyReturn)
	y.press(fyne.KeyBackspace)
	if sent || y.c.Text() != "h" || len(got) != 2 {
		t.Fatalf("sent %v, draft %q, keys %v", sent, y.c.Text(), got)
	}
}

func slashRows(n int) []kit.SlashRow {
	rows := []kit.SlashRow{
		{Key: "c1", Shortcut: "greet", Title: "Greeting", Line: "Hi Rohan, I'm from the support team. I've been following your conversation."},
		{Key: "c2", Shortcut: "own", Title: "Own the problem", Line: "I understand you're trying to receive calls on your number."},
		{Key: "c3", Shortcut: "नमस्ते", Title: "अभिवादन", Line: "नमस्ते, मैं सहायता दल से हूँ 🙏"},
		{Key: "c4", Shortcut: "close-resolved-after-callback", Title: "A title that is much longer than the place it has in a narrow window", Line: "Thank you"},
	}
	for i := len(rows); i < n; i++ {
		rows = append(rows, kit.SlashRow{Key: fmt.Sprint("c", i+1), Shortcut: fmt.Sprint("s", i), Title: fmt.Sprint("Response ", i), Line: "Text"})
	}
	return rows[:n]
}

// served is a composer with its picker, wired as a screen wires them.
func served(t *testing.T) (typist, *kit.SlashPicker, *[]string, fyne.Window) {
	t.Helper()
	y := newTypist(t)
	p := kit.NewSlashPicker()
	var chosen []string
	y.c.OnKey = p.Key
	y.c.OnSlash = func(q string, open bool) {
		if !open {
			p.Close()
			return
		}
		var rows []kit.SlashRow
		for _, r := range slashRows(12) {
			if strings.HasPrefix(r.Shortcut, q) {
				rows = append(rows, r)
			}
		}
		p.Open(rows)
	}
	p.OnEscape = y.c.CloseSlash
	p.OnChoose = func(key string) { chosen = append(chosen, key); y.c.ReplaceSlash("[" + key + "]") }
	thread := kit.NewThread()
	w := test.NewTempWindow(t, container.NewBorder(nil, y.c, nil, nil, kit.NewOver(thread, p)))
	w.Resize(fyne.NewSize(560, 600))
	w.Canvas().Focus(y.c.Focusable())
	return y, p, &chosen, w
}

func TestSlashPickerLivesOnTheComposersKeys(t *testing.T) {
	y, p, chosen, w := served(t)
	sent := 0
	y.c.OnSend = func(string) bool { sent++; return true }
	y.write("/")
	if !p.Visible() || p.Marked() != "c1" || w.Canvas().Focused() != y.c.Focusable() {
		t.Fatalf("visible %v, marked %q; the composer must keep the keyboard", p.Visible(), p.Marked())
	}
	y.press(fyne.KeyUp)
	if p.Marked() != "c8" {
		t.Fatalf("marked %q after Up, want the last of eight", p.Marked())
	}
	y.press(fyne.KeyDown)
	y.press(fyne.KeyDown)
	y.press(fyne.KeyTab)
	if !slices.Equal(*chosen, []string{"c2"}) || y.c.Text() != "[c2]" || p.Visible() {
		t.Fatalf("chosen %v, draft %q", *chosen, y.c.Text())
	}
	y.write(" /zzz")
	y.press(fyne.KeyReturn)
	if sent != 0 {
		t.Fatal("a mistyped shortcut was sent")
	}
	y.press(fyne.KeyEscape)
	y.press(fyne.KeyReturn)
	if sent != 1 || p.Visible() {
		t.Fatal("after Esc the composer does not send")
	}
}

// E-ACT-07: with every letter the mark goes to the best row, so that a shortcut
// written whole and Enter never take another text, wherever the mark stood before.
func TestSlashPickerMarksTheBestRowOfEachQuery(t *testing.T) {
	rows := slashRows(4)
	for _, tc := range []struct {
		name  string
		moves int
		next  []kit.SlashRow
		want  string
	}{
		{"another order", 0, []kit.SlashRow{rows[2], rows[0], rows[1]}, "c3"},
		{"after arrows", 2, []kit.SlashRow{rows[3], rows[2]}, "c4"},
		{"the same rows", 1, rows[:3], "c1"},
		{"nothing, then", 0, nil, ""},
	} {
		_, p, _, _ := served(t)
		p.Open(rows[:3])
		for range tc.moves {
			p.Key(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
		p.Open(tc.next)
		if p.Marked() != tc.want {
			t.Errorf("%s: %q is marked, want %q", tc.name, p.Marked(), tc.want)
		}
	}
}

func TestSlashPickerIsClicked(t *testing.T) {
	y, p, chosen, w := served(t)
	y.write("/s")
	bottom := p.Position().Y + p.Size().Height
	y.write("4")
	if got := p.Position().Y + p.Size().Height; got != bottom {
		t.Errorf("the picker's foot moved from %v to %v", bottom, got)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p)
	test.TapCanvas(w.Canvas(), at.AddXY(60, 20))
	if !slices.Equal(*chosen, []string{"c5"}) || w.Canvas().Focused() != y.c.Focusable() {
		t.Fatalf("chosen %v", *chosen)
	}
}

// A key at 8,000 characters, with a query open and without; the budget is 16 ms at
// the 99th percentile.
func BenchmarkComposerKey8000(b *testing.B) {
	for _, open := range []bool{false, true} {
		b.Run(fmt.Sprint("slash=", open), func(b *testing.B) {
			y := newTypist(b)
			y.c.OnSlash = func(string, bool) {}
			y.c.SetText(strings.Repeat("word ", kit.DraftMost/5-10))
			if open {
				y.write("/gree")
			}
			field, back := y.c.Focusable(), &fyne.KeyEvent{Name: fyne.KeyBackspace}
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				field.TypedRune('t')
				took = append(took, time.Since(start))
				field.TypedKey(back)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-p50/rune")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99/rune")
		})
	}
}

func BenchmarkComposerReplaceSlash8000(b *testing.B) {
	y := newTypist(b)
	y.c.OnSlash = func(string, bool) {}
	text := strings.Repeat("word ", kit.DraftMost/5-100)
	for b.Loop() {
		b.StopTimer()
		y.c.SetText(text)
		y.write("/resolve-after-callback")
		b.StartTimer()
		y.c.ReplaceSlash("Thank you for waiting.")
	}
}

// In a low window the rows move under the mark, so that it is always in sight.
func TestSlashPickerKeepsTheMarkInSight(t *testing.T) {
	y, p, _, w := served(t)
	w.Resize(fyne.NewSize(560, 300))
	y.write("/")
	if p.Position().Y < 0 {
		t.Errorf("the picker stands %v px above what it lies over", -p.Position().Y)
	}
	for i := range 8 {
		if !says(t, p, slashRows(8)[i].Title) && i != 3 { // the long title is shortened
			t.Errorf("row %d is marked and not shown", i)
		}
		y.press(fyne.KeyDown)
	}
	if p.Marked() != "c1" {
		t.Errorf("marked %q after going round", p.Marked())
	}
}
