package roster

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

const (
	dayLayout    = time.DateOnly
	minutesOfDay = 24 * 60
)

// date is a day of the calendar, without a zone.
type date struct {
	year  int
	month time.Month
	day   int
}

func dayOf(t time.Time) date {
	y, m, d := t.Date()
	return date{y, m, d}
}

// add returns the day n days later.
func (d date) add(n int) date {
	return dayOf(time.Date(d.year, d.month, d.day+n, 0, 0, 0, 0, time.UTC))
}

func (d date) weekday() time.Weekday {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Weekday()
}

func (d date) String() string {
	if d.year < 0 || d.year > 9999 {
		return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	}
	y, m := d.year, int(d.month)
	return string([]byte{
		digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(m / 10), digit(m), '-', digit(d.day / 10), digit(d.day),
	})
}

// digit is the last digit of a number that is not below 0.
func digit(n int) byte { return byte('0' + n%10) }

// clock writes a minute of the day as in the id of a shift.
func clock(minute int) string {
	minute %= minutesOfDay
	h, m := minute/60, minute%60
	return string([]byte{digit(h / 10), digit(h), digit(m / 10), digit(m)})
}

// span returns the instants between which a window lies on a day. Where clocks are
// turned back, a time that comes twice begins with its first and ends with its
// second occurrence; where they are turned forward, a time that does not come is
// the moment at which they are. So a window never loses time that the wall shows,
// and two that touch on the wall touch in fact.
func (r *Roster) span(d date, w policy.Window) (start, end chat.Instant) {
	start, _ = r.instants(d, w.From)
	_, end = r.instants(d, w.To)
	return start, end
}

// instants returns the first and the last instant at which the wall shows a minute
// of a day; a minute over 24 h is of the day after.
func (r *Roster) instants(d date, minute int) (first, last chat.Instant) {
	d = d.add(minute / minutesOfDay)
	minute %= minutesOfDay
	// As if the zone were UTC; then each offset that holds a day before or after.
	wall := time.Date(d.year, d.month, d.day, minute/60, minute%60, 0, 0, time.UTC)
	_, before := wall.Add(-36 * time.Hour).In(r.zone).Zone()
	_, after := wall.Add(36 * time.Hour).In(r.zone).Zone()
	early, okEarly := r.shows(wall, max(before, after))
	late, okLate := r.shows(wall, min(before, after))
	switch {
	case okEarly && okLate:
		return chat.InstantOf(early), chat.InstantOf(late)
	case okEarly:
		return chat.InstantOf(early), chat.InstantOf(early)
	case okLate:
		return chat.InstantOf(late), chat.InstantOf(late)
	}
	// The wall skips this minute: the moment at which it does.
	turned, _ := late.In(r.zone).ZoneBounds()
	return chat.InstantOf(turned), chat.InstantOf(turned)
}

// shows returns the instant of a wall time at an offset, and whether the wall of
// the zone shows that time then.
func (r *Roster) shows(wall time.Time, offset int) (time.Time, bool) {
	at := wall.Add(-time.Duration(offset) * time.Second)
	_, in := at.In(r.zone).Zone()
	return at, in == offset
}
