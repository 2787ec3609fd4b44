package native

import (
	"bufio"
	"context"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// patience is how long a test waits for what must happen; nothing is measured
// with it.
const patience = 20 * time.Second

// startBus runs a session bus of the test's own and returns its address.
func startBus(t *testing.T) string {
	t.Helper()
	cmd := exec.Command("dbus-daemon", "--session", "--nofork", "--nopidfile", "--nosyslog", "--print-address=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("this test needs the dbus package: %v", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

func dialer(address string) func(context.Context) (*dbus.Conn, error) {
	return func(context.Context) (*dbus.Conn, error) { return dbus.Connect(address) }
}

// notified is one call of Notify as the service saw it.
type notified struct {
	app         string
	replaces    uint32
	title, body string
	actions     []string
	hints       map[string]dbus.Variant
	expire      int32
	id          uint32
	from        string
}

// fakeService is org.freedesktop.Notifications.
type fakeService struct {
	conn   *dbus.Conn
	caps   []string
	shown  chan notified
	closed chan uint32

	mu   sync.Mutex
	next uint32
	// stacks has it ignore which note is to be replaced.
	stacks bool
	hang   chan struct{} // while not nil, Notify waits for it
}

func startService(t *testing.T, address string, caps ...string) *fakeService {
	t.Helper()
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	s := &fakeService{conn: conn, caps: caps, shown: make(chan notified, 100), closed: make(chan uint32, 100)}
	if err := conn.Export(s, busPath, busIface); err != nil {
		t.Fatal(err)
	}
	if r, err := conn.RequestName(busName, dbus.NameFlagDoNotQueue); err != nil || r != dbus.RequestNameReplyPrimaryOwner {
		t.Fatalf("the bus has a service already: %v %v", r, err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return s
}

func (s *fakeService) GetCapabilities() ([]string, *dbus.Error) { return s.caps, nil }

func (s *fakeService) GetServerInformation() (name, vendor, version, spec string, err *dbus.Error) {
	return "fake", "test", "1", "1.2", nil
}

func (s *fakeService) Notify(
	from dbus.Sender, app string, replaces uint32, _, title, body string, actions []string, hints map[string]dbus.Variant, expire int32,
) (uint32, *dbus.Error) {
	s.mu.Lock()
	hang := s.hang
	id := replaces
	if id == 0 || s.stacks {
		s.next++
		id = s.next
	}
	s.mu.Unlock()
	s.shown <- notified{app, replaces, title, body, actions, hints, expire, id, string(from)}
	if hang != nil {
		<-hang
	}
	return id, nil
}

func (s *fakeService) CloseNotification(id uint32) *dbus.Error {
	s.closed <- id
	return nil
}

func (s *fakeService) emit(t *testing.T, name string, args ...any) {
	t.Helper()
	if err := s.conn.Emit(busPath, busIface+"."+name, args...); err != nil {
		t.Fatal(err)
	}
}

// next waits for one value.
func next[T any](t *testing.T, c <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(patience):
		t.Fatalf("waited in vain for %s", what)
		panic("unreachable")
	}
}
