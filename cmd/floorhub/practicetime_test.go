package main

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/coverage"
)

// TestPracticeTime turns the clock of a floor that runs, and only of one that was
// started for it.
func TestPracticeTime(t *testing.T) {
	dir := t.TempDir()
	if code, _, errs := floorhub(t, "practice-time", "--data-dir", dir, "+8h"); code != exitFailed {
		t.Errorf("no hub runs: %d %q", code, errs)
	}
	s := serve(t, dir, "--practice-clock")
	s.post(`{"chat":"c1","turn":0,"from":"customer","text":"Where is my invoice?"}`)
	began := time.Now()
	code, out, errs := floorhub(t, "practice-time", "--data-dir", dir, "+8h")
	if code != exitDone || !strings.HasSuffix(out, "8h0m0s ahead of the world\n") {
		t.Fatalf("%d %q %q", code, out, errs)
	}
	at, err := time.Parse(time.RFC3339, strings.Fields(out)[2])
	if err != nil || at.Sub(began.Add(8*time.Hour)).Abs() > time.Minute {
		t.Errorf("it says %q: %v", out, err)
	}
	for _, by := range []string{"soon", "0s", "9999h"} {
		if code, _, errs := floorhub(t, "practice-time", "--data-dir", dir, by); code == exitDone {
			t.Errorf("turned by %s: %q", by, errs)
		}
	}
	if code := s.end(); code != exitDone {
		t.Fatal(code)
	}
	serve(t, dir)
	if code, _, errs := floorhub(t, "practice-time", "--data-dir", dir, "+8h"); code != exitFailed || !strings.Contains(errs, "cannot be turned") {
		t.Errorf("a floor without a practice clock: %d %q", code, errs)
	}
	if code, _, errs := floorhub(t, "serve", "--data-dir", t.TempDir(), "--no-practice", "--practice-clock", "--listen", "127.0.0.1:0"); code != exitUsage {
		t.Errorf("a practice clock without a practice floor: %d %q", code, errs)
	}
}

// TestCoverageIsPrintedByChatAndSecond (D-10, A-12).
func TestCoverageIsPrintedByChatAndSecond(t *testing.T) {
	const at = 1_795_408_200_000 // 10:00 in India
	f := coverage.Figures{
		Machine: coverage.Machine{Lines: 3, Judged: 2, Missed: []coverage.Unjudged{{Chat: "c\n1", Message: "m1", At: at}}},
		Eyes: coverage.Eyes{Due: 4, Seen: 2, Gaps: []coverage.Gap{
			{Chat: "c1", From: at + 120_000, To: at + 185_500, Since: at, Accountable: "asha"},
			{Chat: "c2", From: at + 180_000, To: at + 200_000, Since: at + 60_000, Rule: "frustration", Open: true},
		}},
	}
	var out strings.Builder
	zone := time.FixedZone("IST", 5*3600+1800)
	if err := printCoverage(&out, &f, zone); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		`not judged "c\n1" 10:00:00 line "m1"`,
		`not looked at "c1" 10:02:00 10:03:05 65 s since its start at 10:00:00, asha answered for the floor`,
		`not looked at "c2" 10:03:00 still 20 s since the alert frustration at 10:01:00, NO COVER`,
	} {
		if got := strings.Join(strings.Fields(strings.Split(out.String(), "\n")[i]), " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestCoverageOfARunningHub(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	s.post(`{"chat":"c1","turn":0,"from":"customer","text":"Where is my invoice?"}`)
	if code, _, errs := floorhub(t, "coverage", "--data-dir", dir, "--zone", "Asia/Kolkata"); code != exitDone || !strings.Contains(errs, "people looked in time") {
		t.Errorf("%d %q", code, errs)
	}
	if code, _, errs := floorhub(t, "coverage", "--data-dir", dir, "--zone", "Atlantis"); code == exitDone {
		t.Errorf("a zone that is none: %q", errs)
	}
}
