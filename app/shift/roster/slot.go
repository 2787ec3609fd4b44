package roster

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Slot is a place of the roster on one day.
type Slot struct {
	Role policy.Role
	// Agent is who has it; empty is NO COVER.
	Agent chat.AgentID
	// Window is what the wall shows, Start and End the instants of it.
	Window     policy.Window
	Start, End chat.Instant
}

// Slots returns the places of the day on which a shift begins that fall into it,
// wholly or in part, in the order of the policy. Empty ones are among them.
func (r *Roster) Slots(s Shift) []Slot {
	d, ok := s.date()
	if !ok {
		return nil
	}
	var out []Slot
	for _, of := range r.slotsOf(d) {
		if of.Start < s.End && s.Start < of.End {
			out = append(out, of)
		}
	}
	return out
}

// slotsOf are all places of a day.
func (r *Roster) slotsOf(d date) []Slot {
	kind := r.kind(d)
	var out []Slot
	for _, of := range r.slots {
		if of.Day != kind {
			continue
		}
		s := Slot{Role: of.Role, Agent: of.Agent, Window: r.windowOf(of)}
		s.Start, s.End = r.span(d, s.Window)
		out = append(out, s)
	}
	return out
}

// Who returns who has a role in a shift, in the order of the policy. A backup is
// never among the primaries, on no day (G-COV-04).
func (r *Roster) Who(s Shift, role policy.Role) []chat.AgentID {
	return who(r.Slots(s), role)
}

// WhoAt is Who at one instant: those whose own window runs then.
func (r *Roster) WhoAt(at chat.Instant, role policy.Role) []chat.AgentID {
	s, ok := r.ShiftAt(at)
	if !ok {
		return nil
	}
	return who(slices.DeleteFunc(r.Slots(s), func(o Slot) bool { return at < o.Start || at >= o.End }), role)
}

func who(slots []Slot, role policy.Role) []chat.AgentID {
	var out []chat.AgentID
	for _, s := range slots {
		if s.Role == role && s.Agent != "" && !slices.Contains(out, s.Agent) {
			out = append(out, s.Agent)
		}
	}
	return out
}

// NoCover returns the roles of a shift that nobody has, each once, in the order of
// the chain: what a screen says in words (G-COV-03).
func (r *Roster) NoCover(s Shift) []policy.Role { return uncovered(r.Slots(s)) }

func uncovered(slots []Slot) []policy.Role {
	var out []policy.Role
	for _, role := range policy.Roles() {
		open := false
		for _, s := range slots {
			open = open || s.Role == role && s.Agent == ""
		}
		if open && len(who(slots, role)) == 0 {
			out = append(out, role)
		}
	}
	return out
}

// Day is one day of the calendar as a screen lists it.
type Day struct {
	// Date is written as "2026-11-22"; Start is its first instant.
	Date  string
	Start chat.Instant
	Kind  policy.DayType
	// Shifts are those that begin on it. None means that nobody covers the floor
	// on that day at all: NO COVER.
	Shifts []Shift
	Slots  []Slot
	// NoCover are the roles that the roster asks for and nobody has.
	NoCover []policy.Role
}

// Days returns n days from the one on which an instant lies; n is at most 400.
func (r *Roster) Days(from chat.Instant, n int) []Day {
	d := dayOf(from.Time().In(r.zone))
	var days []Day
	for range min(n, maxDays) {
		slots := r.slotsOf(d)
		start, _ := r.instants(d, 0)
		days = append(days, Day{
			Date: d.String(), Start: start, Kind: r.kind(d), Shifts: r.shiftsOf(d), Slots: slots, NoCover: uncovered(slots),
		})
		d = d.add(1)
	}
	return days
}

const maxDays = 400
