package console

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/storage"
	"floorwalker/sync/clock"
)

// machineTime is a computer whose clocks a test turns.
type machineTime struct {
	wall time.Time
	mono time.Duration
}

func (m *machineTime) read() (time.Time, time.Duration) { return m.wall, m.mono }

func (m *machineTime) pass(d time.Duration) { m.wall, m.mono = m.wall.Add(d), m.mono+d }

// keeper is a desk's next process on that computer.
func (m *machineTime) keeper(t *testing.T, s *storage.Store, boot, hub string) *timekeeper {
	t.Helper()
	k := &timekeeper{clock: clock.New(m.read), store: s, boot: boot, hub: hub}
	k.resume()
	return k
}

// beat is an answer of the hub, whose clock is ahead.
func (m *machineTime) beat(c *clock.Clock) {
	sent := c.Stamp()
	m.pass(10 * time.Millisecond)
	c.Heard(sent, chat.InstantOf(m.wall.Add(time.Minute)))
}

func openStore(t *testing.T) *storage.Store {
	t.Helper()
	s, err := storage.Open(filepath.Join(t.TempDir(), "desk.db"), storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// A-64, D-04: time stays certain over a restart of the program with the hub gone, and
// over nothing else.
func TestTimeIsCertainOverARestart(t *testing.T) {
	for _, c := range []struct {
		name, boot, hub string
		away            func(*machineTime)
		certain         bool
	}{
		{"the program", "run 1", "a", func(m *machineTime) { m.pass(72 * time.Hour) }, true},
		{"the machine", "run 2", "a", func(m *machineTime) { m.pass(time.Minute); m.mono = time.Minute }, false},
		{"a moved wall clock", "run 1", "a", func(m *machineTime) { m.pass(time.Hour); m.wall = m.wall.Add(time.Hour) }, false},
		{"another hub", "run 1", "b", func(m *machineTime) { m.pass(time.Minute) }, false},
		{"a system without names", "", "a", func(m *machineTime) { m.pass(time.Minute) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := &machineTime{wall: time.UnixMilli(1_795_307_528_000), mono: 5 * time.Hour}
			s := openStore(t)
			k := m.keeper(t, s, "run 1", "a")
			m.beat(k.clock)
			k.keep(false)
			c.away(m)
			k = m.keeper(t, s, c.boot, c.hub)
			now := k.clock.Now()
			if now.Certain != c.certain {
				t.Fatalf("%+v", now)
			}
			if off := now.At.Sub(chat.InstantOf(m.wall.Add(time.Minute))).Abs(); c.certain && off > now.Error {
				t.Errorf("off by %s, says %s", off, now.Error)
			}
			if e := (HubClock{k.clock}).Error(); c.certain && (e < 50*time.Second || e > 55*time.Second) {
				t.Errorf("after three days it may be off by %s", e)
			}
		})
	}
}

// What is uncertain leaves nothing behind, and a desk that is offline writes nothing
// anew.
func TestWhatIsWorthKeeping(t *testing.T) {
	m := &machineTime{wall: time.UnixMilli(1_795_307_528_000), mono: 5 * time.Hour}
	s := openStore(t)
	k := m.keeper(t, s, "run 1", "a")
	kept := func() string {
		raw, _, err := s.Setting(clockName)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	if k.keep(true); kept() != "" {
		t.Error("it is kept before the hub has answered")
	}
	m.beat(k.clock)
	k.keep(false)
	was := kept()
	for _, c := range []struct {
		name string
		do   func()
		news bool
	}{
		{"nothing", func() { m.pass(time.Hour) }, false},
		{"an answer a moment later", func() {
			k.kept.Heard = m.mono // as if it had been kept just now
			m.beat(k.clock)
		}, false},
		{"an answer much later", func() { m.pass(2 * time.Minute); m.beat(k.clock) }, true},
		{"a clock that is slewed", func() { m.wall = m.wall.Add(150 * time.Millisecond) }, true},
		{"a practice hub that is turned", func() { k.clock.Turned(0); k.clock.Turned(8 * time.Hour) }, true},
		{"a clock that is moved", func() { m.wall = m.wall.Add(time.Hour) }, false},
	} {
		c.do()
		k.keep(false)
		if now := kept(); (now != was) != c.news {
			t.Errorf("%s: it is %q and was %q", c.name, now, was)
		}
		was = kept()
	}
}

func TestTheLastIsKeptAtTheEnd(t *testing.T) {
	m := &machineTime{wall: time.UnixMilli(1_795_307_528_000), mono: 5 * time.Hour}
	s := openStore(t)
	k := m.keeper(t, s, "run 1", "a")
	m.beat(k.clock)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	k.run(ctx)
	if next := m.keeper(t, s, "run 1", "a"); !next.clock.Now().Certain {
		t.Error("nothing is kept")
	}
}
