package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// ChoiceField asks for one of a few words.
type ChoiceField struct {
	question
	// OnPick is told of each choice of the person's.
	OnPick func(i int)

	steps    *Segmented
	segments []Segment
	picked   int
	what     string
}

var _ SheetField = (*ChoiceField)(nil)

// NewChoiceField asks for one of segments; the one that is Selected is the answer to
// begin with, and without one the sheet waits for it.
func NewChoiceField(caption string, segments ...Segment) *ChoiceField {
	f := &ChoiceField{steps: NewSegmented(), segments: segments, picked: -1, what: caption}
	for i, s := range segments {
		if s.Selected {
			f.picked = i
		}
	}
	f.init(f, caption, f.steps, func(float32) float32 { return unit(segmentHigh) })
	f.steps.OnPick = func(i int) {
		f.Pick(i)
		if f.OnPick != nil {
			f.OnPick(i)
		}
	}
	f.steps.OnLocked = func(_ int, reason string) { f.tell(reason, Grey) }
	f.Pick(f.picked)
	return f
}

// CreateRenderer is called by Fyne.
func (f *ChoiceField) CreateRenderer() fyne.WidgetRenderer { return drawing{f} }

// Pick makes segment i the answer; -1 takes the answer away.
func (f *ChoiceField) Pick(i int) {
	f.picked = i
	shown := make([]Segment, len(f.segments))
	for j, s := range f.segments {
		s.Selected = j == i
		if s.Tone == Grey {
			s.Tone = Blue
		}
		shown[j] = s
	}
	f.steps.Set(shown...)
	f.changed()
}

// Picked is the answer's index, or -1.
func (f *ChoiceField) Picked() int { return f.picked }

// Lack asks for an answer.
func (f *ChoiceField) Lack() string {
	if f.picked < 0 {
		return f.what + " is not chosen"
	}
	return ""
}

// Focusable is the row of segments.
func (f *ChoiceField) Focusable() fyne.Focusable { return f.steps }

func (f *ChoiceField) serve(s *Sheet) {
	f.sheet = s
	f.steps.OnKey = s.keyed
	f.steps.OnFocus = func() { s.reveal(f) }
}

// PickField asks for one of many, by a Picker in the sheet.
type PickField struct {
	question
	picker *Picker
	what   string
	// Free lets the sheet be confirmed without an answer.
	Free bool
	// OnPick is told of each choice.
	OnPick func(key string)
}

var _ SheetField = (*PickField)(nil)

// NewPickField asks with a picker, whose callbacks it takes for itself.
func NewPickField(caption string, p *Picker) *PickField {
	f := &PickField{picker: p, what: caption}
	f.init(f, caption, p, p.HeightFor)
	p.OnChoose = func(key string) {
		p.say()
		f.changed()
		if f.OnPick != nil {
			f.OnPick(key)
		}
		if f.sheet != nil {
			f.sheet.next(f)
		}
	}
	return f
}

// CreateRenderer is called by Fyne.
func (f *PickField) CreateRenderer() fyne.WidgetRenderer { return drawing{f} }

// Set changes the choices; a choice that is locked by it no longer counts.
func (f *PickField) Set(choices []Choice) {
	f.picker.Set(choices)
	f.changed()
}

// Chosen is the answer's key, or "".
func (f *PickField) Chosen() string { return f.picker.Chosen() }

// Begin makes key the answer to begin with, if it is one of the choices and free; the
// keyboard stays where it is and nobody is told.
func (f *PickField) Begin(key string) {
	if c, ok := f.picker.all[key]; !ok || c.Locked != "" {
		return
	}
	f.picker.chosen = key
	f.picker.mark(key)
	f.changed()
}

// Lack asks for a choice, or says why the one made no longer counts.
func (f *PickField) Lack() string {
	if f.picker.Chosen() != "" || f.Free && f.picker.chosen == "" {
		return ""
	}
	if c, ok := f.picker.all[f.picker.chosen]; ok {
		return c.Name + ": " + c.Locked
	}
	return f.what + " is not chosen"
}

// Focusable is the search.
func (f *PickField) Focusable() fyne.Focusable { return f.picker.Focusable() }

func (f *PickField) serve(s *Sheet) {
	f.sheet = s
	f.picker.OnEscape = s.Cancel
	f.picker.field.OnKey = func(e *fyne.KeyEvent) bool { return f.picker.key(e) || s.key(e) }
	f.picker.OnShortcut = s.shortcut
	f.picker.OnFocus = func(on bool) {
		if on {
			s.reveal(f)
		}
	}
}

// When is an instant that can be chosen, with the words for it. The kit reads no
// clock: the caller works out what "in 30 min" means.
type When struct {
	Word  string // on the button: "in 30 min"
	Key   string // optional, printed on the button
	At    time.Time
	Shown string // in full: "today 14:30"
}

// WhenField asks for an instant: by buttons for the usual ones, or by writing.
type WhenField struct {
	question
	// OnPick is told when one of the usual instants is chosen.
	OnPick func(at time.Time)

	parse func(text string) (When, error)
	quick []When
	body  *whenBody
	at    When
	wrong string
	what  string
}

var _ SheetField = (*WhenField)(nil)

// NewWhenField offers quick, and an entry that parse understands. The error of
// parse is shown to people, so it says what would be understood.
func NewWhenField(caption, placeholder string, quick []When, parse func(text string) (When, error)) *WhenField {
	f := &WhenField{quick: quick, parse: parse, what: caption}
	f.body = newWhenBody(placeholder, quick, f.pick, f.write)
	f.init(f, caption, f.body, f.body.HeightFor)
	f.keep = true
	return f
}

// CreateRenderer is called by Fyne.
func (f *WhenField) CreateRenderer() fyne.WidgetRenderer { return drawing{f} }

// At is the answer; it is zero while there is none.
func (f *WhenField) At() time.Time { return f.at.At }

func (f *WhenField) pick(i int) {
	f.body.field.SetText("")
	f.set(f.quick[i], "")
	if f.OnPick != nil {
		f.OnPick(f.at.At)
	}
}

func (f *WhenField) write(text string) {
	if text == "" {
		f.set(When{}, "")
		return
	}
	w, err := f.parse(text)
	if err != nil {
		f.set(When{}, err.Error())
		return
	}
	f.set(w, "")
}

func (f *WhenField) set(w When, wrong string) {
	f.at, f.wrong = w, wrong
	f.body.mark(w.Word)
	if wrong != "" {
		f.tell(wrong, Red)
	} else {
		f.tell(w.Shown, Blue)
	}
	f.changed()
}

// Lack asks for an instant.
func (f *WhenField) Lack() string {
	switch {
	case f.wrong != "":
		return f.what + " is not understood"
	case f.at.At.IsZero():
		return f.what + " is not chosen"
	}
	return ""
}

// Focusable is the first button, or the entry if there are no buttons.
func (f *WhenField) Focusable() fyne.Focusable {
	if len(f.body.buttons) > 0 {
		return f.body.buttons[0]
	}
	return f.body.field
}

func (f *WhenField) serve(s *Sheet) {
	f.sheet = s
	serveField(s, f, f.body.field)
	for _, b := range f.body.buttons {
		b.OnKey = s.keyed
	}
}
