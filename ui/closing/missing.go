package closing

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app/ticket"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// lack is something that is missing, and where it is filled in.
type lack struct {
	word  string
	focus fyne.Focusable // nil if it is nowhere here
}

// lacksShown is how many of what is missing are named; the rest is counted.
const lacksShown = 6

// missing is the short list of what is missing, each word a link to its place.
type missing struct {
	sheet   *sheet
	content *fyne.Container
	all     []lack
	lead    *kit.Words
	links   [lacksShown]*kit.Link
	more    *kit.Words
	row     *fyne.Container
	shown   []string
}

func newMissing(s *sheet) *missing {
	m := &missing{sheet: s, lead: kit.NewSecondary(""), more: kit.NewSecondary(""), row: container.New(&wrapping{})}
	m.row.Add(m.lead)
	for i := range m.links {
		m.links[i] = kit.NewLink("", func() {
			if i < len(m.all) && m.all[i].focus != nil {
				s.focus(m.all[i].focus)
			}
		})
		m.links[i].Hide()
		m.row.Add(m.links[i])
	}
	m.row.Add(m.more)
	m.content = container.New(insets{}, m.row)
	return m
}

func (m *missing) set(all []lack) {
	m.all = all
	var named []string
	for _, l := range all {
		named = append(named, l.word)
	}
	if slices.Equal(named, m.shown) && m.lead.Visible() && named != nil {
		return
	}
	m.shown = named
	lead := "Nothing is missing."
	if len(all) > 0 {
		lead = "Missing (Ctrl J goes to the next):"
	}
	m.lead.Set(lead)
	for i, l := range m.links {
		if i < len(all) {
			l.Set(all[i].word)
		}
		kit.SetShown(l, i < len(all))
	}
	more := ""
	if n := len(all) - lacksShown; n > 0 {
		more = "and " + itoa(n) + " more"
	}
	m.more.Set(more)
	m.row.Refresh()
}

// open is everything that is missing, in the order in which it is asked for:
// the ticket, then the protocol.
func (s *sheet) open(problems []ticket.Problem) []lack {
	var all []lack
	listed := make(map[ticket.Field]bool)
	for _, r := range s.rows {
		wrong := false
		for _, p := range problems {
			if r.fills(p.Field) {
				wrong, listed[p.Field] = true, true
			}
		}
		if wrong {
			all = append(all, s.lackOf(r))
		}
	}
	for _, p := range problems {
		if !listed[p.Field] {
			listed[p.Field] = true
			all = append(all, lack{word: s.fieldWord(p.Field) + " " + p.Words})
		}
	}
	for _, m := range s.steps.list {
		if m.open() && s.skips[m.Step] == "" {
			all = append(all, lack{word: words.Upper(m.Words), focus: s.steps.lines[m.Step].place()})
		}
	}
	return all
}

// lackOf names a question; a follow-up that is only not promised yet is missing in
// the fields below it.
func (s *sheet) lackOf(r *row) lack {
	if r.fills(ticket.FieldFollowUp) && s.ticket.FollowUp == ticket.Yes && s.promise.asked() {
		return lack{word: "What is owed", focus: s.promise.at.field}
	}
	return lack{word: r.caption, focus: r.focus}
}

// place is where a step that is open is dealt with.
func (l *stepLine) place() fyne.Focusable {
	switch {
	case l.asking:
		return l.why.field
	case l.send.Disabled() || !l.send.Visible():
		return l.skip
	}
	return l.send
}

// next gives the keyboard to what is missing next, behind where it is now, and to
// the button that closes if nothing is.
func (s *sheet) next() {
	s.settle()
	canvas := s.pane.opts.Window()
	if len(s.missing.all) == 0 {
		s.focus(s.confirm)
		return
	}
	at := s.position(canvas.Focused())
	for _, l := range s.missing.all {
		if l.focus != nil && s.position(l.focus) > at {
			s.focus(l.focus)
			return
		}
	}
	for _, l := range s.missing.all {
		if l.focus != nil {
			s.focus(l.focus)
			return
		}
	}
}

// position is how far down the sheet something that takes the keyboard is; -1 is
// none of it.
func (s *sheet) position(f fyne.Focusable) int {
	for i, r := range s.rows {
		if r.focus == f {
			return 2 * i
		}
		if r.fills(ticket.FieldFollowUp) && (f == s.promise.at.field || f == s.promise.words.field || f == s.promise.kind) {
			return 2*i + 1
		}
	}
	for i, m := range s.steps.list {
		if l := s.steps.lines[m.Step]; f == l.send || f == l.skip || f == l.why.field {
			return 2*len(s.rows) + i
		}
	}
	return -1
}

// focus gives the keyboard to a part of the sheet and brings it into sight.
func (s *sheet) focus(f fyne.Focusable) {
	if o, ok := f.(fyne.CanvasObject); ok {
		s.reveal(o)
	}
	s.pane.opts.Window().Focus(f)
}

// first is where the keyboard begins.
func (s *sheet) first() fyne.Focusable {
	for _, l := range s.missing.all {
		if l.focus != nil {
			return l.focus
		}
	}
	return s.confirm
}

func itoa(n int) string { return strconv.Itoa(n) }

func runes(s string) int { return utf8.RuneCountInString(s) }
