package courier

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// What the child process of the kill test is told: where its disk is, and where
// the receivers are. With childDisk set, the test binary is that child.
const (
	childDisk = "COURIER_TEST_DISK"
	childHook = "COURIER_TEST_HOOK"
	childMail = "COURIER_TEST_MAIL"
)

// child is a program with a courier: it opens its disk, sends a webhook and a
// mail as if it had just concluded that both are due, and ends when nothing is
// pending. It is killed before, more than once.
func child(path string) {
	d, err := openDisk(path)
	if err != nil {
		panic(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var mu sync.Mutex
	ended := map[Key]bool{}
	c, err := Open(Config{
		Store: d, Now: time.Now,
		Hook: func(string) (Hook, bool) { return Hook{os.Getenv(childHook), []Secret{secretA}}, true },
		Relay: func() (Relay, bool) {
			return Relay{Address: os.Getenv(childMail), From: "care@example.com"}, true
		},
		Changed: func(s Slip) {
			mu.Lock()
			defer mu.Unlock()
			if s.State == Done {
				ended[s.Key] = true
			}
			if len(ended) == 2 {
				cancel()
			}
		},
	})
	if err != nil {
		panic(err)
	}
	for _, p := range []Parcel{hookParcel("ticket:T-1:1"), mailParcel("ticket:T-1:copy")} {
		if err := c.Send(p); err != nil {
			panic(err)
		}
		if s, _, _ := d.Slip(p.Key); s.State == Done {
			mu.Lock()
			ended[p.Key] = true
			mu.Unlock()
		}
	}
	if len(ended) == 2 {
		return
	}
	c.Kick()
	if err := c.Run(ctx); err != nil {
		panic(err)
	}
}

// scene is two receivers that hold their answer until the courier is dead.
type scene struct {
	t        *testing.T
	disk     string
	receiver *httptest.Server
	office   *office
	arrived  chan Kind     // who has a copy, and holds its answer
	killed   chan struct{} // closed when the courier is dead

	mu   sync.Mutex
	keys []Key
}

func newScene(t *testing.T) *scene {
	s := &scene{t: t, disk: filepath.Join(t.TempDir(), "disk"), arrived: make(chan Kind, 10), killed: make(chan struct{})}
	s.receiver = httptest.NewServer(http.HandlerFunc(s.receive))
	t.Cleanup(s.receiver.Close)
	s.office = newOffice(t, nil, false)
	s.office.play(func(int, *smtp.Conn) error { s.hold(Mail); return nil })
	return s
}

func (s *scene) receive(_ http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // it was killed while it sent
	}
	key, err := Verify(r.Header, body, []Secret{secretA}, time.Now(), 0)
	if err != nil {
		s.t.Errorf("Verify: %v", err)
	}
	s.mu.Lock()
	s.keys = append(s.keys, key)
	s.mu.Unlock()
	s.hold(Webhook)
}

func (s *scene) hold(kind Kind) {
	s.arrived <- kind
	<-s.killed
}

// start runs the child.
func (s *scene) start() *exec.Cmd {
	s.t.Helper()
	exe, err := os.Executable()
	if err != nil {
		s.t.Fatal(err)
	}
	cmd := exec.CommandContext(s.t.Context(), exe)
	cmd.Env = append(os.Environ(), childDisk+"="+s.disk, childHook+"="+s.receiver.URL, childMail+"="+s.office.addr)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	return cmd
}

// kill waits until both receivers have a copy, and kills the child then.
func (s *scene) kill(cmd *exec.Cmd) {
	s.t.Helper()
	for missing := map[Kind]bool{Webhook: true, Mail: true}; len(missing) > 0; {
		select {
		case kind := <-s.arrived:
			delete(missing, kind)
		case <-time.After(time.Minute):
			s.t.Fatalf("nothing came by %v", missing)
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		s.t.Fatal(err)
	}
	_ = cmd.Wait() // it says that it was killed
	close(s.killed)
}

// kill -9 between the receiver's yes and our disk, for the webhook and for the
// mail: after the next start each comes again with the same key, and after the
// last, never again.
func TestKilledInTheMiddle(t *testing.T) {
	s := newScene(t)
	s.kill(s.start())
	left, err := openDisk(s.disk)
	if err != nil {
		t.Fatal(err)
	}
	left.file.Close()
	for _, key := range []Key{"ticket:T-1:1", "ticket:T-1:copy"} {
		if s := left.slip(t, key); s.State != Waiting || !s.Maybe || s.Attempts != 1 {
			t.Errorf("the kill left %+v", s)
		}
	}
	for range 2 { // the second start finds nothing to do
		if err := s.start().Wait(); err != nil {
			t.Fatal(err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Equal(s.keys, []Key{"ticket:T-1:1", "ticket:T-1:1"}) {
		t.Errorf("the receiver got %v", s.keys)
	}
	got := s.office.copies()
	if len(got) != 2 || got[0].raw != got[1].raw || got[0].msg.Header.Get("Message-Id") == "" {
		t.Errorf("the mail server got %d copies: %+v", len(got), got)
	}
}
