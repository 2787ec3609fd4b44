package courier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(childDisk); path != "" {
		child(path)
		return
	}
	goleak.VerifyTestMain(m)
}

var (
	secretA = Secret("the first secret of the tests..")
	secretB = Secret("another secret of these tests..")
)

func hookParcel(key Key) Parcel {
	return Parcel{
		Key: key, Kind: Webhook, To: "tickets", Made: time.Unix(1_780_000_000, 0),
		Body: []byte(`{"ticket":"T-1","summary":"बिल दो बार कटा 🙁"}`),
	}
}

func mailParcel(key Key) Parcel {
	return Parcel{
		Key: key, Kind: Mail, To: "rohan@example.org", Made: time.Unix(1_780_000_000, 0),
		Subject: "आपकी चैट की प्रति 📄", Body: []byte("नमस्ते Rohan 👋🏽,\n\n.a line with a dot\nFrom the team\n"),
	}
}

// world is a courier in a synctest bubble, with a receiver on the other end of
// pipes. Its clock is the bubble's.
type world struct {
	*Courier
	t    *testing.T
	disk *disk

	mu      sync.Mutex
	got     []delivery
	answer  func(n int, r *http.Request) answer // n counts from 1
	refuse  bool
	dials   int
	changes []Slip
	trouble []error
	lines   chan net.Conn
	end     func()
}

// A delivery is one copy that has reached the receiver.
type delivery struct {
	key  Key
	at   time.Time
	body string
}

// An answer is what the receiver does with a copy.
type answer struct {
	code  int // 0 hangs up instead
	text  string
	after string
	slow  time.Duration
}

// inWorld runs f in a bubble with a world whose courier is running.
func inWorld(t *testing.T, f func(w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := &world{t: t, disk: newDisk(), lines: make(chan net.Conn)}
		server := &http.Server{Handler: http.HandlerFunc(w.receive)}
		var served sync.WaitGroup
		served.Go(func() { _ = server.Serve(pipes{w.lines}) })
		w.open()
		defer func() {
			w.end()
			close(w.lines)
			served.Wait()
			server.Close()
		}()
		f(w)
	})
}

// open opens the store and runs the courier, as after a start.
func (w *world) open() {
	c, err := Open(Config{
		Store: w.disk, Now: time.Now, Random: func() float64 { return 0.5 }, Dial: w.dial,
		Hook: func(name string) (Hook, bool) {
			return Hook{URL: "http://127.0.0.1/" + name, Secrets: []Secret{secretA}}, name != "nowhere"
		},
		Changed: func(s Slip) { w.mu.Lock(); w.changes = append(w.changes, s); w.mu.Unlock() },
		Trouble: func(err error) { w.mu.Lock(); w.trouble = append(w.trouble, err); w.mu.Unlock() },
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.Courier = c
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := c.Run(ctx); err != nil {
			w.t.Error(err)
		}
	})
	w.end = func() { cancel(); running.Wait() }
}

func (w *world) send(parcels ...Parcel) {
	w.t.Helper()
	for _, p := range parcels {
		if err := w.Send(p); err != nil {
			w.t.Fatal(err)
		}
	}
}

// play sets what the receiver does from now on; nil says yes to everything.
func (w *world) play(script func(n int, r *http.Request) answer) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.answer = script
}

func (w *world) troubles() []error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.trouble)
}

// told returns the states and attempts that Changed was told.
func (w *world) told() (all []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range w.changes {
		all = append(all, fmt.Sprint(s.State, " ", s.Attempts))
	}
	return all
}

func (w *world) deliveries() []delivery {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.got)
}

func (w *world) keys() (keys []Key) {
	for _, d := range w.deliveries() {
		keys = append(keys, d.key)
	}
	return keys
}

func (w *world) dial(context.Context, string, string) (net.Conn, error) {
	w.mu.Lock()
	w.dials++
	refuse := w.refuse
	w.mu.Unlock()
	if refuse {
		return nil, errors.New("connection refused")
	}
	here, there := net.Pipe()
	w.lines <- there
	return localPipe{here}, nil
}

func (w *world) receive(rw http.ResponseWriter, r *http.Request) {
	body := make([]byte, r.ContentLength)
	_, err := readFull(r, body)
	key, verr := Verify(r.Header, body, []Secret{secretA}, time.Now(), 0)
	if err != nil || verr != nil {
		w.t.Errorf("the receiver cannot read it: %v, %v", err, verr)
	}
	w.mu.Lock()
	w.got = append(w.got, delivery{key, time.Now(), string(body)})
	n, script := len(w.got), w.answer
	w.mu.Unlock()
	a := answer{code: 204}
	if script != nil {
		a = script(n, r)
	}
	if a.slow > 0 {
		select {
		case <-time.After(a.slow):
		case <-r.Context().Done():
		}
	}
	if a.code == 0 {
		panic(http.ErrAbortHandler)
	}
	if a.after != "" {
		rw.Header().Set("Retry-After", a.after)
	}
	rw.WriteHeader(a.code)
	_, _ = io.WriteString(rw, a.text)
}

// pipes is a net.Listener of the pipes that are dialled.
type pipes struct{ lines chan net.Conn }

func (p pipes) Accept() (net.Conn, error) {
	conn, ok := <-p.lines
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}
func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return loopback }

var loopback = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}

// localPipe says that its other end is this machine.
type localPipe struct{ net.Conn }

func (localPipe) RemoteAddr() net.Addr { return loopback }
