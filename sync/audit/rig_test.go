package audit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/referee"
)

// rig is a follower and a hub that speaks by a test's script, in a bubble.
type rig struct {
	t        *testing.T
	follower *Follower
	stop     func()

	mu     sync.Mutex
	answer http.HandlerFunc
	asked  []string // "token after" of each request
	told   []string // what the sink was told
}

// bubble runs f with a follower whose hub answers by answer.
func bubble(t *testing.T, answer http.HandlerFunc, f func(*rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := &rig{t: t, answer: answer}
		door := &pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
		server := &http.Server{Handler: http.HandlerFunc(r.serve), ReadHeaderTimeout: time.Minute}
		r.follower = New(Config{
			URL: "ws://hub.example.com/v1/stream", Token: "one", Sink: r, Now: time.Now, NetDial: door.dial,
			Random: func() float64 { return 0.5 },
		})
		ctx, cancel := context.WithCancel(context.Background())
		var all sync.WaitGroup
		all.Go(func() { _ = server.Serve(door) }) // it always ends with an error
		var run sync.WaitGroup
		run.Go(func() {
			if err := r.follower.Run(ctx); err != nil {
				t.Error(err)
			}
		})
		r.stop = func() { cancel(); run.Wait() }
		f(r)
		r.stop()
		_ = server.Close()
		all.Wait()
	})
}

func (r *rig) serve(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	r.asked = append(r.asked, req.Header.Get("Authorization")+" "+req.URL.Path+" "+req.URL.Query().Get("after"))
	answer := r.answer
	r.mu.Unlock()
	answer(w, req)
}

func (r *rig) set(answer http.HandlerFunc) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = answer
}

func (r *rig) tell(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.told = append(r.told, fmt.Sprintf(format, args...))
}

// Began implements Sink.
func (r *rig) Began(term uint64, anew bool) { r.tell("%d began %t", term, anew) }

// Facts implements Sink.
func (r *rig) Facts(term uint64, facts []referee.AuditFact) {
	for _, f := range facts {
		r.tell("%d %s %s %s", term, f.Kind, f.Agent, f.Chat)
	}
}

// Ended implements Sink.
func (r *rig) Ended(term uint64) { r.tell("%d ended", term) }

// pass lets time go by, and everybody settle.
func (r *rig) pass(d time.Duration) { time.Sleep(d); synctest.Wait() }

// wantAsked and wantTold compare what has happened since they were last asked.
func (r *rig) wantAsked(want ...string) {
	r.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if fmt.Sprintf("%q", r.asked) != fmt.Sprintf("%q", want) {
		r.t.Errorf("asked %q, want %q", r.asked, want)
	}
	r.asked = nil
}

func (r *rig) wantTold(want ...string) {
	r.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if fmt.Sprintf("%q", r.told) != fmt.Sprintf("%q", want) {
		r.t.Errorf("told %q, want %q", r.told, want)
	}
	r.told = nil
}

// factLine is a line of the stream.
func factLine(at, kind, agent, chat string) string {
	return fmt.Sprintf(`{"r":%q,"fact":{"id":"i%s","kind":%q,"at":1795300000000,"chat":%q,"agent":%q,"serving":["asha"]}}`+"\n", at, at, kind, chat, agent)
}

// stream answers with these lines, and then stays until the reader goes if it
// holds.
func stream(hold bool, lines ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/x-ndjson")
		for _, l := range lines {
			_, _ = io.WriteString(w, l) // a reader who has gone is no matter
		}
		_ = http.NewResponseController(w).Flush()
		if hold {
			<-r.Context().Done()
		}
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", code) }
}

// pipes is a listener without a network.
type pipes struct {
	conns  chan net.Conn
	once   sync.Once
	closed chan struct{}
}

var errClosed = errors.New("closed")

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-p.closed:
		return nil, errClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept implements net.Listener.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, errClosed
	}
}

// Close implements net.Listener.
func (p *pipes) Close() error { p.once.Do(func() { close(p.closed) }); return nil }

// Addr implements net.Listener.
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }
