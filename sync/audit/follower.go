package audit

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"floorwalker/sync/link"
)

// Follower reads one hub's audit stream while it is told to.
type Follower struct {
	cfg     Config
	client  *http.Client
	target  *url.URL      // nil if the address is none
	kick    chan struct{} // holds a value when there is something new to do
	skipped atomic.Uint64

	backoff link.Backoff // Run's goroutine's

	mu      sync.Mutex // guards all below
	token   string
	term    uint64 // 0 while nothing is to be read
	of      uint64 // the term that at and refused are of
	at      string // the position behind the last fact
	refused bool   // the hub does not want this token
	barred  bool   // a new token waits until its person is known
	cut     context.CancelFunc
}

// turn is one reading as it was begun. Its context ends when what it was begun
// for does not hold any more.
type turn struct {
	ctx   context.Context
	term  uint64
	token string
	at    string
}

// New returns a follower that does nothing until Run and Follow.
func New(cfg Config) *Follower {
	cfg.fill()
	f := &Follower{
		cfg: cfg, client: cfg.client(), kick: make(chan struct{}, 1), token: cfg.Token,
		backoff: link.Backoff{Random: cfg.Random},
	}
	target, err := address(cfg.URL)
	if err != nil { // the ordinary connection tells people
		cfg.Log.Warn("the audit stream cannot be read", "error", err)
	}
	f.target = target
	return f
}

// Follow reads the stream in the given term, or goes on reading it where it was
// in the same term; 0 stops reading and remembers where. It does not block.
func (f *Follower) Follow(term uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.barred && term != 0 {
		return
	}
	f.barred = false
	if term == f.term {
		return
	}
	f.term = term
	if term != 0 && term != f.of {
		f.of, f.at, f.refused = term, "", false
	}
	f.interrupt()
}

// SetToken replaces the agent's secret. Nothing is read with it before Follow
// has been told to stop and then to read: until the hub has said whose token it
// is, a Follow that comes is still about the person before, and somebody who is
// no lead must not even ask.
func (f *Follower) SetToken(token string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.token, f.term, f.at, f.refused, f.barred = token, 0, "", false, true
	f.interrupt()
}

// interrupt ends the present reading or wait. The caller holds the lock.
func (f *Follower) interrupt() {
	if f.cut != nil {
		f.cut()
	}
	select {
	case f.kick <- struct{}{}:
	default:
	}
}

// Skipped is how many lines were no facts.
func (f *Follower) Skipped() uint64 { return f.skipped.Load() }

// Run reads until ctx ends, then returns nil. It must not be called twice.
func (f *Follower) Run(ctx context.Context) error {
	defer f.client.CloseIdleConnections()
	for ctx.Err() == nil {
		t, ok := f.turn(ctx)
		if !ok {
			f.idle(ctx, nil)
			continue
		}
		began := f.cfg.Now()
		read, err := f.read(t)
		if read && f.cfg.Now().Sub(began) >= proof {
			f.backoff.Reset()
		}
		if f.ended(t, err) {
			continue
		}
		timer := time.NewTimer(f.backoff.Next())
		f.idle(ctx, timer.C)
		timer.Stop()
	}
	return nil
}

// turn begins a reading if there is one to do.
func (f *Follower) turn(ctx context.Context) (turn, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	select {
	case <-f.kick: // what it was about is seen here
	default:
	}
	if f.term == 0 || f.refused || f.target == nil {
		return turn{}, false
	}
	ctx, f.cut = context.WithCancel(ctx)
	return turn{ctx, f.term, f.token, f.at}, true
}

// idle waits for something to do, or until due.
func (f *Follower) idle(ctx context.Context, due <-chan time.Time) {
	select {
	case <-ctx.Done():
	case <-f.kick:
	case <-due:
	}
}

// ended draws the conclusion of a reading; it reports whether there is
// something else to do at once.
func (f *Follower) ended(t turn, err error) (over bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	over = t.ctx.Err() != nil
	f.cut()
	f.cut = nil
	if over {
		return true
	}
	f.cfg.Log.Debug("the audit stream is not read", "error", err)
	var status *StatusError
	if !errors.As(err, &status) {
		return false
	}
	switch status.Code {
	case http.StatusUnauthorized, http.StatusForbidden:
		f.refused = true
		return true
	case http.StatusBadRequest:
		f.at = ""
	}
	return false
}

// advance moves the position of a reading that still holds.
func (f *Follower) advance(t turn, at string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if t.ctx.Err() != nil {
		return false
	}
	f.at = at
	return true
}
