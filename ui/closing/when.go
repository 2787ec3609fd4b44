package closing

import (
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/ui/words"
)

// usual are the times that are most often promised.
var usual = []string{"in 30 min", "in 1 h", "in 2 h", "today 18:00", "tomorrow 10:00", "in 24 h"}

// moment is a line in which a time is written, or chosen from the usual ones.
type moment struct {
	*pick
	house *sheet
	at    chat.Instant
	wrong string
	told  func(at chat.Instant)
	// failed, if set, is told whether what is written is no time.
	failed func(is bool)
}

func newMoment(house *sheet, told func(at chat.Instant)) *moment {
	m := &moment{pick: newPick(house, "15:00, tomorrow 9:30, in 2 h"), house: house, told: told}
	m.matches = m.offers
	m.free = func(string) bool { return true }
	m.onText = m.read
	m.onPick = m.read
	return m
}

// offers are the usual times that still lie ahead and begin with what is written.
func (m *moment) offers(text string) []option {
	var list []option
	now := m.house.zoned(m.house.now())
	for _, u := range usual {
		at, err := words.ParseDue(u, now)
		if err == nil && strings.HasPrefix(u, strings.ToLower(text)) {
			list = append(list, option{key: u, name: u, detail: words.When(at, now)})
		}
	}
	return list
}

func (m *moment) read(text string) {
	m.at, m.wrong = 0, ""
	if text = strings.TrimSpace(text); text != "" {
		at, err := words.ParseDue(text, m.house.zoned(m.house.now()))
		if err != nil {
			m.wrong = err.Error()
		} else {
			m.at = chat.InstantOf(at)
		}
	}
	m.told(m.at)
	if m.failed != nil {
		m.failed(m.wrong != "")
	}
}

// show writes a time that was kept, unless the line means it already.
func (m *moment) show(at chat.Instant) {
	if at == m.at {
		return
	}
	m.at, m.wrong = at, ""
	if at.IsZero() {
		m.put("")
		return
	}
	m.put(m.house.zoned(at).Format("2 Jan 15:04"))
}

// when is a question that is answered by a time.
func (s *sheet) when(f ticket.Field, at func(t *ticket.Ticket) *chat.Instant) *row {
	r := &row{fields: []ticket.Field{f}, caption: s.fieldWord(f)}
	m := newMoment(s, func(i chat.Instant) { s.edit(r, func(t *ticket.Ticket) { *at(t) = i }) })
	m.failed = func(is bool) {
		if r.said = ""; is {
			r.said = "not understood"
			r.say(&s.ticket, s.problems())
		}
	}
	r.focus = m.field
	r.load = func(t *ticket.Ticket) { m.show(*at(t)) }
	r.carry = func(to, from *ticket.Ticket) { *at(to) = *at(from) }
	r.hint = func(t *ticket.Ticket) string {
		if at(t).IsZero() {
			return ""
		}
		return s.shown(*at(t))
	}
	return r.build(m.object())
}

// zoned is a time as the workspace counts it.
func (s *sheet) zoned(i chat.Instant) time.Time {
	return i.Time().In(s.pane.opts.Policy.Cover.Location())
}

// shown is a time in words, with its place where this machine has another.
func (s *sheet) shown(i chat.Instant) string {
	at := s.zoned(i)
	return words.When(at, s.zoned(s.now())) + words.Place(at, time.Local)
}
