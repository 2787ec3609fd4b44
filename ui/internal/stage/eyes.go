package stage

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// Walk visits o and everything in it that is shown, parents first.
func Walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			Walk(c, visit)
		}
	case *container.Scroll:
		Walk(o.Content, visit)
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			Walk(c, visit)
		}
	}
}

// Read returns every text that is drawn in o, one a line, in painting order.
func Read(o fyne.CanvasObject) string {
	var b strings.Builder
	for _, t := range Texts(o) {
		b.WriteString(t.Text + "\n")
	}
	return b.String()
}

// Texts returns what [Read] reads, with its place.
func Texts(o fyne.CanvasObject) []*canvas.Text {
	return slices.DeleteFunc(Find[*canvas.Text](o), func(t *canvas.Text) bool { return t.Text == "" })
}

// Says reports whether what is drawn in o contains all of the words. Line
// breaks in a wrapped text count as spaces.
func Says(o fyne.CanvasObject, words ...string) bool {
	seen := strings.Join(strings.Fields(Read(o)), " ")
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(seen, w) })
}

// Find returns the shown objects of type T in o, in painting order.
func Find[T fyne.CanvasObject](o fyne.CanvasObject) []T {
	var found []T
	Walk(o, func(o fyne.CanvasObject) {
		if t, ok := o.(T); ok {
			found = append(found, t)
		}
	})
	return found
}

// Called returns the shown object of type T whose label for screen readers
// contains the words.
func Called[T fyne.CanvasObject](o fyne.CanvasObject, words string) (T, bool) {
	for _, t := range Find[T](o) {
		if a, ok := any(t).(fyne.Accessible); ok && strings.Contains(a.AccessibilityLabel(), words) {
			return t, true
		}
	}
	var none T
	return none, false
}

// LayOut places everything in o anew, from the outside in, as a window does
// before a frame when something asks for another size.
func LayOut(o fyne.CanvasObject) {
	Walk(o, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *fyne.Container:
			if o.Layout != nil {
				o.Layout.Layout(o.Objects, o.Size())
			}
		case fyne.Widget:
			test.WidgetRenderer(o).Layout(o.Size())
		}
	})
}
