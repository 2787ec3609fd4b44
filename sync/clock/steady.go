package clock

import (
	"sync"
	"time"

	"floorwalker/app/chat"
)

// Slower is how much slower than the world hub time goes while the wall clock
// has not come to where the log is: one part in so many. Clocks that run
// meanwhile are late by that, and never early.
const Slower = 100

// Far is how far the wall clock may stand from where a former process of the same
// boot left hub time; beyond that somebody has set a clock right that was badly
// wrong, and the wall clock is believed.
const Far = 15 * time.Minute

// Doubt is for how long hub time is uncertain after a wall clock was believed that
// somebody put forward by more than [Far] while no hub ran: as long as the gap
// between two calls to one customer, which nobody may cut short in that way
// (G-FU-06, A-64).
const Doubt = time.Hour

// Move is what a [Steady] noticed about the wall clock.
type Move struct {
	// By is how far the wall clock was moved; 0 where it has caught up.
	By time.Duration
	// Off is the wall clock's time less hub time.
	Off time.Duration
	// Certain is what hub time is from now on.
	Certain bool
}

// Steady is hub time at its source. It begins with the wall clock and goes on
// by the time that has passed, so nobody who moves the wall clock makes a clock
// of the floor fire early or late.
//
// Its monotonic time must count what the machine slept through: a customer has
// waited through that too.
type Steady struct {
	local Local

	mu sync.Mutex // guards all below
	// base is hub time since the epoch less monotonic time.
	base time.Duration
	// off is the wall clock since the epoch less monotonic time, as it was at
	// the last look: slow changes are nobody's move.
	off time.Duration
	// behind says that the wall clock has been behind the log since it began;
	// looked is the monotonic time up to which base was corrected for that.
	behind bool
	looked time.Duration
	moves  int
	// doubt is the monotonic time until which a wall clock that was put far
	// forward while no hub ran is not trusted; see [Doubt].
	doubt time.Duration
	told  func(Move)
}

// NewSteady returns hub time that begins with the wall clock. told, which may
// be nil, is called where something is to be said about that, by whoever
// happened to look; it must not block, and must not ask this clock.
func NewSteady(local Local, told func(Move)) *Steady {
	s := &Steady{local: local, told: told}
	if s.told == nil {
		s.told = func(Move) {}
	}
	wall, mono := local()
	s.off = sinceEpoch(wall) - mono
	s.base, s.looked = s.off, mono
	return s
}

// Resume goes on from where a former process stood by the same monotonic clock:
// between the two the wall clock may have been moved too. base is what its Base
// returned. It reports whether that was believed; see [Far]. It is called once,
// before Continue.
func (s *Steady) Resume(base time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	by := s.off - base
	if by.Abs() > Far {
		if _, mono := s.local(); by > 0 {
			s.doubt = mono + Doubt
		}
		return false
	}
	s.base = base
	if by.Abs() > Jump {
		s.moves++
		s.told(Move{By: by, Off: by, Certain: true})
	}
	return true
}

// Base returns hub time less monotonic time, for a later process that reads the
// same monotonic clock; ok is false while time is uncertain.
func (s *Steady) Base() (base time.Duration, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.look()
	return s.base, s.certain()
}

// certain reports whether nothing speaks against what this clock says.
func (s *Steady) certain() bool {
	_, mono := s.local()
	return !s.behind && mono >= s.doubt
}

// Continue says which instant the log has come to. Hub time goes on from there:
// it never runs backwards. Where the wall clock is behind that, nobody knows
// for how long no hub ran, so time is uncertain until the wall clock has caught
// up. It is called once, before the time is used.
func (s *Steady) Continue(newest chat.Instant) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, mono := s.look()
	late := time.Duration(newest)*time.Millisecond - (s.base + mono)
	if late <= 0 {
		return
	}
	s.base += late
	if late <= Jump {
		return
	}
	s.behind, s.looked = true, mono
	s.told(Move{Off: s.off - s.base})
}

// Now returns hub time. Its error is that of a good quartz and is not counted.
func (s *Steady) Now() Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, mono := s.look()
	// Cut as [chat.InstantOf] cuts the wall clock: what is not over yet is not.
	return Time{At: chat.Instant((s.base + mono) / time.Millisecond), Certain: s.certain()}
}

// Off returns how far the wall clock is ahead of hub time, negative where it is
// behind, and how often it was moved.
func (s *Steady) Off() (off time.Duration, moves int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.look()
	return s.off - s.base, s.moves
}

// look reads the local clocks and notices what has become of the wall clock.
func (s *Steady) look() (wall time.Time, mono time.Duration) {
	wall, mono = s.local()
	off := sinceEpoch(wall) - mono
	by := off - s.off
	s.off = off
	if s.behind {
		s.catchUp(mono)
	}
	if by.Abs() <= Jump {
		return wall, mono
	}
	s.moves++
	s.told(Move{By: by, Off: s.off - s.base, Certain: s.certain()})
	return wall, mono
}

// catchUp lets hub time go slower until the wall clock has come to it.
func (s *Steady) catchUp(mono time.Duration) {
	s.base -= (mono - s.looked) / Slower
	// What the division has cut off is for the next time.
	s.looked = mono - (mono-s.looked)%Slower
	if s.off < s.base {
		return
	}
	s.base, s.behind = s.off, false
	s.told(Move{Certain: true})
}

func sinceEpoch(wall time.Time) time.Duration { return time.Duration(wall.UnixNano()) }
