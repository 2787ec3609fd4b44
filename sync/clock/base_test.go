package clock

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

// again is a new process on the same run of the machine, with what the one before
// has kept.
func (d *desk) again(t interface{ Fatal(...any) }, b Base) (*Clock, bool) {
	raw, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	var kept Base
	if err := json.Unmarshal(raw, &kept); err != nil {
		t.Fatal(err)
	}
	c := New(func() (time.Time, time.Duration) { return d.wall, d.mono })
	return c, c.Resume(kept)
}

// TestRestartsOfflineLeaveTheTruthWithinTheError plays 10,000 desks that are offline
// for days, are started again and again, drift, and have their wall clocks moved: as
// long as time is called certain the truth lies within the error (A-64, D-04).
func TestRestartsOfflineLeaveTheTruthWithinTheError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for range 100 { // rapid plays a hundred times a hundred
			restartsOffline(t)
		}
	})
}

func restartsOffline(t *rapid.T) {
	d, c := newDesk()
	ppm := time.Duration(rapid.IntRange(-Drift, Drift).Draw(t, "drift"))
	begin := d.mono
	hub := func() time.Duration {
		return time.Duration(1_795_307_528_000)*time.Millisecond + (d.mono - begin) + (d.mono-begin)*ppm/1_000_000
	}
	sent := c.Stamp()
	d.pass(time.Duration(rapid.IntRange(0, 900).Draw(t, "there")) * time.Millisecond)
	at := chat.Instant(hub() / time.Millisecond)
	d.pass(time.Duration(rapid.IntRange(0, 900).Draw(t, "back")) * time.Millisecond)
	if !c.Heard(sent, at) {
		t.Fatal("not heard")
	}
	moved := false
	for range rapid.IntRange(1, 12).Draw(t, "steps") {
		kept, ok := c.Base()
		if ok == moved {
			t.Fatalf("a base %t, moved %t", ok, moved)
		}
		switch rapid.IntRange(0, 3).Draw(t, "step") {
		case 0:
			if !ok {
				continue
			}
			d.pass(time.Duration(rapid.IntRange(0, 8*3600).Draw(t, "away")) * time.Second)
			if c, ok = d.again(t, kept); !ok {
				t.Fatal("a restart alone makes time uncertain")
			}
		case 1:
			if !ok {
				continue
			}
			// Moved while no program ran.
			d.sleep(time.Duration(rapid.SampledFrom([]int{-3600, -601, -1, 1, 30, 3600}).Draw(t, "move")) * time.Second)
			if c, ok = d.again(t, kept); ok {
				t.Fatal("certain although the wall clock was moved")
			}
			moved = true
		case 2:
			d.sleep(time.Duration(rapid.SampledFrom([]int{-3600, -601, -1, 1, 30, 3600}).Draw(t, "move")) * time.Second)
			moved = true
		default:
			d.pass(time.Duration(rapid.IntRange(0, 24*3600).Draw(t, "offline")) * time.Second)
		}
		now := c.Now()
		if now.Certain == moved {
			t.Fatalf("certain %t, moved %t", now.Certain, moved)
		}
		if off := (hub() - time.Duration(now.At)*time.Millisecond).Abs(); now.Certain && off > now.Error {
			t.Fatalf("off by %s, says %s", off, now.Error)
		}
	}
}

// A base of another machine, of another run of it, or of nothing is not believed.
func TestABaseThatCannotBe(t *testing.T) {
	d, c := newDesk()
	if _, ok := c.Base(); ok {
		t.Error("a base before the first heartbeat")
	}
	d.beat(c, time.Millisecond, time.Millisecond, time.Second)
	good, ok := c.Base()
	if !ok {
		t.Fatal("no base after a heartbeat")
	}
	for name, change := range map[string]func(*Base){
		"from later":        func(b *Base) { b.Heard = d.mono + 1 },
		"from before":       func(b *Base) { b.Heard = -1 },
		"with no way":       func(b *Base) { b.Half = -1 },
		"of another wall":   func(b *Base) { b.Wall += Jump + 1 },
		"the other way too": func(b *Base) { b.Wall -= Jump + 1 },
	} {
		b := good
		change(&b)
		if next, ok := d.again(t, b); ok || next.Now().Certain {
			t.Errorf("%s: believed", name)
		}
	}
	if next, ok := d.again(t, good); !ok || !next.Now().Certain || next.Resume(good) {
		t.Error("a good one is not believed, or twice")
	} else if _, known := next.Age(); known || !next.Stale() {
		t.Error("the wall is as young as the clock")
	}
	c.Doubt()
	if _, ok := c.Base(); ok {
		t.Error("a base of a hub that is not sure")
	}
}

// A practice hub that was turned while the desk was away moves it at once.
func TestATurnIsKnownOverARestart(t *testing.T) {
	d, c := newDesk()
	c.Turned(time.Hour)
	d.beat(c, time.Millisecond, time.Millisecond, time.Hour)
	b, _ := c.Base()
	next, ok := d.again(t, b)
	next.Turned(9 * time.Hour)
	if off := next.Now().At.Sub(chat.InstantOf(d.wall.Add(9 * time.Hour))).Abs(); !ok || off > 3*time.Millisecond {
		t.Errorf("off by %s", off)
	}
}

// The next answer is worth more than what was kept.
func TestAnAnswerReplacesWhatWasKept(t *testing.T) {
	d, c := newDesk()
	d.beat(c, 300*time.Millisecond, 300*time.Millisecond, time.Second)
	b, _ := c.Base()
	d.pass(72 * time.Hour)
	next, _ := d.again(t, b)
	if e := next.Now().Error; e < 51*time.Second || e > 53*time.Second {
		t.Errorf("after 72 hours it is off by %s at most", e)
	}
	d.beat(next, time.Millisecond, time.Millisecond, time.Second)
	if e := next.Now().Error; e > 10*time.Millisecond {
		t.Errorf("after an answer it is off by %s", e)
	}
}
