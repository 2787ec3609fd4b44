package feed

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
)

func TestHubTimeAndItsErrorComeFromHeartbeats(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		const ahead, delay = 90 * time.Second, 200 * time.Millisecond
		h.SetNow(func() time.Time { return time.Now().Add(ahead) })
		h.Delay(delay) // one way only: the worst that an estimate can meet
		d := open(t, h, nil)
		d.live(t, h, 5*time.Second)
		time.Sleep(5 * time.Second)
		now := d.feed.Clock().Now()
		off := now.At.Sub(chat.InstantOf(time.Now().Add(ahead))).Abs()
		if !now.Certain || off > now.Error || now.Error > delay/2+5*time.Millisecond {
			t.Errorf("off by %v, says %v, certain %t", off, now.Error, now.Certain)
		}
		if s := d.feed.Stats(); s.OddPongs != 0 {
			t.Errorf("%+v", s)
		}
	})
}

// A machine that was suspended knows less than it thinks: time is
// uncertain until the next heartbeat, and the slept time counts as age.
func TestSuspendedDeskIsUncertainUntilTheNextHeartbeat(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		begin, slept := time.Now(), make(chan time.Duration, 1)
		slept <- 0
		d := open(t, h, func(c *Config) {
			c.Local = func() (time.Time, time.Duration) {
				s := <-slept
				slept <- s
				return time.Now().Add(s), time.Since(begin)
			}
		})
		h.SetNow(func() time.Time {
			s := <-slept
			slept <- s
			return time.Now().Add(s)
		})
		d.live(t, h, time.Second)
		<-slept
		slept <- time.Hour
		c := d.feed.Clock()
		if age, _ := c.Age(); age < time.Hour || c.Now().Certain || !c.Stale() {
			t.Errorf("age %v, certain %t, stale %t", age, c.Now().Certain, c.Stale())
		}
		until(t, "certain again", 1500*time.Millisecond, func() bool { return c.Now().Certain && !c.Stale() })
		if off := c.Now().At.Sub(chat.InstantOf(time.Now().Add(time.Hour))).Abs(); off > 2*time.Millisecond {
			t.Errorf("off by %v", off)
		}
	})
}
