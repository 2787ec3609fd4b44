package kit

import "fyne.io/fyne/v2"

// LinesField is a list of lines among a sheet's questions: what the sheet rests on,
// with the ways to it.
type LinesField struct {
	question
	// Lines is the list.
	Lines *Lines
	// Missing, if set, is the reason why the list is not complete, or "".
	Missing func() string
}

var _ SheetField = (*LinesField)(nil)

// NewLinesField makes a list without lines.
func NewLinesField(caption string) *LinesField {
	f := &LinesField{Lines: NewLines()}
	f.init(f, caption, f.Lines, f.Lines.HeightFor)
	return f
}

// Set shows the lines.
func (f *LinesField) Set(ds ...LineData) {
	if !f.Lines.Set(ds...) {
		return
	}
	f.arrange(f.Size())
	f.changed()
	if f.sheet != nil {
		f.sheet.resized()
	}
}

// CreateRenderer is called by Fyne.
func (f *LinesField) CreateRenderer() fyne.WidgetRenderer { return drawing{f} }

// Lack is what Missing says.
func (f *LinesField) Lack() string {
	if f.Missing == nil {
		return ""
	}
	return f.Missing()
}

// Focusable is the first button of the lines; nil if they have none.
func (f *LinesField) Focusable() fyne.Focusable { return f.Lines.First() }

func (f *LinesField) serve(s *Sheet) {
	f.sheet = s
	f.Lines.OnKey = s.keyed
}
