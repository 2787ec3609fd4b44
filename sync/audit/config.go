package audit

import (
	"context"
	"crypto/tls"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"time"

	"floorwalker/app/referee"
)

const (
	// silence is how long nothing may be heard: the hub's empty line comes
	// every 15 s, and two may be late.
	silence = 45 * time.Second
	// proof is how long a reading has to last before the backoff starts anew.
	proof = 5 * time.Second
)

// Sink is told what the stream says. Its methods are called from the goroutine
// of [Follower.Run], one at a time, and may wait.
type Sink interface {
	// Began says that the stream is being read; anew says that it is read from
	// its beginning, so that nothing told before in this term holds any more.
	Began(term uint64, anew bool)
	// Facts are the next ones, in the stream's order. The slice is the sink's.
	Facts(term uint64, facts []referee.AuditFact)
	// Ended says that the stream is not read for now.
	Ended(term uint64)
}

// Config is what a follower needs. URL, Sink and Now are required; zero values
// of the other fields mean what their comments say.
type Config struct {
	// URL is that of the hub's WebSocket, ws, wss, http or https.
	URL string
	// Hub, if set, says which of a team's hubs has the floor now, in place of URL.
	Hub func() string
	// Token is the agent's secret.
	Token string
	Sink  Sink
	// Now is the clock by which a reading's length is taken.
	Now func() time.Time

	// NetDial opens the byte stream; zero means TCP.
	NetDial func(ctx context.Context, network, addr string) (net.Conn, error)
	// TLS is used for https; zero means the system's trust.
	TLS *tls.Config
	// Proxy chooses an HTTP proxy; zero means none.
	Proxy func(*http.Request) (*url.URL, error)
	// Random returns numbers in [0, 1) for the backoff; zero means math/rand.
	Random func() float64
	// Silence is how long nothing may be heard; zero means 45 s.
	Silence time.Duration
	// Log gets why a reading ended, never what was read; zero means nobody does.
	Log *slog.Logger
}

func (c *Config) fill() {
	if c.NetDial == nil {
		c.NetDial = new(net.Dialer).DialContext
	}
	if c.Random == nil {
		c.Random = rand.Float64
	}
	if c.Silence == 0 {
		c.Silence = silence
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
}

// client speaks HTTP as this package needs it: a connection per reading, which
// ends with it, and the token for this hub alone.
func (c *Config) client() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			DialContext: c.NetDial, TLSClientConfig: c.TLS, Proxy: c.Proxy,
			DisableKeepAlives: true, DisableCompression: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
