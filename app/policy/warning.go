package policy

import (
	"fmt"
	"strings"

	"floorwalker/app/chat"
)

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
	warn(e.Policy.Transfer.Guide == "", "transfer.guide", "There is no guide on when to transfer: the dialog shows none.")
	// everybody has to see that the matrix is missing.
	warn(len(e.Matrix) == 0, "escalation.matrix", "The escalation matrix is empty: an escalation has to be addressed by hand.")
	warn(len(e.Roster) == 0, "roster.slots", "The roster is empty: %s on any day.", NoCover)
	for _, day := range DayTypes() {
		open, of := e.open(day)
		warn(open > 0, "roster.slots", "On a %s %d of %s have %s.", day, open, count(of, "slot"), NoCover)
		warn(of == 0 && len(e.Roster) > 0, "roster.slots", "A %s has no slot at all: %s.", day, NoCover)
	}
	ws = append(ws, e.doubled()...)
	warn(len(e.Assumed) > 0, "version", "The file is older than %s and does not have them; each has the value that ships: %s.",
		count(len(e.Assumed), "key"), strings.Join(e.Assumed, ", "))
	return ws
}

// doubled are the slots that cannot both be meant, or leave nobody behind somebody.
func (e *Edition) doubled() []Warning {
	var ws []Warning
	for i, a := range e.Roster {
		for _, b := range e.Roster[:i] {
			if a.Day != b.Day || a.Agent == "" || b.Agent == "" || !e.WindowOf(a).Overlaps(e.WindowOf(b)) {
				continue
			}
			switch {
			case a.Role == b.Role && a.Role == RolePrimary && a.Agent != b.Agent:
				ws = append(ws, Warning{"roster.slots", fmt.Sprintf("On a %s the windows of the primaries %s (%s) and %s (%s) overlap.",
					a.Day, b.Agent, e.WindowOf(b), a.Agent, e.WindowOf(a))})
			case a.Agent == b.Agent:
				ws = append(ws, Warning{"roster.slots", fmt.Sprintf("On a %s %s is %s and %s at one time: nobody is behind them.",
					a.Day, a.Agent, b.Role, a.Role)})
			}
		}
	}
	return ws
}

// WindowOf returns the time of a slot: its own, or that of cover.
func (e *Edition) WindowOf(s RosterSlot) Window {
	if s.Window.IsZero() {
		return e.Policy.Cover.Window
	}
	return s.Window
}

// Strangers returns a warning for each person of the roster, the matrix and the routing
// who is not on the team, as known says: a slip of the pen leaves a shift without anybody.
func (e *Edition) Strangers(known func(chat.AgentID) bool) []Warning {
	var ws []Warning
	seen := make(map[chat.AgentID]bool)
	look := func(id chat.AgentID, key, where string) {
		if id == "" || seen[id] || known(id) {
			return
		}
		seen[id] = true
		ws = append(ws, Warning{key, fmt.Sprintf("%q, %s, is nobody on the team.", string(id), where)})
	}
	for _, s := range e.Roster {
		look(s.Agent, "roster.slots", fmt.Sprintf("%s on a %s", s.Role, s.Day))
	}
	for _, r := range e.Matrix {
		look(r.Agent, "escalation.matrix", fmt.Sprintf("for %q", r.Condition))
	}
	for _, r := range e.Routes {
		look(r.Agent, "routing.rules", fmt.Sprintf("who has %q", r.Name))
	}
	for _, c := range e.Caps {
		look(c.Agent, "agent.caps", "with a cap of their own")
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
