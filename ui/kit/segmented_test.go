package kit_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

func longLadder() *kit.Segmented { return kit.NewSegmented(longSteps()...) }

func longSteps() []kit.Segment {
	return []kit.Segment{
		{Word: "Observe", Key: "O"},
		{Word: "Whisper", Key: "W"},
		{Word: "Join", Key: "J", Locked: "You own this chat"},
		{Word: "Yours", Selected: true, Tone: kit.Blue},
		{Word: "Forward", Key: "F"},
		{Word: "Invite", Key: "I"},
		{Word: "Note", Key: "N"},
		{Word: "Escalate", Key: "L", Locked: "opens at 14:40"},
		{Word: "Close…", Key: "X"},
	}
}

// step is what the ladder shows at one width.
type step struct {
	caps   bool
	folded []int
}

func ladderAt(t *testing.T, s *kit.Segmented, width float32) step {
	t.Helper()
	s.Resize(fyne.NewSize(width, 30))
	s.Refresh()
	if !says(t, s, "Yours") || says(t, s, "More ▾") != (len(s.Folded()) > 0) {
		t.Errorf("at %v it reads %q", width, read(t, s))
	}
	return step{says(t, s, "Observe O"), s.Folded()}
}

// Key caps go first, then steps from the last on; where one stands never goes.
func TestSegmentedFoldsInOrder(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := longLadder()
	orders := [][]int{{}, {8}, {7, 8}, {6, 7, 8}, {5, 6, 7, 8}, {4, 5, 6, 7, 8}, {2, 4, 5, 6, 7, 8}, {1, 2, 4, 5, 6, 7, 8}, {0, 1, 2, 4, 5, 6, 7, 8}}
	before := ladderAt(t, s, 900)
	if !before.caps || len(before.folded) > 0 {
		t.Fatalf("with room for everything it shows %+v", before)
	}
	for width := float32(890); width >= 150; width -= 5 {
		now := ladderAt(t, s, width)
		n := len(now.folded)
		if now.caps && (n > 0 || !before.caps) {
			t.Fatalf("at %v caps stand beside %v folded steps", width, now.folded)
		}
		if n < len(before.folded) || n > 0 && !slices.Equal(now.folded, orders[n]) {
			t.Fatalf("at %v folded %v after %v, want %v", width, now.folded, before.folded, orders[n])
		}
		if n > 0 && len(before.folded) == 0 && before.caps {
			t.Fatalf("at %v steps fold before the caps went", width)
		}
		before = now
	}
	if len(before.folded) != 8 {
		t.Fatalf("at the end %v are folded", before.folded)
	}
}

func TestSegmentedMoreGivesTheIndexInTheList(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := longLadder()
	w := test.NewTempWindow(t, container.NewVBox(s))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(380, 500))
	var picked []int
	s.OnPick = func(i int) { picked = append(picked, i) }
	w.Canvas().Focus(s)
	for range 9 {
		press(w, fyne.KeyRight)
	}
	press(w, fyne.KeyReturn)
	menu := w.Canvas().Overlays().Top()
	if menu == nil || !says(t, menu, "Invite I", "Escalate L ✕ opens at 14:40", "Close… X") {
		t.Fatal("the menu does not show words, keys and reasons")
	}
	press(w, fyne.KeyUp, fyne.KeyReturn) // the last
	if !slices.Equal(picked, []int{8}) {
		t.Fatalf("picked %v, want 8: the index in the list", picked)
	}
}

// A screen that says again what it said, as it does each second, leaves the menu alone.
func TestSegmentedMoreOpensAfterTheSameWasSet(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := longLadder()
	w := test.NewTempWindow(t, container.NewVBox(s))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(380, 500))
	before := s.Folded()
	s.Set(longSteps()...)
	if !slices.Equal(s.Folded(), before) || len(before) == 0 {
		t.Errorf("folded %v after the same was set, and %v before", s.Folded(), before)
	}
	w.Canvas().Focus(s)
	for range 9 {
		press(w, fyne.KeyRight)
	}
	press(w, fyne.KeyReturn)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("More opens no menu")
	}
}

// The keyboard on a step that is not chosen is a ring and no colour.
func TestAFocusedStepDoesNotLookChosen(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := kit.NewSegmented(kit.Segment{Word: "Asked", Tone: kit.Blue}, kit.Segment{Word: "Silent", Tone: kit.Blue})
	s.Resize(fyne.NewSize(400, 30))
	s.FocusGained()
	blue, ringed := theme.Color(theme.Blue), false
	for _, r := range drawn[*canvas.Rectangle](t, s) {
		if r.FillColor == blue || r.StrokeWidth > 0 && r.StrokeColor == blue {
			t.Error("something of it is in the colour of a choice")
		}
		ringed = ringed || r.StrokeWidth == 2
	}
	if !ringed {
		t.Error("nothing shows where the keyboard is")
	}
}
