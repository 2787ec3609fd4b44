package policy

import (
	"errors"
	"fmt"
	"time"
)

// sameDay is how the file says "before cover ends today".
const sameDay = "same day"

// Term is the latest time for something: a span, or the end of cover on the
// same day.
type Term struct {
	// Within is the span; zero if SameDay.
	Within  time.Duration
	SameDay bool
}

// String returns the term as the file writes it.
func (t Term) String() string {
	if t.SameDay {
		return sameDay
	}
	return spanString(t.Within)
}

// Window is a daily time in minutes since the midnight of the day on which it
// begins: 0 <= From < 24 h, From < To <= From + 24 h. One that goes over midnight
// ends at more than 24 h.
type Window struct{ From, To int }

const minutesOfDay = 24 * 60

// IsZero reports whether it is no window at all.
func (w Window) IsZero() bool { return w == Window{} }

// Overnight reports whether it goes on after midnight.
func (w Window) Overnight() bool { return w.To > minutesOfDay }

// Overlaps reports whether two windows of one day have a minute in common.
func (w Window) Overlaps(o Window) bool { return w.From < o.To && o.From < w.To }

// String returns the window as the file writes it, such as "10:00-19:00", and
// nothing for none.
func (w Window) String() string {
	if w.IsZero() {
		return ""
	}
	to := w.To
	if w.Overnight() {
		to -= minutesOfDay
	}
	return fmt.Sprintf("%02d:%02d-%02d:%02d", w.From/60, w.From%60, to/60, to%60)
}

// parseWindow reads "10:00-19:00", "00:00-24:00", and if overnight "22:00-06:00".
func parseWindow(s string, overnight bool) (Window, error) {
	wrong := errors.New(`must be a window such as "10:00-19:00" that ends after it begins`)
	if overnight {
		wrong = errors.New(`must be a window such as "10:00-19:00", "22:00-06:00" or "00:00-24:00"`)
	}
	if len(s) != len("10:00-19:00") || s[5] != '-' {
		return Window{}, wrong
	}
	from, okFrom := readClock(s[:5])
	to, okTo := readClock(s[6:])
	switch {
	case !okFrom || !okTo || from == to || from == minutesOfDay:
		return Window{}, wrong
	case from < to:
		return Window{From: from, To: to}, nil
	case overnight:
		return Window{From: from, To: to + minutesOfDay}, nil
	}
	return Window{}, wrong
}

// ReadWindow reads a window as a slot may have it; ok is false for what is none.
func ReadWindow(s string) (w Window, ok bool) {
	w, err := parseWindow(s, true)
	return w, err == nil
}

// readClock reads "09:30" as minutes; "24:00" is the end of a day.
func readClock(s string) (int, bool) {
	if s == "24:00" {
		return minutesOfDay, true
	}
	t, err := time.Parse("15:04", s)
	return t.Hour()*60 + t.Minute(), err == nil
}
