package cover

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
)

// due returns when the roster changes who answers for the floor, and when the
// first question runs out; zero is never.
func (s *scene) due() (turn, until chat.Instant) {
	s.r = roster.Of(s.ed)
	was := s.f.Cover()
	for _, a := range was.Asks {
		if until.IsZero() || a.Until < until {
			until = a.Until
		}
	}
	if s.r.Written() {
		turn = s.turns(was)
	}
	return turn, until
}

func (s *scene) turns(was chat.Cover) chat.Instant {
	since := was.Since
	if since.IsZero() {
		if now, runs := s.r.ShiftAt(s.at); runs {
			return now.Start
		}
		return s.r.Next(s.at).Start
	}
	shift, runs := s.r.ShiftAt(since)
	switch {
	case runs && shift.ID != was.Shift, !runs && was.Shift != "":
		return since // The roster of today knows another shift at that time.
	case !runs:
		return s.r.Next(since).Start
	}
	if over := s.over(shift, was); over < shift.End && !s.asks(was.Agent) {
		return over
	}
	return shift.End
}

// over is when the place by which somebody answers for the floor ends, or the
// shift if they have none.
func (s *scene) over(shift roster.Shift, was chat.Cover) chat.Instant {
	at := was.Since
	slots := s.r.Slots(shift)
	for moved := true; moved; {
		moved = false
		for _, o := range slots {
			if o.Agent == was.Agent && o.Role == policy.Role(was.Role) && o.Start <= at && at < o.End {
				at, moved = o.End, true
			}
		}
	}
	if at == was.Since {
		return shift.End
	}
	return at
}

func (s *scene) asks(from chat.AgentID) bool {
	for _, a := range s.f.Cover().Asks {
		if a.From == from {
			return true
		}
	}
	return false
}
