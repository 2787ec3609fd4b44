package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// drawn is the visible objects of type T under o, in painting order.
func drawn[T fyne.CanvasObject](t *testing.T, o fyne.CanvasObject) []T {
	t.Helper()
	var out []T
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		if v, ok := o.(T); ok {
			out = append(out, v)
		}
		switch v := o.(type) {
		case fyne.Widget:
			for _, c := range test.TempWidgetRenderer(t, v).Objects() {
				walk(c)
			}
		case *fyne.Container:
			for _, c := range v.Objects {
				walk(c)
			}
		}
	}
	walk(o)
	return out
}

// read is every visible text under o, in painting order, parted by single spaces.
func read(t *testing.T, o fyne.CanvasObject) string {
	t.Helper()
	var words []string
	for _, text := range drawn[*canvas.Text](t, o) {
		words = append(words, strings.Fields(text.Text)...)
	}
	return strings.Join(words, " ")
}

// says reports whether all words are drawn somewhere under o.
func says(t *testing.T, o fyne.CanvasObject, words ...string) bool {
	t.Helper()
	seen := read(t, o)
	for _, w := range words {
		if !strings.Contains(seen, w) {
			return false
		}
	}
	return true
}
