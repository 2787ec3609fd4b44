package courier

import (
	"cmp"
	"container/heap"
	"slices"
	"time"
)

// horizon is the longest wait that a due time can rightly be away. One that is
// further off was written by a clock that has been set back since, and is due.
const horizon = 27 * time.Hour

// An entry is a pending parcel in memory.
type entry struct {
	Slip
	running bool
}

// A lane is the series of one destination: its first entry goes, the others
// wait for it.
type lane struct {
	to      *destination
	name    string
	queue   []*entry // by Order; never empty
	running bool
	index   int // in to.idle, or -1
}

func (l *lane) due() time.Time { return l.queue[0].Due }

// A destination has a limit and, when it is at fault, a pause.
type destination struct {
	lanes   map[string]*lane
	idle    lanes // those that nothing of is on its way
	running int
	paused  time.Time
}

// A plan says what goes next. Everything in it takes O(log n) of the series of
// a destination. It belongs to whoever holds the courier's lock.
type plan struct {
	destinations map[string]*destination
	running      int
}

func newPlan() *plan { return &plan{destinations: make(map[string]*destination)} }

// add puts an entry that waits into its lane, by its Order, though not before
// one that is on its way.
func (p *plan) add(e *entry) {
	d := p.destinations[e.destination()]
	if d == nil {
		d = &destination{lanes: make(map[string]*lane)}
		p.destinations[e.destination()] = d
	}
	l := d.lanes[e.series()]
	if l == nil {
		l = &lane{to: d, name: e.series(), queue: []*entry{e}, index: -1}
		d.lanes[l.name] = l
		heap.Push(&d.idle, l)
		return
	}
	from := 0
	if l.running {
		from = 1
	}
	at, _ := slices.BinarySearchFunc(l.queue[from:], e.Order, func(x *entry, order uint64) int {
		return cmp.Compare(x.Order, order)
	})
	l.queue = slices.Insert(l.queue, from+at, e)
	if !l.running {
		heap.Fix(&d.idle, l.index)
	}
}

// next returns an entry that may go now, marked as running, or nil.
func (p *plan) next(now time.Time, perDestination, total int) *entry {
	if p.running >= total {
		return nil
	}
	for _, d := range p.destinations {
		if d.running >= perDestination || len(d.idle) == 0 || early(d.paused, now) || early(d.idle[0].due(), now) {
			continue
		}
		l, _ := heap.Pop(&d.idle).(*lane)
		l.running = true
		d.running++
		p.running++
		l.queue[0].running = true
		return l.queue[0]
	}
	return nil
}

// back ends an entry's running: it goes again when it is due, or has ended and
// leaves the lane to the one behind it.
func (p *plan) back(e *entry, ended bool) {
	d := p.destinations[e.destination()]
	l := d.lanes[e.series()]
	e.running, l.running = false, false
	d.running--
	p.running--
	if ended {
		l.queue = slices.Delete(l.queue, 0, 1)
	}
	if len(l.queue) == 0 {
		delete(d.lanes, l.name)
		return
	}
	heap.Push(&d.idle, l)
}

// wait returns how long nothing can be due, at most the longest nap.
func (p *plan) wait(now time.Time, perDestination, total int) time.Duration {
	least := longestNap
	if p.running >= total {
		return least // an end wakes us
	}
	for _, d := range p.destinations {
		if d.running >= perDestination || len(d.idle) == 0 {
			continue
		}
		at := d.idle[0].due()
		if at.Before(d.paused) {
			at = d.paused
		}
		least = min(least, max(at.Sub(now), 0))
	}
	return least
}

// pause lets nothing go to the destination of e before the time. It never
// shortens a pause: what a receiver asked for holds although something that was
// on its way already has got through.
func (p *plan) pause(e *entry, until time.Time) {
	if d := p.destinations[e.destination()]; until.After(d.paused) {
		d.paused = until
	}
}

// resume ends the pause of the destination of e.
func (p *plan) resume(e *entry) { p.destinations[e.destination()].paused = time.Time{} }

// hurry makes everything due now.
func (p *plan) hurry(now time.Time) {
	for _, d := range p.destinations {
		d.paused = time.Time{}
		for _, l := range d.lanes {
			for _, e := range l.queue {
				if !e.running {
					e.Due = now
				}
			}
		}
		heap.Init(&d.idle)
	}
}

// moved says that the due time of a waiting entry has changed.
func (p *plan) moved(e *entry) {
	d := p.destinations[e.destination()]
	if l := d.lanes[e.series()]; !l.running {
		heap.Fix(&d.idle, l.index)
	}
}

// early reports whether it is too early for something that is due at a time.
func early(due, now time.Time) bool {
	d := due.Sub(now)
	return d > 0 && d <= horizon
}

// lanes is a heap: what is due first goes first, of two the older.
type lanes []*lane

func (h lanes) Len() int { return len(h) }

func (h lanes) Less(i, j int) bool {
	if a, b := h[i].due(), h[j].due(); !a.Equal(b) {
		return a.Before(b)
	}
	return h[i].queue[0].Order < h[j].queue[0].Order
}

func (h lanes) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push implements heap.Interface.
func (h *lanes) Push(x any) {
	l, _ := x.(*lane)
	l.index = len(*h)
	*h = append(*h, l)
}

// Pop implements heap.Interface.
func (h *lanes) Pop() any {
	last := len(*h) - 1
	l := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	l.index = -1
	return l
}
