package hub

import "sync"

// ears are those who want to know when there may be something new to read. The zero
// value has none. Its methods may be called from any goroutine, and never wait.
type ears struct {
	mu  sync.Mutex // guards all
	all map[chan struct{}]struct{}
}

// listen returns a channel that gets a value after each wake.
func (e *ears) listen() (ear chan struct{}, cancel func()) {
	ear = make(chan struct{}, 1)
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.all == nil {
		e.all = make(map[chan struct{}]struct{})
	}
	e.all[ear] = struct{}{}
	return ear, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.all, ear)
	}
}

// wake has everybody who listens look again.
func (e *ears) wake() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for ear := range e.all {
		select {
		case ear <- struct{}{}:
		default: // it has a wake-up waiting already
		}
	}
}
