package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Slots is the strip in which the blanks of a chosen text are seen and filled before
// it goes into the draft: the text as it would read, a chip for each blank with where its
// value was found, and an entry for one of them. Text and chips scroll where the window
// is too low for all of them; entry and buttons stay in sight. Tab walks from blank to blank and
// then to the button; Enter keeps what was written and goes on to the next empty
// blank; Ctrl+Enter uses the text; Esc drops it.
type Slots struct {
	widget.BaseWidget
	// OnFill is told a blank's new value.
	OnFill func(name, value string)
	// OnUse is told that the text is to be used; never while it is locked.
	OnUse func()
	// OnDrop is told that the text is not wanted.
	OnDrop func()
	// OnFocus is told when the keyboard comes to the entry or goes.
	OnFocus func(here bool)
	// OnShortcut receives shortcuts that writing does not use.
	OnShortcut func(s fyne.Shortcut)

	slotEntry
	title  *label
	ground *box
	text   *Text
	chips  []*slotChip
	body   *fyne.Container // title, text and chips
	scroll *container.Scroll
	ask    *label
	reason *label
	use    *Button
	drop   *Button
}

var (
	_ fyne.Widget     = (*Slots)(nil)
	_ fyne.Accessible = (*Slots)(nil)
	_ Tall            = (*Slots)(nil)
)

// NewSlots makes a strip for d.
func NewSlots(d SlotsData) *Slots {
	s := &Slots{
		slotEntry: slotEntry{field: NewField("fill in")},

		title:  newLabel(theme.SizeSecondary, theme.Ink, true),
		ground: newBox(theme.PaneTwo, 8),
		text:   NewText(""),
		ask:    newLabel(theme.SizeCaption, theme.InkTwo, false),
		reason: newLabel(theme.SizeCaption, theme.Red, true),
	}
	s.field.tabs = true
	s.field.OnKey = s.key
	s.field.OnShortcut = s.shortcut
	s.field.OnFocus = s.turn
	s.use = NewButton(ButtonData{Word: "Use this text", Key: "Ctrl Enter"}, s.Use)
	s.drop = NewButton(ButtonData{Word: "Drop it", Key: "Esc"}, s.Drop)
	s.use.OnKey, s.drop.OnKey = s.leave, s.leave
	s.body = container.New(&slotsBody{of: s})
	s.scroll = container.NewVScroll(s.body)
	s.ExtendBaseWidget(s)
	s.Set(d)
	return s
}

// Set shows d. What somebody is writing into a blank stays unless that blank is
// gone or its value changed; another text begins at its first empty blank.
func (s *Slots) Set(d SlotsData) {
	if d.equal(s.data) && len(s.chips) == len(d.Slots) {
		return
	}
	at, fresh, was := s.take(d)
	text, blanks := d.text()
	s.text.SetBlanks(text, blanks...)
	s.title.set(d.Title)
	for len(s.chips) < len(d.Slots) {
		i := len(s.chips)
		s.chips = append(s.chips, newSlotChip(func() { s.Edit(i) }))
	}
	s.chips = s.chips[:len(d.Slots)]
	for i, slot := range d.Slots {
		s.chips[i].crowded = len(d.Slots) > chipsFew
		s.chips[i].set(slot)
	}
	s.show(at, fresh || s.slotAt(at) != was)
	s.body.Objects = s.bodyParts()
	if fresh {
		s.scroll.Offset = fyne.Position{}
	}
	s.paint()
	relayout(s)
}

// turn says whether the keyboard is in the entry: only then the button stands out.
func (s *Slots) turn(here bool) {
	d := s.use.data
	if d.Kind = Plain; here {
		d.Kind = Primary
	}
	s.use.Set(d)
	if s.OnFocus != nil {
		s.OnFocus(here)
	}
}

// show puts blank i into the entry; with reset its value replaces what was written.
func (s *Slots) show(i int, reset bool) {
	slot := s.put(i, reset)
	words := slot.Name
	if slot.Source != "" {
		words += " · " + slot.Source
	}
	s.ask.set(words)
	for j, c := range s.chips {
		c.mark(j == i)
	}
}

// Edit keeps what was written, puts blank i into the entry and gives it the keyboard.
func (s *Slots) Edit(i int) {
	s.keep()
	if i >= 0 && i < len(s.data.Slots) {
		s.show(i, true)
		relayout(s)
		s.reveal(s.chips[i])
		focusOn(s, s.field)
	}
}

// keep tells what was written, if it differs from what was there.
func (s *Slots) keep() { s.slotEntry.keep(s.OnFill) }

// Use uses the text unless something is missing.
func (s *Slots) Use() {
	s.keep()
	if s.data.reason() == "" && s.OnUse != nil {
		s.OnUse()
	}
}

// Drop leaves the text.
func (s *Slots) Drop() {
	if s.OnDrop != nil {
		s.OnDrop()
	}
}

// Focusable is the entry, or the button if there are no blanks.
func (s *Slots) Focusable() fyne.Focusable {
	if len(s.data.Slots) == 0 {
		return s.use
	}
	return s.field
}

// leave is what Esc of the buttons does.
func (s *Slots) leave(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		s.Drop()
	}
}

func (s *Slots) key(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeyEscape:
		s.Drop()
	case e.Name == fyne.KeyTab && s.field.shift:
		s.walk(-1)
	case e.Name == fyne.KeyTab:
		s.walk(1)
	case isEnter(e):
		s.onward()
	default:
		return false
	}
	return true
}

// walk goes to the next blank, or past the last to what stands behind the entry.
func (s *Slots) walk(n int) {
	to := s.current + n
	if to >= 0 && to < len(s.data.Slots) {
		s.Edit(to)
		s.selectAll()
		return
	}
	s.keep()
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		if n > 0 {
			c.FocusNext()
		} else {
			c.FocusPrevious()
		}
	}
}

// onward keeps the value and goes to the next empty blank, or to the button.
func (s *Slots) onward() {
	s.keep()
	empty := s.data.empty()
	if len(empty) == 0 {
		focusOn(s, s.use)
		return
	}
	next := empty[0]
	for _, i := range empty {
		if i > s.current {
			next = i
			break
		}
	}
	s.Edit(next)
}

func (s *Slots) shortcut(k fyne.Shortcut) {
	if confirming(k) {
		s.Use()
	} else if s.OnShortcut != nil {
		s.OnShortcut(k)
	}
}

func (s *Slots) paint() {
	d := s.use.data
	d.Locked = s.data.reason()
	s.use.Set(d)
	s.reason.set(d.Locked)
}
