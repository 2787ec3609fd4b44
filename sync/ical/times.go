package ical

import (
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"floorwalker/app/policy"
)

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

const doesNotFit = "repeats in a way that a roster cannot say: it knows weekdays, weekends and holidays"

// byRule reads a rule of recurrence as kinds of days. What is more than "each week on
// these days" does not fit a roster.
func byRule(rule string) (days []policy.DayType, why string) {
	freq, on, why := readRule(rule)
	if why != "" {
		return nil, why
	}
	weekdays, weekend := on == "FR,MO,TH,TU,WE", on == "SA,SU"
	every := on == "FR,MO,SA,SU,TH,TU,WE" || freq == "DAILY" && on == ""
	switch {
	case freq != "WEEKLY" && freq != "DAILY":
	case weekdays:
		return []policy.DayType{policy.DayWeekday}, ""
	case weekend:
		return []policy.DayType{policy.DayWeekend}, ""
	case every:
		return []policy.DayType{policy.DayWeekday, policy.DayWeekend}, ""
	}
	return nil, doesNotFit
}

// readRule returns how often a rule is, and on which days of the week, in the order of
// the alphabet.
func readRule(rule string) (freq, on, why string) {
	for part := range strings.SplitSeq(rule, ";") {
		key, value, _ := strings.Cut(strings.ToUpper(part), "=")
		switch key {
		case "FREQ":
			freq = value
		case "BYDAY":
			days := strings.Split(value, ",")
			slices.Sort(days)
			on = strings.Join(slices.Compact(days), ",")
		case "INTERVAL":
			if value != "1" {
				return "", "", doesNotFit
			}
		case "WKST":
		case "UNTIL", "COUNT":
			return "", "", "ends; a roster goes on until it is changed"
		default:
			return "", "", doesNotFit
		}
	}
	return freq, on, ""
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
