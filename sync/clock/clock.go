package clock

import (
	"sync"
	"time"

	"floorwalker/app/chat"
)

const (
	// Window is how many heartbeats are remembered.
	Window = 16
	// Drift is how much two clocks may part, in parts per million: twice what
	// a poor quartz is allowed.
	Drift = 200
	// Jump is how far wall and monotonic clock may part between two looks.
	Jump = 500 * time.Millisecond
	// StaleAfter is the age without a heartbeat at which the wall says so (D-15).
	StaleAfter = 3 * time.Second
)

// resolution is the error that comes from whole milliseconds: half of one when
// the hub cut its time, half of one when an answer here is rounded.
const resolution = time.Millisecond

// Local reads the desk's two clocks at one moment: what the wall shows, and a
// monotonic time since any fixed moment, which must not be moved by anybody.
type Local func() (wall time.Time, mono time.Duration)

// Time is hub time as far as it is known.
type Time struct {
	At chat.Instant
	// Error is how far At may be off, either way; meaningless if not Certain.
	Error time.Duration
	// Certain is false before the first heartbeat and after the desk's clocks
	// jumped apart, until the next.
	Certain bool
}

// sample is one heartbeat.
type sample struct {
	offset time.Duration // hub time since the epoch minus local monotonic time
	heard  time.Duration // when, monotonic
	half   time.Duration // half the round trip
}

func (s sample) err(mono time.Duration) time.Duration {
	return s.half + resolution + (mono-s.heard)*Drift/1_000_000
}

// Clock estimates hub time.
type Clock struct {
	local Local

	mu      sync.Mutex // guards what follows
	samples []sample   // the newest Window, in no order once full
	oldest  int        // where the next one goes once full
	beat    time.Duration
	beaten  bool // beat has a meaning
	certain bool
	epoch   time.Duration // answers to questions asked before this do not count
	lost    time.Duration // slept through since beat
	// wall and mono are the last look, for jumps.
	wall time.Time
	mono time.Duration
	// guess is the last good offset; it serves while time is uncertain.
	guess    time.Duration
	guessing bool
	// turned is how far the hub says that its practice clock was turned.
	turned    time.Duration
	turnKnown bool
}

// New returns a clock that has heard nothing yet.
func New(local Local) *Clock {
	c := &Clock{local: local, samples: make([]sample, 0, Window)}
	c.wall, c.mono = local()
	c.epoch = c.mono
	return c
}

// Stamp returns what a question carries: local monotonic time in nanoseconds.
func (c *Clock) Stamp() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, mono := c.look()
	return int64(mono)
}

// Heard takes the answer to the question that carried sent. It reports whether
// the answer counts: one from the future, from before a jump, or with a sent
// that was never a stamp does not.
func (c *Clock) Heard(sent int64, hub chat.Instant) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, mono := c.look()
	asked := time.Duration(sent)
	if asked < c.epoch || asked > mono || hub.IsZero() {
		return false
	}
	half := (mono - asked) / 2
	// Hub time was cut to whole milliseconds; half of one is the middle.
	at := time.Duration(hub)*time.Millisecond + resolution/2
	c.keep(sample{offset: at - (asked + half), heard: mono, half: half})
	c.beat, c.beaten, c.certain, c.lost = mono, true, true, 0
	return true
}

func (c *Clock) keep(s sample) {
	if len(c.samples) < Window {
		c.samples = append(c.samples, s)
		return
	}
	c.samples[c.oldest] = s
	c.oldest = (c.oldest + 1) % Window
}

// Doubt says that the hub itself is not sure of its time, as it told in its last
// answer. It holds until the next answer that counts.
func (c *Clock) Doubt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.certain = false
}

// Now returns hub time. Without any heartbeat it is the wall clock's.
func (c *Clock) Now() Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	wall, mono := c.look()
	best := c.best(mono)
	switch {
	case best != nil:
		c.guess, c.guessing = best.offset, true
		return Time{At: instant(best.offset + mono), Error: best.err(mono), Certain: c.certain}
	case c.guessing:
		return Time{At: instant(c.guess + mono)}
	default:
		return Time{At: chat.InstantOf(wall)}
	}
}

func instant(d time.Duration) chat.Instant {
	return chat.Instant(d.Round(time.Millisecond) / time.Millisecond)
}

// Age returns the time since the last heartbeat; ok is false before the first.
func (c *Clock) Age() (age time.Duration, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, mono := c.look()
	return mono - c.beat + c.lost, c.beaten
}

// Stale reports whether the wall has to say that it may be old (D-15).
func (c *Clock) Stale() bool {
	age, ok := c.Age()
	return !ok || age > StaleAfter
}

// look reads the local clock and notices jumps. The wall's own monotonic part,
// which the standard library's values can carry, is not used: it is the wall
// that is to be compared.
func (c *Clock) look() (wall time.Time, mono time.Duration) {
	wall, mono = c.local()
	byWall := time.Duration(wall.UnixNano() - c.wall.UnixNano())
	apart := byWall - (mono - c.mono)
	c.wall, c.mono = wall, mono
	if apart.Abs() <= Jump {
		return wall, mono
	}
	if best := c.newest(); best != nil {
		c.guess, c.guessing = best.offset, true
	}
	if apart > 0 {
		// Probably a sleep. If somebody moved the wall clock forward instead,
		// the age is too high until the next heartbeat, which is the safe side.
		c.lost += apart
		c.guess += apart
	}
	c.samples, c.oldest = c.samples[:0], 0
	// A question from just before a sleep has the same stamp as the first
	// moment after it, hence the one.
	c.certain, c.epoch = false, mono+1
	return wall, mono
}

func (c *Clock) newest() *sample {
	var n *sample
	for i := range c.samples {
		if n == nil || c.samples[i].heard > n.heard {
			n = &c.samples[i]
		}
	}
	return n
}
