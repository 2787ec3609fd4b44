package thread

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/promise"
	"floorwalker/ui/internal/stage"
)

// D-11: a promise is kept by who is there, by the hours of cover and by the roster.
func TestWhoCanKeepAPromise(t *testing.T) {
	r := mineWith(t, stage.Said("hello"))
	c := r.pane.cover()
	c.zone = time.UTC
	c.hours.Window = policy.Window{From: 10 * 60, To: 19 * 60}
	friday := time.Date(2026, 3, 6, 18, 0, 0, 0, time.UTC)
	at := func(d, h, m int) chat.Instant { return chat.InstantOf(time.Date(2026, 3, d, h, m, 0, 0, time.UTC)) }
	weekdays := []policy.RosterSlot{{Day: policy.DayWeekday, Role: policy.RolePrimary, Agent: "asha"}, {Day: policy.DayWeekend, Role: policy.RolePrimary}}
	for _, tc := range []struct {
		name   string
		due    chat.Instant
		basis  promise.Basis
		known  bool
		roster []policy.RosterSlot
		want   string
	}{
		{"in cover", at(6, 18, 30), promise.At, true, nil, ""},
		{"at the end of cover", at(6, 19, 0), promise.At, true, nil, ""},
		{"a minute later", at(6, 19, 1), promise.At, true, nil, "Nobody covers the floor at 19:01; cover is from 10:00 to 19:00"},
		{"within a length that begins in cover", at(6, 20, 0), promise.Within, true, nil, ""},
		{"tomorrow before cover", at(7, 9, 59), promise.At, true, nil, "at 09:59 on 7 Mar"},
		{"by tomorrow before cover", at(7, 9, 59), promise.By, true, nil, ""},
		{"a Saturday that nobody has", at(7, 12, 0), promise.At, true, weekdays, "The roster has nobody for Saturday at 12:00 on 7 Mar"},
		{"a Saturday of a roster that nobody wrote", at(7, 12, 0), promise.At, true, nil, ""},
		{"a Monday that somebody has", at(9, 12, 0), promise.At, true, weekdays, ""},
		{"no hour", 0, promise.Vague, false, weekdays, ""},
	} {
		c.roster = tc.roster
		got := c.unkept(promise.Promise{Due: tc.due, DueKnown: tc.known, Basis: tc.basis, Words: "I will call"}, chat.InstantOf(friday))
		if tc.want == "" && got != "" || !strings.Contains(got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
	saturday := time.Date(2026, 3, 7, 12, 0, 0, 0, time.UTC)
	c.roster = weekdays
	c.holidays = []string{"2026-03-09"} // G-COV-04: a day without a slot of its kind is the hours' alone
	if monday := saturday.Add(48 * time.Hour); !c.on(monday) {
		t.Error("a holiday that the roster does not know has nobody")
	} else if c.roster = append(weekdays, policy.RosterSlot{Day: policy.DayHoliday, Role: policy.RoleBackup}); c.on(monday) {
		t.Error("a holiday that nobody has is covered")
	}
	c.roster, c.holidays = weekdays, nil
	if c.between(saturday, saturday.Add(3*time.Hour)) || !c.between(saturday, saturday.Add(48*time.Hour)) {
		t.Error("cover between two times is not found by the roster")
	}
}
