package app

import (
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
)

// D-11: a promise that the roster cannot keep is warned of before it is sent.
func TestPromisesThatTheRosterCannotKeep(t *testing.T) {
	shipped := assets.Edition()
	zone := shipped.Policy.Cover.Location()
	with := func(days ...policy.DayType) *policy.Edition {
		e := *shipped
		e.Roster = nil
		for _, d := range days {
			e.Roster = append(e.Roster, policy.RosterSlot{Day: d, Role: policy.RolePrimary, Agent: "asha"})
		}
		return &e
	}
	at := func(day, hour int) chat.Instant { // 16 November 2026 is a Monday
		return chat.InstantOf(time.Date(2026, 11, day, hour, 0, 0, 0, zone))
	}
	weekdays := with(policy.DayWeekday)
	for _, tc := range []struct {
		text    string
		now     chat.Instant
		edition *policy.Edition
		want    bool
	}{
		{"I will call you within two hours.", at(16, 15), weekdays, false},
		{"I will call you within two hours.", at(16, 18), weekdays, false}, // until 19:00 somebody is there
		{"I will call you within two hours.", at(16, 20), weekdays, true},
		{"I will call you at 8 pm.", at(16, 15), weekdays, true},
		{"I will call you at 5 pm.", at(16, 15), weekdays, false},
		{"I will call you tomorrow at 11 am.", at(20, 15), weekdays, true}, // Saturday
		{"I will call you tomorrow at 11 am.", at(20, 15), with(policy.DayWeekday, policy.DayWeekend), false},
		{"I will call you tomorrow at 11 am.", at(20, 15), shipped, false}, // not set up
		{"I will call you tomorrow at 11 am.", at(20, 15), nil, false},
		{"Your invoice is in the panel.", at(16, 20), weekdays, false},
	} {
		got := CannotKeep(tc.text, tc.now, tc.edition)
		if (len(got) > 0) != tc.want || slices.ContainsFunc(got, func(u Unkept) bool { return u.Warning == "" || u.Words == "" }) {
			t.Errorf("%q at %s: %+v", tc.text, tc.now.Time().In(zone), got)
		}
	}
}
