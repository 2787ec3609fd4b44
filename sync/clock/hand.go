package clock

import (
	"errors"
	"sync"
	"time"
)

// MostTurned is how far one call of [Hand.Turn] may turn the clock.
const MostTurned = 31 * 24 * time.Hour

// ErrTurn refuses to turn a clock back, or very far.
var ErrTurn = errors.New("a practice clock is turned forward, by 31 days at most")

// Hand turns both clocks of a machine forward, for practice and for tests: to
// whoever reads them by [Hand.Read] that much time has passed, and the wall clock
// was not moved. So a [Steady] on it fires what was due in between, each at its
// instant.
//
// It is for floors without customers only: what is turned on a machine that
// others rely on is a lie about when something happened.
type Hand struct {
	local Local

	mu sync.Mutex // guards by
	by time.Duration
}

// NewHand returns the clocks of local, turned forward by what they were turned
// before. A negative turn counts as none.
func NewHand(local Local, by time.Duration) *Hand { return &Hand{local: local, by: max(by, 0)} }

// Read is a [Local].
func (h *Hand) Read() (wall time.Time, mono time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	wall, mono = h.local()
	return wall.Add(h.by), mono + h.by
}

// Wall returns the wall clock, turned.
func (h *Hand) Wall() time.Time {
	wall, _ := h.Read()
	return wall
}

// Turn lets d pass at once. It fails with ErrTurn for what is not above zero or is
// more than MostTurned.
func (h *Hand) Turn(d time.Duration) error {
	if d <= 0 || d > MostTurned {
		return ErrTurn
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.by += d
	return nil
}

// By returns how far the clocks were turned in all. It never becomes less.
func (h *Hand) By() time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.by
}

// Turned says how far the hub's practice clock was turned in all, as the hub told it
// in an answer. What was learned from earlier answers is worth as much as before:
// it moves with it. The first thing heard about that moves nothing.
func (c *Clock) Turned(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ahead := by - c.turned
	known := c.turnKnown
	c.turned, c.turnKnown = by, true
	if !known || ahead == 0 {
		return
	}
	for i := range c.samples {
		c.samples[i].offset += ahead
	}
	c.guess += ahead
}
