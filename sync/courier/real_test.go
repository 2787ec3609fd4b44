package courier

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// quick is how many times faster the clock of these tests goes than the real
// one, so that a backoff of seconds takes milliseconds of a real socket's time.
const quick = 200

// street is a courier between real sockets, with a quick clock.
type street struct {
	*Courier
	t       *testing.T
	disk    *disk
	began   time.Time
	log     lockedBuffer
	changed chan Slip
}

func newStreet(t *testing.T, cfg Config) *street {
	t.Helper()
	s := &street{t: t, disk: newDisk(), began: time.Now(), changed: make(chan Slip, 1000)}
	cfg.Store, cfg.Now, cfg.Random = s.disk, s.now, func() float64 { return 0.5 }
	cfg.After = func(d time.Duration) (<-chan time.Time, func()) {
		timer := time.NewTimer(d / quick)
		return timer.C, func() { timer.Stop() }
	}
	cfg.Log = slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	cfg.Changed = func(slip Slip) { s.changed <- slip }
	c, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	s.Courier = c
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = c.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
	return s
}

func (s *street) now() time.Time { return s.began.Add(time.Since(s.began) * quick) }

// deliver sends a parcel and waits for the slip that satisfies until.
func (s *street) deliver(p Parcel, until func(Slip) bool) Slip {
	s.t.Helper()
	if err := s.Send(p); err != nil {
		s.t.Fatal(err)
	}
	limit := time.After(time.Minute)
	var last Slip
	for {
		select {
		case last = <-s.changed:
			if last.Key == p.Key && until(last) {
				return last
			}
		case <-limit:
			s.t.Fatalf("it came to %+v", last)
		}
	}
}

func ended(s Slip) bool { return s.State != Waiting }
func tried(s Slip) bool { return s.Attempts > 0 }

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// The failures that a receiver plays. refused is a connection to a port where
// nobody listens; failing is 500 or 451; cut hangs up after the whole body
// and before the answer.
const (
	refused = "refused"
	failing = "failing"
	cut     = "cut"
)

var pairs = [][]string{{refused, failing}, {failing, cut}, {cut, refused}, {cut, cut}, {refused, refused}, {failing, failing}}

// arrivals is how many copies reach the receiver: all but what was refused.
func arrivals(failures []string) int {
	n := 1
	for _, f := range failures {
		if f != refused {
			n++
		}
	}
	return n
}

// refusing dials a closed port where the script says refused.
func refusing(t *testing.T, failures []string, real string) func(context.Context, string, string) (net.Conn, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := l.Addr().String()
	l.Close()
	var mu sync.Mutex
	n := 0
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		mu.Lock()
		defer mu.Unlock()
		n++
		if n <= len(failures) && failures[n-1] == refused {
			return new(net.Dialer).DialContext(ctx, network, closed)
		}
		return new(net.Dialer).DialContext(ctx, network, real)
	}
}

// played returns what the receiver does with the nth copy that reaches it.
func played(failures []string) []string {
	return slices.DeleteFunc(slices.Clone(failures), func(f string) bool { return f == refused })
}

// The issue's own words: a real HTTP receiver gets the webhook, through two
// failures each, at least once with the same key, so that it can tell.
func TestAWebhookThroughTwoFailures(t *testing.T) {
	for _, failures := range pairs {
		t.Run(strings.Join(failures, " then "), func(t *testing.T) {
			t.Parallel()
			var mu sync.Mutex
			var keys []Key
			var bodies []string
			script := played(failures)
			var s *street
			receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				if err != nil || r.Header.Get("Content-Type") != "application/json" {
					t.Errorf("%v, %v", err, r.Header)
				}
				key, err := Verify(r.Header, body, []Secret{secretB}, s.now(), time.Hour)
				if err != nil {
					t.Errorf("Verify: %v", err)
				}
				mu.Lock()
				keys, bodies = append(keys, key), append(bodies, string(body))
				n := len(keys)
				mu.Unlock()
				switch {
				case n > len(script):
					_, _ = io.WriteString(w, "ticket 815")
				case script[n-1] == failing:
					http.Error(w, "the database is away", http.StatusInternalServerError)
				default:
					panic(http.ErrAbortHandler)
				}
			}))
			t.Cleanup(receiver.Close)
			s = newStreet(t, Config{
				Hook: func(string) (Hook, bool) { return Hook{receiver.URL + "/in", []Secret{secretA, secretB}}, true },
				Dial: refusing(t, failures, receiver.Listener.Addr().String()),
			})
			p := hookParcel("ticket:T-1:1")
			slip := s.deliver(p, ended)
			if slip.State != Done || slip.Attempts != 3 || slip.Words != "ticket 815" {
				t.Errorf("slip %+v", slip)
			}
			mu.Lock()
			defer mu.Unlock()
			if len(keys) != arrivals(failures) {
				t.Errorf("%d copies", len(keys))
			}
			for i := range keys {
				if keys[i] != p.Key || bodies[i] != string(p.Body) {
					t.Errorf("copy %d: %s %s", i, keys[i], bodies[i])
				}
			}
		})
	}
}

// And a real SMTP server gets the mail.
func TestAMailThroughTwoFailures(t *testing.T) {
	for _, failures := range pairs {
		t.Run(strings.Join(failures, " then "), func(t *testing.T) {
			t.Parallel()
			script := played(failures)
			o := newOffice(t, nil, false)
			o.play(func(n int, c *smtp.Conn) error {
				switch {
				case n > len(script):
					return nil
				case script[n-1] == failing:
					return errNotNow
				}
				return c.Conn().Close()
			})
			s := newStreet(t, Config{
				Relay: func() (Relay, bool) {
					return Relay{Address: "127.0.0.1:2525", From: "care@example.com", Name: "टीम Care"}, true
				},
				Dial: refusing(t, failures, o.addr),
			})
			p := mailParcel("ticket:T-1:copy")
			slip := s.deliver(p, ended)
			if slip.State != Done || slip.Attempts != 3 {
				t.Errorf("slip %+v", slip)
			}
			got := o.copies()
			if len(got) != arrivals(failures) {
				t.Errorf("%d copies", len(got))
			}
			for _, c := range got {
				if c.raw != got[0].raw || c.msg.Header.Get("Message-Id") != "<"+MessageID(p.Key, "care@example.com")+">" {
					t.Errorf("a copy that the receiver cannot tell: %s", c.raw)
				}
			}
			if log := s.log.String(); strings.Contains(log, "rohan") || !strings.Contains(log, "ticket:T-1:copy") {
				t.Errorf("the log: %s", log)
			}
		})
	}
}
