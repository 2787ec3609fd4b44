package hub

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

// TestAHubThatStandsBySaysSo asks it for everything that a hub is asked for.
func TestAHubThatStandsBySaysSo(t *testing.T) {
	s := httptest.NewServer((&Standby{Version: "test"}).Handler())
	defer s.Close()
	get := func(path string) (int, string) {
		t.Helper()
		resp, err := http.Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }() // it was read
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(body)
	}
	if code, body := get("/healthz"); code != http.StatusOK || !strings.Contains(body, `"state":"standby"`) {
		t.Error(code, body)
	}
	if code, body := get("/day"); code != http.StatusServiceUnavailable || !strings.Contains(body, "stands by") {
		t.Error(code, body)
	}
	dialer := websocket.Dialer{Subprotocols: []string{wire.Subprotocol}}
	conn, resp, err := dialer.Dial("ws"+strings.TrimPrefix(s.URL, "http")+"/v1/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = conn.Close(), resp.Body.Close() }()
	if err := conn.WriteMessage(websocket.TextMessage, wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameHello, Token: "x"})); err != nil {
		t.Fatal(err)
	}
	_, data, err := conn.ReadMessage()
	if err != nil {
		t.Fatal(err)
	}
	f, err := wire.DecodeFrame(data, nil)
	if err != nil || f.Kind != wire.FrameBye || f.Code != codeStandby || f.Words != standbyWords {
		t.Errorf("%+v %v", f, err)
	}
}

// handLease is one that a test takes away.
type handLease struct {
	held atomic.Bool
	lost chan struct{}
}

func (l *handLease) Holds() bool           { return l.held.Load() }
func (l *handLease) Revision() uint64      { return 7 }
func (l *handLease) Lost() <-chan struct{} { return l.lost }

// TestNoEffectWithoutTheLease lets a hub act under a lease, whose number each call
// carries, and takes it away, first without anybody being told, as from a process that
// was stopped: then nothing is called any more, and Run ends when it is told.
func TestNoEffectWithoutTheLease(t *testing.T) {
	l := &handLease{lost: make(chan struct{})}
	l.held.Store(true)
	var revision atomic.Uint64
	r := newRig(t, newJournal(), func(c *Config) { c.Lease = l })
	r.driver.takeOver = func(ctx context.Context, _ chat.ChatID, _ driver.Person) error {
		revision.Store(driver.Revision(ctx))
		return nil
	}
	act := func() {
		r.hub.effects.add("c", func(ctx context.Context) {
			_ = r.driver.TakeOver(ctx, "c", driver.Person{}, "claim")
		})
		r.hub.effects.add("c", func(context.Context) {})
		r.wait(func() bool {
			r.hub.effects.mu.Lock()
			defer r.hub.effects.mu.Unlock()
			return len(r.hub.effects.queues) == 0
		})
	}
	act()
	if got := len(r.driver.called()); got != 1 || revision.Load() != 7 {
		t.Errorf("%d calls, under revision %d", got, revision.Load())
	}
	l.held.Store(false)
	act()
	if got := len(r.driver.called()); got != 1 {
		t.Errorf("%d calls without the lease", got-1)
	}
	close(l.lost)
	if err := <-r.ended; !errors.Is(err, ErrLeaseLost) {
		t.Error("Run ended with", err)
	} else {
		r.ended <- nil
	}
}
