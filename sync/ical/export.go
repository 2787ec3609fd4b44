package ical

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"floorwalker/app/policy"
)

// The lines that are ours. They are written into files and never renamed.
const (
	lineIndex = "X-FLOORWALKER-INDEX" // the place of the slot in the policy, from 0
	lineOwn   = "X-FLOORWALKER-OWN"   // the slot has a time of its own that is cover's
	lineSlot  = "X-FLOORWALKER-SLOT"  // a whole slot that no event can show
)

const (
	localTime = "20060102T150405"
	wholeDay  = "20060102"
	product   = "-//floorwalker//roster//EN"
	// domain makes the ids of events unlike those of others; it is no address.
	domain = "@roster.floorwalker.invalid"
)

// Export writes the roster of an edition. Events begin on the day of from in the zone
// of cover; a slot of a holiday is on every holiday that is listed.
func Export(ed *policy.Edition, from time.Time) []byte {
	from = from.In(ed.Zone())
	cal := ics.NewCalendar()
	cal.SetProductId(product)
	cal.SetCalscale("GREGORIAN")
	cal.SetXWRCalName(ed.Policy.Floor.Name)
	cal.SetXWRTimezone(ed.Policy.Cover.Zone)
	addZone(cal, ed, from)
	for i, s := range ed.Roster {
		addSlot(cal, ed, from, i, s)
	}
	for _, day := range ed.Holidays {
		addHoliday(cal, from, day)
	}
	var out strings.Builder
	// A builder takes whatever is written to it.
	_ = cal.SerializeTo(&out, ics.WithNewLineWindows)
	return []byte(out.String())
}

func addSlot(cal *ics.Calendar, ed *policy.Edition, from time.Time, i int, s policy.RosterSlot) {
	days := daysOf(ed, from, s.Day)
	if len(days) == 0 {
		cal.CalendarProperties = append(cal.CalendarProperties, ics.CalendarProperty{BaseProperty: ics.BaseProperty{
			IANAToken: lineSlot, Value: strings.Join([]string{strconv.Itoa(i), string(s.Day), string(s.Role), s.Window.String(), string(s.Agent)}, "|"),
		}})
		return
	}
	w := ed.WindowOf(s)
	zone := ics.WithTZID(ed.Policy.Cover.Zone)
	e := cal.AddEvent(fmt.Sprintf("slot-%d-%s-%s%s", i, s.Day, s.Role, domain))
	e.SetDtStampTime(from.UTC())
	e.SetProperty(ics.ComponentPropertyDtStart, wall(days[0], w.From), zone)
	e.SetProperty(ics.ComponentPropertyDtEnd, wall(days[0], w.To), zone)
	e.SetSummary(summary(s))
	e.AddProperty(lineIndex, strconv.Itoa(i))
	if !s.Window.IsZero() && s.Window == ed.Policy.Cover.Window {
		e.AddProperty(lineOwn, "TRUE")
	}
	switch s.Day {
	case policy.DayHoliday:
		for _, d := range days[1:] {
			e.AddProperty(ics.ComponentPropertyRdate, wall(d, w.From), zone)
		}
		return
	case policy.DayWeekend:
		e.AddRrule("FREQ=WEEKLY;BYDAY=SA,SU")
	default:
		e.AddRrule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
	}
	for _, day := range ed.Holidays {
		d, err := time.Parse(time.DateOnly, day)
		if err == nil && !d.Before(days[0]) && policy.DayTypeOf("", d.Weekday(), nil) == s.Day {
			e.AddProperty(ics.ComponentPropertyExdate, wall(d, w.From), zone)
		}
	}
}

// daysOf returns the first day of a kind from a day on, or every holiday.
func daysOf(ed *policy.Edition, from time.Time, kind policy.DayType) []time.Time {
	if kind == policy.DayHoliday {
		var days []time.Time
		for _, day := range slices.Sorted(slices.Values(ed.Holidays)) {
			if d, err := time.Parse(time.DateOnly, day); err == nil {
				days = append(days, d)
			}
		}
		return days
	}
	y, m, d := from.Date()
	for i := range 400 { // there are fewer holidays than that
		day := time.Date(y, m, d+i, 0, 0, 0, 0, time.UTC)
		if policy.DayTypeOf(day.Format(time.DateOnly), day.Weekday(), ed.Holidays) == kind {
			return []time.Time{day}
		}
	}
	return nil
}

// wall writes a minute of a day as the wall shows it; over 24 h it is the day after.
func wall(day time.Time, minute int) string {
	return day.Add(time.Duration(minute) * time.Minute).Format(localTime)
}

func summary(s policy.RosterSlot) string {
	who := string(s.Agent)
	if who == "" {
		who = policy.NoCover
	}
	return string(s.Role) + ": " + who
}

func addHoliday(cal *ics.Calendar, from time.Time, day string) {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return // no policy has one
	}
	e := cal.AddEvent("holiday-" + day + domain)
	e.SetDtStampTime(from.UTC())
	e.SetProperty(ics.ComponentPropertyDtStart, d.Format(wholeDay), ics.WithValue("DATE"))
	e.SetProperty(ics.ComponentPropertyDtEnd, d.AddDate(0, 0, 1).Format(wholeDay), ics.WithValue("DATE"))
	e.SetSummary("Holiday")
	e.AddProperty(ics.ComponentPropertyCategories, "HOLIDAY")
	e.AddProperty(ics.ComponentPropertyTransp, "TRANSPARENT")
}

// zoneYears is for how long the turns of the clock are written out. Programs that know
// the zone by its name, which are nearly all, do not read them.
const zoneYears = 5

// addZone describes the zone by the turns of its clock, as the format asks for.
func addZone(cal *ics.Calendar, ed *policy.Edition, from time.Time) {
	tz := cal.AddTimezone(ed.Policy.Cover.Zone)
	at := from.AddDate(-1, 0, 0)
	begins, _ := at.ZoneBounds()
	if begins.IsZero() {
		begins = time.Date(1970, 1, 1, 0, 0, 0, 0, ed.Zone())
	}
	for !begins.IsZero() && begins.Before(from.AddDate(zoneYears, 0, 0)) {
		now, before := begins.In(ed.Zone()), begins.Add(-time.Second).In(ed.Zone())
		name, to := now.Zone()
		_, was := before.Zone()
		part := observance(tz, now.IsDST())
		part.AddProperty(ics.ComponentPropertyDtStart, begins.UTC().Add(time.Duration(was)*time.Second).Format(localTime))
		part.AddProperty("TZOFFSETFROM", offset(was))
		part.AddProperty("TZOFFSETTO", offset(to))
		part.AddProperty("TZNAME", name)
		_, begins = now.ZoneBounds()
	}
}

func observance(tz *ics.VTimezone, summer bool) *ics.ComponentBase {
	if summer {
		part := &ics.Daylight{}
		tz.Components = append(tz.Components, part)
		return &part.ComponentBase
	}
	return &tz.AddStandard().ComponentBase
}

// offset writes seconds east of UTC as "+0530".
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
}
