package ical_test

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/sync/ical"
)

var from = time.Date(2026, time.November, 20, 12, 0, 0, 0, time.UTC) // a Friday

func edition(tb testing.TB) *policy.Edition {
	tb.Helper()
	ed, err := policy.ParseEdition(assets.DefaultPolicy)
	if err != nil {
		tb.Fatal(err)
	}
	return ed
}

// planned is an edition with a roster of all kinds.
func planned(tb testing.TB) *policy.Edition {
	ed := *edition(tb)
	ed.Holidays = []string{"2026-11-26", "2026-12-25", "2026-12-26"}
	ed.Roster = []policy.RosterSlot{
		{Day: policy.DayWeekday, Role: policy.RolePrimary, Agent: "asha"},
		{Day: policy.DayWeekday, Role: policy.RolePrimary, Agent: "rohan", Window: policy.Window{From: 22 * 60, To: 30 * 60}},
		{Day: policy.DayWeekday, Role: policy.RoleSecondary},
		{Day: policy.DayWeekend, Role: policy.RolePrimary},
		{Day: policy.DayHoliday, Role: policy.RoleBackup, Agent: "mira; dev, & co", Window: policy.Window{From: 600, To: 1140}},
	}
	return &ed
}

// A calendar program shows each slot on its days, without the holidays (G-COV-04).
func TestExport(t *testing.T) {
	got := string(ical.Export(planned(t), from))
	unfolded := strings.ReplaceAll(got, "\r\n ", "")
	for _, want := range []string{
		"BEGIN:VTIMEZONE\r\nTZID:Asia/Kolkata\r\n", "TZOFFSETTO:+0530\r\n",
		"SUMMARY:primary: asha\r\n", "DTSTART;TZID=Asia/Kolkata:20261120T100000\r\n", "DTEND;TZID=Asia/Kolkata:20261120T190000\r\n",
		"RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\n", "EXDATE;TZID=Asia/Kolkata:20261126T100000\r\n", "EXDATE;TZID=Asia/Kolkata:20261225T100000\r\n",
		"DTSTART;TZID=Asia/Kolkata:20261120T220000\r\n", "DTEND;TZID=Asia/Kolkata:20261121T060000\r\n",
		"SUMMARY:secondary: NO COVER\r\n", "RRULE:FREQ=WEEKLY;BYDAY=SA,SU\r\n", "EXDATE;TZID=Asia/Kolkata:20261226T100000\r\n",
		`SUMMARY:backup: mira\; dev\, & co`, "RDATE;TZID=Asia/Kolkata:20261225T100000\r\n",
		"DTSTART;VALUE=DATE:20261126\r\n", "DTEND;VALUE=DATE:20261127\r\n", "CATEGORIES:HOLIDAY\r\n",
	} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	for line := range strings.SplitSeq(got, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes: %s", len(line), line)
		}
	}
	if !bytes.Equal(ical.Export(planned(t), from), []byte(got)) {
		t.Error("the same roster is another file")
	}
}

// The turns of the clock are in the file, for programs that do not know the zone.
func TestExportOfAZoneThatTurns(t *testing.T) {
	ed := *planned(t)
	ed.Policy.Cover.Zone = "America/New_York"
	got := string(ical.Export(&ed, from))
	for _, want := range []string{
		"BEGIN:DAYLIGHT\r\nDTSTART:20260308T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\n",
		"BEGIN:STANDARD\r\nDTSTART:20261101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

// What is exported and imported again is the same roster.
func TestRoundTrip(t *testing.T) {
	shipped := edition(t)
	agents := rapid.OneOf(rapid.SampledFrom([]chat.AgentID{"", "", "asha", "o'neil, p; q\\r", "अशा", chat.AgentID(strings.Repeat("é", 80)), "primary: x", "(lead)"}))
	rapid.Check(t, func(rt *rapid.T) {
		ed := *shipped
		ed.Policy.Cover.Zone = rapid.SampledFrom([]string{"Asia/Kolkata", "America/New_York", "Australia/Lord_Howe"}).Draw(rt, "zone")
		ed.Roster, ed.Holidays = nil, nil
		for range rapid.IntRange(0, 8).Draw(rt, "slots") {
			s := policy.RosterSlot{
				Day: rapid.SampledFrom(policy.DayTypes()).Draw(rt, "day"), Role: rapid.SampledFrom(policy.Roles()).Draw(rt, "role"), Agent: agents.Draw(rt, "agent"),
			}
			if rapid.Bool().Draw(rt, "own") {
				s.Window.From = rapid.IntRange(0, 1439).Draw(rt, "from")
				s.Window.To = s.Window.From + rapid.IntRange(1, 1439).Draw(rt, "length")
			} else if rapid.Bool().Draw(rt, "cover's") {
				s.Window = ed.Policy.Cover.Window
			}
			ed.Roster = append(ed.Roster, s)
		}
		for i := range 30 {
			if rapid.IntRange(0, 5).Draw(rt, "holiday") == 0 {
				ed.Holidays = append(ed.Holidays, from.AddDate(0, 0, i-10).Format(time.DateOnly))
			}
		}
		got, err := ical.Import(ical.Export(&ed, from), &ed)
		if err != nil {
			rt.Fatal(err)
		}
		if !slices.Equal(got.Slots, ed.Roster) || !slices.Equal(got.Holidays, ed.Holidays) || len(got.Warnings) != 0 {
			rt.Fatalf("got  %+v\nwant %+v\n%v", got, ed.Roster, ed.Holidays)
		}
	})
}

// event is a calendar of one, as other programs write it.
func event(lines ...string) []byte {
	all := append([]string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example.com//EN", "BEGIN:VEVENT", "UID:1@example.com"}, lines...)
	return []byte(strings.Join(append(all, "END:VEVENT", "END:VCALENDAR", ""), "\r\n"))
}

// What people write in other programs is taken where it fits, and told where not.
func TestImport(t *testing.T) {
	const (
		start = "DTSTART;TZID=Asia/Kolkata:20261123T090000"
		end   = "DTEND;TZID=Asia/Kolkata:20261123T173000"
		week  = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
	)
	slot := func(day policy.DayType, role policy.Role, who chat.AgentID, w string) policy.RosterSlot {
		window, _ := policy.ReadWindow(w)
		return policy.RosterSlot{Day: day, Role: role, Agent: who, Window: window}
	}
	for _, c := range []struct {
		name     string
		lines    []string
		slots    []policy.RosterSlot
		holidays []string
		warning  string
	}{
		{"plain", []string{start, end, week, "SUMMARY:Primary: asha"}, []policy.RosterSlot{slot("weekday", "primary", "asha", "09:00-17:30")}, nil, ""},
		{"in brackets", []string{start, end, week, "SUMMARY:Asha (Lead)"}, []policy.RosterSlot{slot("weekday", "lead", "Asha", "09:00-17:30")}, nil, ""},
		{"by category", []string{start, end, week, "SUMMARY:asha", "CATEGORIES:Backup"}, []policy.RosterSlot{slot("weekday", "backup", "asha", "09:00-17:30")}, nil, ""},
		{"nobody", []string{start, end, week, "SUMMARY:primary - no cover"}, []policy.RosterSlot{slot("weekday", "primary", "", "09:00-17:30")}, nil, ""},
		{"each day", []string{start, end, "RRULE:FREQ=DAILY", "SUMMARY:lead: lena"}, []policy.RosterSlot{slot("weekday", "lead", "lena", "09:00-17:30"), slot("weekend", "lead", "lena", "09:00-17:30")}, nil, ""},
		{"the window of cover", []string{"DTSTART:20261123T100000", "DTEND:20261123T190000", week, "SUMMARY:lead: lena"}, []policy.RosterSlot{slot("weekday", "lead", "lena", "")}, nil, ""},
		{"in UTC", []string{"DTSTART:20261123T040000Z", "DTEND:20261123T120000Z", week, "SUMMARY:lead: lena"}, []policy.RosterSlot{slot("weekday", "lead", "lena", "09:30-17:30")}, nil, ""},
		{"in another zone", []string{"DTSTART;TZID=Europe/Berlin:20261123T050000", "DTEND;TZID=Europe/Berlin:20261123T130000", week, "SUMMARY:lead: lena"}, []policy.RosterSlot{slot("weekday", "lead", "lena", "09:30-17:30")}, nil, ""},
		{"over midnight", []string{"DTSTART:20261123T220000", "DTEND:20261124T060000", week, "SUMMARY:lead: lena"}, []policy.RosterSlot{slot("weekday", "lead", "lena", "22:00-06:00")}, nil, ""},
		{"holidays", []string{"DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227", "SUMMARY:Winter"}, nil, []string{"2026-12-24", "2026-12-25", "2026-12-26"}, ""},
		{"a holiday without an end", []string{"DTSTART;VALUE=DATE:20261224", "SUMMARY:Winter"}, nil, []string{"2026-12-24"}, ""},
		{"every other week", []string{start, end, week + ";INTERVAL=2", "SUMMARY:lead: lena"}, nil, nil, "cannot say"},
		{"Mondays", []string{start, end, "RRULE:FREQ=WEEKLY;BYDAY=MO", "SUMMARY:lead: lena"}, nil, nil, "cannot say"},
		{"for a while", []string{start, end, week + ";COUNT=5", "SUMMARY:lead: lena"}, nil, nil, "ends"},
		{"once", []string{start, end, "SUMMARY:lead: lena"}, nil, nil, "single days that are no holidays"},
		{"by nobody", []string{start, end, week, "SUMMARY:Stand-up"}, nil, nil, "does not say who is what"},
		{"by the program", []string{start, end, week, "SUMMARY:lead: @bot"}, nil, nil, "names nobody"},
		{"too long", []string{start, "DTEND;TZID=Asia/Kolkata:20261125T173000", week, "SUMMARY:lead: lena"}, nil, nil, "between a minute and a day"},
		{"backwards", []string{start, "DTEND;TZID=Asia/Kolkata:20261122T173000", week, "SUMMARY:lead: lena"}, nil, nil, "between a minute and a day"},
		{"without an end", []string{start, week, "SUMMARY:lead: lena"}, nil, nil, "has no end"},
		{"without a beginning", []string{week, "SUMMARY:lead: lena"}, nil, nil, "has no beginning"},
		{"cancelled", []string{start, end, week, "STATUS:CANCELLED", "SUMMARY:lead: lena"}, nil, nil, ""},
		{"a year of holidays", []string{"DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20270101", "SUMMARY:Free"}, nil, nil, "between a day and 31"},
		{"an unknown zone", []string{"DTSTART;TZID=Mars/Base:20261123T090000", end, week, "SUMMARY:lead: lena"}, nil, nil, "cannot be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ical.Import(event(c.lines...), edition(t))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Slots, c.slots) || !slices.Equal(got.Holidays, c.holidays) {
				t.Errorf("%+v", got)
			}
			if words := strings.Join(got.Warnings, " "); (words != "") != (c.warning != "") || !strings.Contains(words, c.warning) {
				t.Errorf("warnings %q, want %q", words, c.warning)
			}
		})
	}
}

func TestImportRefuses(t *testing.T) {
	for name, raw := range map[string][]byte{
		"nothing": nil, "a picture": {0x89, 'P', 'N', 'G'}, "half": []byte("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"),
		"large":       bytes.Repeat([]byte("X-A:b\r\n"), ical.MaxBytes),
		"a long line": event("SUMMARY:" + strings.Repeat("x", 20<<10)),
		"a long fold": event("SUMMARY:" + strings.Repeat("x\r\n ", 20<<10)),
		"many events": []byte("BEGIN:VCALENDAR\r\n" + strings.Repeat("BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", 2001) + "END:VCALENDAR\r\n"),
	} {
		if r, err := ical.Import(raw, edition(t)); !errors.Is(err, ical.ErrCalendar) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

// FuzzImport holds that whatever a file has, it is read or refused, within bounds, and
// that what was read can be a roster of a policy.
func FuzzImport(f *testing.F) {
	ed := planned(f)
	f.Add(ical.Export(ed, from))
	f.Add(event("DTSTART;VALUE=DATE:20261224", "SUMMARY:x"))
	f.Add(event("DTSTART;TZID=Asia/Kolkata:20261123T090000", "DTEND:20261123T173000Z", "RRULE:FREQ=DAILY", "SUMMARY:lead - lena"))
	f.Add([]byte("BEGIN:VCALENDAR\r\nX-FLOORWALKER-SLOT:1|holiday|lead||x\r\nEND:VCALENDAR\r\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := ical.Import(raw, ed)
		if err != nil {
			if !errors.Is(err, ical.ErrCalendar) {
				t.Errorf("%v", err)
			}
			return
		}
		for _, s := range got.Slots {
			w, ok := policy.ReadWindow(s.Window.String())
			if !s.Window.IsZero() && (!ok || w != s.Window) || !policy.ValidAgent(s.Agent) || !slices.Contains(policy.DayTypes(), s.Day) {
				t.Errorf("%+v", s)
			}
		}
		if len(got.Warnings) > 60 || len(got.Holidays) > 200 {
			t.Errorf("%d warnings, %d holidays", len(got.Warnings), len(got.Holidays))
		}
	})
}

func BenchmarkImport(b *testing.B) {
	ed := planned(b)
	raw := ical.Export(ed, from)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := ical.Import(raw, ed); err != nil {
			b.Fatal(err)
		}
	}
}
