package roster_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
)

// Over random rosters and instants: shifts are in order and apart, an instant is in the
// shift that says so, and whoever covers by a slot is in one.
func TestShiftsAreApart(t *testing.T) {
	shipped := usual(t)
	rapid.Check(t, func(rt *rapid.T) {
		ed := *shipped
		ed.Holidays = []string{"2026-11-26", "2026-12-25"}
		ed.Policy.Cover.Zone = rapid.SampledFrom([]string{kolkata, newYork, "Australia/Lord_Howe", "America/St_Johns"}).Draw(rt, "zone")
		ed.Roster = nil
		for range rapid.IntRange(1, 6).Draw(rt, "slots") {
			from := rapid.IntRange(0, 47).Draw(rt, "from") * 30
			ed.Roster = append(ed.Roster, policy.RosterSlot{
				Day: rapid.SampledFrom(policy.DayTypes()).Draw(rt, "day"), Role: rapid.SampledFrom(policy.Roles()).Draw(rt, "role"),
				Agent:  rapid.SampledFrom([]chat.AgentID{"asha", "rohan", ""}).Draw(rt, "who"),
				Window: policy.Window{From: from, To: from + 30*rapid.IntRange(1, 47).Draw(rt, "length")},
			})
		}
		r := roster.Of(&ed)
		from := at(t, &ed, rapid.SampledFrom([]string{"2026-03-05 00:00", "2026-10-29 00:00", "2026-04-02 00:00", "2026-12-22 00:00"}).Draw(rt, "from"))
		l := looked{T: rt, ed: &ed, r: r}
		for _, d := range r.Days(from, 8) {
			for _, s := range d.Shifts {
				l.shift(s)
			}
			for _, s := range d.Slots {
				if s.Agent != "" && (s.Role != policy.RoleBackup || d.Kind == policy.DayHoliday) && s.Start < s.End {
					l.covered(s)
				}
			}
		}
	})
}

// looked goes through shifts in their order.
type looked struct {
	*rapid.T
	ed     *policy.Edition
	r      *roster.Roster
	before roster.Shift
}

func (l *looked) shift(s roster.Shift) {
	if s.Start >= s.End || s.Start < l.before.End {
		l.Fatalf("%s after %s", wall(l.ed, s), wall(l.ed, l.before))
	}
	if l.before.ID != "" {
		if n := l.r.Next(l.before.Start); n != s {
			l.Fatalf("after %s comes %s, not %s", wall(l.ed, l.before), wall(l.ed, n), wall(l.ed, s))
		}
	}
	for _, in := range []chat.Instant{s.Start, s.Start + (s.End-s.Start)/2, s.End - 1} {
		if got, ok := l.r.ShiftAt(in); !ok || got != s {
			l.Fatalf("%s is in %s, not in %s", in.Time().In(l.ed.Zone()), wall(l.ed, got), wall(l.ed, s))
		}
	}
	if slices.Contains(l.r.Who(s, policy.RolePrimary), "") {
		l.Fatal("nobody is somebody")
	}
	l.before = s
}

func (l *looked) covered(s roster.Slot) {
	for _, in := range []chat.Instant{s.Start, s.End - 1} {
		if !l.r.Covered(in) {
			l.Fatalf("%s is not covered, though %s is there %s", in.Time().In(l.ed.Zone()), s.Agent, s.Window)
		}
	}
}
