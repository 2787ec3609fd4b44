package clock

import (
	"math/rand/v2"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// machine is what a hub runs on: a wall clock that anybody may move, and what
// has really passed.
type machine struct {
	wall time.Time
	mono time.Duration
}

func (m *machine) read() (time.Time, time.Duration) { return m.wall, m.mono }

// pass lets time go by; a machine that sleeps sees it on both clocks, too.
func (m *machine) pass(d time.Duration) { m.wall, m.mono = m.wall.Add(d), m.mono+d }

func (m *machine) move(d time.Duration) { m.wall = m.wall.Add(d) }

func newMachine(off time.Duration) *machine {
	return &machine{wall: time.UnixMilli(1_795_307_528_000).Add(off), mono: 77 * time.Hour}
}

// TestHubTimeGoesByWhatHasPassed lets somebody move the wall clock by up to ten
// minutes, again and again, in 10,000 runs (A-64, D-02): hub time is never off.
func TestHubTimeGoesByWhatHasPassed(t *testing.T) {
	for seed := range uint64(10_000) {
		rng := rand.New(rand.NewPCG(seed, 64))
		m := newMachine(0)
		moves, told := 0, 0
		s := NewSteady(m.read, func(Move) { told++ })
		began, passed := chat.InstantOf(m.wall), time.Duration(0)
		for range 1 + rng.IntN(20) {
			if d := time.Duration(rng.IntN(1201)-600) * time.Second; rng.IntN(2) == 0 && d != 0 {
				m.move(d)
				moves++
			} else {
				d := time.Duration(rng.IntN(90_000)) * time.Millisecond
				m.pass(d)
				passed += d
			}
			now := s.Now()
			if now.At != began.Add(passed) || !now.Certain {
				t.Fatalf("seed %d: %+v after %s", seed, now, passed)
			}
		}
		off, noticed := s.Off()
		if want := m.wall.Sub(began.Time()) - passed; off != want || noticed != moves || told != moves {
			t.Fatalf("seed %d: the wall clock is %s ahead, want %s; moved %d times, noticed %d, told %d", seed, off, want, moves, noticed, told)
		}
	}
}

// TestARestartIsNeverEarly starts a hub again after the wall clock was moved, in
// 10,000 runs: its time goes on behind the newest event, never ahead of the truth
// where the wall clock is behind, and says so for as long.
func TestARestartIsNeverEarly(t *testing.T) {
	for seed := range uint64(10_000) {
		rng := rand.New(rand.NewPCG(seed, 65))
		m := newMachine(0)
		newest := chat.InstantOf(m.wall)
		away := time.Duration(rng.IntN(600_000)) * time.Millisecond // no hub runs
		moved := time.Duration(rng.IntN(1_200_001)-600_000) * time.Millisecond
		m.pass(away)
		m.move(moved)
		s := NewSteady(m.read, nil)
		s.Continue(newest)
		behind := away + moved
		last := newest
		for passed := time.Duration(0); passed < 20*time.Hour; {
			now := s.Now()
			truth := newest.Add(away + passed)
			switch {
			case now.At < last:
				t.Fatalf("seed %d: it runs backwards", seed)
			case behind < -Jump && passed == 0 && now.Certain:
				t.Fatalf("seed %d: certain although the wall clock is %s behind the log", seed, -behind)
			case behind <= 0 && now.At > max(truth, newest.Add(passed+Jump)):
				t.Fatalf("seed %d: %s early", seed, now.At.Sub(truth))
			}
			last = now.At
			d := time.Duration(rng.IntN(3_600_000)) * time.Millisecond
			m.pass(d)
			passed += d
		}
		if now := s.Now(); !now.Certain && -behind < 10*time.Minute {
			t.Fatalf("seed %d: still uncertain after 20 h, the wall clock was %s behind", seed, -behind)
		}
	}
}

func TestTheWallClockCatchesUp(t *testing.T) {
	m := newMachine(-10 * time.Minute)
	var told []Move
	s := NewSteady(m.read, func(m Move) { told = append(told, m) })
	newest := chat.InstantOf(m.wall.Add(10 * time.Minute))
	s.Continue(newest)
	if now := s.Now(); now.At != newest || now.Certain || len(told) != 1 || told[0] != (Move{Off: -10 * time.Minute}) {
		t.Fatalf("%+v, told %+v", now, told)
	}
	m.pass(100 * time.Second) // it goes slower by one part in a hundred
	if now := s.Now(); now.At != newest.Add(99*time.Second) || now.Certain {
		t.Errorf("%s after 100 s", now.At.Sub(newest))
	}
	m.move(10 * time.Minute) // somebody sets it right
	now := s.Now()
	if now.At != chat.InstantOf(m.wall) || !now.Certain {
		t.Errorf("%+v when the wall clock is right", now)
	}
	if off, moves := s.Off(); off != 0 || moves != 1 {
		t.Errorf("off by %s, moved %d times", off, moves)
	}
	m.move(-time.Hour) // from here on nobody's clock is moved by that
	if got := s.Now(); got != now {
		t.Errorf("%+v, and then %+v", now, got)
	}
	if last := told[len(told)-1]; last.By != -time.Hour || !last.Certain {
		t.Errorf("told %+v", last)
	}
}

// TestALittleBehindIsNobodysFault: a restart within the same moment may read a
// clock that is some milliseconds behind the newest event.
func TestALittleBehindIsNobodysFault(t *testing.T) {
	m := newMachine(0)
	s := NewSteady(m.read, func(m Move) { t.Errorf("told %+v", m) })
	newest := chat.InstantOf(m.wall).Add(Jump)
	s.Continue(newest)
	m.pass(time.Second)
	if now := s.Now(); now.At != newest.Add(time.Second) || !now.Certain {
		t.Errorf("%+v", now)
	}
}

// TestTheNextProcessKnowsHowLongNoneRan moves the wall clock between two
// processes on one run of the machine, in 10,000 runs (A-64, D-02).
func TestTheNextProcessKnowsHowLongNoneRan(t *testing.T) {
	for seed := range uint64(10_000) {
		rng := rand.New(rand.NewPCG(seed, 66))
		m := newMachine(0)
		began, passed := chat.InstantOf(m.wall), time.Duration(0)
		s := NewSteady(m.read, nil)
		for range 1 + rng.IntN(4) {
			d := time.Duration(rng.IntN(3_600_000)) * time.Millisecond
			m.pass(d)
			passed += d
			newest := s.Now().At
			base, ok := s.Base()
			away := time.Duration(rng.IntN(3_600_000)) * time.Millisecond
			m.pass(away)
			passed += away
			off := m.wall.Sub(began.Time()) - passed
			m.move(time.Duration(rng.IntN(1201)-600)*time.Second - off) // ten minutes either way of the truth
			s = NewSteady(m.read, nil)
			if !ok || !s.Resume(base) {
				t.Fatalf("seed %d: it was not believed", seed)
			}
			s.Continue(newest)
			if now := s.Now(); now.At != began.Add(passed) || !now.Certain {
				t.Fatalf("seed %d: off by %s", seed, now.At.Sub(began.Add(passed)))
			}
		}
	}
}

func TestAClockThatWasBadlyWrongIsBelievedWhenItIsSetRight(t *testing.T) {
	m := newMachine(0)
	base, _ := NewSteady(m.read, nil).Base()
	m.move(Far + time.Millisecond)
	s := NewSteady(m.read, nil)
	if s.Resume(base) || s.Now().At != chat.InstantOf(m.wall) {
		t.Error("it goes on by a clock that somebody has set right")
	}
}

// Whoever stops the hub, puts the clock forward by an hour and starts it again gets no
// second call to a customer out of that: time is uncertain for as long (G-FU-06, A-64).
func TestAClockPutFarForwardIsDoubtedForTheGapOfACall(t *testing.T) {
	m := newMachine(0)
	base, _ := NewSteady(m.read, nil).Base()
	m.move(time.Hour)
	s := NewSteady(m.read, nil)
	s.Resume(base)
	m.pass(Doubt - time.Millisecond)
	if _, ok := s.Base(); ok || s.Now().Certain {
		t.Error("a clock that was put forward is believed at once, or left to the next hub")
	}
	again := NewSteady(m.read, nil) // a hub started once more knows the older base only
	if again.Resume(base); again.Now().Certain {
		t.Error("starting the hub once more makes time certain")
	}
	if m.pass(time.Millisecond); !s.Now().Certain {
		t.Error("the doubt does not end")
	}
}
