package hub

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/clock"
	"floorwalker/sync/wire"
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
		to.Warn("the wall clock was moved; the clocks of the floor go by what has passed",
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

// tellTime writes hub time into a frame, and whether it can be relied on.
func (h *Hub) tellTime(f *wire.Frame) *wire.Frame {
	now, by := h.turnedNow()
	f.Now, f.Unsure, f.Turned = now.At, !now.Certain, by.Milliseconds()
	return f
}

// certain reports whether hub time can be relied on.
func (c *core) certain() bool { return c.clock.Now().Certain }

// clockKey is the credential under which a hub leaves where its time stands.
const clockKey = "clock"

// clockMark is hub time against the clock of one run of a machine.
type clockMark struct {
	Boot string        `json:"boot"`
	Base time.Duration `json:"base"` // see [clock.Steady.Base]
}

// resumeClock goes on from where the hub before this one stood, if that ran on
// this machine since it was started.
func (c *core) resumeClock(boot string, creds map[string][]byte) {
	var m clockMark
	if boot == "" || json.Unmarshal(creds[clockKey], &m) != nil || m.Boot != boot {
		return
	}
	if !c.clock.Resume(m.Base) {
		c.logger.Warn("the wall clock was set while no hub ran, so far that it is believed; where it was put forward, time is uncertain for a while", slog.Duration("if_more_than", clock.Far))
	}
}

// markClock leaves where time stands for the next hub on this machine.
func (c *core) markClock(ctx context.Context, boot string) error {
	base, certain := c.clock.Base()
	if boot == "" || !certain {
		return nil
	}
	raw, err := json.Marshal(clockMark{Boot: boot, Base: base})
	if err != nil {
		return err
	}
	return c.journal.PutCredential(ctx, clockKey, raw)
}
