package rules

import (
	"testing"

	"fyne.io/fyne/v2"
)

// BenchmarkTyping is what one key costs in the policy that ships, with reading it.
func BenchmarkTyping(b *testing.B) {
	o := newOffice(b)
	o.press("Edit the policy")
	o.pane.edit.caret(2, 3)
	b.ReportAllocs()
	for b.Loop() {
		o.pane.edit.text.TypedRune('x')
		o.pane.edit.text.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
}

// BenchmarkRender is what a snapshot without another policy costs the page.
func BenchmarkRender(b *testing.B) {
	o := newOffice(b)
	s := o.Snapshot()
	b.ReportAllocs()
	for b.Loop() {
		o.pane.Render(s)
	}
}
