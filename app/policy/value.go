package policy

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"floorwalker/app/chat"
)

// value is one key of the file: how it is read into a Policy and written out.
// set is given what the TOML decoder made of it and returns, in words, why it
// will not do.
type value interface {
	set(raw any) error
	fmt.Stringer
}

// span is a duration written as "30s", "12m" or "2h".
type span struct {
	to       *time.Duration
	min, max time.Duration
}

func (v span) set(raw any) error {
	d, err := readSpan(raw, v.min, v.max)
	if err == nil {
		*v.to = d
	}
	return err
}

func (v span) String() string { return spanString(*v.to) }

func readSpan(raw any, low, high time.Duration) (time.Duration, error) {
	s, ok := raw.(string)
	if !ok {
		return 0, errors.New(`must be a time in quotes, such as "30s", "12m" or "2h"`)
	}
	d, err := time.ParseDuration(s)
	if err != nil || d%time.Millisecond != 0 {
		return 0, fmt.Errorf(`%q is not a time such as "30s", "12m" or "2h"`, s)
	}
	if d < low || d > high {
		return 0, fmt.Errorf("must be between %s and %s", spanString(low), spanString(high))
	}
	return d, nil
}

// spanString writes a duration without the zero units that Go adds.
func spanString(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// spans is a list of rising durations of fixed length.
type spans struct {
	to       []time.Duration
	min, max time.Duration
}

func (v spans) set(raw any) error {
	list, ok := raw.([]any)
	if !ok || len(list) != len(v.to) {
		return fmt.Errorf("must be a list of %s", count(len(v.to), "time"))
	}
	got := make([]time.Duration, len(list))
	for i, item := range list {
		d, err := readSpan(item, v.min, v.max)
		if err != nil {
			return err
		}
		if i > 0 && d <= got[i-1] {
			return errors.New("each time must be later than the one before")
		}
		got[i] = d
	}
	copy(v.to, got)
	return nil
}

func (v spans) String() string {
	words := make([]string, len(v.to))
	for i, d := range v.to {
		words[i] = spanString(d)
	}
	return strings.Join(words, " / ")
}

// number is a whole number with a unit.
type number struct {
	to       *int
	min, max int
	unit     string
}

func (v number) set(raw any) error {
	n, err := readNumber(raw, v.min, v.max)
	if err == nil {
		*v.to = n
	}
	return err
}

func (v number) String() string { return strings.TrimSpace(fmt.Sprintf("%d %s", *v.to, v.unit)) }

func readNumber(raw any, low, high int) (int, error) {
	n, ok := raw.(int64)
	if !ok {
		return 0, errors.New("must be a whole number")
	}
	if n < int64(low) || n > int64(high) {
		return 0, fmt.Errorf("must be between %d and %d", low, high)
	}
	return int(n), nil
}

// numbers is a list of rising whole numbers of fixed length.
type numbers struct {
	to       []int
	min, max int
	unit     string
}

func (v numbers) set(raw any) error {
	list, ok := raw.([]any)
	if !ok || len(list) != len(v.to) {
		return fmt.Errorf("must be a list of %s", count(len(v.to), "whole number"))
	}
	got := make([]int, len(list))
	for i, item := range list {
		n, err := readNumber(item, v.min, v.max)
		if err != nil {
			return err
		}
		if i > 0 && n <= got[i-1] {
			return errors.New("each number must be greater than the one before")
		}
		got[i] = n
	}
	copy(v.to, got)
	return nil
}

func (v numbers) String() string {
	words := make([]string, len(v.to))
	for i, n := range v.to {
		words[i] = fmt.Sprintf("%d %s", n, v.unit)
	}
	return strings.Join(words, " / ")
}

// score is a number between 0 and 1 with at most four decimals.
type score struct{ to *chat.Score }

func (v score) set(raw any) error {
	var f float64
	switch n := raw.(type) {
	case float64:
		f = n
	case int64:
		f = float64(n)
	default:
		return errors.New("must be a number between 0 and 1")
	}
	if !(f >= 0 && f <= 1) { // NaN is neither
		return errors.New("must be between 0 and 1")
	}
	if scaled := f * 10_000; math.Abs(scaled-math.Round(scaled)) > 1e-7 {
		return errors.New("must not have more than four decimals")
	}
	*v.to = chat.ScoreOfFloat(f)
	return nil
}

func (v score) String() string { return v.to.Exact() }

// term is a span or "same day".
type term struct {
	to       *Term
	min, max time.Duration
}

func (v term) set(raw any) error {
	if raw == sameDay {
		*v.to = Term{SameDay: true}
		return nil
	}
	d, err := readSpan(raw, v.min, v.max)
	if err != nil {
		return fmt.Errorf("%w, or %q", err, sameDay)
	}
	*v.to = Term{Within: d}
	return nil
}

func (v term) String() string { return v.to.String() }

// window is a daily time of cover. That of a slot may be empty, and may go over
// midnight.
type window struct {
	to   *Window
	slot bool
}

func (v window) set(raw any) error {
	s, ok := raw.(string)
	if ok && s == "" && v.slot {
		*v.to = Window{}
		return nil
	}
	w, err := parseWindow(s, v.slot)
	if err == nil {
		*v.to = w
	}
	return err
}

func (v window) String() string { return v.to.String() }

// text is a string that a check has to accept.
type text[S ~string] struct {
	to    *S
	check func(string) error
}

// line is a text of any kind of string.
func line[S ~string](to *S, check func(string) error) value { return text[S]{to, check} }

func (v text[S]) set(raw any) error {
	s, ok := raw.(string)
	if !ok {
		return errors.New("must be text in quotes")
	}
	if err := v.check(s); err != nil {
		return err
	}
	*v.to = S(s)
	return nil
}

func (v text[S]) String() string { return string(*v.to) }

func checkZone(s string) error {
	// Go reads "" as UTC and "Local" as whatever this machine has; neither
	// means the same on every desk.
	if s == "" || s == "Local" {
		return errors.New(`must be a time zone such as "Asia/Kolkata"`)
	}
	if _, err := time.LoadLocation(s); err != nil {
		return fmt.Errorf(`%q is not a time zone such as "Asia/Kolkata"`, s)
	}
	return nil
}

// count puts a number and a noun together.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
