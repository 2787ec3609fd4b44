package link_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"floorwalker/sync/fake"
	"floorwalker/sync/link"
	"floorwalker/sync/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// talker is the smallest protocol: live with the first message that comes.
type talker struct {
	mu    sync.Mutex
	moves []link.Status
	heard int
	hello []byte
	fail  error
}

func (p *talker) Hello(uint64) []byte {
	if p.hello != nil {
		return p.hello
	}
	return wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameHello})
}

func (p *talker) Receive(uint64, []byte) (link.State, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heard++
	return link.Live, p.fail
}

func (p *talker) Ping(uint64) []byte {
	return wire.AppendFrame(nil, &wire.Frame{Kind: wire.FramePing, Sent: 1})
}

func (p *talker) Moved(s link.Status) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.moves = append(p.moves, s)
}

func (p *talker) all(s link.State) (found []link.Status) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.moves {
		if m.State == s {
			found = append(found, m)
		}
	}
	return found
}

func run(t *testing.T, p *talker, change func(*link.Config)) *link.Link {
	t.Helper()
	cfg := link.Config{
		Subprotocol: wire.Subprotocol, ReadLimit: wire.MaxFromHub, Protocol: p, Now: time.Now,
		Random: func() float64 { return 0.5 },
	}
	change(&cfg)
	l := link.New(cfg)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- l.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
		if s := l.Status().State; s != link.Stopped {
			t.Errorf("%s after Run", s)
		}
	})
	return l
}

func at(h *fake.Hub) func(*link.Config) {
	return func(c *link.Config) { c.URL, c.NetDial = h.URL(), h.Dial }
}

func TestAttemptsAreSpacedByTheBackoff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &talker{}
		begin := time.Now()
		l := run(t, p, func(c *link.Config) {
			c.URL = "ws://hub.example.com"
			c.NetDial = func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no route") }
		})
		time.Sleep(2 * time.Minute)
		var waits []time.Duration
		for _, s := range p.all(link.Offline) {
			if s.Reason.Code != link.CodeUnreachable {
				t.Errorf("%+v", s.Reason)
			}
			waits = append(waits, s.RetryAt.Sub(begin))
			begin = s.RetryAt
		}
		want := []time.Duration{250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000}
		for i := range want {
			want[i] *= time.Millisecond
		}
		if !slices.Equal(waits, want) {
			t.Errorf("waits %v", waits)
		}
		before := len(p.all(link.Dialing))
		l.RetryNow()
		synctest.Wait()
		if got := len(p.all(link.Dialing)); got != before+1 {
			t.Errorf("%d attempts after RetryNow, %d before", got, before)
		}
	})
}

func TestBackoffStartsAnewOnlyAfterProof(t *testing.T) {
	for lived, want := range map[time.Duration]time.Duration{
		4 * time.Second: 8 * time.Second, 6 * time.Second: 250 * time.Millisecond,
	} {
		synctest.Test(t, func(t *testing.T) {
			h, p := fake.NewPipe(t), &talker{}
			h.RefuseHTTP(http.StatusBadGateway)
			run(t, p, at(h))
			time.Sleep(5 * time.Second) // five failures; the sixth try is at 7.75 s
			h.RefuseHTTP(0)
			time.Sleep(2750 * time.Millisecond)
			time.Sleep(lived)
			h.Drop()
			synctest.Wait()
			offline := p.all(link.Offline)
			last := offline[len(offline)-1]
			if got := time.Until(last.RetryAt); got != want || last.Reason.Code != link.CodeLost {
				t.Errorf("live for %v: a wait of %v after %+v", lived, got, last.Reason)
			}
			if offline[0].Reason.Code != link.CodeHTTP || !strings.Contains(offline[0].Reason.Words, "502") {
				t.Errorf("%+v", offline[0].Reason)
			}
		})
	}
}

func TestStrangersAreRecognised(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, p := fake.NewPipe(t), &talker{}
		h.NoSubprotocol(true)
		run(t, p, at(h))
		synctest.Wait()
		if got := p.all(link.Offline); len(got) != 1 || got[0].Reason.Code != link.CodeNotHub {
			t.Errorf("%+v", got)
		}
	})
}

func TestBadAddressIsFinal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &talker{}
		run(t, p, func(c *link.Config) { c.URL = "hub" })
		time.Sleep(time.Hour)
		if got := p.all(link.Refused); len(got) != 1 || got[0].Reason.Code != link.CodeBadAddress || len(p.all(link.Dialing)) != 1 {
			t.Errorf("%+v", got)
		}
	})
}

func TestSendBelongsToAConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, p := fake.NewPipe(t), &talker{}
		l := link.New(link.Config{Protocol: p, Now: time.Now})
		if err := l.Send(nil); !errors.Is(err, link.ErrNotConnected) {
			t.Errorf("before Run: %v", err)
		}
		l = run(t, p, at(h))
		synctest.Wait()
		command := wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameCommand, Command: "1", Wanted: "Observe"})
		if err := l.Send(command); err != nil {
			t.Error(err)
		}
		synctest.Wait()
		if len(h.Commands()) != 1 {
			t.Error("the command did not arrive")
		}
		h.Drop()
		synctest.Wait()
		if err := l.Send(command); !errors.Is(err, link.ErrNotConnected) {
			t.Errorf("offline: %v", err)
		}
	})
}

// A hub that does not read must not hold a desk for ever: writes have a
// deadline, and the queue a bound.
func TestWritesHaveADeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, p := fake.NewPipe(t), &talker{}
		var pipe *stuck
		l := run(t, p, func(c *link.Config) {
			c.URL, c.Silence = h.URL(), time.Hour
			c.NetDial = func(ctx context.Context, network, addr string) (net.Conn, error) {
				inner, err := h.Dial(ctx, network, addr)
				pipe = &stuck{Conn: inner}
				return pipe, err
			}
		})
		synctest.Wait()
		pipe.stick()
		full := false
		for range 100 {
			full = full || errors.Is(l.Send([]byte(`{"k":"song"}`)), link.ErrBusy)
			synctest.Wait()
		}
		if !full {
			t.Error("the queue has no bound")
		}
		time.Sleep(12 * time.Second)
		if got := p.all(link.Offline); len(got) == 0 || got[0].Reason.Code != link.CodeWriteFailed {
			t.Errorf("%+v", got)
		}
	})
}

// stuck is a connection that, once told, takes no more bytes.
type stuck struct {
	net.Conn
	mu    sync.Mutex
	dead  net.Conn
	until time.Time
}

func (s *stuck) stick() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dead, _ = net.Pipe() // nobody reads the other end
}

func (s *stuck) SetWriteDeadline(t time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.until = t
	return s.Conn.SetWriteDeadline(t)
}

func (s *stuck) Write(p []byte) (int, error) {
	s.mu.Lock()
	dead, until := s.dead, s.until
	s.mu.Unlock()
	if dead == nil {
		return s.Conn.Write(p)
	}
	if err := dead.SetWriteDeadline(until); err != nil {
		return 0, err
	}
	return dead.Write(p)
}

func TestReasonsReachTheLog(t *testing.T) {
	var out bytes.Buffer
	synctest.Test(t, func(t *testing.T) {
		h, p := fake.NewPipe(t), &talker{fail: &link.EndError{Reason: link.Reason{Code: "odd", Words: "Something odd."}, Final: true}}
		run(t, p, func(c *link.Config) {
			at(h)(c)
			c.Log = slog.New(slog.NewTextHandler(&out, nil))
		})
		synctest.Wait()
	})
	if !strings.Contains(out.String(), `state=refused code=odd reason="Something odd."`) {
		t.Errorf("%s", out.String())
	}
}

func TestNoOriginAndTrustedCertificatesOnly(t *testing.T) {
	var origin []string
	up := websocket.Upgrader{Subprotocols: []string{wire.Subprotocol}}
	hub := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin = r.Header["Origin"]
		ws, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer func() { _ = ws.Close() }()
		_ = ws.WriteMessage(websocket.TextMessage, []byte("hi"))
		_, _, err = ws.ReadMessage()
		for err == nil {
			_, _, err = ws.ReadMessage()
		}
	}))
	hub.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)
	hub.StartTLS()
	defer hub.Close()
	trusted := x509.NewCertPool()
	trusted.AddCert(hub.Certificate())
	for name, c := range map[string]struct {
		tls  func() *tls.Config
		want link.State
	}{
		"trusted":  {func() *tls.Config { return &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12} }, link.Live},
		"stranger": {nil, link.Offline},
	} {
		t.Run(name, func(t *testing.T) {
			p := &talker{}
			arrived := make(chan link.Status, 100)
			run(t, p, func(cfg *link.Config) {
				cfg.URL, cfg.TLS, cfg.Protocol = hub.URL, c.tls, &watched{p, arrived}
			})
			for s := range arrived {
				if s.State != c.want {
					continue
				}
				if s.State == link.Offline && s.Reason.Code != link.CodeTLS {
					t.Errorf("%+v", s.Reason)
				}
				break
			}
		})
	}
	if origin != nil {
		t.Errorf("Origin %q", origin)
	}
}

// watched is a talker whose moves can be waited for without a clock.
type watched struct {
	*talker
	moves chan<- link.Status
}

func (w *watched) Moved(s link.Status) {
	w.talker.Moved(s)
	select {
	case w.moves <- s:
	default:
	}
}
