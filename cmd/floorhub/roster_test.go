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

// says wants an exit status and all of some words in what was printed.
func says(t *testing.T, code, want int, said string, words ...string) {
	t.Helper()
	if code != want {
		t.Errorf("exit status %d, want %d", code, want)
	}
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("%q is not in\n%s", w, said)
		}
	}
}

// G-COV-01, G-COV-03: a roster comes from a calendar and is shown with its holes.
func TestRoster(t *testing.T) {
	g := govern(t)
	code, out, errs := g.floor("roster", "show", "--from", "2026-11-20", "--days", "1")
	says(t, code, exitDone, errs, "always covered")
	if strings.Count(out, "NO COVER") != 4 {
		t.Error(out)
	}

	path := lies(t, "week.ics", []byte(calendar))
	code, out, errs = g.floor("roster", "import", path)
	says(t, code, exitDone, out, "roster.slots: + day weekday, role primary, agent asha, window 07:00-15:00",
		"roster.slots: - day weekend, role primary, agent NO COVER", "roster.holidays: + 2026-12-25")
	says(t, code, exitDone, errs, "not taken: “Stand-up” does not say who is what", `"nemo", secondary on a weekday, is nobody on the team`)
	if strings.Contains(errs, `"asha"`) {
		t.Errorf("Asha is called a stranger: %s", errs)
	}
	code, _, errs = g.floor("roster", "import", path, "--set")
	says(t, code, exitUsage, errs, "--set needs --as and --reason")
	code, out, errs = g.floor("roster", "import", path, "--set", "--as", "Lena", "--reason", "The week as planned")
	says(t, code, exitDone, out+errs, "version 6 is in force")

	code, out, _ = g.floor("roster", "show", "--from", "2026-11-20", "--days", "2")
	says(t, code, exitDone, out, "Fri 2026-11-20  weekday  2026-11-20-0700  07:00-15:00  primary    asha", "10:00-19:00  secondary  nemo", "Sat 2026-11-21  weekend  NO COVER")

	// Back into a calendar that is the same roster.
	code, out, _ = g.floor("roster", "export", "--from", "2026-11-20")
	says(t, code, exitDone, out, "SUMMARY:primary: asha\r\n")
	code, out, errs = g.floor("roster", "import", lies(t, "again.ics", []byte(out)))
	says(t, code, exitDone, errs)
	if out != "" {
		t.Errorf("the same calendar changes %s", out)
	}
	code, _, errs = g.floor("roster", "import", lies(t, "no.ics", []byte("hello")))
	says(t, code, exitFailed, errs, "not a calendar")
}
