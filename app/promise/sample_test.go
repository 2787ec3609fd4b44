package promise_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/promise"
)

// sample is a text and what it promises: "kind basis day hour:minute" of each
// promise, or nothing for a near miss.
type sample struct{ text, want string }

func india(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Asia/Kolkata")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// wednesday is the now of the tables.
func wednesday(t testing.TB) chat.Instant {
	return chat.InstantOf(time.Date(2026, 11, 18, 11, 0, 0, 0, india(t)))
}

// said writes a promise as the tables do.
func said(p promise.Promise, loc *time.Location) string {
	s := string(p.Kind) + " " + string(p.Basis)
	if p.DueKnown {
		s += p.Due.Time().In(loc).Format(" 02 15:04")
	}
	return s
}

func all(ps []promise.Promise, loc *time.Location) []string {
	var ss []string
	for _, p := range ps {
		ss = append(ss, said(p, loc))
	}
	return ss
}

// TestTablesAreLargeEnough holds the tables to what was asked for: at least
// 300 sentences, half of them near misses, and each once. A third was held
// back before the rules; what floors teach since makes that share smaller.
func TestTablesAreLargeEnough(t *testing.T) {
	held := slices.Concat(heldOut, heldOutLater)
	every := slices.Concat(tuned, held)
	near, seen := 0, map[string]bool{}
	for _, s := range every {
		if s.want == "" {
			near++
		}
		if seen[s.text] {
			t.Errorf("twice: %q", s.text)
		}
		seen[s.text] = true
	}
	if len(every) < 300 || len(held) < 100 || len(held)*4 < len(every) || near*20 < len(every)*9 || near*20 > len(every)*11 {
		t.Errorf("%d sentences, %d held back, %d near misses", len(every), len(held), near)
	}
}

// figures counts promises: found ones have the right kind, exact ones also the
// right basis and the right due time.
type figures struct{ wanted, got, found, exact int }

func (g *figures) add(o figures) {
	g.wanted += o.wanted
	g.got += o.got
	g.found += o.found
	g.exact += o.exact
}

func (g figures) String() string {
	return fmt.Sprintf("%d promised, %d found; recall %.1f%%, precision %.1f%%, exact to the minute %.1f%%",
		g.wanted, g.got, share(g.found, g.wanted), share(g.found, g.got), share(g.exact, g.wanted))
}

func share(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// compare counts the promises that are in both lists, each once.
func compare(want, got []string) figures {
	g := figures{wanted: len(want), got: len(got)}
	kind := func(s string) string { k, _, _ := strings.Cut(s, " "); return k }
	match := func(same func(a, b string) bool) int {
		n, used := 0, make([]bool, len(got))
		for _, w := range want {
			for i, s := range got {
				if !used[i] && same(w, s) {
					used[i] = true
					n++
					break
				}
			}
		}
		return n
	}
	g.found = match(func(a, b string) bool { return kind(a) == kind(b) })
	g.exact = match(func(a, b string) bool { return a == b })
	return g
}

// measure reads a table and reports each line that is not as it should be.
func measure(t *testing.T, name string, table []sample) figures {
	t.Helper()
	var sum figures
	loc := india(t)
	for _, s := range table {
		var want []string
		if s.want != "" {
			want = strings.Split(s.want, "; ")
		}
		got := all(promise.Find(s.text, wednesday(t), loc, promise.Options{}), loc)
		g := compare(want, got)
		sum.add(g)
		if g.exact != g.wanted || g.exact != g.got {
			t.Logf("%s: %q\n\tpromises %q\n\tfound    %q", name, s.text, want, got)
		}
	}
	t.Logf("%s: %d sentences, %v", name, len(table), sum)
	return sum
}

// TestMeasure is D-11's measure: of all sentences, and of those that were held
// back, 95 of 100 promises are found, and 95 of 100 that are found are
// promises.
func TestMeasure(t *testing.T) {
	known := measure(t, "tuned", tuned)
	held := measure(t, "held out", heldOut)
	held.add(measure(t, "held out later", heldOutLater))
	demand(t, "tuned", known)
	demand(t, "both held out", held)
	whole := known
	whole.add(held)
	demand(t, "all", whole)
}

func demand(t *testing.T, name string, g figures) {
	t.Helper()
	t.Logf("%s: %v", name, g)
	if share(g.found, g.wanted) < 95 || share(g.found, g.got) < 95 || share(g.exact, g.wanted) < 90 {
		t.Errorf("%s: D-11 asks for 95 of 100, both found and right", name)
	}
}
