package app

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/app/view"
)

// sightFacts is how many facts are kept of one chat.
const sightFacts = 50

// sight is what the audit has told about one chat.
type sight struct {
	known []chat.CommandID // the newest facts, by which a second telling is known
	now   []stretch        // by when it began
	log   []view.WatchFact // without names
}

// stretch is somebody who observes, on one desk or on several.
type stretch struct {
	agent chat.AgentID
	since chat.Instant
	desks int
}

// fold takes a fact. gone is when its agent was last seen to be offline: what
// they observed before then has ended, whether the hub lived to say so or not.
func (s *sight) fold(f *referee.AuditFact, gone chat.Instant) {
	if slices.Contains(s.known, f.ID) {
		return
	}
	s.known = last(append(s.known, f.ID))
	switch f.Kind {
	case referee.AuditObserved:
		s.observed(f, gone)
	case referee.AuditStopped:
		s.stopped(f, false)
	case referee.AuditSteppedIn:
		s.stopped(f, true)
	case referee.AuditWhispered:
		s.add(f, view.Whispered)
	case referee.AuditJoined:
		s.add(f, view.JoinedIn)
	case referee.AuditLeft:
		s.add(f, view.LeftAgain)
	}
}

func (s *sight) add(f *referee.AuditFact, did view.Watched) {
	s.log = last(append(s.log, view.WatchFact{Agent: f.Agent, Did: did, At: f.At}))
}

func (s *sight) observed(f *referee.AuditFact, gone chat.Instant) {
	i := s.find(f.Agent)
	if i >= 0 && s.now[i].since > gone {
		s.now[i].desks++
		return
	}
	if i >= 0 {
		s.now = slices.Delete(s.now, i, i+1)
	}
	s.now = append(s.now, stretch{f.Agent, f.At, 1})
	s.add(f, view.Observed)
}

// stopped ends an observation on one desk, or by a visible act on all of them:
// who serves a chat observes it nowhere. An end without a beginning is about
// what this desk must not know, and tells nothing.
func (s *sight) stopped(f *referee.AuditFact, stepped bool) {
	i := s.find(f.Agent)
	if i < 0 {
		return
	}
	if s.now[i].desks--; s.now[i].desks > 0 && !stepped {
		return
	}
	since := s.now[i].since
	s.now = slices.Delete(s.now, i, i+1)
	for j := range s.log {
		if l := &s.log[j]; l.Agent == f.Agent && l.Did == view.Observed && l.At == since && l.Until.IsZero() {
			l.Until, l.Stepped = max(f.At, l.At), stepped
		}
	}
}

func (s *sight) find(a chat.AgentID) int {
	return slices.IndexFunc(s.now, func(n stretch) bool { return n.agent == a })
}

// last bounds what is kept.
func last[T any](all []T) []T {
	if n := len(all) - sightFacts; n > 0 {
		return slices.Delete(all, 0, n)
	}
	return all
}
