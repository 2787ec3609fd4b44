package words_test

import (
	"errors"
	"testing"
	"time"

	"floorwalker/ui/words"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestParseDue(t *testing.T) {
	india := zone(t, "Asia/Kolkata")
	now := time.Date(2026, 11, 22, 14, 32, 8, 0, india) // a Sunday
	const form = "2006-01-02 15:04"
	for text, want := range map[string]string{
		"15:00":             "2026-11-22 15:00",
		"15.00":             "2026-11-22 15:00",
		"3pm":               "2026-11-22 15:00",
		"3:15 PM":           "2026-11-22 15:15",
		"9:30":              "2026-11-23 09:30", // the next 9:30
		"14:32":             "2026-11-23 14:32",
		"12 am":             "2026-11-23 00:00",
		"12pm":              "2026-11-23 12:00",
		"today 18:00":       "2026-11-22 18:00",
		"tomorrow 9:30":     "2026-11-23 09:30",
		"Tomorrow at 9:30":  "2026-11-23 09:30",
		"9:30 tomorrow":     "2026-11-23 09:30",
		"monday 10:00":      "2026-11-23 10:00",
		"Sun 10:00":         "2026-11-29 10:00",
		"24 Nov 15:00":      "2026-11-24 15:00",
		"  nov 24,  15:00 ": "2026-11-24 15:00",
		"24 November 15:00": "2026-11-24 15:00",
		"24 Nov 2027 15:00": "2027-11-24 15:00",
		"21 Nov 15:00":      "2027-11-21 15:00", // has passed this year
		"2026-11-24 15:00":  "2026-11-24 15:00",
		"in 30 min":         "2026-11-22 15:02",
		"2h":                "2026-11-22 16:32",
		"in 1 h 30 min":     "2026-11-22 16:02",
		"1h30m":             "2026-11-22 16:02",
		"in 2 days":         "2026-11-24 14:32",
	} {
		got, err := words.ParseDue(text, now)
		if err != nil || got.Format(form) != want || got.Location() != india {
			t.Errorf("%q: %v, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "   ", "soon", "25:00", "9:60", "13pm", "0pm", "tomorrow", "24 Nov", "today 9:00", "31 Feb 10:00", "24 Nov 2020 15:00",
		"2026-11-21 15:00", "2026-13-01 10:00", "in", "in 0 min", "2 houses", "someday 15:00", "15:00 16:00", "1 2 3 4 15:00", "कल 9:30",
		"24 Nov 99999 15:00", "99999999999999999999 min", "Nov 15:00",
	} {
		got, err := words.ParseDue(text, now)
		var no *words.DueError
		if !errors.As(err, &no) || no.Words == "" || no.Text != text {
			t.Errorf("%q: took %v, %v", text, got, err)
		}
	}
}

// A time that clocks skip is refused, and one that they pass twice is the first.
func TestParseDueWhereClocksChange(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	spring := time.Date(2026, 3, 28, 20, 0, 0, 0, berlin)
	if got, err := words.ParseDue("tomorrow 2:30", spring); err == nil {
		t.Errorf("took %v", got)
	}
	if got, err := words.ParseDue("tomorrow 3:30", spring); err != nil || got.Sub(spring) != 6*time.Hour+30*time.Minute {
		t.Errorf("%v, %v", got, err)
	}
	autumn := time.Date(2026, 10, 24, 20, 0, 0, 0, berlin)
	if got, err := words.ParseDue("tomorrow 10:00", autumn); err != nil || got.Sub(autumn) != 15*time.Hour {
		t.Errorf("%v, %v", got, err)
	}
}

// Whatever is written, a due time lies ahead, and what is refused says why.
func FuzzParseDue(f *testing.F) {
	now := time.Date(2026, 11, 22, 14, 32, 8, 0, time.UTC)
	for _, s := range []string{"15:00", "tomorrow 9:30", "24 Nov 15:00", "in 1 h 30 min", "3 pm", "29 Feb 10:00", "pm pm", "at at"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := words.ParseDue(text, now)
		if err == nil && got.Before(now.Truncate(time.Minute)) {
			t.Fatalf("%q: %v has passed", text, got)
		}
		if err != nil && err.Error() == "" {
			t.Fatalf("%q is refused without a word", text)
		}
	})
}

func TestParseDueKnowsTheCalendar(t *testing.T) {
	march := time.Date(2028, 3, 2, 9, 0, 0, 0, time.UTC)
	if got, err := words.ParseDue("29 Feb 10:00", march); err == nil {
		t.Errorf("took %v", got)
	}
	if got, err := words.ParseDue("29 Feb 2032 10:00", march); err != nil || got.Month() != time.February {
		t.Errorf("%v, %v", got, err)
	}
}
