package clock

import "time"

// Base is what a [Clock] knows, for a later process of the same run of the
// machine, which reads the same monotonic clock. It is worth as much after a
// restart as before: its error grows by [Drift] and by nothing else. After the
// machine was started again it is worth nothing, which its keeper has to see to.
type Base struct {
	// Offset is hub time since the epoch less monotonic time, as learned from the
	// best answer: at Heard, with half a round trip of Half.
	Offset time.Duration `json:"offset"`
	Heard  time.Duration `json:"heard"`
	Half   time.Duration `json:"half"`
	// Wall is the wall clock since the epoch less monotonic time.
	Wall time.Duration `json:"wall"`
	// Turned is what [Clock.Turned] was told last, if it was.
	Turned *time.Duration `json:"turned,omitempty"`
}

// Base returns what the clock knows; ok is false while time is uncertain.
func (c *Clock) Base() (b Base, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	wall, mono := c.look()
	best := c.best(mono)
	if best == nil || !c.certain {
		return Base{}, false
	}
	b = Base{Offset: best.offset, Heard: best.heard, Half: best.half, Wall: sinceEpoch(wall) - mono}
	if c.turnKnown {
		turned := c.turned
		b.Turned = &turned
	}
	return b, true
}

// Resume goes on by what a former process knew. It reports whether time is
// certain by that: not if the wall clock stands elsewhere than it should, for then
// somebody has moved it meanwhile, or it is not the same monotonic clock
// after all. It is called once, before the first answer; how old the wall is
// ([Clock.Age]) is not known by it.
func (c *Clock) Resume(b Base) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	wall, mono := c.look()
	if b.Heard < 0 || b.Heard > mono || b.Half < 0 || len(c.samples) > 0 {
		return false
	}
	if b.Turned != nil {
		c.turned, c.turnKnown = *b.Turned, true
	}
	if (sinceEpoch(wall) - mono - b.Wall).Abs() > Jump {
		c.guess, c.guessing = b.Offset, true
		return false
	}
	c.keep(sample{offset: b.Offset, heard: b.Heard, half: b.Half})
	c.certain = true
	return true
}

// best returns the answer with the least error now, nil if there is none.
func (c *Clock) best(mono time.Duration) *sample {
	var best *sample
	for i := range c.samples {
		if s := &c.samples[i]; best == nil || s.err(mono) < best.err(mono) {
			best = s
		}
	}
	return best
}
