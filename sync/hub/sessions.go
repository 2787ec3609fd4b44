package hub

import (
	"sync"

	"floorwalker/app/chat"
)

// sessions are the desks that are connected now.
type sessions struct {
	mu  sync.Mutex // guards all
	all map[*session]struct{}
}

func (l *sessions) add(s *session) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil {
		l.all = make(map[*session]struct{})
	}
	l.all[s] = struct{}{}
}

func (l *sessions) remove(s *session) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.all, s)
}

// each calls visit for every desk; visit must not block.
func (l *sessions) each(visit func(*session)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for s := range l.all {
		visit(s)
	}
}

// endObserving audits the end of what all desks observe, as the hub ends.
func (l *sessions) endObserving() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for s := range l.all {
		s.endObserving()
	}
}

// revoke disconnects every desk of an agent.
func (l *sessions) revoke(id chat.AgentID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for s := range l.all {
		if s.who.Agent == id {
			s.kick(farewell{closePolicy, codeBadToken, "Your access to this floor was taken away."})
		}
	}
}
