package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/theme"
)

// A tip moves nothing, stays inside of what it lies over, and takes no pointer.
func TestATipMovesNothing(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	base, tip := NewGround(theme.Pane), NewTip()
	over := NewTipped(base, tip)
	over.Resize(fyne.NewSize(500, 300))
	if tip.Visible() || tip.Said() != "" {
		t.Error("it says something before it is asked")
	}
	tip.Say(strings.Repeat("as a note, which the customer does not see ", 3), 450, 20, 40)
	if at := tip.Position(); at.Y < 40 || at.X+tip.Size().Width > 500 {
		t.Errorf("it stands at %v with %v", at, tip.Size())
	}
	tip.Say(tip.Said(), 10, 270, 295)
	if at := tip.Position(); at.Y+tip.Size().Height > 270 {
		t.Errorf("without room below it stands at %v with %v", at, tip.Size())
	}
	if base.Size() != fyne.NewSize(500, 300) || base.Position() != (fyne.Position{}) {
		t.Error("it moved what it lies over")
	}
	if _, takes := any(tip).(fyne.Tappable); takes {
		t.Error("it takes clicks")
	}
	if tip.Say("", 0, 0, 0); tip.Visible() {
		t.Error("it stays without words")
	}
}
