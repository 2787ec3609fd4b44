package link

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Errors that Send returns.
var (
	// ErrNotConnected means that there is nobody to send to; nothing was queued.
	ErrNotConnected = errors.New("link: not connected")
	// ErrBusy means that the hub does not take messages as fast as they come;
	// nothing was queued.
	ErrBusy = errors.New("link: too many messages wait to be sent")
)

// Protocol is what speaks over a link. Hello, Receive and Moved are called
// from the goroutine of [Link.Run], one at a time; Ping from the writer's.
type Protocol interface {
	// Hello returns the first message of a connection.
	Hello(generation uint64) []byte
	// Receive takes one text message, which is valid during the call only.
	// It returns the state that the connection is in now: Greeting,
	// CatchingUp or Live. An error ends the connection; an [*EndError] says
	// how.
	Receive(generation uint64, message []byte) (State, error)
	// Ping returns the next heartbeat.
	Ping(generation uint64) []byte
	// Moved tells every change of state, with its reason.
	Moved(Status)
}

// Config is what a link needs. Zero values of the optional fields mean what
// their comments say.
type Config struct {
	// URL is the hub's, ws or wss; http and https are understood as those. A team
	// with several hubs has theirs here, separated by commas: one of them has the
	// floor, the others stand by and say so, and the link finds out which.
	URL string
	// Subprotocol must be agreed on by the hub.
	Subprotocol string
	// ReadLimit is the largest message in bytes.
	ReadLimit int64
	// Protocol speaks over the link.
	Protocol Protocol
	// Now is the clock that deadlines are taken from.
	Now func() time.Time

	// NetDial opens the byte stream; zero means TCP.
	NetDial func(ctx context.Context, network, addr string) (net.Conn, error)
	// TLS is asked before each wss dial; zero means the system's trust.
	TLS func() *tls.Config
	// Proxy chooses an HTTP proxy; zero means none.
	Proxy func(*http.Request) (*url.URL, error)
	// Random returns numbers in [0, 1) for the backoff; zero means math/rand.
	Random func() float64
	// Log gets every change of state; zero means nobody does.
	Log *slog.Logger

	// PingEvery is the time between heartbeats; zero means 1 s.
	PingEvery time.Duration
	// Silence is how long nothing may be heard; zero means 10 s, and 4 s where
	// there is another hub to turn to.
	Silence time.Duration
	// Handshake is how long TCP, TLS and HTTP may take together; zero means 15 s,
	// and 3 s where there is another hub to turn to.
	Handshake time.Duration
	// WriteWait is how long one write may take; zero means 10 s.
	WriteWait time.Duration
	// Proof is how long a connection has to be live before the backoff starts
	// anew; zero means 5 s.
	Proof time.Duration
}

func (c *Config) fill(hubs int) {
	silence, handshake := 10*time.Second, 15*time.Second
	if hubs > 1 {
		silence, handshake = 4*time.Second, 3*time.Second
	}
	for _, d := range []struct {
		p *time.Duration
		v time.Duration
	}{
		{&c.PingEvery, time.Second},
		{&c.Silence, silence},
		{&c.Handshake, handshake},
		{&c.WriteWait, 10 * time.Second},
		{&c.Proof, 5 * time.Second},
	} {
		if *d.p == 0 {
			*d.p = d.v
		}
	}
	if c.Random == nil {
		c.Random = rand.Float64
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.NetDial == nil {
		c.NetDial = new(net.Dialer).DialContext
	}
}

// Link keeps one connection to a hub alive.
type Link struct {
	cfg  Config
	kick chan struct{} // RetryNow, to the wait in Run

	// These belong to Run's goroutine.
	backoff    Backoff
	failed     int       // hubs that were tried since one was live
	liveSince  time.Time // zero until this connection was live
	generation uint64

	hubs []string // at least one

	mu     sync.Mutex // guards what follows
	at     int        // the hub of the present connection, or of the next
	status Status
	conn   *conn // nil while there is none
}

// New returns a link that does nothing until Run.
func New(cfg Config) *Link {
	hubs := Hubs(cfg.URL)
	cfg.fill(len(hubs))
	return &Link{
		cfg: cfg, hubs: hubs, kick: make(chan struct{}, 1), backoff: Backoff{Random: cfg.Random},
		status: Status{State: Stopped, Reason: Reason{CodeStarting, "Not started."}},
	}
}

// Run connects, again and again, until ctx ends; then it returns nil. When it
// returns, no goroutine of the link is left. It must not be called twice.
func (l *Link) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		end := l.connect(ctx)
		if !l.liveSince.IsZero() && l.cfg.Now().Sub(l.liveSince) >= l.cfg.Proof {
			l.backoff.Reset()
		}
		if ctx.Err() != nil {
			break
		}
		pause := l.turn()
		l.wait(ctx, end, pause)
	}
	l.moveToStopped(Reason{CodeStopped, "Stopped."})
	return nil
}

// wait says why there is no connection and lasts until there should be one.
func (l *Link) wait(ctx context.Context, end *EndError, d time.Duration) {
	var due <-chan time.Time
	if end.Final {
		l.moveToRefused(end.Reason)
	} else {
		timer := time.NewTimer(d)
		defer timer.Stop()
		due = timer.C
		l.moveToOffline(end.Reason, l.cfg.Now().Add(d))
	}
	select {
	case <-ctx.Done():
	case <-l.kick:
	case <-due:
	}
}

// Status returns the present state. Any goroutine may ask.
func (l *Link) Status() Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.status
}

// RetryNow ends the present wait, also that of Refused. While there is a
// connection, or one is being made, it is remembered and ends the next wait:
// a kick must not be lost to a race with the end that it answers. Any goroutine
// may call it.
func (l *Link) RetryNow() {
	select {
	case l.kick <- struct{}{}:
	default:
	}
}

// Reconnect ends the present connection, if there is one, and otherwise the
// present wait; new credentials need that. Any goroutine may call it.
func (l *Link) Reconnect(why Reason) {
	l.mu.Lock()
	c := l.conn
	l.mu.Unlock()
	if c != nil {
		c.cut(&EndError{Reason: why, Status: closeNormal})
	}
	l.RetryNow()
}

// Send queues one message for the present connection, which owns it from now
// on. That it was queued does not mean that it will arrive. Any goroutine may
// call it; it does not block.
func (l *Link) Send(message []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn == nil || !l.status.State.Connected() {
		return ErrNotConnected
	}
	select {
	case l.conn.out <- message:
		return nil
	default:
		return ErrBusy
	}
}

func (l *Link) attach(c *conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conn = c
}
