package app

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/app/promise"
)

// Unkept is a promise of a text that nobody on the roster could keep (D-11).
type Unkept struct {
	promise.Promise
	// Warning says so, and what to do, for people.
	Warning string
}

// RuleRoster is what a line's overrides name when it is sent all the same.
const RuleRoster = "roster"

// CannotKeep returns what text promises, if it is sent at now, for a time at which
// the policy's roster has nobody: before the end of a length or a limit, or at the
// very time that is named. It warns and forbids nothing. A roster that names
// nobody at all is not set up, and warns of nothing.
func CannotKeep(text string, now chat.Instant, e *policy.Edition) []Unkept {
	if e == nil || !staffed(e, "") {
		return nil
	}
	var found []Unkept
	for _, p := range obligation.Promises(text, now, &e.Policy) {
		from := now
		if p.Basis == promise.At {
			from = p.Due
		}
		if covered(e, from, p.Due) {
			continue
		}
		found = append(found, Unkept{p, "Nobody is on the roster to keep this: \"" + p.Words + "\". Name a time within " +
			e.Policy.Cover.Window.String() + " on a day with cover (D-11)."})
	}
	return found
}

// staffed reports whether the roster has a person for a day, or for any day.
func staffed(e *policy.Edition, day policy.DayType) bool {
	for _, s := range e.Roster {
		if s.Agent != "" && (day == "" || s.Day == day) {
			return true
		}
	}
	return false
}

// covered reports whether somebody covers the floor at some time between from and
// to, both included. It looks a year ahead at most.
func covered(e *policy.Edition, from, to chat.Instant) bool {
	zone, window := e.Policy.Cover.Location(), e.Policy.Cover.Window
	first, last := from.Time().In(zone), to.Time().In(zone)
	day := time.Date(first.Year(), first.Month(), first.Day(), 0, 0, 0, 0, zone)
	for range 366 {
		if day.After(last) {
			return false
		}
		opens, closes := clockOn(day, window.From), clockOn(day, window.To)
		if staffed(e, e.DayOf(day)) && !first.After(closes) && !last.Before(opens) {
			return true
		}
		day = day.AddDate(0, 0, 1)
	}
	return false
}

// clockOn returns the time of a day that is so many minutes after midnight on
// the clock, also where clocks are put forward or back on that day.
func clockOn(day time.Time, minutes int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, minutes, 0, 0, day.Location())
}
