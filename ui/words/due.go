package words

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// DueError says why a written time cannot be a due time, in words for people.
type DueError struct {
	Text  string // as it was written
	Words string
}

// Error implements error.
func (e *DueError) Error() string { return e.Words }

// dueExamples is what is always understood.
const dueExamples = "“15:00”, “tomorrow 9:30”, “24 Nov 15:00” or “in 2 h”"

func dueErrorf(text, format string, args ...any) error {
	return &DueError{text, fmt.Sprintf(format, args...)}
}

// ParseDue reads a due time as people write it: a time of day, with a day
// before it unless it is the next such time, or a length of time from now. It is
// meant in the zone of now. It fails with a [*DueError] for what it does not
// understand, for what has passed, and for a time that clocks skip on that day.
func ParseDue(text string, now time.Time) (time.Time, error) {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(text, ",", " ")))
	if len(words) == 0 {
		return time.Time{}, dueErrorf(text, "Write a time such as %s.", dueExamples)
	}
	if d, ok := parseLength(words); ok {
		return now.Add(d).Truncate(time.Minute), nil
	}
	hour, minute, rest, ok := clockTime(words)
	if !ok {
		if _, _, err := parseDay(words, now); err == nil {
			return time.Time{}, dueErrorf(text, "Add the time of day, such as “%s 10:00”.", strings.Join(words, " "))
		}
		return time.Time{}, dueErrorf(text, "Not understood. Write %s.", dueExamples)
	}
	day, fixed, err := parseDay(rest, now)
	if err != nil {
		return time.Time{}, dueErrorf(text, "Not understood: “%s”. Write %s.", strings.Join(rest, " "), dueExamples)
	}
	on := day
	due := at(on, hour, minute)
	if !due.After(now) {
		switch {
		case len(rest) == 0:
			on = day.AddDate(0, 0, 1) // the next time that clocks say so
		case !fixed:
			on = day.AddDate(1, 0, 0) // a date without a year is the next such date
		default:
			return time.Time{}, dueErrorf(text, "That time has passed.")
		}
		due = at(on, hour, minute)
	}
	switch {
	case len(rest) > 0 && on.Day() != day.Day(): // 29 February
		return time.Time{}, dueErrorf(text, "There is no such day next year. Add the year.")
	case due.Hour() != hour || due.Minute() != minute:
		return time.Time{}, dueErrorf(text, "There is no %d:%02d on that day: clocks are set forward.", hour, minute)
	}
	return due, nil
}

// at is a time of day on a day.
func at(day time.Time, hour, minute int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, day.Location())
}

var lengthPart = regexp.MustCompile(`^(\d{1,4})\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d)`)

// parseLength reads "in 30 min", "2 h" and "1h30m".
func parseLength(words []string) (time.Duration, bool) {
	if words[0] == "in" {
		words = words[1:]
	}
	s := strings.Join(words, " ")
	var d time.Duration
	for s != "" {
		m := lengthPart.FindStringSubmatch(s)
		if m == nil || len(s) > len(m[0]) && isLetter(s[len(m[0])]) {
			return 0, false
		}
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return 0, false
		}
		unit := time.Minute
		switch m[2][0] {
		case 'h':
			unit = time.Hour
		case 'd':
			unit = 24 * time.Hour
		}
		d += time.Duration(n) * unit
		s = strings.TrimSpace(s[len(m[0]):])
	}
	return d, d > 0
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }

var (
	clock24 = regexp.MustCompile(`^(\d{1,2})[:.](\d{2})$`)
	clock12 = regexp.MustCompile(`^(\d{1,2})(?:[:.](\d{2}))?(am|pm)$`)
)

// clockTime takes the time of day from the end of words, or from their
// beginning, and returns what is left.
func clockTime(words []string) (hour, minute int, rest []string, ok bool) {
	words = joinHalf(words)
	last := len(words) - 1
	if hour, minute, ok = timeOfDay(words[last]); ok {
		return hour, minute, slices.DeleteFunc(slices.Clone(words[:last]), isAt), true
	}
	if hour, minute, ok = timeOfDay(words[0]); ok {
		return hour, minute, words[1:], true
	}
	return 0, 0, nil, false
}

func isAt(w string) bool { return w == "at" }

// joinHalf writes "3 pm" as "3pm".
func joinHalf(words []string) []string {
	if i := slices.IndexFunc(words, func(w string) bool { return w == "am" || w == "pm" }); i > 0 {
		joined := append(slices.Clone(words[:i-1]), words[i-1]+words[i])
		return append(joined, words[i+1:]...)
	}
	return words
}

func timeOfDay(w string) (hour, minute int, ok bool) {
	if m := clock24.FindStringSubmatch(w); m != nil {
		hour, minute = number(m[1]), number(m[2])
		return hour, minute, hour < 24 && minute < 60
	}
	if m := clock12.FindStringSubmatch(w); m != nil {
		hour, minute = number(m[1]), number(m[2])
		ok = hour >= 1 && hour <= 12 && minute < 60
		hour %= 12
		if m[3] == "pm" {
			hour += 12
		}
		return hour, minute, ok
	}
	return 0, 0, false
}

// number reads a few digits; none are nought.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// parseDay reads "", "today", "tomorrow", a weekday, "24 Nov", "Nov 24", either
// with a year, or "2026-11-24". fixed says that no other year can be meant.
func parseDay(words []string, now time.Time) (day time.Time, fixed bool, err error) {
	switch len(words) {
	case 0:
		return now, false, nil
	case 1:
		return oneWordDay(words[0], now)
	case 2, 3:
		year := now.Year()
		if len(words) == 3 {
			if year = number(words[2]); year < 2000 || year > 9999 {
				return time.Time{}, false, errDay
			}
		}
		day, err = dayOfMonth(words[0], words[1], year, now.Location())
		return day, len(words) == 3, err
	}
	return time.Time{}, false, errDay
}

var errDay = &DueError{Words: "not a day"}

func oneWordDay(w string, now time.Time) (time.Time, bool, error) {
	switch w {
	case "today":
		return now, true, nil
	case "tomorrow":
		return now.AddDate(0, 0, 1), true, nil
	}
	for ahead := 1; ahead <= 7; ahead++ {
		next := now.AddDate(0, 0, ahead)
		name := strings.ToLower(next.Weekday().String())
		if w == name || w == name[:3] {
			return next, true, nil
		}
	}
	day, err := time.ParseInLocation(time.DateOnly, w, now.Location())
	if err != nil {
		return time.Time{}, false, errDay
	}
	return day, true, nil
}

func dayOfMonth(a, b string, year int, zone *time.Location) (time.Time, error) {
	if strings.Trim(a, "0123456789") != "" {
		a, b = b, a
	}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if b != name && b != name[:3] {
			continue
		}
		// Noon is on every day, whatever clocks do.
		if day := time.Date(year, m, number(a), 12, 0, 0, 0, zone); day.Month() == m && day.Day() == number(a) {
			return day, nil
		}
	}
	return time.Time{}, errDay
}
