package policy

import "fmt"

// Warning is something that a team has to fill in before its floor can keep
// what the guide promises. A policy with warnings is a valid one.
type Warning struct {
	// Key is where it is filled in, Words say what is missing and what that
	// means.
	Key, Words string
}

// Warnings returns what is not set up yet, in the order of the register.
func (e *Edition) Warnings() []Warning {
	var ws []Warning
	warn := func(when bool, key, format string, args ...any) {
		if when {
			ws = append(ws, Warning{key, fmt.Sprintf(format, args...)})
		}
	}
	warn(e.Assist.Link == "", "assist.link", "There is no link for %s: the button for it stays away.", e.Assist.Name)
	warn(e.Tickets.Hook == "", "tickets.hook", "No receiver is named: tickets stay with the hub.")
	// everybody has to see that the matrix is missing.
	warn(len(e.Matrix) == 0, "escalation.matrix", "The escalation matrix is empty: an escalation has to be addressed by hand.")
	warn(len(e.Roster) == 0, "roster.slots", "The roster is empty: %s on any day.", NoCover)
	for _, day := range DayTypes() {
		open, of := e.open(day)
		warn(open > 0, "roster.slots", "On a %s %d of %s have %s.", day, open, count(of, "slot"), NoCover)
		warn(of == 0 && len(e.Roster) > 0, "roster.slots", "A %s has no slot at all: %s.", day, NoCover)
	}
	return ws
}

// open counts the slots of a day that nobody has.
func (e *Edition) open(day DayType) (open, of int) {
	for _, s := range e.Roster {
		if s.Day != day {
			continue
		}
		of++
		if s.Agent == "" {
			open++
		}
	}
	return open, of
}
