package promise

import (
	"time"

	"floorwalker/app/chat"
)

// clock puts a time on the calendar of the customer's zone.
type clock struct {
	now     chat.Instant
	here    time.Time // now in the zone
	options Options
}

// due returns the last instant of w, and whether w says one.
func (c *clock) due(w *when) (chat.Instant, bool) {
	switch {
	case w.now:
		return c.now, true
	case !w.known():
		return 0, false
	}
	var due chat.Instant
	switch {
	case w.has&slotLength != 0:
		due = c.length(w)
	case w.has&slotClock != 0:
		due = c.hour(w)
	default:
		due = c.wholeDay(w)
	}
	return max(due, c.now), true
}

func (c *clock) length(w *when) chat.Instant {
	switch {
	case w.workDays > 0:
		day := 0
		for left := w.workDays; left > 0; {
			day++
			if !c.options.Off[c.weekday(day)] {
				left--
			}
		}
		return c.at(day, int(c.options.DayEnd/time.Minute))
	case w.days > 0:
		y, m, d := c.here.Date()
		h, mi, s := c.here.Clock()
		return c.instant(time.Date(y, m, d+w.days, h, mi, s, c.here.Nanosecond(), time.UTC))
	}
	return c.now.Add(time.Duration(w.minutes) * time.Minute)
}

func (c *clock) weekday(plus int) int { return (int(c.here.Weekday()) + plus) % 7 }

// at is minute of the day that is plus days from today. Minute may be 24 hours.
func (c *clock) at(plus, minute int) chat.Instant {
	y, m, d := c.here.Date()
	return c.instant(time.Date(y, m, d+plus, 0, minute, 0, 0, time.UTC))
}

// instant finds when the clocks of the zone show what t shows in UTC. Where
// they do so twice, or never because they are put forward, the earlier reading
// counts if it is still to come: a promise is better kept too early.
func (c *clock) instant(t time.Time) chat.Instant {
	zone := c.here.Location()
	_, before := t.Add(-24 * time.Hour).In(zone).Zone()
	_, after := t.Add(24 * time.Hour).In(zone).Zone()
	early := t.Add(-time.Duration(max(before, after)) * time.Second)
	late := t.Add(-time.Duration(min(before, after)) * time.Second)
	for _, x := range []time.Time{early, late} {
		if shows(x.In(zone), t) && chat.InstantOf(x) >= c.now {
			return chat.InstantOf(x)
		}
	}
	for _, x := range []time.Time{early, late} {
		if shows(x.In(zone), t) {
			return chat.InstantOf(x)
		}
	}
	if chat.InstantOf(early) >= c.now {
		return chat.InstantOf(early)
	}
	return chat.InstantOf(late)
}

func shows(local, want time.Time) bool {
	return local.Hour() == want.Hour() && local.Minute() == want.Minute() && local.Day() == want.Day()
}

// day returns how many days from today w's day is, and false if it names none.
func (c *clock) day(w *when) (plus int, named bool) {
	today := int(c.here.Weekday())
	switch w.day.kind {
	case dayPlus:
		return w.day.n, true
	case dayWeek:
		return (w.day.n - today + 7) % 7, true
	case dayNextWeek:
		// Weeks begin on Monday: the next one does so in 1 to 7 days.
		monday := (8 - today) % 7
		if monday == 0 {
			monday = 7
		}
		return monday + (w.day.n+6)%7, true
	case dayDate, dayMonthEnd:
		return c.date(w.day), true
	}
	return 0, false
}

// date returns how many days from today the next such date is.
func (c *clock) date(d dayRef) int {
	y, m, today := c.here.Date()
	from := time.Date(y, m, today, 0, 0, 0, 0, time.UTC)
	distance := func(t time.Time) int { return int(t.Sub(from).Hours()) / 24 }
	if d.kind == dayMonthEnd {
		return distance(time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC))
	}
	for i := range 9 * 12 { // the 29th of February is at most eight years away
		t := time.Date(y, m+time.Month(i), d.n, 0, 0, 0, 0, time.UTC)
		if t.Day() == d.n && !t.Before(from) && (d.month == 0 || int(t.Month()) == d.month) {
			return distance(t)
		}
	}
	return 0
}

// Ends of the parts of a day, in minutes since midnight. An evening lasts
// longer than the working day: the customer was told evening.
const (
	morningEnds   = 12 * 60
	afternoonEnds = 17 * 60
	eveningEnds   = 21 * 60
	lastMinute    = 23*60 + 59
	midnight      = 24 * 60
)

// ends returns when part p of a day is over.
func (c *clock) ends(p part) int {
	switch p {
	case partMorning:
		return morningEnds
	case partAfternoon:
		return afternoonEnds
	case partEvening:
		return eveningEnds
	case partNight:
		return lastMinute
	}
	return int(c.options.DayEnd / time.Minute)
}

// minute is the minute of today that it is.
func (c *clock) minute() int { return c.here.Hour()*60 + c.here.Minute() }

// wholeDay is due for a time without an hour: when the named day, or the named
// part of it, is over.
func (c *clock) wholeDay(w *when) chat.Instant {
	plus, named := c.day(w)
	if w.strict && named && w.part == partNone && plus > 0 {
		plus--
	}
	end := c.ends(w.part)
	switch {
	case plus > 0 || c.minute() < end:
	case w.day.kind == dayWeek && w.day.n == int(c.here.Weekday()):
		plus = 7
	case !named && w.part != partNone && w.part != partEnd:
		plus = 1 // "subah" in the evening is tomorrow's
	case c.minute() < lastMinute:
		end = lastMinute
	default:
		end = midnight
	}
	return c.at(plus, end)
}

// hour is due for a time with an hour.
func (c *clock) hour(w *when) chat.Instant {
	plus, named := c.day(w)
	if w.has&slotDay == 0 {
		named = false
	}
	for _, m := range readings(w) {
		if named && plus > 0 {
			return c.at(plus, m)
		}
		if m > c.minute() {
			return c.at(plus, m)
		}
	}
	first := readings(w)[0]
	switch {
	case !named:
		return c.at(1, first)
	case w.day.kind == dayWeek:
		return c.at(plus+7, first)
	}
	return c.now // today, and the hour is over: due at once
}

// wakes is the hour from which on an hour without "am" may mean the morning.
const wakes = 7 * 60

// readings returns the minutes of a day that w's hour may mean, the likelier
// first: "5" is 17:00, "9" is 9:00 or else 21:00.
func readings(w *when) []int {
	m := w.clock
	evening, morning := m%(12*60)+12*60, m%(12*60)
	switch {
	case w.half == halfBoth:
		return []int{m}
	case w.half == halfMorning:
		return []int{morning}
	case w.half == halfEvening:
		return []int{evening}
	}
	switch w.part {
	case partMorning:
		return []int{m}
	case partAfternoon, partEvening:
		return []int{evening}
	case partNight:
		if m < 6*60 || m >= 12*60 {
			return []int{morning + midnight}
		}
		return []int{evening}
	}
	if m >= 12*60 || m < wakes {
		return []int{evening}
	}
	return []int{morning, evening}
}
