package link

import "time"

// State is where a link is in its life; the package comment has the picture.
type State string

// The states.
const (
	Offline    State = "offline"     // waiting before the next attempt
	Dialing    State = "dialing"     // TCP, TLS and HTTP on their way
	Greeting   State = "greeting"    // connected, not welcomed yet
	CatchingUp State = "catching_up" // welcomed, missed events on their way
	Live       State = "live"        // nothing is known to be missing
	Refused    State = "refused"     // will not be tried again by itself
	Stopped    State = "stopped"     // Run is not running
)

// Connected reports whether messages may be sent in this state.
func (s State) Connected() bool { return s == CatchingUp || s == Live }

// Status is a state and how it came about.
type Status struct {
	State  State
	Reason Reason
	// Generation counts connections from 1; 0 before the first.
	Generation uint64
	// RetryAt is when the next attempt begins; zero unless Offline.
	RetryAt time.Time
}

// moveToDialing starts a generation.
func (l *Link) moveToDialing(r Reason) { l.move(Dialing, r, time.Time{}) }

// moveToGreeting says that the socket is open and hello is on its way.
func (l *Link) moveToGreeting(r Reason) { l.move(Greeting, r, time.Time{}) }

// moveToCatchingUp says that the hub accepted us, or that we fell behind.
func (l *Link) moveToCatchingUp(r Reason) { l.move(CatchingUp, r, time.Time{}) }

// moveToLive says that nothing is missing.
func (l *Link) moveToLive(r Reason) {
	if l.liveSince.IsZero() {
		l.liveSince = l.cfg.Now()
	}
	l.move(Live, r, time.Time{})
}

// moveToOffline says why there is no connection, and until when.
func (l *Link) moveToOffline(r Reason, retryAt time.Time) { l.move(Offline, r, retryAt) }

// moveToRefused says why there will be none.
func (l *Link) moveToRefused(r Reason) { l.move(Refused, r, time.Time{}) }

// moveToStopped is the last move.
func (l *Link) moveToStopped(r Reason) { l.move(Stopped, r, time.Time{}) }

// move is called from Run's goroutine only; the mutex is for Status.
func (l *Link) move(s State, r Reason, retryAt time.Time) {
	l.mu.Lock()
	l.status = Status{State: s, Reason: r, Generation: l.generation, RetryAt: retryAt}
	now := l.status
	l.mu.Unlock()
	l.cfg.Log.Info("link", "state", s, "code", r.Code, "reason", r.Words, "generation", now.Generation)
	l.cfg.Protocol.Moved(now)
}

// follow makes the link's state what the protocol says it is.
func (l *Link) follow(s State) {
	switch was := l.Status().State; {
	case s == was:
	case s == CatchingUp && was == Live:
		l.moveToCatchingUp(Reason{CodeBehind, "This desk fell behind; reading the floor again."})
	case s == CatchingUp:
		l.moveToCatchingUp(Reason{CodeWelcome, "Signed in; catching up."})
	case s == Live:
		l.moveToLive(Reason{CodeLive, "Live."})
	}
}
