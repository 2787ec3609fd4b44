package loop

import (
	"sync"
	"time"
)

// The bounds of a Merger's window. 50 ms is below what a reader notices; 400 ms
// is the slowest the wall may become when rendering cannot keep up.
const (
	WindowMin = 50 * time.Millisecond
	WindowMax = 400 * time.Millisecond
	// budget is how long one posted batch may hold the UI thread before it lets
	// input and painting in: half a frame at 60 Hz.
	budget = 8 * time.Millisecond
	// restFactor keeps merged rendering to about a fifth of the UI thread: after
	// a batch that took d, the next window is at least restFactor × d.
	restFactor = 4
)

// Timing is what a Merger needs of time. Real programs pass time.Now and
// time.AfterFunc; tests pass their own.
type Timing struct {
	// Now is read around renders to learn what they cost.
	Now func() time.Time
	// After runs f once, on any goroutine, when d has passed.
	After func(d time.Duration, f func())
}

// SystemTiming is the Timing of the running program.
func SystemTiming() Timing {
	return Timing{Now: time.Now, After: func(d time.Duration, f func()) { time.AfterFunc(d, f) }}
}

// Merger merges renders by key in front of a Loop. For one key at most one render
// is pending at any time; a later one replaces it, because renders pull the newest
// snapshot and running the older would be wasted. Renders run on the UI thread,
// those of one window in the order in which their keys first asked.
//
// All methods are safe from any goroutine and none waits.
type Merger[K comparable] struct {
	loop   Loop
	timing Timing

	mu      sync.Mutex // guards all below
	urgent  map[K]func()
	merged  map[K]func()
	order   []K // keys of merged, oldest first; may hold keys promoted since
	window  time.Duration
	armed   bool // a timer runs, or its batch waits in the loop
	stopped bool
}

// NewMerger makes a Merger that posts to l.
func NewMerger[K comparable](l Loop, timing Timing) *Merger[K] {
	return &Merger[K]{
		loop: l, timing: timing, window: WindowMin,
		urgent: map[K]func(){}, merged: map[K]func(){},
	}
}

// Urgent posts render now. If an urgent render of the same key still waits in the
// loop it is replaced; if a merged one waits for its window it is taken over.
func (m *Merger[K]) Urgent(key K, render func()) {
	m.mu.Lock()
	if m.stopped {
		m.mu.Unlock()
		return
	}
	delete(m.merged, key)
	_, posted := m.urgent[key]
	m.urgent[key] = render
	m.mu.Unlock()
	if !posted {
		m.loop.Post(func() { m.runUrgent(key) })
	}
}

// Later runs render at the end of the present window. If an urgent render of the
// key waits already, render replaces it there and comes sooner.
func (m *Merger[K]) Later(key K, render func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.stopped {
		return
	}
	if _, posted := m.urgent[key]; posted {
		m.urgent[key] = render
		return
	}
	if _, waiting := m.merged[key]; !waiting {
		m.order = append(m.order, key)
	}
	m.merged[key] = render
	m.arm()
}

// Stop drops what is pending; nothing runs after it returns except a render that
// the UI thread has already begun.
func (m *Merger[K]) Stop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stopped = true
	clear(m.urgent)
	clear(m.merged)
	m.order = nil
}

// Window is the present width of the merging window, WindowMin to WindowMax.
func (m *Merger[K]) Window() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.window
}

// arm starts the window's timer unless one runs; m.mu is held.
func (m *Merger[K]) arm() {
	if m.armed {
		return
	}
	m.armed = true
	m.timing.After(m.window, func() { m.loop.Post(m.runMerged) })
}

func (m *Merger[K]) runUrgent(key K) {
	m.mu.Lock()
	render := m.urgent[key]
	delete(m.urgent, key)
	m.mu.Unlock()
	if render != nil {
		render()
	}
}

// runMerged runs what the window gathered, within its budget; what does not fit
// waits for the next window, which the cost has widened.
func (m *Merger[K]) runMerged() {
	start := m.timing.Now()
	var spent time.Duration
	for spent < budget {
		render := m.takeMerged()
		if render == nil {
			break
		}
		render()
		spent = m.timing.Now().Sub(start)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.window = min(max(restFactor*spent, WindowMin), WindowMax)
	m.armed = false
	if len(m.merged) > 0 {
		m.arm()
	}
}

func (m *Merger[K]) takeMerged() func() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.order) > 0 {
		key := m.order[0]
		m.order = m.order[1:]
		if render, ok := m.merged[key]; ok {
			delete(m.merged, key)
			return render
		}
	}
	return nil
}
