package cover

import (
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

const hour = time.Hour

// Follow returns what follows from e for who answers for the floor. f is the
// floor after e was folded into it, ed the edition in force then: for a
// PolicyChanged that is the new one. The facts carry e's time. What time alone
// has brought about before e is for [Elapse], which is asked first. Facts of
// this package have no consequences, so the caller may pass them or not.
func Follow(f *chat.Floor, e *chat.Event, ed *policy.Edition) []chat.Event {
	if e.Chat != "" || strings.HasPrefix(string(e.ID), own) {
		return nil
	}
	s := facts{scene: at(f, ed, e.At), cause: string(e.ID)}
	who, concerns := subject(e.Body)
	if !concerns {
		return nil
	}
	if !s.r.Written() {
		s.unwritten()
		return s.list
	}
	was := f.Cover()
	_, anew := e.Body.(*chat.PolicyChanged)
	switch {
	case was.Since.IsZero() || was.Shift != s.id():
		s.turn()
	case !s.runs:
		s.unroster(was)
	case s.goesBack(was, who, anew):
	case s.stands(was):
		s.calm(was)
	case s.waits(was.Agent):
	default:
		s.leave(was, e.Body)
	}
	return s.list
}

// subject returns whom e is about, and whether cover may follow from it.
func subject(b chat.Body) (who chat.AgentID, concerns bool) {
	switch b := b.(type) {
	case *chat.PresenceChanged:
		return b.Agent, true
	case *chat.IdleChanged:
		return b.Agent, true
	case *chat.BreakBegan:
		return b.Agent, true
	case *chat.BreakEnded:
		return b.Agent, true
	case *chat.AgentRevoked:
		return b.Agent, true
	case *chat.AgentAdded:
		return b.Agent, true
	case *chat.ShiftStarted:
		return b.Agent, true
	case *chat.ShiftEnded:
		return b.Agent, true
	case *chat.CoverAnswered:
		// What a yes brings about is in the decision that it belongs to.
		return "", !b.Accepted
	case *chat.PolicyChanged, *chat.CoverChanged:
		return "", true
	}
	return "", false
}

// id is the id of the shift that runs, empty if none does.
func (s *scene) id() string {
	if s.runs {
		return s.shift.ID
	}
	return ""
}

// goesBack gives cover back to who has it by the roster, if they have just come
// back (who) or the roster was changed. Whoever else holds it by the roster
// keeps it.
func (s *facts) goesBack(was chat.Cover, who chat.AgentID, anew bool) bool {
	head, role := s.head()
	if was.Role == chat.Role(role) && slices.Contains(head, was.Agent) && s.stands(was) {
		return false
	}
	back := who
	if anew {
		back = s.firstThere(head)
	}
	if back == "" || back == was.Agent && was.Role == chat.Role(role) || !slices.Contains(head, back) || !s.there(back) {
		return false
	}
	s.change(choice{back, chat.Role(role), string(role) + " by the roster, and back"}, s.shift.ID)
	return true
}

// calm takes back the questions that were asked because somebody was away who is
// there again.
func (s *facts) calm(was chat.Cover) {
	for _, a := range was.Asks {
		if a.From == was.Agent && ByRule(a.Ask) {
			s.close(a, s.name(was.Agent)+" is back")
		}
	}
}

// leave follows who answered for the floor and is not there any more, and whose
// questions are all answered.
func (s *facts) leave(was chat.Cover, b chat.Body) {
	if b, ok := b.(*chat.BreakBegan); ok && b.Cover != "" && b.Cover != was.Agent && s.there(b.Cover) {
		s.change(choice{b.Cover, s.roleOf(b.Cover), "covers for " + s.name(was.Agent) + ", who is on a break"}, s.shift.ID)
		return
	}
	if _, no := b.(*chat.CoverAnswered); no {
		s.fall("nobody accepted")
		return
	}
	s.seek(was.Agent)
}

// unroster follows somebody who answers for the floor of their own will, while
// no shift runs: when they go, nobody does.
func (s *facts) unroster(was chat.Cover) {
	if was.Agent != "" && !s.there(was.Agent) {
		s.change(choice{why: s.nobody()}, "")
	}
}

// unwritten takes cover from whoever had it by a roster that is gone.
func (s *facts) unwritten() {
	if was := s.f.Cover(); was.Agent != "" || was.Shift != "" {
		s.change(choice{why: s.nobody()}, "")
	}
}
