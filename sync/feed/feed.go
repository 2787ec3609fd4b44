package feed

import (
	"context"
	"crypto/tls"
	"errors"
	"hash/maphash"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/clock"
	"floorwalker/sync/link"
	"floorwalker/sync/wire"
)

// Errors that Send returns.
var (
	// ErrNotConnected means that nothing was sent. Keeping it for later is the
	// outbox's work.
	ErrNotConnected = link.ErrNotConnected
	// ErrBusy means that nothing was sent because too much waits already.
	ErrBusy = link.ErrBusy
	// ErrTooLong means that the hub would not read it.
	ErrTooLong = errors.New("feed: the command is too long for the wire")
)

// Config is what a feed needs. Sink, URL and Local are required.
type Config struct {
	URL     string // ws, wss, http or https; several hubs are separated by commas
	Token   string // the agent's secret
	Resume  string // the stored position; empty asks for a snapshot
	Desk    string // names this desk in the hub's log; not a secret
	Version string // of this program
	Sink    Sink
	// Local reads the desk's clocks.
	Local clock.Local
	// Clock is told every heartbeat; zero means one made from Local.
	Clock *clock.Clock
	// Log gets states and reasons, never what customers wrote; zero means nobody.
	Log *slog.Logger

	// NetDial, TLS, Proxy and Random are the link's hooks, all optional.
	NetDial func(ctx context.Context, network, addr string) (net.Conn, error)
	TLS     func() *tls.Config
	Proxy   func(*http.Request) (*url.URL, error)
	Random  func() float64
}

// Feed reads one hub's stream for one desk.
type Feed struct {
	cfg   Config
	link  *link.Link
	clock *clock.Clock

	// What follows belongs to Run's goroutine.
	session session
	resume  string // where the next hello resumes; empty asks for a snapshot
	status  Status
	stats   Stats
	poison  poison

	mu        sync.Mutex // guards what follows
	token     string
	published Stats
}

// New returns a feed that does nothing until Run.
func New(cfg Config) *Feed {
	f := &Feed{cfg: cfg, resume: cfg.Resume, token: cfg.Token, clock: cfg.Clock}
	if f.clock == nil {
		f.clock = clock.New(cfg.Local)
	}
	f.poison.seed = maphash.MakeSeed()
	f.link = link.New(link.Config{
		URL: cfg.URL, Subprotocol: wire.Subprotocol, ReadLimit: wire.MaxFromHub,
		Protocol: (*protocol)(f),
		Now:      func() time.Time { wall, _ := cfg.Local(); return wall },
		NetDial:  cfg.NetDial, TLS: cfg.TLS, Proxy: cfg.Proxy, Random: cfg.Random, Log: cfg.Log,
	})
	return f
}

// Run feeds the sink until ctx ends, then returns nil. It calls the sink from
// the goroutine it was called on. It must not be called twice.
func (f *Feed) Run(ctx context.Context) error { return f.link.Run(ctx) }

// Send sends a command on the present connection. That it was sent does not
// mean that it arrived: only a Result says so.
func (f *Feed) Send(cmd chat.Command) error {
	b := wire.AppendFrame(nil, &wire.Frame{
		Kind: wire.FrameCommand, Command: cmd.ID, Chat: cmd.Chat, Wanted: cmd.Body.Name(), Wish: cmd.Body,
	})
	if len(b) > wire.MaxFromDesk {
		return ErrTooLong
	}
	return f.link.Send(b)
}

// RetryNow cuts the wait for the next attempt short, that of a refusal too.
func (f *Feed) RetryNow() { f.link.RetryNow() }

// SetToken replaces the agent's secret and signs in again with it.
func (f *Feed) SetToken(token string) {
	f.mu.Lock()
	f.token = token
	f.mu.Unlock()
	f.link.Reconnect(Reason{Code: CodeNewToken, Words: "Signing in again."})
}

// Hub is the address of the hub that this feed reads, or tries next. Any goroutine
// may ask.
func (f *Feed) Hub() string { return f.link.Hub() }

// Clock is hub time as this feed's heartbeats tell it.
func (f *Feed) Clock() *clock.Clock { return f.clock }
