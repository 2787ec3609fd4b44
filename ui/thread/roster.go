package thread

import (
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/promise"
)

// cover is when the floor has somebody: between the hours of cover, on the kinds of
// days for which the roster names anybody. A roster that names nobody at all has not
// been written yet, and says nothing.
type cover struct {
	hours    policy.Cover
	zone     *time.Location
	roster   []policy.RosterSlot
	holidays []string // as the policy writes them
}

func (p *Pane) cover() cover {
	c := cover{hours: p.opts.Policy.Cover, zone: p.opts.Policy.Cover.Location()}
	if e := p.edition(); e != nil && slices.ContainsFunc(e.Roster, func(s policy.RosterSlot) bool { return s.Agent != "" }) {
		c.roster, c.holidays = e.Roster, e.Holidays
	}
	return c
}

// at reports whether somebody covers the floor at a time.
func (c *cover) at(t time.Time) bool {
	m := t.Hour()*60 + t.Minute()
	return m >= c.hours.Window.From && m <= c.hours.Window.To && c.on(t)
}

// on reports whether the roster names somebody for the day of t.
func (c *cover) on(t time.Time) bool {
	day := policy.DayWeekday
	switch w := t.Weekday(); {
	case slices.Contains(c.holidays, t.Format(time.DateOnly)):
		day = policy.DayHoliday
	case w == time.Saturday, w == time.Sunday:
		day = policy.DayWeekend
	}
	of := func(s policy.RosterSlot) bool { return s.Day == day }
	someone := func(s policy.RosterSlot) bool { return s.Day == day && s.Agent != "" }
	return !slices.ContainsFunc(c.roster, of) || slices.ContainsFunc(c.roster, someone)
}

// lookAhead is how many days are searched for cover; nobody is away for longer.
const lookAhead = 14

// between reports whether there is cover at any time between two.
func (c *cover) between(from, to time.Time) bool {
	if c.at(from) {
		return true
	}
	for day := range lookAhead {
		d := from.AddDate(0, 0, day)
		open := time.Date(d.Year(), d.Month(), d.Day(), c.hours.Window.From/60, c.hours.Window.From%60, 0, 0, c.zone)
		if open.After(from) && !open.After(to) && c.at(open) {
			return true
		}
	}
	return false
}

// unkept says why nobody can keep a promise, or "": what is promised at an hour needs
// cover at that hour, what is promised by one needs some cover until then (D-11).
func (c *cover) unkept(p promise.Promise, now chat.Instant) string {
	if !p.DueKnown {
		return ""
	}
	due, from := p.Due.Time().In(c.zone), now.Time().In(c.zone)
	if c.at(due) || p.Basis != promise.At && c.between(from, due) {
		return ""
	}
	who := ". Who would keep “" + p.Words + "”?"
	if !c.on(due) {
		return "The roster has nobody for " + due.Format("Monday") + " " + when(due, from) + who
	}
	return "Nobody covers the floor " + when(due, from) + "; cover is from " + strings.Replace(c.hours.Window.String(), "-", " to ", 1) + who
}

func when(due, now time.Time) string {
	s := "at " + due.Format("15:04")
	if due.YearDay() != now.YearDay() || due.Year() != now.Year() {
		s += " on " + due.Format("2 Jan")
	}
	return s
}
