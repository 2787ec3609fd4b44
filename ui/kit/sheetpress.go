package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// PressField is a button among a sheet's questions, for what fills in another answer:
// a file that is chosen in a window of its own. It asks nothing itself.
type PressField struct {
	question
	button *Button
}

var _ SheetField = (*PressField)(nil)

// NewPressField makes the button. Its key is the caller's to use; see Sheet.OnKey.
func NewPressField(d ButtonData, press func()) *PressField {
	f := &PressField{button: NewButton(d, press)}
	f.init(f, "", container.NewHBox(f.button), func(float32) float32 { return f.button.MinSize().Height })
	return f
}

// CreateRenderer is called by Fyne.
func (f *PressField) CreateRenderer() fyne.WidgetRenderer { return drawing{f} }

// AccessibilityLabel is what is said below the button, which reads itself.
func (f *PressField) AccessibilityLabel() string { return f.note.full }

// Tell prints words below the button, or none.
func (f *PressField) Tell(words string, tone Tone) { f.tell(words, tone) }

// Lack is empty: there is nothing to answer.
func (f *PressField) Lack() string { return "" }

// Focusable is the button.
func (f *PressField) Focusable() fyne.Focusable { return f.button }

func (f *PressField) serve(s *Sheet) {
	f.sheet = s
	f.button.OnKey = s.keyed
}
