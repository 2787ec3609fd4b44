package main

import (
	"strings"
	"testing"
)

// calendar is a week as somebody planned it elsewhere.
const calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.com//EN\r\n" +
	"BEGIN:VEVENT\r\nUID:1@example.com\r\nSUMMARY:Primary: asha\r\nDTSTART;TZID=Asia/Kolkata:20261123T070000\r\n" +
	"DTEND;TZID=Asia/Kolkata:20261123T150000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:2@example.com\r\nSUMMARY:Secondary: nemo\r\nDTSTART;TZID=Asia/Kolkata:20261123T100000\r\n" +
	"DTEND;TZID=Asia/Kolkata:20261123T190000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:3@example.com\r\nSUMMARY:Stand-up\r\nDTSTART:20261123T090000\r\nDTEND:20261123T091500\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:4@example.com\r\nSUMMARY:Winter\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\nEND:VEVENT\r\n" +
	"END:VCALENDAR\r\n"

// G-COV-01, G-COV-03: a roster comes from a calendar, is shown with its holes, and goes
// back into a calendar that is the same roster.
func TestRoster(t *testing.T) {
	g := govern(t)
	code, out, errs := g.floor("roster", "show", "--from", "2026-11-20", "--days", "1")
	if code != exitDone || !strings.Contains(errs, "always covered") || strings.Count(out, "NO COVER") != 4 {
		t.Errorf("%d %q %q", code, out, errs)
	}

	path := lies(t, "week.ics", []byte(calendar))
	code, out, errs = g.floor("roster", "import", path)
	for _, want := range []string{
		"roster.slots: + day weekday, role primary, agent asha, window 07:00-15:00", "roster.slots: - day weekend, role primary, agent NO COVER",
		"roster.holidays: + 2026-12-25",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if code != exitDone || !strings.Contains(errs, "not taken: “Stand-up” does not say who is what") || !strings.Contains(errs, `"nemo", secondary on a weekday, is nobody on the team`) || strings.Contains(errs, `"asha"`) {
		t.Errorf("%d %s", code, errs)
	}
	if code, _, errs = g.floor("roster", "import", path, "--set"); code != exitUsage || !strings.Contains(errs, "--set needs --as and --reason") {
		t.Errorf("%d %s", code, errs)
	}
	if code, out, errs = g.floor("roster", "import", path, "--set", "--as", "Lena", "--reason", "The week as planned"); code != exitDone || !strings.Contains(out, "version 5 is in force") {
		t.Fatalf("%d %s%s", code, out, errs)
	}

	code, out, _ = g.floor("roster", "show", "--from", "2026-11-20", "--days", "2")
	for _, want := range []string{"Fri 2026-11-20  weekday  2026-11-20-0700  07:00-15:00  primary    asha", "10:00-19:00  secondary  nemo", "Sat 2026-11-21  weekend  NO COVER"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if code != exitDone {
		t.Error(code)
	}

	code, out, _ = g.floor("roster", "export", "--from", "2026-11-20")
	if code != exitDone || !strings.Contains(out, "SUMMARY:primary: asha\r\n") {
		t.Errorf("%d\n%s", code, out)
	}
	if code, out, errs = g.floor("roster", "import", lies(t, "again.ics", []byte(out))); code != exitDone || out != "" {
		t.Errorf("the same calendar changes %d %q %q", code, out, errs)
	}
	if code, _, errs = g.floor("roster", "import", lies(t, "no.ics", []byte("hello"))); code != exitFailed || !strings.Contains(errs, "not a calendar") {
		t.Errorf("%d %s", code, errs)
	}
}
