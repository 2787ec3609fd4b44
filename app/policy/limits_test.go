package policy

import (
	"fmt"
	"testing"
	"time"
)

// limits is what a value of the file is taken at, and what is just outside.
type limits struct{ in, out []any }

// limitsOf returns those of a value, or nothing for a kind that has none.
func limitsOf(v value) limits {
	at := func(d time.Duration) any { return d.String() }
	ints := func(low, high int) limits {
		return limits{[]any{int64(low), int64(high)}, []any{int64(low) - 1, int64(high) + 1, float64(low), "1"}}
	}
	switch v := v.(type) {
	case span:
		return limits{[]any{at(v.min), at(v.max)}, []any{at(v.min - time.Millisecond), at(v.max + time.Millisecond), int64(30), "-" + v.min.String()}}
	case term:
		return limits{[]any{at(v.min), at(v.max), sameDay}, []any{at(v.min - time.Millisecond), at(v.max + time.Millisecond), "next day"}}
	case number:
		return ints(v.min, v.max)
	case score:
		return limits{[]any{0.0, 1.0, int64(1), 0.9999}, []any{-0.0001, 1.0001, 0.99999, "0.5"}}
	case flag:
		return limits{[]any{true, false}, []any{"true", int64(1)}}
	}
	return limits{}
}

// Each number of the file is taken up to its limits and not a millisecond, or one,
// beyond them; what is refused leaves what was there.
func TestLimits(t *testing.T) {
	tried := 0
	for _, f := range fields(new(Edition)) {
		l := limitsOf(f.value)
		for _, raw := range l.in {
			tried++
			if err := f.value.set(raw); err != nil {
				t.Errorf("%s refuses %v: %v", f.key, raw, err)
			}
		}
		was := exactly(f.value)
		for _, raw := range l.out {
			if err := f.value.set(raw); err == nil {
				t.Errorf("%s takes %v", f.key, raw)
			}
		}
		if now := exactly(f.value); now != was {
			t.Errorf("%s was %s and is %s after what it refused", f.key, was, now)
		}
	}
	if tried < 150 {
		t.Errorf("only %d values were tried", tried)
	}
}

// Lists of fixed length rise, and keep to their limits in each place.
func TestRisingLists(t *testing.T) {
	for _, f := range fields(new(Edition)) {
		var (
			length int
			item   func(int) any
		)
		switch v := f.value.(type) {
		case spans:
			length, item = len(v.to), func(i int) any { return (v.min + time.Duration(i)*time.Second).String() }
		case numbers:
			length, item = len(v.to), func(i int) any { return int64(v.min + i) }
		default:
			continue
		}
		raw := make([]any, length)
		for i := range raw {
			raw[i] = item(i)
		}
		if err := f.value.set(raw); err != nil {
			t.Errorf("%s refuses %v: %v", f.key, raw, err)
		}
		for what, bad := range map[string][]any{
			"fewer": raw[1:], "more": append(append([]any{}, raw...), item(length)), "equal": append(append([]any{}, raw[:length-1]...), raw[length-2]),
			"below": append([]any{item(-1)}, raw[1:]...),
		} {
			if err := f.value.set(bad); err == nil {
				t.Errorf("%s takes %s: %v", f.key, what, fmt.Sprint(bad))
			}
		}
	}
}
