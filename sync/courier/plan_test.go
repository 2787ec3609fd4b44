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

// planned is a plan and what has to be true of it.
type planned struct {
	*rapid.T
	*plan
	now   time.Time
	order uint64
	out   map[*entry]bool
	left  map[string][]uint64 // by series: the orders that have not ended
}

const perTest, totalTest = 2, 3

func laneOf(e *entry) string { return e.destination() + "/" + e.series() }

func (p *planned) come(toWhom, series string) {
	p.order++
	e := &entry{Slip: Slip{Kind: Webhook, To: toWhom, Series: series, Order: p.order, Due: p.now}}
	p.left[laneOf(e)] = append(p.left[laneOf(e)], p.order)
	p.add(e)
}

func (p *planned) end(e *entry, ended, far bool) {
	if far {
		p.pause(e, p.now.Add(time.Second))
	}
	if ended {
		p.left[laneOf(e)] = p.left[laneOf(e)][1:]
	} else {
		e.Due = p.now.Add(3 * time.Second)
	}
	delete(p.out, e)
	p.back(e, ended)
}

func (p *planned) depart() {
	for e := p.next(p.now, perTest, totalTest); e != nil; e = p.next(p.now, perTest, totalTest) {
		if q := p.left[laneOf(e)]; q[0] != e.Order {
			p.Fatalf("%d went before %v", e.Order, q)
		}
		if p.out[e] || early(e.Due, p.now) || early(p.destinations[e.destination()].paused, p.now) {
			p.Fatalf("%d went twice, or early", e.Order)
		}
		p.out[e] = true
	}
	by := map[string]int{}
	for e := range p.out {
		by[e.destination()]++
		if by[e.destination()] > perTest {
			p.Fatal("too many at one destination")
		}
	}
	if len(p.out) > totalTest || p.running != len(p.out) {
		p.Fatalf("%d at a time, %d counted", len(p.out), p.running)
	}
}

func (p *planned) sleep() {
	nap := p.wait(p.now, perTest, totalTest)
	if nap < 0 || nap > longestNap {
		p.Fatalf("a nap of %v", nap)
	}
	p.now = p.now.Add(nap)
}

func (p *planned) step() {
	switch rapid.IntRange(0, 4).Draw(p.T, "what") {
	case 0, 1:
		p.come(fmt.Sprint(rapid.IntRange(0, 2).Draw(p.T, "to")), rapid.SampledFrom([]string{"", "a", "b"}).Draw(p.T, "series"))
	case 2:
		if len(p.out) > 0 {
			going := slices.SortedFunc(maps.Keys(p.out), func(a, b *entry) int { return cmp.Compare(a.Order, b.Order) })
			p.end(rapid.SampledFrom(going).Draw(p.T, "which"), rapid.Bool().Draw(p.T, "ended"), rapid.Bool().Draw(p.T, "far"))
		}
	case 3:
		p.sleep()
	case 4:
		p.hurry(p.now)
	}
	p.depart()
}

// Whatever comes, ends and fails in whatever order: no series is overtaken, no
// limit is passed, nothing begins early, and in the end nothing is left.
func TestPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &planned{T: t, plan: newPlan(), now: time.Unix(1_780_000_000, 0), out: map[*entry]bool{}, left: map[string][]uint64{}}
		for range rapid.IntRange(1, 120).Draw(t, "steps") {
			p.step()
		}
		for range 1000 {
			for e := range p.out {
				p.end(e, true, false)
			}
			p.sleep()
			p.depart()
		}
		for series, q := range p.left {
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
	add := func(order uint64) { p.add(&entry{Slip: Slip{Kind: Webhook, To: "x", Order: order, Due: now}}) }
	for _, order := range []uint64{2, 5, 3} {
		add(order)
	}
	for i, want := range []uint64{2, 1, 3, 5} {
		e := p.next(now, 1, 1)
		if e == nil || e.Order != want {
			t.Fatalf("%+v went, not %d", e, want)
		}
		if i == 0 {
			add(1) // undeliverable until now; it is not put before one on its way
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
