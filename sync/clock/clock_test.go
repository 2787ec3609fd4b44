package clock

import (
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// desk is a pair of clocks that a test turns by hand.
type desk struct {
	wall time.Time
	mono time.Duration
}

func newDesk() (*desk, *Clock) {
	d := &desk{wall: time.UnixMilli(1_795_307_528_000), mono: time.Hour}
	return d, New(func() (time.Time, time.Duration) { return d.wall, d.mono })
}

// pass lets time go by, as both clocks see it.
func (d *desk) pass(t time.Duration) { d.wall, d.mono = d.wall.Add(t), d.mono+t }

// sleep suspends the machine: only the wall clock goes on.
func (d *desk) sleep(t time.Duration) { d.wall = d.wall.Add(t) }

// beat is a heartbeat with the given ways there and back; the hub's clock is
// ahead of the wall by ahead.
func (d *desk) beat(c *Clock, there, back, ahead time.Duration) bool {
	sent := c.Stamp()
	d.pass(there)
	hub := chat.InstantOf(d.wall.Add(ahead))
	d.pass(back)
	return c.Heard(sent, hub)
}

func TestBeforeTheFirstHeartbeatNothingIsKnown(t *testing.T) {
	d, c := newDesk()
	if now := c.Now(); now.Certain || now.At != chat.InstantOf(d.wall) {
		t.Errorf("%+v", now)
	}
	if _, ok := c.Age(); ok || !c.Stale() {
		t.Error("an age before the first heartbeat")
	}
}

func TestTheBestOfTheWindowCounts(t *testing.T) {
	d, c := newDesk()
	const ahead = 90 * time.Second
	d.beat(c, 4*time.Millisecond, 4*time.Millisecond, ahead)
	for range Window - 1 {
		d.beat(c, 5*time.Millisecond, 400*time.Millisecond, ahead)
		d.pass(time.Second)
	}
	now := c.Now()
	if off := now.At.Sub(chat.InstantOf(d.wall.Add(ahead))).Abs(); off > time.Millisecond || now.Error > 10*time.Millisecond {
		t.Errorf("off by %v, says %v", off, now.Error)
	}
	d.beat(c, 5*time.Millisecond, 400*time.Millisecond, ahead) // pushes the good one out
	if now = c.Now(); now.Error < 200*time.Millisecond {
		t.Errorf("says %v without a good answer", now.Error)
	}
}

// The truth always lies within the error, whatever the network does and
// although the two clocks drift.
func TestTheTruthLiesWithinTheError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, c := newDesk()
		ms := rapid.IntRange(0, 3_000)
		ppm := time.Duration(rapid.IntRange(-Drift, Drift).Draw(t, "drift"))
		begin := d.mono
		hub := func() time.Time {
			return d.wall.Add(time.Minute + (d.mono-begin)*ppm/1_000_000)
		}
		for range rapid.IntRange(1, 40).Draw(t, "beats") {
			sent := c.Stamp()
			d.pass(time.Duration(ms.Draw(t, "there")) * time.Millisecond)
			at := chat.InstantOf(hub())
			d.pass(time.Duration(ms.Draw(t, "back"))*time.Millisecond + 300*time.Microsecond)
			c.Heard(sent, at)
			d.pass(time.Duration(ms.Draw(t, "between")) * time.Millisecond)
			now := c.Now()
			if off := hub().Sub(now.At.Time()).Abs(); off > now.Error || !now.Certain {
				t.Fatalf("off by %v, says %v, certain %t", off, now.Error, now.Certain)
			}
		}
	})
}

func TestStaleAfterThreeSeconds(t *testing.T) { // D-15
	d, c := newDesk()
	d.beat(c, 0, 0, 0)
	d.pass(3 * time.Second)
	if age, ok := c.Age(); age != 3*time.Second || !ok || c.Stale() {
		t.Errorf("age %v %t, stale %t", age, ok, c.Stale())
	}
	d.pass(time.Millisecond)
	if !c.Stale() {
		t.Error("not stale after more than 3 s")
	}
	d.beat(c, 0, 0, 0)
	if c.Stale() {
		t.Error("stale after a heartbeat")
	}
}

func TestJumpsMakeTimeUncertainUntilTheNextHeartbeat(t *testing.T) {
	for name, move := range map[string]time.Duration{
		"suspended": 20 * time.Minute, "moved back": -time.Hour, "moved a little": 600 * time.Millisecond,
	} {
		t.Run(name, func(t *testing.T) {
			d, c := newDesk()
			d.beat(c, time.Millisecond, time.Millisecond, time.Second)
			early := c.Stamp()
			d.sleep(move)
			if c.Now().Certain {
				t.Error("certain after a jump")
			}
			if age, _ := c.Age(); age != max(move, 0) {
				t.Errorf("age %v", age)
			}
			d.pass(time.Millisecond)
			if c.Heard(early, chat.InstantOf(d.wall)) || c.Now().Certain {
				t.Error("an answer to a question from before the jump counts")
			}
			if !d.beat(c, time.Millisecond, time.Millisecond, time.Second) || !c.Now().Certain {
				t.Error("uncertain after a heartbeat")
			}
			if off := c.Now().At.Sub(chat.InstantOf(d.wall.Add(time.Second))).Abs(); off > 2*time.Millisecond {
				t.Errorf("off by %v", off)
			}
		})
	}
}

func TestSleepIsCountedInTheGuess(t *testing.T) {
	d, c := newDesk()
	d.beat(c, 0, 0, time.Second)
	d.sleep(time.Hour)
	now := c.Now()
	if off := now.At.Sub(chat.InstantOf(d.wall.Add(time.Second))).Abs(); off > 2*time.Millisecond || now.Certain {
		t.Errorf("off by %v, certain %t", off, now.Certain)
	}
}

func TestSlewIsNoJump(t *testing.T) {
	d, c := newDesk()
	d.beat(c, 0, 0, 0)
	for range 100 {
		d.pass(time.Second)
		d.sleep(400 * time.Millisecond)
		if !c.Now().Certain {
			t.Fatal("uncertain")
		}
	}
}

func TestAnswersThatAnswerNothingDoNotCount(t *testing.T) {
	d, c := newDesk()
	at := chat.InstantOf(d.wall)
	for name, ok := range map[string]bool{
		"from the future": c.Heard(c.Stamp()+1, at),
		"never a stamp":   c.Heard(0, at),
		"without a time":  c.Heard(c.Stamp(), 0),
	} {
		if ok || c.Now().Certain {
			t.Errorf("an answer %s counts", name)
		}
	}
}

func TestAHubThatIsNotSureMakesNobodySure(t *testing.T) {
	d, c := newDesk()
	d.beat(c, time.Millisecond, time.Millisecond, time.Second)
	c.Doubt()
	if now := c.Now(); now.Certain || now.At.Sub(chat.InstantOf(d.wall.Add(time.Second))).Abs() > 2*time.Millisecond {
		t.Errorf("%+v", now)
	}
	if !d.beat(c, time.Millisecond, time.Millisecond, time.Second) || !c.Now().Certain {
		t.Error("not sure although the hub is")
	}
}
