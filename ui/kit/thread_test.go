package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

func talkOf(n int) *talk {
	s := &talk{}
	for i := range n {
		s.add(kit.BubbleData{
			Kind: kit.BubbleKind(i % 3), Caption: "Asha · 14:26",
			Text: fmt.Sprintf("message %d %s", i, strings.Repeat("with some more words ", i%7)),
		})
	}
	return s
}

func shownThread(tb testing.TB, s *talk) (*kit.Thread, fyne.Window) {
	tb.Helper()
	test.NewTempApp(tb).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	th := kit.NewThread()
	w := test.NewTempWindow(tb, th)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(560, 700))
	th.SetSource(s)
	return th, w
}

func scrollBy(w fyne.Window, dy float32) {
	test.Scroll(w.Canvas(), fyne.NewPos(200, 300), 0, dy)
}

func TestThreadOpensFiftyAtTheBottom(t *testing.T) {
	th, _ := shownThread(t, talkOf(500))
	if th.Rows() != kit.ThreadOpen || !th.AtBottom() {
		t.Fatalf("%d rows, at bottom %v; want 50 at the bottom", th.Rows(), th.AtBottom())
	}
}

// The reader's line must not move when older messages come above it.
func TestThreadPrependsWithoutMovingTheReader(t *testing.T) {
	th, w := shownThread(t, talkOf(500))
	for th.Rows() == kit.ThreadOpen {
		before := th.FirstInSight()
		scrollBy(w, 30)
		if after := th.FirstInSight(); th.Rows() > kit.ThreadOpen && after.Key == before.Key && after.Y-before.Y != 30 {
			t.Fatalf("the line moved by %v px, the wheel by 30", after.Y-before.Y)
		}
		if th.FirstInSight() == before {
			t.Fatal("the thread does not scroll")
		}
	}
	if th.Rows() != kit.ThreadOpen+kit.ThreadMore {
		t.Fatalf("%d rows after reaching the top, want 100", th.Rows())
	}
}

func TestThreadKeepsAtMostTwoHundred(t *testing.T) {
	th, w := shownThread(t, talkOf(1000))
	tops := 0
	th.OnTop = func() { tops++ }
	for range 3000 {
		scrollBy(w, 100)
		if th.Rows() > kit.ThreadMost {
			t.Fatalf("%d rows exist", th.Rows())
		}
	}
	if tops != 1 {
		t.Fatalf("told %d times of the top, want once", tops)
	}
	for range 3000 {
		scrollBy(w, -100)
	}
	if !th.AtBottom() || th.Rows() > kit.ThreadMost {
		t.Fatalf("scrolling down again ends at bottom %v with %d rows", th.AtBottom(), th.Rows())
	}
}

func TestThreadSticksToTheBottomOnlyWhenThere(t *testing.T) {
	s := talkOf(80)
	th, w := shownThread(t, s)
	s.add(kit.BubbleData{Text: "new"})
	th.Refresh()
	if !th.AtBottom() || th.NewBelow() != 0 {
		t.Fatal("at the bottom, a new message must be followed")
	}
	scrollBy(w, 400)
	before := th.FirstInSight()
	for range 3 {
		s.add(kit.BubbleData{Text: "newer"})
		th.Refresh()
	}
	if th.FirstInSight() != before {
		t.Fatalf("the reader's line moved: %v, was %v", th.FirstInSight(), before)
	}
	if th.NewBelow() != 3 {
		t.Fatalf("%d new below, want 3", th.NewBelow())
	}
	th.ToBottom()
	if !th.AtBottom() || th.NewBelow() != 0 {
		t.Fatal("the pill does not lead to the bottom")
	}
}

func TestThreadHoldsWhenARowGrowsAbove(t *testing.T) {
	s := talkOf(80)
	th, w := shownThread(t, s)
	scrollBy(w, 300)
	before := th.FirstInSight()
	s.items[35].Text = strings.Repeat("grown ", 100)
	th.RefreshKey(s.keys[35])
	if th.FirstInSight() != before {
		t.Fatalf("line %v, was %v", th.FirstInSight(), before)
	}
}

func TestThreadHoldsWhenHistoryComesAndWidthChanges(t *testing.T) {
	s := talkOf(80)
	th, w := shownThread(t, s)
	scrollBy(w, 500)
	before := th.FirstInSight()
	older := talkOf(30)
	for i := range older.keys {
		older.keys[i] = "old-" + older.keys[i]
	}
	s.keys = append(older.keys, s.keys...)
	s.items = append(older.items, s.items...)
	th.Refresh()
	if th.FirstInSight() != before {
		t.Fatalf("older history moved the line: %v, was %v", th.FirstInSight(), before)
	}
	w.Resize(fyne.NewSize(420, 700))
	if th.FirstInSight() != before {
		t.Fatalf("another width moved the line: %v, was %v", th.FirstInSight(), before)
	}
}

func TestThreadRevealsEvidenceOutsideTheWindow(t *testing.T) {
	s := talkOf(600)
	th, _ := shownThread(t, s)
	if !th.Reveal(s.keys[10]) || th.Reveal("nothing") {
		t.Fatal("an entry of the source was not found, or one that is not was")
	}
	if th.AtBottom() {
		t.Error("still at the bottom")
	}
}

func TestThreadFoldsLongMessagesButNotEvidence(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	long := strings.Repeat("बहुत लंबा संदेश ", 400)
	folded := kit.NewBubble(kit.BubbleData{Text: long})
	marked := kit.NewBubble(kit.BubbleData{Text: long, Highlights: []kit.Span{{From: 9000, To: 9009}}})
	if folded.HeightFor(500)*2 > marked.HeightFor(500) {
		t.Error("a long message is not folded, or a fold hides evidence")
	}
	folded.Copy()
	if got := fyne.CurrentApp().Clipboard().Content(); got != long {
		t.Error("copying a folded message does not copy all of it")
	}
}

func BenchmarkThreadOpen50(b *testing.B) {
	s := talkOf(50)
	th, _ := shownThread(b, s)
	b.ReportAllocs()
	for b.Loop() {
		th.SetSource(s)
	}
}

func BenchmarkThreadAppend(b *testing.B) {
	s := talkOf(100)
	th, _ := shownThread(b, s)
	b.ReportAllocs()
	for b.Loop() {
		if s.Len() > 2000 {
			b.StopTimer()
			s = talkOf(100)
			th.SetSource(s)
			b.StartTimer()
		}
		s.add(kit.BubbleData{Kind: kit.Their, Caption: "Asha · 14:26", Text: "one more line of a usual length in a chat"})
		th.Refresh()
	}
}
