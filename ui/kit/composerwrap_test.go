package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/theme"
)

// A draft is what was typed, whatever the width: a blank that exactly fills a
// row is not put behind the next word.
func TestABlankAtTheEndOfARowStaysWhereItIs(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	for width := float32(300); width < 460; width += 2 {
		c := NewComposer()
		w := test.NewTempWindow(t, c)
		w.Resize(fyne.NewSize(width, 200))
		w.Canvas().Focus(c.Focusable())
		var typed strings.Builder
		for range 30 {
			test.Type(w.Canvas().Focused(), "abcd ")
			typed.WriteString("abcd ")
		}
		if c.Text() != typed.String() {
			t.Fatalf("at a width of %v: %q", width, c.Text())
		}
	}
}
