package kit_test

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// Every colour has its word beside it: a frame whose owner gives none says by
// itself who will read what is written in it.
func TestFramesSayWhoReads(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	for kind, want := range map[kit.FrameKind]string{
		kit.Whispering: "Only the agent sees this.",
		kit.Joined:     "Everybody sees this. The chat stays theirs.",
		kit.Noting:     "Only the team sees this.",
	} {
		f := kit.NewFrame(kit.FrameData{Kind: kind}, kit.NewComposer())
		if !says(t, f, want) {
			t.Errorf("frame %d does not say %q: %s", kind, want, read(t, f))
		}
		f.Set(kit.FrameData{Kind: kind, Title: "Asha reads this."})
		if says(t, f, want) || !says(t, f, "Asha reads this.") {
			t.Errorf("frame %d does not say what it was given", kind)
		}
	}
}
