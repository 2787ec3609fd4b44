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

// Window is a daily time of cover in minutes since midnight, From < To. It
// does not cross midnight.
type Window struct{ From, To int }

// String returns the window as the file writes it, such as "10:00-19:00".
func (w Window) String() string {
	return fmt.Sprintf("%02d:%02d-%02d:%02d", w.From/60, w.From%60, w.To/60, w.To%60)
}

// parseWindow reads "10:00-19:00".
func parseWindow(s string) (Window, error) {
	wrong := errors.New(`must be a window such as "10:00-19:00" that ends after it begins`)
	if len(s) != len("10:00-19:00") || s[5] != '-' {
		return Window{}, wrong
	}
	from, errFrom := time.Parse("15:04", s[:5])
	to, errTo := time.Parse("15:04", s[6:])
	if errFrom != nil || errTo != nil || !from.Before(to) {
		return Window{}, wrong
	}
	return Window{From: from.Hour()*60 + from.Minute(), To: to.Hour()*60 + to.Minute()}, nil
}
