package kit_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

func longLadder() *kit.Segmented {
	return kit.NewSegmented(
		kit.Segment{Word: "Observe", Key: "O"}, kit.Segment{Word: "Whisper", Key: "W"}, kit.Segment{Word: "Join", Key: "J", Locked: "You own this chat"},
		kit.Segment{Word: "Yours", Selected: true, Tone: kit.Blue}, kit.Segment{Word: "Forward", Key: "F"}, kit.Segment{Word: "Invite", Key: "I"},
		kit.Segment{Word: "Note", Key: "N"}, kit.Segment{Word: "Escalate", Key: "L", Locked: "opens at 14:40"}, kit.Segment{Word: "Close…", Key: "X"})
}

// Key caps go first, then steps from the last on; where one stands never goes.
func TestSegmentedFoldsInOrder(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := longLadder()
	seen := map[bool]int{}
	before, hadCaps := 0, true
	for width := float32(900); width >= 150; width -= 10 {
		s.Resize(fyne.NewSize(width, 30))
		s.Refresh()
		folded := s.Folded()
		caps := says(t, s, "O W")
		for _, word := range []string{" F ", " W "} {
			caps = caps || says(t, s, word)
		}
		if caps && (len(folded) > 0 || !hadCaps) {
			t.Fatalf("at %v caps stand beside %v folded steps", width, folded)
		}
		hadCaps = caps
		if len(folded) < before || !slices.IsSorted(folded) || slices.Contains(folded, 3) {
			t.Fatalf("at %v folded %v", width, folded)
		}
		if n := len(folded); n > 0 && n < 5 && !slices.Equal(folded, []int{4, 5, 6, 7, 8}[5-n:]) {
			t.Fatalf("at %v folded %v, want the last ones", width, folded)
		}
		if !says(t, s, "Yours") || says(t, s, "More ▾") != (len(folded) > 0) {
			t.Fatalf("at %v it reads %q", width, read(t, s))
		}
		before = len(folded)
		seen[len(folded) > 0]++
	}
	if seen[true] == 0 || seen[false] == 0 || before != 8 {
		t.Fatalf("widths with and without a menu: %v; at the end %d are folded", seen, before)
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
