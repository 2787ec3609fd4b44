package shelf

import (
	"testing"

	"floorwalker/app/record"
)

func TestMovedCountsRows(t *testing.T) {
	ids := func(s string) (out []record.ID) {
		for _, r := range s {
			out = append(out, record.ID(r))
		}
		return out
	}
	for _, c := range []struct {
		shown, latest string
		want          int
	}{
		{"", "", 0}, {"abc", "abc", 0}, {"abc", "xabc", 1}, {"abc", "ab", 1}, {"abc", "xbc", 2}, {"abc", "cab", 1}, {"", "ab", 2}, {"ab", "", 2},
	} {
		o := Order{Shown: ids(c.shown), Latest: ids(c.latest)}
		if got := o.Moved(); got != c.want {
			t.Errorf("%q instead of %q: %d moved, want %d", c.latest, c.shown, got, c.want)
		}
		if o.Settle(); o.Moved() != 0 {
			t.Errorf("%q instead of %q: settled, %d moved", c.latest, c.shown, o.Moved())
		}
	}
}
