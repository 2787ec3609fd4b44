package kit

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// SheetData is what a Sheet says besides its fields.
type SheetData struct {
	Title   string
	Text    string // what will happen, and who will be told
	Confirm string // the primary button's word
	Danger  bool   // what is confirmed cannot be undone
	// Locked, unless empty, is the reason why the sheet cannot be confirmed now
	// although its fields are filled.
	Locked string
	// Leave is the word of the button that leaves without confirming; empty is "Cancel",
	// which is wrong where nothing is cancelled by it.
	Leave string
}

// SheetField is one question of a Sheet: LineField, TextField, ChoiceField,
// PickField or WhenField; or a PressField, which helps with one. The caller keeps the field to read its answer.
type SheetField interface {
	Tall
	// Lack is the reason why the answer is not complete, or "".
	Lack() string
	// Focusable is where the keyboard goes first.
	Focusable() fyne.Focusable
	// serve ties the field to its sheet.
	serve(s *Sheet)
}

// Sheet is a form that lies over the window until it is confirmed or left. The button
// is grey, with its reason printed beside it, until every field is complete. Tab
// walks, Ctrl+Enter confirms from anywhere, Esc leaves.
type Sheet struct {
	widget.BaseWidget
	// OnConfirm is told that the button was pressed, and says whether that was
	// taken; only then the sheet is hidden.
	OnConfirm func() bool
	// OnCancel is told of Cancel and Esc; the sheet is hidden by then.
	OnCancel func()
	// OnShortcut receives shortcuts that writing does not use.
	OnShortcut func(s fyne.Shortcut)
	// OnKey is offered keys that neither the sheet nor what has the keyboard uses, and
	// says whether it did.
	OnKey func(e *fyne.KeyEvent) bool

	data            SheetData
	fields          []SheetField
	first           SheetField // nil is the first that lacks its answer
	hide            func()
	grown           func() // lays out what the sheet lies in
	title           *label
	text            *Text
	column          *fyne.Container
	scroll          *container.Scroll
	view            float32 // how high scroll was when it was laid out last
	line            *box
	reason          *Text
	confirm, cancel *Button
}

var (
	_ fyne.Widget     = (*Sheet)(nil)
	_ fyne.Accessible = (*Sheet)(nil)
	_ Tall            = (*Sheet)(nil)
)

// NewSheet makes a sheet of these fields, asked from the top down.
func NewSheet(d SheetData, fields ...SheetField) *Sheet {
	s := &Sheet{
		fields: fields,
		title:  newLabel(theme.SizeTitle, theme.Ink, true),
		text:   NewQuietText(""),
		column: NewColumn(14),
		line:   newBox(theme.Line, 0),
		reason: NewQuietText(""),
	}
	s.confirm = NewButton(ButtonData{}, s.Confirm)
	s.cancel = NewButton(ButtonData{Word: "Cancel", Key: "Esc"}, s.Cancel)
	s.confirm.OnKey, s.cancel.OnKey = s.keyed, s.keyed
	for _, f := range fields {
		f.serve(s)
		s.column.Add(f)
	}
	s.scroll = container.NewVScroll(s.column)
	s.ExtendBaseWidget(s)
	s.Set(d)
	return s
}

// Set changes the words; what was answered stays.
func (s *Sheet) Set(d SheetData) {
	s.data = d
	s.title.set(d.Title)
	s.text.Set(d.Text)
	if leave := cmp.Or(d.Leave, "Cancel"); leave != s.cancel.data.Word {
		s.cancel.Set(ButtonData{Word: leave, Key: "Esc"})
	}
	s.changed()
	relayout(s)
}

// Lack is the reason why the sheet cannot be confirmed, or "".
func (s *Sheet) Lack() string {
	for _, f := range s.fields {
		if lack := f.Lack(); f.Visible() && lack != "" {
			return lack
		}
	}
	return s.data.Locked
}

// Ask has a question be asked, or not: one that depends on another answer. What was
// answered is kept while it is not.
func (s *Sheet) Ask(f SheetField, is bool) {
	if SetShown(f, is) {
		s.changed()
		s.resized()
	}
}

// Confirm presses the button: nothing happens while something lacks.
func (s *Sheet) Confirm() {
	if s.Lack() != "" || s.OnConfirm == nil || !s.OnConfirm() {
		return
	}
	s.close()
}

// Cancel leaves the sheet.
func (s *Sheet) Cancel() {
	s.close()
	if s.OnCancel != nil {
		s.OnCancel()
	}
}

func (s *Sheet) close() {
	if s.hide != nil {
		s.hide()
	}
}

// ShowSheet lays s over the window and gives its first field the keyboard, which
// returns to what had it before once the sheet is hidden. A sheet hides itself when it is
// confirmed or left; hide does so without telling anybody.
func ShowSheet(c fyne.Canvas, s *Sheet) (hide func()) {
	keys := []fyne.Shortcut{
		&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault},
		&desktop.CustomShortcut{KeyName: fyne.KeyEnter, Modifier: fyne.KeyModifierShortcutDefault},
	}
	for _, k := range keys { // for buttons, which take no shortcuts themselves
		c.AddShortcut(k, func(fyne.Shortcut) { s.Confirm() })
	}
	over, grown := showOver(c, s, s.Focusable)
	s.grown = grown
	s.hide = func() {
		s.hide, s.grown = nil, nil
		for _, k := range keys {
			c.RemoveShortcut(k)
		}
		over()
	}
	return s.close
}

// Begin has f be the field that gets the keyboard first: for an answer that the
// sheet needs although no field alone says so, such as one of two.
func (s *Sheet) Begin(f SheetField) { s.first = f }

// Finish gives the keyboard to the button that confirms, if nothing lacks.
func (s *Sheet) Finish() {
	if !s.confirm.Disabled() {
		focusOn(s, s.confirm)
	}
}

// Settle moves the keyboard to where the sheet begins by now, if it still stands on the
// button that leaves: there it went because nothing else could have it yet.
func (s *Sheet) Settle() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil || c.Focused() != fyne.Focusable(s.cancel) {
		return
	}
	if f := s.Focusable(); f != fyne.Focusable(s.cancel) {
		c.Focus(f)
	}
}

// Focusable is the field of Begin, or the first field that lacks its answer, for what is filled in
// already is rarely meant to be written over; else the first field, or the button
// that leaves if there is none.
func (s *Sheet) Focusable() fyne.Focusable {
	if s.first != nil {
		return s.first.Focusable()
	}
	if f := s.lacking(); f != nil && f.Focusable() != nil {
		return f.Focusable()
	}
	for _, f := range s.fields {
		if o := f.Focusable(); o != nil && f.Visible() { // a list may have nothing to press
			return o
		}
	}
	if s.confirm.Disabled() || s.data.Danger {
		return s.cancel
	}
	return s.confirm
}

// lacking is the first field that lacks its answer, or nil.
func (s *Sheet) lacking() SheetField {
	for _, f := range s.fields {
		if f.Visible() && f.Lack() != "" {
			return f
		}
	}
	return nil
}

// changed shows whether the sheet can be confirmed now, and if not, why.
func (s *Sheet) changed() {
	d := ButtonData{Word: s.data.Confirm, Key: "Ctrl Enter", Kind: Primary, Locked: s.Lack()}
	if s.data.Danger {
		d.Kind = Danger
	}
	if d != s.confirm.data {
		s.confirm.Set(d)
		if s.reason.Set(d.Locked) {
			relayout(s)
		}
	}
}

// resized lays the sheet out anew after a field took another height.
func (s *Sheet) resized() {
	s.column.Refresh()
	relayout(s)
	if s.grown != nil {
		s.grown()
	}
}

// keyed uses Esc of whatever part of the sheet has the keyboard.
func (s *Sheet) keyed(e *fyne.KeyEvent) { s.key(e) }

func (s *Sheet) key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape {
		s.Cancel()
		return true
	}
	return s.OnKey != nil && s.OnKey(e)
}

// shortcut confirms, or goes to the first field that is in the way of it, or hands on
// to the window.
func (s *Sheet) shortcut(k fyne.Shortcut) {
	if f := s.lacking(); confirming(k) && f != nil {
		s.goTo(f)
	} else if confirming(k) {
		s.Confirm()
	} else if s.OnShortcut != nil {
		s.OnShortcut(k)
	}
}

// goTo gives f the keyboard, in sight: not all that can have it tells when it gets it.
func (s *Sheet) goTo(f SheetField) {
	if o := f.Focusable(); o != nil {
		focusOn(s, o)
	}
	s.reveal(f)
}

// next gives the keyboard to what stands behind f.
func (s *Sheet) next(f SheetField) {
	behind := false
	for _, g := range s.fields {
		if behind && g.Visible() {
			s.goTo(g)
			return
		}
		behind = behind || g == f
	}
	s.Finish()
}

// keepSight has the field with the keyboard stay in sight where an answer took some of the
// room away.
func (s *Sheet) keepSight() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil || c.Focused() == nil {
		return
	}
	for _, f := range s.fields {
		if f.Visible() && f.Focusable() == c.Focused() {
			s.reveal(f)
		}
	}
}

// reveal scrolls the field that has the keyboard into sight.
func (s *Sheet) reveal(f SheetField) {
	top, view := f.Position().Y, s.scroll.Size().Height
	if bottom := top + f.Size().Height; bottom > s.scroll.Offset.Y+view {
		s.scroll.ScrollToOffset(fyne.NewPos(0, min(bottom-view, top)))
	}
	if top < s.scroll.Offset.Y {
		s.scroll.ScrollToOffset(fyne.NewPos(0, top))
	}
}
