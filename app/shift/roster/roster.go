package roster

import (
	"cmp"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Roster answers who covers the floor and when. It is immutable, and cheap to
// make: [Of] is meant to be called where it is needed.
type Roster struct {
	zone     *time.Location
	window   policy.Window
	holidays []string
	slots    []policy.RosterSlot
	written  bool
	// covered are the times at which anybody covers, cut wherever a primary begins, by
	// the kind of the day: the same for every day of a kind, and asked for far more often
	// than a policy changes.
	covered [len(kinds)][]policy.Window
}

// kinds are the kinds of days, as covered has them.
var kinds = [...]policy.DayType{policy.DayWeekday, policy.DayWeekend, policy.DayHoliday}

// Of returns the roster of an edition, which must not be nil.
func Of(ed *policy.Edition) *Roster {
	r := &Roster{
		zone: ed.Zone(), window: ed.Policy.Cover.Window, holidays: ed.Holidays, slots: ed.Roster,
		written: slices.ContainsFunc(ed.Roster, func(s policy.RosterSlot) bool { return s.Agent != "" }),
	}
	for i, kind := range kinds {
		r.covered[i] = r.coveredOn(kind)
	}
	return r
}

// coveredOn are the times of a kind of day. A roster that is not written has the whole
// day.
func (r *Roster) coveredOn(kind policy.DayType) []policy.Window {
	if !r.written {
		return []policy.Window{{From: 0, To: minutesOfDay}}
	}
	var spans []policy.Window
	for _, s := range r.slots {
		if s.Day == kind && covers(s) {
			spans = append(spans, r.windowOf(s))
		}
	}
	return cut(join(spans), r.starts(kind))
}

// Written reports whether the roster names anybody at all. One that does not is
// taken for one that nobody has written yet: then the floor is always covered
// and nothing is ever a night, or a trial of this program would begin at night.
func (r *Roster) Written() bool { return r.written }

// Zone is where the days of the roster begin and end.
func (r *Roster) Zone() *time.Location { return r.zone }

// Shift is a stretch of time for which one set of people is accountable. The
// zero Shift is none.
type Shift struct {
	// ID is the local day and time at which it begins by the roster, such as
	// "2026-11-22-1000". It is the same for everybody, and it stays the same when
	// the end of the shift is changed.
	ID string
	// Day is the kind of the day on which it begins.
	Day policy.DayType
	// Start is the first instant of it, End the first after it.
	Start, End chat.Instant
}

// date returns the day on which a shift begins by the roster.
func (s Shift) date() (date, bool) {
	if len(s.ID) < len(dayLayout) {
		return date{}, false
	}
	t, err := time.Parse(dayLayout, s.ID[:len(dayLayout)])
	return dayOf(t), err == nil
}

// Contains reports whether an instant is in the shift.
func (s Shift) Contains(at chat.Instant) bool { return s.Start <= at && at < s.End }

// ShiftAt returns the shift that runs; ok is false where nobody covers the floor.
func (r *Roster) ShiftAt(at chat.Instant) (Shift, bool) {
	for _, s := range r.around(at) {
		if s.Contains(at) {
			return s, true
		}
	}
	return Shift{}, false
}

// Covered reports whether somebody is accountable by the roster. It is true for
// every instant of a roster that is not written.
func (r *Roster) Covered(at chat.Instant) bool {
	_, ok := r.ShiftAt(at)
	return ok
}

// horizon is how many days ahead a shift is looked for. A roster repeats every
// week but for its holidays, and there cannot be more of these than this.
const horizon = 366

// Next returns the first shift that begins after an instant, or the zero Shift
// if none does within a year, as in a roster of holidays only.
func (r *Roster) Next(at chat.Instant) Shift {
	day := dayOf(at.Time().In(r.zone)).add(-1)
	before, own := r.alone(day.add(-1)), r.alone(day)
	for range horizon {
		day = day.add(1)
		next := r.alone(day)
		for _, s := range between(before, own, next) {
			if s.Start > at {
				return s
			}
		}
		before, own = own, next
	}
	return Shift{}
}

// EndOfCover returns when cover ends on the day of the shift that runs, or else of
// the next one: the time that "the same day" means. A day has several
// shifts where one person follows another; cover ends with the last of them. A day
// of a roster that is not written ends as cover.window says. It returns the zero
// Instant only where no shift comes within a year.
func (r *Roster) EndOfCover(at chat.Instant) chat.Instant {
	if !r.written {
		return r.endOfWindow(at)
	}
	s, ok := r.ShiftAt(at)
	if !ok {
		if s = r.Next(at); s.ID == "" {
			return 0
		}
	}
	last := s.End
	if d, ok := s.date(); ok {
		for _, of := range r.shiftsOf(d) {
			last = max(last, of.End)
		}
	}
	return last
}

// endOfWindow is the end of the daily window that comes next.
func (r *Roster) endOfWindow(at chat.Instant) chat.Instant {
	day := dayOf(at.Time().In(r.zone)).add(-1)
	for range 3 {
		if _, end := r.span(day, r.window); end > at {
			return end
		}
		day = day.add(1)
	}
	return at // not reached: a window ends at most a day after its own
}

// around returns the shifts that may run at an instant: of its local day and of
// the one before, whose last may go over midnight.
func (r *Roster) around(at chat.Instant) []Shift {
	day := dayOf(at.Time().In(r.zone))
	before, own := r.alone(day.add(-1)), r.alone(day)
	return append(between(r.alone(day.add(-2)), before, own), between(before, own, r.alone(day.add(1)))...)
}

// shiftsOf returns the shifts that begin on a day, in their order.
func (r *Roster) shiftsOf(d date) []Shift {
	return between(r.alone(d.add(-1)), r.alone(d), r.alone(d.add(1)))
}

// between returns the shifts of a day, own, as they are between those of the day before
// and those of the day after, none of which it changes. Where one of the day before goes
// on into them, it ends with the first, and what is left of its time is theirs; so does
// their last with the first of the day after.
func between(yesterday, own, tomorrow []Shift) []Shift {
	if len(own) == 0 {
		return nil
	}
	own = slices.Clone(own)
	var before, after chat.Instant = 0, own[len(own)-1].End
	for i := range yesterday {
		before = max(before, yesterday[i].End)
	}
	after = max(after, before)
	if len(tomorrow) > 0 {
		after = tomorrow[0].Start
	}
	for i := range own {
		limit := after
		if i+1 < len(own) {
			limit = own[i+1].Start
		}
		own[i].End = min(max(own[i].End, before), limit)
	}
	return slices.DeleteFunc(own, func(s Shift) bool { return s.Start >= s.End })
}

// alone returns the shifts of a day as if there were no other.
func (r *Roster) alone(d date) []Shift {
	name := d.String()
	kind := policy.DayTypeOf(name, d.weekday(), r.holidays)
	var windows []policy.Window
	if i := slices.Index(kinds[:], kind); i >= 0 {
		windows = r.covered[i]
	}
	var shifts []Shift
	for _, w := range windows {
		s := Shift{ID: name + "-" + clock(w.From), Day: kind}
		if s.Start, s.End = r.span(d, w); s.Start < s.End || !r.written { // a window inside an hour that is skipped has no time
			shifts = append(shifts, s)
		}
	}
	for i := range len(shifts) - 1 {
		shifts[i].End = min(shifts[i].End, shifts[i+1].Start) // where an hour comes twice
	}
	return shifts
}

// starts are the minutes at which somebody begins as primary.
func (r *Roster) starts(kind policy.DayType) []int {
	var at []int
	for _, s := range r.slots {
		if s.Day == kind && s.Role == policy.RolePrimary && s.Agent != "" {
			at = append(at, r.windowOf(s).From)
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// covers reports whether a slot makes somebody accountable. A backup does so on
// holidays only: on other days they come in for breaks (G-COV-04).
func covers(s policy.RosterSlot) bool {
	return s.Agent != "" && (s.Role != policy.RoleBackup || s.Day == policy.DayHoliday)
}

func (r *Roster) windowOf(s policy.RosterSlot) policy.Window {
	if s.Window.IsZero() {
		return r.window
	}
	return s.Window
}

func (r *Roster) kind(d date) policy.DayType {
	return policy.DayTypeOf(d.String(), d.weekday(), r.holidays)
}

// join merges windows that overlap or touch.
func join(ws []policy.Window) []policy.Window {
	slices.SortFunc(ws, func(a, b policy.Window) int { return cmp.Compare(a.From, b.From) })
	var out []policy.Window
	for _, w := range ws {
		if n := len(out); n > 0 && w.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, w.To)
			continue
		}
		out = append(out, w)
	}
	return out
}

// cut divides windows at the minutes that lie within them.
func cut(ws []policy.Window, at []int) []policy.Window {
	var out []policy.Window
	for _, w := range ws {
		for _, m := range at {
			if w.From < m && m < w.To {
				out = append(out, policy.Window{From: w.From, To: m})
				w.From = m
			}
		}
		out = append(out, w)
	}
	return out
}
