package kit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// slotEntry is an entry for one of the blanks of a text: what [Slots] and [SlotBox]
// have in common.
type slotEntry struct {
	data    SlotsData
	current int // whose value the entry holds
	field   *Field
}

// take keeps d. It returns the blank that the entry is for now, whether the text is
// another one, and the blank that the entry was for. That stays unless it is gone;
// another text begins at its first empty blank.
func (s *slotEntry) take(d SlotsData) (at int, fresh bool, was Slot) {
	was = s.slot()
	fresh = !slices.Equal(d.Pieces, s.data.Pieces)
	s.data = d
	at = d.place(was.Name)
	if fresh || at < 0 {
		at = 0
		if e := d.empty(); len(e) > 0 {
			at = e[0]
		}
	}
	return at, fresh, was
}

// place returns which blank has a name; -1 for none.
func (d SlotsData) place(name string) int {
	return slices.IndexFunc(d.Slots, func(o Slot) bool { return o.Name == name })
}

func (s *slotEntry) slot() Slot { return s.slotAt(s.current) }

func (s *slotEntry) slotAt(i int) Slot {
	if i < 0 || i >= len(s.data.Slots) {
		return Slot{}
	}
	return s.data.Slots[i]
}

// put puts blank i into the entry; with reset its value replaces what was written.
func (s *slotEntry) put(i int, reset bool) Slot {
	s.current = i
	slot := s.slot()
	if reset {
		if s.field.SelectedText() != "" { // or what is typed next into another value is selected too
			s.field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		}
		s.field.SetText(slot.Value)
		s.field.CursorColumn = utf8.RuneCountInString(slot.Value) // writing goes on behind it
		s.field.Refresh()
	}
	return slot
}

// keep tells what was written, if it differs from what was there.
func (s *slotEntry) keep(fill func(name, value string)) {
	slot := s.slot()
	if value := strings.TrimSpace(s.field.Text); slot.Name != "" && value != slot.Value && fill != nil {
		fill(slot.Name, value)
	}
}

// selectAll has what is typed next replace the value, as in any form.
func (s *slotEntry) selectAll() {
	if s.field.Text != "" {
		s.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}
