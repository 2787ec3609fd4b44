package log

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// cluster starts n listening servers on loopback, as an operator would have
// them, and returns them with a URL.
func cluster(t *testing.T, n int) ([]*server.Server, string) {
	t.Helper()
	var routes []*url.URL
	ports := make([]int, n)
	for i := range ports {
		ports[i] = freePort(t)
		routes = append(routes, &url.URL{Scheme: "nats", Host: fmt.Sprintf("127.0.0.1:%d", ports[i])})
	}
	servers := make([]*server.Server, n)
	for i := range servers {
		opts := &server.Options{
			ServerName: fmt.Sprintf("s%d", i), Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true, NoLog: true,
			JetStream: true, StoreDir: t.TempDir(), JetStreamMaxMemory: 1 << 26, JetStreamMaxStore: 1 << 30,
		}
		if n > 1 {
			opts.Cluster = server.ClusterOpts{Name: "test", Host: "127.0.0.1", Port: ports[i]}
			opts.Routes = routes
		}
		s, err := server.NewServer(opts)
		if err != nil {
			t.Fatal(err)
		}
		s.Start()
		t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
		servers[i] = s
	}
	for _, s := range servers {
		if !s.ReadyForConnections(10 * time.Second) {
			t.Fatal("a server does not start")
		}
	}
	if n > 1 {
		waitFor(t, "the cluster has a leader", func() bool {
			for _, s := range servers {
				if s.JetStreamIsLeader() && len(s.JetStreamClusterPeers()) == n {
					return true
				}
			}
			return false
		})
	}
	return servers, servers[0].ClientURL()
}

func freePort(t *testing.T) int {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	return ln.Addr().(*net.TCPAddr).Port
}

func waitFor(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for !ok() {
		if time.Now().After(deadline) {
			t.Fatal("waited too long until", what)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func dial(t *testing.T, url, workspace string) *Log {
	t.Helper()
	l, err := Open(t.Context(), Config{URL: url, Workspace: workspace})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func TestTwoHubsShareOneServer(t *testing.T) {
	_, url := cluster(t, 1)
	a, b, other := dial(t, url, ""), dial(t, url, ""), dial(t, url, "Other team")
	if a.Epoch() != b.Epoch() || a.Epoch() == other.Epoch() {
		t.Fatal("epochs:", a.Epoch(), b.Epoch(), other.Epoch())
	}
	if n := a.floor.CachedInfo().Config.Replicas; n != 1 {
		t.Fatal("replicas:", n)
	}
	mustAppend(t, a, Record{ChatOwn("c"), []byte("a has it"), expect(0)})
	if _, err := b.Append(t.Context(), []Record{{ChatOwn("c"), []byte("b has it"), expect(0)}}); !errors.Is(err, ErrConflict) {
		t.Fatal(err)
	}
	mustAppend(t, b, batch("d", 0, 100)...)
	if _, data := readAll(t, a, 0); len(data) != 101 || data[0] != "a has it" || a.Last() != 101 {
		t.Fatal(len(data), a.Last())
	}
	if _, data := readAll(t, other, 0); len(data) != 0 {
		t.Fatal("another workspace's events:", data)
	}
	mustAppend(t, other, batch("c", 0, 1)...)
}

func TestAClusterOfThreeKeepsThreeCopies(t *testing.T) {
	servers, url := cluster(t, 3)
	l := dial(t, url, "")
	if n := l.floor.CachedInfo().Config.Replicas; n != 3 {
		t.Fatal("replicas:", n)
	}
	for i := range 20 {
		mustAppend(t, l, batch("c", 50*i, 50)...)
		if _, data := readAll(t, l, uint64(50*i)); len(data) != 50 || data[49] != fmt.Sprintf("c/%d", 50*i+49) {
			t.Fatal("one's own events are missing:", len(data))
		}
	}
	if err := l.PutCredential(t.Context(), "asha", []byte("x")); err != nil {
		t.Fatal(err)
	}
	// One of three dies: the quorum goes on, and nothing acknowledged is gone.
	servers[2].Shutdown()
	servers[2].WaitForShutdown()
	waitFor(t, "the others take over", func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		_, err := l.Append(ctx, batch("after", 0, 2))
		return err == nil
	})
	if _, data := readAll(t, l, 0); len(data) < 1002 || data[999] != "c/999" {
		t.Fatal(len(data))
	}
}

func TestTheLeaseHasOneHolderAndFences(t *testing.T) {
	servers, url := cluster(t, 1)
	a, b := dial(t, url, ""), dial(t, url, "")
	first, err := a.Lease(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	short, cancel := context.WithTimeout(t.Context(), 3*leasePoll)
	defer cancel()
	if _, err := b.Lease(short, "b"); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal("two holders:", err)
	}
	first.Release()
	second, err := b.Lease(t.Context(), "b")
	if err != nil || second.Revision() <= first.Revision() {
		t.Fatal(second, err)
	}
	mustAppend(t, b, batch("c", 0, 1)...)
	// The holder hears nothing any more: it is out before anybody else is in.
	servers[0].Shutdown()
	<-second.Lost()
	if _, err := b.Append(t.Context(), batch("c", 1, 1)); !errors.Is(err, ErrFenced) {
		t.Fatal(err)
	}
}

func TestAHolderThatDiesIsFollowed(t *testing.T) {
	_, url := cluster(t, 1)
	a, b := dial(t, url, ""), dial(t, url, "")
	first, err := a.Lease(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	a.nc.Close() // as if the process were gone
	second, err := b.Lease(t.Context(), "b")
	if err != nil || second.Revision() <= first.Revision() {
		t.Fatal(second, err)
	}
	select {
	case <-first.Lost():
	default:
		t.Fatal("the successor was in before the first holder was out")
	}
}

func TestOpenSaysThatTheClusterIsAway(t *testing.T) {
	_, err := Open(t.Context(), Config{URL: fmt.Sprintf("nats://127.0.0.1:%d", freePort(t))})
	var op *OpError
	if !errors.As(err, &op) || op.Op != "open" {
		t.Fatal(err)
	}
}
