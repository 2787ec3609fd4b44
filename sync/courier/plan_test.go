package courier

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Whatever comes, ends and fails in whatever order: no series is overtaken, no
// limit is passed, nothing begins early, and in the end nothing is left.
func TestPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const per, total = 2, 3
		p := newPlan()
		now := time.Unix(1_780_000_000, 0)
		out := map[*entry]bool{}
		left := map[string][]uint64{} // by series: the orders that have not ended
		order := uint64(0)
		name := func(e *entry) string { return e.destination() + "/" + e.series() }
		depart := func() {
			for {
				e := p.next(now, per, total)
				if e == nil {
					break
				}
				if q := left[name(e)]; q[0] != e.Order {
					t.Fatalf("%d went before %v", e.Order, q)
				}
				if out[e] || early(e.Due, now) {
					t.Fatalf("%d went twice, or early", e.Order)
				}
				out[e] = true
			}
			by := map[string]int{}
			for e := range out {
				by[e.destination()]++
				if by[e.destination()] > per {
					t.Fatal("too many at one destination")
				}
			}
			if len(out) > total || p.running != len(out) {
				t.Fatalf("%d at a time, %d counted", len(out), p.running)
			}
		}
		end := func(e *entry, ended bool, far bool) {
			if far {
				p.pause(e, now.Add(time.Second))
			}
			if ended {
				left[name(e)] = left[name(e)][1:]
			} else {
				e.Due = now.Add(3 * time.Second)
			}
			delete(out, e)
			p.back(e, ended)
		}
		for range rapid.IntRange(1, 120).Draw(t, "steps") {
			switch rapid.IntRange(0, 4).Draw(t, "what") {
			case 0, 1:
				order++
				e := &entry{Slip: Slip{
					Kind: Webhook, To: fmt.Sprint(rapid.IntRange(0, 2).Draw(t, "to")),
					Series: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "series"), Order: order, Due: now,
				}}
				left[name(e)] = append(left[name(e)], order)
				p.add(e)
			case 2:
				if len(out) > 0 {
					going := slices.SortedFunc(maps.Keys(out), func(a, b *entry) int { return cmp.Compare(a.Order, b.Order) })
					end(rapid.SampledFrom(going).Draw(t, "which"), rapid.Bool().Draw(t, "ended"), rapid.Bool().Draw(t, "far"))
				}
			case 3:
				wait := p.wait(now, per, total)
				if wait < 0 || wait > longestNap {
					t.Fatalf("a nap of %v", wait)
				}
				now = now.Add(wait)
			case 4:
				p.hurry(now)
			}
			depart()
		}
		for range 10_000 {
			for e := range out {
				end(e, true, false)
			}
			now = now.Add(p.wait(now, per, total))
			depart()
			if len(out) == 0 {
				break
			}
		}
		for series, q := range left {
			if len(q) > 0 {
				t.Fatalf("%s was left with %v", series, q)
			}
		}
		for _, d := range p.destinations {
			if len(d.lanes) != 0 || d.running != 0 {
				t.Fatalf("a lane is left: %+v", d)
			}
		}
	})
}

func TestWhatGoesAgainGoesInItsPlace(t *testing.T) {
	p := newPlan()
	now := time.Unix(1_780_000_000, 0)
	for _, order := range []uint64{2, 5, 3, 1} { // 1 and 3 were undeliverable
		p.add(&entry{Slip: Slip{Kind: Webhook, To: "x", Order: order, Due: now}})
	}
	for want := uint64(1); want <= 5; want++ {
		if want == 4 {
			continue
		}
		e := p.next(now, 1, 1)
		if e == nil || e.Order != want {
			t.Fatalf("%+v went, not %d", e, want)
		}
		if want == 3 {
			p.add(&entry{Slip: Slip{Kind: Webhook, To: "x", Order: 1, Due: now}}) // not before one on its way
			p.back(e, true)
			if e = p.next(now, 1, 1); e.Order != 1 {
				t.Fatalf("%d went", e.Order)
			}
		}
		p.back(e, true)
	}
}

// BenchmarkPlan is one departure and its end among 10,000 series.
func BenchmarkPlan(b *testing.B) {
	p := newPlan()
	now := time.Unix(1_780_000_000, 0)
	for i := range 10_000 {
		p.add(&entry{Slip: Slip{Kind: Mail, To: fmt.Sprint(i), Order: uint64(i), Due: now}})
	}
	for b.Loop() {
		e := p.next(now, 4, 16)
		e.Due = e.Due.Add(time.Nanosecond)
		p.back(e, false)
		now = now.Add(time.Nanosecond)
	}
}
