package kit

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// question is what all fields of a sheet share: a caption above, an answer, and
// words below.
type question struct {
	widget.BaseWidget
	caption *label
	note    *label
	help    *Text // nil where nothing has to be explained
	answer  fyne.CanvasObject
	high    func(width float32) float32 // of the answer
	sheet   *Sheet
	keep    bool // the room of the note, when it says nothing
}

func (q *question) init(self fyne.Widget, caption string, answer fyne.CanvasObject, high func(float32) float32) {
	q.caption = newLabel(theme.SizeSecondary, theme.Ink, true)
	q.note = newLabel(theme.SizeCaption, theme.Caption, false)
	q.caption.set(caption)
	q.answer, q.high = answer, high
	q.ExtendBaseWidget(self)
}

// HeightFor is the height at this width.
func (q *question) HeightFor(width float32) float32 {
	return q.captionHigh() + q.high(width) + q.helpHigh(width) + q.noteHigh()
}

// Explain stands below the answer for as long as the sheet is there: what is meant, and
// where it is found. It is called before the sheet is shown.
func (q *question) Explain(words string) {
	q.help = NewQuietText(words)
}

func (q *question) helpHigh(width float32) float32 {
	if q.help == nil {
		return 0
	}
	return unit(2) + q.help.HeightFor(width)
}

func (q *question) captionHigh() float32 {
	if q.caption.full == "" {
		return 0
	}
	return unit(24)
}

func (q *question) noteHigh() float32 {
	if q.note.full == "" && !q.keep {
		return 0
	}
	return unit(20)
}

// tell prints words under the answer; tone Grey is quiet.
func (q *question) tell(words string, tone Tone) {
	ink := theme.Caption
	if tone != Grey {
		ink = tone.Full()
	}
	q.note.tint(ink)
	before := q.noteHigh()
	q.note.set(words)
	if q.noteHigh() != before && q.sheet != nil {
		q.sheet.resized()
	}
	q.arrange(q.Size())
}

func (q *question) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{q.caption.Text, q.answer, q.note.Text}
	if q.help != nil {
		all = append(all, q.help)
	}
	return all
}

func (q *question) least() fyne.Size {
	return fyne.NewSize(unit(240), q.HeightFor(max(q.Size().Width, unit(240))))
}

func (q *question) themed() {
	q.caption.themed()
	q.note.themed()
	q.answer.Refresh()
}

func (q *question) arrange(size fyne.Size) {
	q.caption.fit(size.Width)
	q.caption.putIn(0, 0, unit(20))
	y := q.captionHigh()
	h := q.high(size.Width)
	q.answer.Resize(fyne.NewSize(size.Width, h))
	q.answer.Move(fyne.NewPos(0, y))
	if q.help != nil {
		q.help.Resize(fyne.NewSize(size.Width, q.help.HeightFor(size.Width)))
		q.help.Move(fyne.NewPos(0, y+h+unit(2)))
		h += q.helpHigh(size.Width)
	}
	q.note.fit(size.Width)
	q.note.putIn(0, y+h+unit(2), unit(18))
}

// AccessibilityLabel is the caption and what is said below the answer.
func (q *question) AccessibilityLabel() string {
	said := q.caption.full + ". "
	if q.help != nil {
		said += q.help.AccessibilityLabel() + " "
	}
	return said + q.note.full
}

// AccessibilityRole is a container.
func (q *question) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (q *question) changed() {
	if q.sheet != nil {
		q.sheet.changed()
	}
}

// LineField asks for one line, TextField for several.
type LineField struct {
	question
	// Most is how many characters an answer may have; 0 is as many as one likes.
	Most int
	// OnChange is told of every change of the answer.
	OnChange func()

	field *Field
	need  int  // characters
	short bool // it was too short once: that it is not any more is news
	what  string
}

// TextField asks for a text of several lines with a least number of characters.
type TextField = LineField

var _ SheetField = (*LineField)(nil)

// NewLineField asks for one line; leastRunes above zero makes an answer of so many
// characters necessary.
func NewLineField(caption, placeholder string, leastRunes int) *LineField {
	return newWriting(caption, placeholder, leastRunes, false)
}

// NewTextField asks for several lines. Leading and trailing space does not count
// towards leastRunes.
func NewTextField(caption, placeholder string, leastRunes int) *TextField {
	return newWriting(caption, placeholder, leastRunes, true)
}

func newWriting(caption, placeholder string, least int, many bool) *LineField {
	f := &LineField{field: newField(placeholder, many), need: least, what: caption}
	high := float32(34)
	if many {
		high = 84
	}
	f.init(f, caption, f.field, func(float32) float32 { return unit(high) })
	f.field.OnChanged = func(string) {
		f.count()
		if f.OnChange != nil {
			f.OnChange()
		}
	}
	f.count()
	return f
}

// CreateRenderer is called by Fyne.
func (f *LineField) CreateRenderer() fyne.WidgetRenderer { return drawing{f} }

// Text is the answer without space around it.
func (f *LineField) Text() string { return strings.TrimSpace(f.field.Text) }

// Secret has the answer be covered while it is written.
func (f *LineField) Secret() { f.field.Password = true }

// SetText replaces the answer. One that is long enough from the start is not praised.
func (f *LineField) SetText(text string) {
	f.short = false
	f.field.SetText(text)
}

// Lack says how much is missing.
func (f *LineField) Lack() string {
	switch n := f.missing(); {
	case f.over() > 0:
		return f.what + ": " + tooMany(f.over())
	case n <= 0:
		return ""
	case n == f.need:
		return f.what + " is empty"
	default:
		return f.what + ": " + moreCharacters(n)
	}
}

// over is how many characters there are too many.
func (f *LineField) over() int {
	if f.Most == 0 {
		return 0
	}
	return utf8.RuneCountInString(f.Text()) - f.Most
}

func tooMany(n int) string {
	if n == 1 {
		return "1 character too many"
	}
	return strconv.Itoa(n) + " characters too many"
}

func (f *LineField) missing() int { return f.need - utf8.RuneCountInString(f.Text()) }

// moreCharacters says how many are missing.
func moreCharacters(n int) string {
	if n == 1 {
		return "1 more character"
	}
	return strconv.Itoa(n) + " more characters"
}

// count says under the answer how much is missing, and keeps the line's room when
// nothing is.
func (f *LineField) count() {
	words, tone := "", Grey
	if f.need > 1 {
		if n := f.missing(); n > 0 {
			words, tone, f.short = moreCharacters(n), Grey, true
		} else if f.short {
			words, tone = "enough", Green
		}
	}
	if n := f.over(); n > 0 {
		words, tone = tooMany(n), Red
	}
	f.tell(words, tone)
	f.changed()
}

// Focusable is the entry.
func (f *LineField) Focusable() fyne.Focusable { return f.field }

func (f *LineField) serve(s *Sheet) {
	f.sheet = s
	serveField(s, f, f.field)
}

// serveField gives a field of f the sheet's keys; Enter in one line goes on.
func serveField(s *Sheet, f SheetField, field *Field) {
	field.OnShortcut = s.shortcut
	field.OnKey = func(e *fyne.KeyEvent) bool {
		if isEnter(e) && !field.MultiLine {
			s.next(f)
			return true
		}
		return s.key(e)
	}
	field.OnFocus = func(on bool) {
		if on {
			s.reveal(f)
		}
	}
}
