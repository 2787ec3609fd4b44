package hub

import (
	"sync"
	"time"

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

// revokedBye is what a desk is told whose agent was revoked.
var revokedBye = farewell{closePolicy, codeBadToken, "Your access to this floor was taken away."}

// revokedTime is how long a desk may take to be told that; then it is cut off, also
// where it reads nothing.
const revokedTime = 500 * time.Millisecond

// revoke disconnects every desk of an agent; nothing more is decided for them.
func (l *sessions) revoke(id chat.AgentID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for s := range l.all {
		if s.who.Agent == id {
			s.revoked.Store(true)
			s.kick(revokedBye)
			time.AfterFunc(revokedTime, func() { _ = s.conn.Close() }) // it is over either way
		}
	}
}
