package stage

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
)

// WantSays requires that all of the words are drawn in o.
func WantSays(t testing.TB, o fyne.CanvasObject, words ...string) {
	t.Helper()
	for _, w := range words {
		if !Says(o, w) {
			t.Errorf("%q is not on screen:\n%s", w, Read(o))
		}
	}
}

// WantSilent requires that none of the words is drawn in o.
func WantSilent(t testing.TB, o fyne.CanvasObject, words ...string) {
	t.Helper()
	for _, w := range words {
		if Says(o, w) {
			t.Errorf("%q is on screen", w)
		}
	}
}

// Press taps the button or the link in o whose label has the words.
func Press(t testing.TB, o fyne.CanvasObject, words string) {
	t.Helper()
	if b, ok := Called[*kit.Button](o, words); ok {
		test.Tap(b)
	} else if l, ok := Called[*kit.Link](o, words); ok {
		test.Tap(l)
	} else {
		t.Fatalf("there is no button %q:\n%s", words, Read(o))
	}
}
