package cover

import (
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Due returns the nearest instant at which time alone changes who answers for
// the floor; ok is false if nothing waits for time. It may lie in the past.
//
// A floor on which cover has never been said begins with the shift that runs now,
// or with the next; that is the only use of now.
func Due(f *chat.Floor, ed *policy.Edition, now chat.Instant) (at chat.Instant, ok bool) {
	s := scene{f: f, ed: ed, at: now}
	turn, until := s.due()
	switch {
	case turn.IsZero():
		return until, !until.IsZero()
	case until.IsZero():
		return turn, true
	}
	return min(turn, until), true
}

// Elapse returns what time alone has brought about at the nearest due instant,
// if that is not after now, stamped with that instant. The caller folds it and
// asks again until nothing comes back, for what has become due since may follow
// from it.
func Elapse(f *chat.Floor, now chat.Instant, ed *policy.Edition) []chat.Event {
	first := scene{f: f, ed: ed, at: now}
	turn, until := first.due()
	switch {
	case !turn.IsZero() && turn <= now && (until.IsZero() || turn <= until):
		s := facts{scene: at(f, ed, turn), cause: "turn:" + strconv.FormatInt(int64(turn), 10)}
		if was := f.Cover(); was.Shift == s.id() && s.runs && !was.Since.IsZero() {
			s.cause = "over:" + strconv.FormatInt(int64(turn), 10)
			s.over(was)
		} else {
			s.turn()
		}
		return s.list
	case !until.IsZero() && until <= now:
		s := facts{scene: at(f, ed, until), cause: "until:" + strconv.FormatInt(int64(until), 10)}
		s.expire()
		return s.list
	}
	return nil
}

// expire ends the questions whose time is over at s.at, and gives cover to who
// answers without one if nobody else does.
func (s *facts) expire() {
	was := s.f.Cover()
	open := false
	for _, a := range was.Asks {
		if a.Until <= s.at {
			s.close(a, "nobody answered in "+s.ed.Policy.Cover.Switch.String())
		} else {
			// A question for a break that was put while the rule's own ran may
			// not make the switch last longer.
			open = open || a.From == was.Agent && ByRule(a.Ask)
		}
	}
	if s.r.Written() && s.runs && !open && !s.stands(was) {
		s.fall("nobody accepted")
	}
}
