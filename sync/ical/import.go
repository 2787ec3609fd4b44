package ical

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	ics "github.com/arran4/golang-ical"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/typed"
)

// The bounds of what is read. They are far over any team's calendar, and keep a
// stranger's from costing more than a moment.
const (
	// MaxBytes is the largest file.
	MaxBytes = 512 << 10
	// maxLine is the longest line in bytes, its continuations with it.
	maxLine = 16 << 10
	// maxEvents and maxWarnings are how many are looked at, and told of.
	maxEvents   = 2_000
	maxWarnings = 50
	maxHolidays = 200
)

// ErrCalendar says that a file is no calendar that can be read.
var ErrCalendar = errors.New("ical: not a calendar")

// Roster is what was found in a calendar.
type Roster struct {
	Slots    []policy.RosterSlot
	Holidays []string
	// Warnings say, one sentence each, what was not taken and why.
	Warnings []string
}

// Import reads a calendar as a roster. ed says in which zone its times are meant and
// what the usual window is. The error, if any, wraps [ErrCalendar].
func Import(raw []byte, ed *policy.Edition) (*Roster, error) {
	if err := bounded(raw); err != nil {
		return nil, err
	}
	cal, err := parse(raw)
	if err != nil {
		return nil, err
	}
	events := cal.Events()
	if len(events) > maxEvents {
		return nil, fmt.Errorf("%w: it has more than %d events", ErrCalendar, maxEvents)
	}
	in := importer{ed: ed}
	for _, p := range cal.CalendarProperties {
		if p.IANAToken == lineSlot {
			in.hidden(p.Value)
		}
	}
	for _, wholeDays := range []bool{true, false} { // a slot is of the holidays if its days are
		for i, e := range events {
			in.event(i, e, wholeDays)
		}
	}
	return in.roster(), nil
}

// bounded refuses what the library would take long for.
func bounded(raw []byte) error {
	if len(raw) > MaxBytes {
		return fmt.Errorf("%w: it is larger than %d KB", ErrCalendar, MaxBytes>>10)
	}
	length := 0
	for line := range bytes.Lines(raw) {
		if line[0] != ' ' && line[0] != '\t' {
			length = 0
		}
		if length += len(line); length > maxLine {
			return fmt.Errorf("%w: it has a line of more than %d KB", ErrCalendar, maxLine>>10)
		}
	}
	return nil
}

// parse is the library, which is not known to panic; if it does over some file, that
// is a file that cannot be read, and not the end of the program.
func parse(raw []byte) (cal *ics.Calendar, err error) {
	defer func() {
		if p := recover(); p != nil {
			cal, err = nil, fmt.Errorf("%w: %v", ErrCalendar, p)
		}
	}()
	cal, err = ics.ParseCalendar(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCalendar, err)
	}
	if cal == nil || len(cal.CalendarProperties)+len(cal.Components) == 0 {
		return nil, fmt.Errorf("%w: it is empty", ErrCalendar)
	}
	return cal, nil
}

// found is a slot and where it belongs among the others.
type found struct {
	index int
	slot  policy.RosterSlot
}

type importer struct {
	ed       *policy.Edition
	slots    []found
	holidays []string
	warnings []string
}

func (in *importer) warn(what, form string, args ...any) {
	if len(in.warnings) < maxWarnings {
		in.warnings = append(in.warnings, fmt.Sprintf("“%s” %s.", typed.Shorten(typed.Line(what), 80), fmt.Sprintf(form, args...)))
	}
}

func (in *importer) roster() *Roster {
	slices.SortStableFunc(in.slots, func(a, b found) int { return a.index - b.index })
	r := &Roster{Warnings: in.warnings}
	for _, f := range in.slots {
		if !slices.Contains(r.Slots, f.slot) || f.index < maxEvents { // ours may be there twice
			r.Slots = append(r.Slots, f.slot)
		}
	}
	slices.Sort(in.holidays)
	r.Holidays = slices.Compact(in.holidays)
	if len(r.Holidays) > maxHolidays {
		r.Warnings = append(r.Warnings, fmt.Sprintf("There are more than %d holidays; the later ones were not taken.", maxHolidays))
		r.Holidays = r.Holidays[:maxHolidays]
	}
	return r
}

// hidden reads a slot that no event could show.
func (in *importer) hidden(value string) {
	f := strings.SplitN(value, "|", 5)
	if len(f) != 5 {
		return
	}
	index, err := strconv.Atoi(f[0])
	s := policy.RosterSlot{Day: policy.DayType(f[1]), Role: policy.Role(f[2]), Agent: chat.AgentID(f[4])}
	w, ok := policy.ReadWindow(f[3])
	if f[3] != "" && !ok || err != nil || index < 0 || index >= maxEvents || !slices.Contains(policy.DayTypes(), s.Day) ||
		!slices.Contains(policy.Roles(), s.Role) || !policy.ValidAgent(s.Agent) {
		in.warn(value, "is no slot")
		return
	}
	s.Window = w
	in.slots = append(in.slots, found{index, s})
}

// event takes an event of whole days as holidays, or one with times as a slot, or says
// why not.
func (in *importer) event(i int, e *ics.VEvent, wholeDays bool) {
	name, start := text(e, ics.ComponentPropertySummary), e.GetProperty(ics.ComponentPropertyDtStart)
	switch {
	case strings.EqualFold(text(e, ics.ComponentPropertyStatus), "CANCELLED"):
	case start == nil:
		if wholeDays {
			in.warn(name, "has no beginning")
		}
	case len(start.Value) != len(wholeDay):
		if !wholeDays {
			in.slot(i, name, e, start)
		}
	case wholeDays:
		in.holiday(name, e, start.Value)
	}
}

// slot takes an event with times.
func (in *importer) slot(i int, name string, e *ics.VEvent, start *ics.IANAProperty) {
	role, agent, ok := whoIn(name, text(e, ics.ComponentPropertyCategories))
	if !ok {
		in.warn(name, "does not say who is what, such as “primary: asha”")
		return
	}
	if !policy.ValidAgent(agent) {
		in.warn(name, "names nobody whose id could be that")
		return
	}
	w, why := in.window(start, e.GetProperty(ics.ComponentPropertyDtEnd))
	if why != "" {
		in.warn(name, "%s", why)
		return
	}
	days, why := in.days(e)
	if why != "" {
		in.warn(name, "%s", why)
		return
	}
	if w == in.ed.Policy.Cover.Window && text(e, lineOwn) == "" {
		w = policy.Window{}
	}
	index := maxEvents + i
	if n, err := strconv.Atoi(text(e, lineIndex)); err == nil && n >= 0 && n < maxEvents {
		index = n
	}
	for _, day := range days {
		in.slots = append(in.slots, found{index, policy.RosterSlot{Day: day, Role: role, Agent: agent, Window: w}})
	}
}

func text(e *ics.VEvent, name ics.ComponentProperty) string {
	if p := e.GetProperty(name); p != nil {
		return strings.TrimSpace(p.Value)
	}
	return ""
}

// whoIn reads "primary: asha", "Asha (primary)", or a name with the role as category.
func whoIn(summary, category string) (role policy.Role, agent chat.AgentID, ok bool) {
	for _, r := range policy.Roles() {
		if len(summary) < len(r) || !strings.EqualFold(summary[:len(r)], string(r)) {
			continue
		}
		rest := strings.TrimSpace(summary[len(r):])
		for _, mark := range []string{":", "-", "–", "—"} {
			if who, found := strings.CutPrefix(rest, mark); found {
				return r, nobody(strings.TrimSpace(who)), true
			}
		}
	}
	for _, r := range policy.Roles() {
		mark := "(" + string(r) + ")"
		if n := len(summary) - len(mark); n > 0 && strings.EqualFold(summary[n:], mark) {
			return r, nobody(strings.TrimSpace(summary[:n])), true
		}
		if strings.EqualFold(category, string(r)) && summary != "" {
			return r, nobody(summary), true
		}
	}
	return "", "", false
}

// nobody is the empty id for a slot that is written as empty.
func nobody(who string) chat.AgentID {
	if strings.EqualFold(who, policy.NoCover) {
		return ""
	}
	return chat.AgentID(who)
}
