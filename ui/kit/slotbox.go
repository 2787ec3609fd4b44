package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// SlotBox is a text with blanks that is sent as it stands: the text as it would read
// with its blanks underlined, one of them in an entry with a link to where its value
// was found, and a button that is grey with its reason until nothing is empty. Tab
// walks from blank to blank; Enter sends, or goes to the first blank that is empty;
// F3 shows where the value is from; Esc leaves. What is written into the entry stands
// in the text at once.
type SlotBox struct {
	widget.BaseWidget
	// OnFill is told a blank's new value; an empty one brings back what was found.
	OnFill func(name, value string)
	// OnSend is told that the text is to be sent as it stands; never while it is
	// locked.
	OnSend func()
	// OnSource is asked to show where a blank's value was found.
	OnSource func(name string)
	// OnEscape is told of Esc.
	OnEscape func()
	// OnFocus is told when the keyboard comes or goes.
	OnFocus func(here bool)
	// OnKey sees each key first and says whether it was used.
	OnKey func(e *fyne.KeyEvent) bool
	// OnShortcut receives shortcuts that writing does not use.
	OnShortcut func(s fyne.Shortcut)

	slotEntry
	text   *Text
	scroll *container.Scroll // of the text
	ask    *label
	source *Link
	foot   writingFoot
}

var (
	_ fyne.Widget     = (*SlotBox)(nil)
	_ fyne.Accessible = (*SlotBox)(nil)
	_ Tall            = (*SlotBox)(nil)
)

// NewSlotBox makes a box without a text.
func NewSlotBox() *SlotBox {
	s := &SlotBox{
		slotEntry: slotEntry{field: NewField("fill in")},
		text:      NewText(""), ask: newLabel(theme.SizeCaption, theme.InkTwo, true),
	}
	s.foot = newWritingFoot(s.Send)
	s.source = NewLink("", s.showSource)
	s.scroll = container.NewVScroll(s.text)
	s.field.tabs = true
	s.field.OnKey, s.field.OnShortcut = s.key, s.shortcut
	s.field.OnChanged = func(string) { s.say() }
	s.field.OnFocus = func(here bool) {
		s.foot.turn(here)
		if s.OnFocus != nil {
			s.OnFocus(here)
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows d. What somebody is writing into a blank stays unless that blank is gone
// or its value changed; another text begins at its first empty blank.
func (s *SlotBox) Set(d SlotsData) {
	if d.equal(s.data) {
		return
	}
	at, fresh, was := s.take(d)
	if fresh || d.place(was.Name) < 0 {
		s.scroll.Offset = fyne.Position{}
	}
	s.show(at, fresh || s.slotAt(at).Value != was.Value)
	s.say()
	relayout(s)
}

// SetHints prints keys under the text.
func (s *SlotBox) SetHints(hints ...Hint) {
	if s.foot.setHints(hints) {
		relayout(s)
	}
}

// SetSend names the button.
func (s *SlotBox) SetSend(word string) {
	d := s.foot.send.data
	if d.Word != word {
		d.Word = word
		s.foot.send.Set(d)
		relayout(s)
	}
}

// show puts blank i into the entry; with reset its value replaces what was written.
func (s *SlotBox) show(i int, reset bool) {
	slot := s.put(i, reset)
	s.ask.set(slot.Name)
	s.source.Set(slot.Source)
}

// shown is the data with what stands in the entry now.
func (s *SlotBox) shown() SlotsData {
	d := s.data
	if s.current < 0 || s.current >= len(d.Slots) {
		return d
	}
	d.Slots = slices.Clone(d.Slots)
	d.Slots[s.current].Value = strings.TrimSpace(s.field.Text)
	return d
}

// say shows the text as it would read now, and why it may not go.
func (s *SlotBox) say() {
	d := s.shown()
	text, blanks := d.text()
	grown := s.text.SetBlanks(text, blanks...)
	reason := d.lacks()
	if reason == "" {
		reason = d.Locked
	}
	b := s.foot.send.data
	b.Locked = reason
	s.foot.send.Set(b)
	if s.foot.note.set(reason) || grown {
		relayout(s)
	}
}

// lacks names what is empty: with one button for the whole text, how many are
// is not enough to know where to look.
func (d SlotsData) lacks() string {
	empty := d.empty()
	switch len(empty) {
	case 0:
		return ""
	case 1:
		return "“" + d.Slots[empty[0]].Name + "” is empty"
	case 2:
		return "“" + d.Slots[empty[0]].Name + "” and “" + d.Slots[empty[1]].Name + "” are empty"
	}
	return d.reason()
}

// Lack is why the text may not go as it stands, or "".
func (s *SlotBox) Lack() string { return s.foot.send.data.Locked }

// Words are the text as it stands on screen, blanks that are empty by their names.
func (s *SlotBox) Words() string { return s.text.raw }

// keep tells what was written, if it differs from what was there.
func (s *SlotBox) keep() { s.slotEntry.keep(s.OnFill) }

// Send sends the text as it is shown, or goes to the blank that is empty. A blank that
// was just emptied is empty, whatever had been found for it.
func (s *SlotBox) Send() {
	if empty := s.shown().empty(); len(empty) > 0 {
		s.edit(empty[0])
		return
	}
	s.keep()
	if s.Lack() == "" && s.OnSend != nil {
		s.OnSend()
	}
}

// edit puts blank i into the entry and gives it the keyboard; another one than the
// present is kept first.
func (s *SlotBox) edit(i int) {
	if i < 0 || i >= len(s.data.Slots) {
		return
	}
	if i != s.current {
		s.keep()
		s.show(i, true)
		s.say()
		relayout(s)
	}
	focusOn(s, s.field)
}

// Focusable is the entry, or the button of a text without blanks.
func (s *SlotBox) Focusable() fyne.Focusable {
	s.MinSize()
	if len(s.data.Slots) == 0 {
		return s.foot.send
	}
	return s.field
}

// Holds reports whether f is one of the box's own stops of the keyboard.
func (s *SlotBox) Holds(f fyne.Focusable) bool {
	return f != nil && (f == fyne.Focusable(s.field) || f == fyne.Focusable(s.foot.send) || f == fyne.Focusable(s.source))
}

func (s *SlotBox) key(e *fyne.KeyEvent) bool {
	switch {
	case s.OnKey != nil && s.OnKey(e):
	case e.Name == fyne.KeyEscape:
		s.keep()
		if s.OnEscape != nil {
			s.OnEscape()
		}
	case e.Name == fyne.KeyTab && s.field.shift:
		s.walk(-1)
	case e.Name == fyne.KeyTab:
		s.walk(1)
	case e.Name == fyne.KeyF3:
		s.showSource()
	case isEnter(e):
		s.Send()
	default:
		return false
	}
	return true
}

// walk goes to the next blank and round at the ends: the button has its key.
func (s *SlotBox) walk(n int) {
	if len(s.data.Slots) < 2 {
		s.keep()
		return
	}
	s.edit((s.current + n + len(s.data.Slots)) % len(s.data.Slots))
	s.selectAll()
}

func (s *SlotBox) showSource() {
	if slot := s.slot(); slot.Source != "" && s.OnSource != nil {
		s.OnSource(slot.Name)
	}
}

func (s *SlotBox) shortcut(k fyne.Shortcut) {
	if confirming(k) {
		s.Send()
	} else if s.OnShortcut != nil {
		s.OnShortcut(k)
	}
}
