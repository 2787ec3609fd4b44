package ical

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

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

// window returns the time of an event as the wall of the team's zone shows it.
func (in *importer) window(start, end *ics.IANAProperty) (w policy.Window, why string) {
	if end == nil {
		return w, "has no end"
	}
	from, okFrom := in.moment(start)
	to, okTo := in.moment(end)
	switch {
	case !okFrom || !okTo:
		return w, "has a time that cannot be read"
	case !from.Before(to) || to.Sub(from) > 24*time.Hour:
		return w, "does not last between a minute and a day"
	case from.Second() != 0 || to.Second() != 0:
		return w, "does not begin and end at a full minute"
	}
	w.From = from.Hour()*60 + from.Minute()
	w.To = w.From + int(to.Sub(from)/time.Minute)
	return w, ""
}

// moment reads a time and returns what the wall shows then, as if it were UTC: so
// windows are measured as people read them, on days on which clocks are turned, too.
func (in *importer) moment(p *ics.IANAProperty) (time.Time, bool) {
	value, utc := strings.CutSuffix(p.Value, "Z")
	t, err := time.Parse(localTime, value)
	if err != nil || t.Year() < 1970 || t.Year() > 9000 {
		return time.Time{}, false
	}
	zone := time.UTC
	if ids := p.ICalParameters["TZID"]; !utc {
		if len(ids) != 1 || strings.EqualFold(ids[0], in.ed.Policy.Cover.Zone) {
			return t, true // a time without a zone is the team's own
		}
		if zone, err = time.LoadLocation(ids[0]); err != nil || ids[0] == "Local" || ids[0] == "" {
			return time.Time{}, false
		}
	}
	t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone).In(in.ed.Zone())
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC), true
}

// days returns on which kinds of days an event is.
func (in *importer) days(e *ics.VEvent) (days []policy.DayType, why string) {
	rules := e.GetProperties(ics.ComponentPropertyRrule)
	switch {
	case len(rules) > 1:
		return nil, "repeats by more than one rule"
	case len(rules) == 1:
		return byRule(rules[0].Value)
	}
	// Without a rule it is a slot of the holidays, if all its days are some.
	all := append(e.GetProperties(ics.ComponentPropertyRdate), e.GetProperty(ics.ComponentPropertyDtStart))
	for _, p := range all {
		for _, value := range strings.Split(p.Value, ",") {
			at, ok := in.moment(&ics.IANAProperty{BaseProperty: ics.BaseProperty{Value: value, ICalParameters: p.ICalParameters}})
			if !ok {
				return nil, "has a day that cannot be read"
			}
			if !slices.Contains(in.holidays, at.Format(time.DateOnly)) {
				return nil, "is on single days that are no holidays: a roster cannot say that"
			}
		}
	}
	return []policy.DayType{policy.DayHoliday}, ""
}

// byRule reads a rule of recurrence as kinds of days. What is more than "each week on
// these days" does not fit a roster.
func byRule(rule string) (days []policy.DayType, why string) {
	const doesNotFit = "repeats in a way that a roster cannot say: it knows weekdays, weekends and holidays"
	var freq, byDay string
	for _, part := range strings.Split(rule, ";") {
		key, value, _ := strings.Cut(strings.ToUpper(part), "=")
		switch key {
		case "FREQ":
			freq = value
		case "BYDAY":
			byDay = value
		case "INTERVAL":
			if value != "1" {
				return nil, doesNotFit
			}
		case "WKST":
		case "UNTIL", "COUNT":
			return nil, "ends; a roster goes on until it is changed"
		default:
			return nil, doesNotFit
		}
	}
	if freq == "DAILY" && byDay == "" {
		return []policy.DayType{policy.DayWeekday, policy.DayWeekend}, ""
	}
	on := strings.Split(byDay, ",")
	slices.Sort(on)
	switch on = slices.Compact(on); {
	case freq != "WEEKLY" && freq != "DAILY":
	case slices.Equal(on, []string{"FR", "MO", "TH", "TU", "WE"}):
		return []policy.DayType{policy.DayWeekday}, ""
	case slices.Equal(on, []string{"SA", "SU"}):
		return []policy.DayType{policy.DayWeekend}, ""
	case len(on) == 7 && slices.Equal(on, []string{"FR", "MO", "SA", "SU", "TH", "TU", "WE"}):
		return []policy.DayType{policy.DayWeekday, policy.DayWeekend}, ""
	}
	return nil, doesNotFit
}

// maxFree is how many days one event may make holidays.
const maxFree = 31

// holiday takes an event of whole days.
func (in *importer) holiday(name string, e *ics.VEvent, start string) {
	from, err := time.Parse(wholeDay, start)
	if err != nil {
		in.warn(name, "has a day that cannot be read")
		return
	}
	to := from.AddDate(0, 0, 1)
	if p := e.GetProperty(ics.ComponentPropertyDtEnd); p != nil {
		if to, err = time.Parse(wholeDay, p.Value); err != nil || !from.Before(to) || to.Sub(from) > maxFree*24*time.Hour {
			in.warn(name, "does not last between a day and %d", maxFree)
			return
		}
	}
	if e.HasProperty(ics.ComponentPropertyRrule) {
		in.warn(name, "repeats; only its first days were taken as holidays")
	}
	for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
		in.holidays = append(in.holidays, d.Format(time.DateOnly))
	}
}
