package hub

import (
	"log/slog"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/clock"
)

// clock returns the clock of a hub with this configuration. Without a [Local]
// the one clock that there is is believed: what it goes ahead has passed.
func (c *Config) clock() *clock.Steady {
	local := c.Local
	if local == nil {
		began := c.Now()
		local = func() (wall time.Time, mono time.Duration) {
			wall = c.Now()
			return wall, wall.Sub(began)
		}
	}
	return clock.NewSteady(local, func(m clock.Move) { tellMove(c.Logger, m) })
}

// tellMove writes one line about the wall clock.
func tellMove(to *slog.Logger, m clock.Move) {
	switch {
	case m.By != 0:
		to.Warn("the wall clock was moved; no clock of the floor goes by it before the hub is started again",
			slog.Duration("by", m.By), slog.Duration("ahead_of_the_floor", m.Off))
	case !m.Certain:
		to.Warn("the wall clock is behind the newest event of the log; time goes on from that event, and is uncertain until the wall clock has caught up",
			slog.Duration("behind", -m.Off))
	default:
		to.Info("the wall clock has caught up with the log; time is certain again")
	}
}

// glance returns hub time and leaves it as it is. It never runs backwards,
// because the clock went on from the newest event of the log (architecture,
// "Time is a value").
func (c *core) glance() chat.Instant { return max(c.last, c.clock.Now().At) }

// instant returns hub time for what is being decided: that of when it came. So
// what was due before that is staged before it, with the instant at which it
// was due, however long the deciding takes.
func (c *core) instant() chat.Instant {
	if c.at.IsZero() {
		c.last = c.glance()
	}
	c.last = max(c.last, c.at)
	return c.last
}

// now returns hub time for whoever is not on the loop.
func (h *Hub) now() chat.Instant { return h.core.clock.Now().At }

// certain reports whether hub time can be relied on.
func (c *core) certain() bool { return c.clock.Now().Certain }
