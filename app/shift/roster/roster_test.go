package roster_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
	"floorwalker/assets"
)

// team is a policy with a zone, a window of cover and slots such as "weekday primary
// asha 10:00-19:00"; without the time it is that of cover.
func team(tb testing.TB, zone, window string, slots ...string) *policy.Edition {
	tb.Helper()
	file := string(assets.DefaultPolicy)
	i, j := strings.Index(file, "slots = ["), strings.Index(file, "holidays = []")
	var rows strings.Builder
	for _, s := range slots {
		f := append(strings.Fields(s), "", "")
		fmt.Fprintf(&rows, "{ day = %q, role = %q, agent = %q, window = %q },\n", f[0], f[1], strings.Trim(f[2], "-"), f[3])
	}
	file = file[:i] + "slots = [" + rows.String() + "]\n" + file[j:]
	file = strings.NewReplacer(`zone = "Asia/Kolkata"`, `zone = "`+zone+`"`, `window = "10:00-19:00"`, `window = "`+window+`"`,
		"holidays = []", `holidays = ["2026-11-26", "2026-12-25"]`).Replace(file)
	ed, err := policy.ParseEdition([]byte(file))
	if err != nil {
		tb.Fatal(err)
	}
	return ed
}

const (
	kolkata = "Asia/Kolkata"
	newYork = "America/New_York"
)

// at reads "2026-11-20 10:00" in the zone of a policy, or with an offset after it.
func at(tb testing.TB, ed *policy.Edition, s string) chat.Instant {
	tb.Helper()
	t, err := time.ParseInLocation("2006-01-02 15:04", s, ed.Zone())
	if strings.ContainsAny(s[11:], "+-") {
		t, err = time.Parse("2006-01-02 15:04 -0700", s)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return chat.InstantOf(t)
}

// wall writes a shift as the wall of its zone shows it.
func wall(ed *policy.Edition, s roster.Shift) string {
	const layout = "01-02 15:04 -0700"
	return fmt.Sprintf("%s %s [%s, %s)", s.ID, s.Day, s.Start.Time().In(ed.Zone()).Format(layout), s.End.Time().In(ed.Zone()).Format(layout))
}

// usual is a team with early and late shift, a weekend without a primary, and a backup.
func usual(tb testing.TB) *policy.Edition {
	return team(tb, kolkata, "10:00-19:00",
		"weekday primary asha 07:00-15:00", "weekday primary rohan 15:00-23:00", "weekday secondary mira", "weekday backup dev 00:00-24:00",
		"weekday lead lena 09:00-18:00", "weekend primary - ", "weekend secondary mira 12:00-16:00", "holiday primary -", "holiday backup dev")
}

// G-COV-01: the primary is on at the start of the window to the millisecond, by the
// team's own zone, and nobody has to do anything for it.
func TestShiftAt(t *testing.T) {
	ed := usual(t)
	r := roster.Of(ed)
	for _, c := range []struct{ at, want string }{
		{"2026-11-20 07:00", "2026-11-20-0700 weekday [11-20 07:00 +0530, 11-20 15:00 +0530)"},
		{"2026-11-20 14:59", "2026-11-20-0700 weekday [11-20 07:00 +0530, 11-20 15:00 +0530)"},
		{"2026-11-20 15:00", "2026-11-20-1500 weekday [11-20 15:00 +0530, 11-20 23:00 +0530)"},
		{"2026-11-20 22:59", "2026-11-20-1500 weekday [11-20 15:00 +0530, 11-20 23:00 +0530)"},
		{"2026-11-20 23:00", ""},
		{"2026-11-21 06:59", ""}, // a backup covers nobody's night (G-COV-04)
		{"2026-11-21 12:00", "2026-11-21-1200 weekend [11-21 12:00 +0530, 11-21 16:00 +0530)"},
		{"2026-11-21 16:00", ""},
		{"2026-11-26 12:00", "2026-11-26-1000 holiday [11-26 10:00 +0530, 11-26 19:00 +0530)"}, // a Thursday
	} {
		s, ok := r.ShiftAt(at(t, ed, c.at))
		if got := map[bool]string{true: wall(ed, s)}[ok]; got != c.want || r.Covered(at(t, ed, c.at)) != (c.want != "") {
			t.Errorf("at %s: %q, want %q", c.at, got, c.want)
		}
	}
	first := at(t, ed, "2026-11-20 07:00")
	if r.Covered(first-1) || !r.Covered(first) {
		t.Error("not on the millisecond")
	}
}

func TestNextAndEndOfCover(t *testing.T) {
	ed := usual(t)
	r := roster.Of(ed)
	for _, c := range []struct{ at, next, end string }{
		{"2026-11-19 23:30", "2026-11-20-0700", "2026-11-20 23:00"},
		{"2026-11-20 07:00", "2026-11-20-1500", "2026-11-20 23:00"}, // the day's end, not the early shift's
		{"2026-11-20 15:00", "2026-11-21-1200", "2026-11-20 23:00"},
		{"2026-11-20 23:00", "2026-11-21-1200", "2026-11-21 16:00"},
		{"2026-11-22 17:00", "2026-11-23-0700", "2026-11-23 23:00"},
		{"2026-11-25 23:00", "2026-11-26-1000", "2026-11-26 19:00"},
	} {
		if got := r.Next(at(t, ed, c.at)); got.ID != c.next {
			t.Errorf("after %s comes %s, want %s", c.at, got.ID, c.next)
		}
		if got := r.EndOfCover(at(t, ed, c.at)); got != at(t, ed, c.end) {
			t.Errorf("cover of %s ends %s, want %s", c.at, got.Time().In(ed.Zone()), c.end)
		}
	}
}

// G-COV-03, G-COV-04: empty slots are named, and a backup is never among primaries.
func TestWhoAndNoCover(t *testing.T) {
	ed := usual(t)
	r := roster.Of(ed)
	shift := func(s string) roster.Shift {
		got, ok := r.ShiftAt(at(t, ed, s))
		if !ok {
			t.Fatalf("no shift at %s", s)
		}
		return got
	}
	early, weekend, holiday := shift("2026-11-20 08:00"), shift("2026-11-21 13:00"), shift("2026-11-26 13:00")
	for _, c := range []struct {
		shift roster.Shift
		role  policy.Role
		want  string
	}{
		{early, policy.RolePrimary, "asha"},
		{early, policy.RoleSecondary, "mira"},
		{early, policy.RoleLead, "lena"},
		{early, policy.RoleBackup, "dev"},
		{shift("2026-11-20 16:00"), policy.RolePrimary, "rohan"},
		{weekend, policy.RolePrimary, ""},
		{holiday, policy.RolePrimary, ""},
		{holiday, policy.RoleBackup, "dev"},
	} {
		var got []string
		for _, id := range r.Who(c.shift, c.role) {
			got = append(got, string(id))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s of %s: %q, want %q", c.role, c.shift.ID, got, c.want)
		}
	}
	for shift, want := range map[roster.Shift][]policy.Role{early: nil, weekend: {policy.RolePrimary}, holiday: {policy.RolePrimary}} {
		if got := r.NoCover(shift); !slices.Equal(got, want) {
			t.Errorf("%s has no cover for %v, want %v", shift.ID, got, want)
		}
	}
	// The lead's own window is narrower than the shift.
	if got := r.WhoAt(at(t, ed, "2026-11-20 08:59"), policy.RoleLead); len(got) != 0 {
		t.Errorf("before nine the lead is %v", got)
	}
	if got := r.WhoAt(at(t, ed, "2026-11-20 09:00"), policy.RoleLead); !slices.Equal(got, []chat.AgentID{"lena"}) {
		t.Errorf("at nine the lead is %v", got)
	}
}

// A window over midnight is of the day on which it begins, and its shift is one.
func TestOverMidnight(t *testing.T) {
	ed := team(t, kolkata, "10:00-19:00", "weekday primary asha 10:00-19:00", "weekday primary rohan 22:00-06:00", "weekend primary mira 05:00-12:00")
	r := roster.Of(ed)
	for _, c := range []struct{ at, want string }{
		{"2026-11-20 23:59", "2026-11-20-2200 weekday [11-20 22:00 +0530, 11-21 05:00 +0530)"}, // Saturday's begins at five
		{"2026-11-21 04:59", "2026-11-20-2200 weekday [11-20 22:00 +0530, 11-21 05:00 +0530)"},
		{"2026-11-21 05:00", "2026-11-21-0500 weekend [11-21 05:00 +0530, 11-21 12:00 +0530)"},
		{"2026-11-18 05:59", "2026-11-17-2200 weekday [11-17 22:00 +0530, 11-18 06:00 +0530)"},
		{"2026-11-16 03:00", ""}, // of Sunday, which has none
	} {
		s, ok := r.ShiftAt(at(t, ed, c.at))
		if got := map[bool]string{true: wall(ed, s)}[ok]; got != c.want {
			t.Errorf("at %s: %q, want %q", c.at, got, c.want)
		}
	}
	if got := r.EndOfCover(at(t, ed, "2026-11-17 12:00")); got != at(t, ed, "2026-11-18 06:00") {
		t.Errorf("cover ends %s", got.Time().In(ed.Zone()))
	}
}

// Clocks go forward on 8 March 2026 and back on 1 November in New York.
func TestTurnedClocks(t *testing.T) {
	day := team(t, newYork, "09:00-17:00", "weekend primary asha")
	for _, c := range []struct{ at, want string }{
		{"2026-03-08 09:00", "2026-03-08-0900 weekend [03-08 09:00 -0400, 03-08 17:00 -0400)"},
		{"2026-03-07 09:00", "2026-03-07-0900 weekend [03-07 09:00 -0500, 03-07 17:00 -0500)"},
		{"2026-11-01 09:00", "2026-11-01-0900 weekend [11-01 09:00 -0500, 11-01 17:00 -0500)"},
		{"2026-10-31 09:00", "2026-10-31-0900 weekend [10-31 09:00 -0400, 10-31 17:00 -0400)"},
	} {
		if s, _ := roster.Of(day).ShiftAt(at(t, day, c.at)); wall(day, s) != c.want {
			t.Errorf("at %s: %q, want %q", c.at, wall(day, s), c.want)
		}
	}
	// From the wall's 01:30 on: that comes twice in November, and 02:30 not in March.
	night := team(t, newYork, "09:00-17:00", "weekend primary asha 20:00-01:30", "weekend primary rohan 01:30-02:30", "weekend secondary mira 02:30-05:00")
	for _, c := range []struct{ at, want string }{
		{"2026-11-01 00:59 -0400", "2026-10-31-2000 weekend [10-31 20:00 -0400, 11-01 01:30 -0400)"},
		{"2026-11-01 01:30 -0400", "2026-11-01-0130 weekend [11-01 01:30 -0400, 11-01 05:00 -0500)"},
		{"2026-11-01 01:30 -0500", "2026-11-01-0130 weekend [11-01 01:30 -0400, 11-01 05:00 -0500)"},
		{"2026-03-08 01:30 -0500", "2026-03-08-0130 weekend [03-08 01:30 -0500, 03-08 05:00 -0400)"},
		{"2026-03-08 03:00 -0400", "2026-03-08-0130 weekend [03-08 01:30 -0500, 03-08 05:00 -0400)"},
	} {
		if s, _ := roster.Of(night).ShiftAt(at(t, night, c.at)); wall(night, s) != c.want {
			t.Errorf("at %s: %q, want %q", c.at, wall(night, s), c.want)
		}
	}
	// An hour that does not come has no shift, and one that ends in the hour that comes
	// twice lasts until its second end.
	odd := team(t, newYork, "09:00-17:00", "weekend primary asha 02:10-02:50", "weekday primary mira 20:00-22:00", "weekend lead lena 00:30-01:15")
	r := roster.Of(odd)
	if s := r.Next(at(t, odd, "2026-03-08 01:20 -0500")); s.ID != "2026-03-09-2000" {
		t.Errorf("%s", wall(odd, s))
	}
	if s, ok := r.ShiftAt(at(t, odd, "2026-11-01 01:14 -0500")); !ok || s.End != at(t, odd, "2026-11-01 01:15 -0500") {
		t.Errorf("%s", wall(odd, s))
	}
}

// A roster that names nobody is one that nobody has written: no trial begins at night.
func TestUnwritten(t *testing.T) {
	ed, err := policy.ParseEdition(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	r := roster.Of(ed)
	s, ok := r.ShiftAt(at(t, ed, "2026-11-21 03:00"))
	if r.Written() || !ok || wall(ed, s) != "2026-11-21-0000 weekend [11-21 00:00 +0530, 11-22 00:00 +0530)" {
		t.Errorf("written %t, %s", r.Written(), wall(ed, s))
	}
	for at_, end := range map[string]string{"2026-11-20 11:00": "2026-11-20 19:00", "2026-11-20 19:00": "2026-11-21 19:00"} {
		if got := r.EndOfCover(at(t, ed, at_)); got != at(t, ed, end) {
			t.Errorf("cover of %s ends %s", at_, got.Time().In(ed.Zone()))
		}
	}
	if s := r.Next(at(t, ed, "2026-11-21 03:00")); s.ID != "2026-11-22-0000" {
		t.Errorf("next is %s", s.ID)
	}
}

// A roster of holidays only, and of none that comes, has an end to the search.
func TestNoShiftComes(t *testing.T) {
	ed := team(t, kolkata, "10:00-19:00", "holiday backup dev")
	r := roster.Of(ed)
	if s := r.Next(at(t, ed, "2026-12-01 00:00")); s.ID != "2026-12-25-1000" {
		t.Errorf("next is %q", s.ID)
	}
	if s := r.Next(at(t, ed, "2027-01-01 00:00")); s != (roster.Shift{}) || r.EndOfCover(at(t, ed, "2027-01-01 00:00")) != 0 {
		t.Errorf("next is %+v", s)
	}
}

// G-COV-03: a day without anybody is listed as that.
func TestDays(t *testing.T) {
	ed := team(t, newYork, "09:00-17:00", "weekday primary asha", "weekday secondary -", "weekend primary -")
	days := roster.Of(ed).Days(at(t, ed, "2026-10-30 12:00"), 4)
	var got []string
	for _, d := range days {
		got = append(got, fmt.Sprintf("%s %s %d %d %v", d.Date, d.Kind, len(d.Shifts), len(d.Slots), d.NoCover))
	}
	want := []string{
		"2026-10-30 weekday 1 2 [secondary]", "2026-10-31 weekend 0 1 [primary]", "2026-11-01 weekend 0 1 [primary]",
		"2026-11-02 weekday 1 2 [secondary]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if n := days[3].Start.Sub(days[2].Start); n != 25*time.Hour {
		t.Errorf("the day on which clocks are turned back is %s long", n)
	}
}

func BenchmarkCovered(b *testing.B) {
	ed := usual(b)
	in := at(b, ed, "2026-11-20 12:00")
	b.ReportAllocs()
	for b.Loop() {
		if !roster.Of(ed).Covered(in) {
			b.Fatal("not covered")
		}
	}
}
