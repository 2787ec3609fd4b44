package promise_test

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/promise"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// TestDue is about the calendar: what the same words mean at other times.
func TestDue(t *testing.T) {
	const kolkata, london, newYork = "Asia/Kolkata", "Europe/London", "America/New_York"
	for _, c := range []struct{ zone, now, text, want string }{
		// An hour that is over is tomorrow's; one that is not is today's.
		{kolkata, "2026-11-18 16:59", "I'll call you by 5 pm.", "2026-11-18 17:00"},
		{kolkata, "2026-11-18 17:00", "I'll call you by 5 pm.", "2026-11-19 17:00"},
		{kolkata, "2026-11-18 23:59", "I'll call you by 5 pm.", "2026-11-19 17:00"},
		{kolkata, "2026-11-18 16:00", "I'll call you at 8.", "2026-11-18 20:00"},
		{kolkata, "2026-11-18 21:00", "I'll call you at 8.", "2026-11-19 08:00"},
		{kolkata, "2026-11-18 06:30", "I'll call you by 7.", "2026-11-18 07:00"},
		{kolkata, "2026-11-18 11:00", "I'll call you by 12 am.", "2026-11-19 00:00"},
		{kolkata, "2026-11-18 11:00", "I'll call you by midnight.", "2026-11-19 00:00"},
		{kolkata, "2026-11-18 12:30", "I'll call you by noon.", "2026-11-19 12:00"},
		{kolkata, "2026-11-18 18:00", "I'll call you today by 5 pm.", "2026-11-18 18:00"},
		// Across midnight.
		{kolkata, "2026-11-18 23:59", "I'll call you in two minutes.", "2026-11-19 00:01"},
		{kolkata, "2026-11-18 23:59", "I'll call you tomorrow.", "2026-11-19 19:00"},
		{kolkata, "2026-11-19 00:00", "I'll call you tomorrow.", "2026-11-20 19:00"},
		{kolkata, "2026-11-18 23:58", "I'll call you tonight.", "2026-11-18 23:59"},
		{kolkata, "2026-11-18 23:59", "I'll call you tonight.", "2026-11-19 00:00"},
		{kolkata, "2026-11-18 18:59", "I'll call you today.", "2026-11-18 19:00"},
		{kolkata, "2026-11-18 19:00", "I'll call you today.", "2026-11-18 23:59"},
		{kolkata, "2026-11-18 18:59", "I'll call you by EOD.", "2026-11-18 19:00"},
		{kolkata, "2026-12-31 23:59", "I'll call you in an hour.", "2027-01-01 00:59"},
		{kolkata, "2026-12-31 12:00", "I'll call you tomorrow morning.", "2027-01-01 12:00"},
		// Weeks.
		{kolkata, "2026-11-20 11:00", "I'll call you on Monday.", "2026-11-23 19:00"},
		{kolkata, "2026-11-23 11:00", "I'll call you on Monday.", "2026-11-23 19:00"},
		{kolkata, "2026-11-23 20:00", "I'll call you on Monday.", "2026-11-30 19:00"},
		{kolkata, "2026-11-23 11:00", "I'll call you on Monday at 9 am.", "2026-11-30 09:00"},
		{kolkata, "2026-11-22 11:00", "I'll call you next Monday.", "2026-11-23 19:00"},
		{kolkata, "2026-11-23 11:00", "I'll call you next Monday.", "2026-11-30 19:00"},
		{kolkata, "2026-11-20 18:00", "I'll call you within two working days.", "2026-11-24 19:00"},
		{kolkata, "2026-11-21 12:00", "I'll call you within one business day.", "2026-11-23 19:00"},
		{kolkata, "2026-11-22 12:00", "I'll call you by the end of the week.", "2026-11-27 19:00"},
		{kolkata, "2026-11-18 12:00", "I'll call you by the end of the month.", "2026-11-30 19:00"},
		// Dates.
		{kolkata, "2026-11-18 11:00", "I'll call you on the 17th.", "2026-12-17 19:00"},
		{kolkata, "2026-11-18 11:00", "I'll call you on 29 February.", "2028-02-29 19:00"},
		{kolkata, "2026-02-10 11:00", "I'll call you on the 31st.", "2026-03-31 19:00"},
		// Summer time begins: 1:30 does not exist on that day, and hours are
		// hours while days are days of the calendar.
		{london, "2026-03-28 23:30", "I'll call you within two hours.", "2026-03-29 02:30"},
		{london, "2026-03-28 12:00", "I'll call you within 24 hours.", "2026-03-29 13:00"},
		{london, "2026-03-28 12:00", "I'll call you within a day.", "2026-03-29 12:00"},
		{london, "2026-03-28 12:00", "I'll call you tomorrow at 1:30 am.", "2026-03-29 00:30"},
		{newYork, "2026-03-07 20:00", "I'll call you tomorrow by 9 am.", "2026-03-08 09:00"},
		// It ends: 1:30 comes twice.
		{london, "2026-10-24 23:30", "I'll call you within two hours.", "2026-10-25 01:30"},
		{london, "2026-10-24 12:00", "I'll call you within 24 hours.", "2026-10-25 11:00"},
		{london, "2026-10-24 12:00", "I'll call you within a day.", "2026-10-25 12:00"},
		{newYork, "2026-10-31 20:00", "I'll call you tomorrow by 5 pm.", "2026-11-01 17:00"},
	} {
		loc := zone(t, c.zone)
		now, err := time.ParseInLocation("2006-01-02 15:04", c.now, loc)
		if err != nil {
			t.Fatal(err)
		}
		got := promise.Find(c.text, chat.InstantOf(now), loc, promise.Options{})
		if len(got) != 1 || !got[0].DueKnown {
			t.Errorf("%s %q: found %+v", c.now, c.text, got)
			continue
		}
		if s := got[0].Due.Time().In(loc).Format("2006-01-02 15:04"); s != c.want {
			t.Errorf("%s in %s, %q is due %s, want %s", c.now, c.zone, c.text, s, c.want)
		}
	}
}

// TestDueTwice: of an hour that comes twice the first counts, and the second
// once the first is over.
func TestDueTwice(t *testing.T) {
	loc := zone(t, "Europe/London")
	first := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC) // 1:30, and again an hour later
	for _, c := range []struct{ now, want time.Time }{
		{first.Add(-time.Hour), first},
		{first.Add(30 * time.Minute), first.Add(time.Hour)},
		{first.Add(90 * time.Minute), first.Add(25 * time.Hour)},
	} {
		got := promise.Find("I'll call you at 1:30 am.", chat.InstantOf(c.now), loc, promise.Options{})
		if len(got) != 1 || got[0].Due.Time() != c.want {
			t.Errorf("at %s: %+v, want %s", c.now, got, c.want)
		}
	}
}

// TestOptions: the team's working day and week.
func TestOptions(t *testing.T) {
	o := promise.Options{DayEnd: 17*time.Hour + 30*time.Minute, Off: [7]bool{time.Sunday: true}}
	for text, want := range map[string]string{
		"We will call you by end of day.":           "call by 18 17:30",
		"We will call you tomorrow.":                "call at 19 17:30",
		"We will call you within 3 working days.":   "call within 21 17:30",
		"We will call you within four working days": "call within 23 17:30",
	} {
		got := promise.Find(text, wednesday(t), india(t), o)
		if len(got) != 1 || said(got[0], india(t)) != want {
			t.Errorf("%q: %v, want %s", text, all(got, india(t)), want)
		}
	}
	for _, broken := range []promise.Options{{DayEnd: -time.Hour}, {DayEnd: 25 * time.Hour}, {Off: [7]bool{true, true, true, true, true, true, true}}} {
		got := promise.Find("We will call you by end of day.", wednesday(t), nil, broken)
		if len(got) != 1 || got[0].Due.Time().Hour() != 19 {
			t.Errorf("%+v: %+v", broken, got)
		}
	}
}
