package crisp

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/crisp/standin"
)

// These tests speak with a real socket.io 4 server: what a stand-in of ours believes of
// the protocol is not asked. They run in real time, and wait for what is said, not for
// time to pass.

// modules installs the server's packages, once for each lockfile, outside of the tree.
var modules = sync.OnceValues(func() (string, error) {
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			return "", fmt.Errorf("%s is missing: run .ci/deps test", tool)
		}
	}
	lock, err := os.ReadFile(filepath.Join("testdata", "package-lock.json"))
	if err != nil {
		return "", err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	sum := sha256.Sum256(lock)
	dir := filepath.Join(cache, "floorwalker-test", "socketio-"+hex.EncodeToString(sum[:6]))
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "socket.io")); err == nil {
		return filepath.Join(dir, "node_modules"), nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	// Another test run may be doing the same: what is moved into place is whole.
	fresh, err := os.MkdirTemp(filepath.Dir(dir), "fresh-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(fresh) }()
	for _, name := range []string{"package.json", "package-lock.json"} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(fresh, name), raw, 0o644); err != nil {
			return "", err
		}
	}
	npm := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
	npm.Dir = fresh
	if out, err := npm.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm ci: %w; run .ci/deps test\n%s", err, out)
	}
	if err := os.Rename(fresh, dir); err != nil && !errors.Is(err, os.ErrExist) && !errors.Is(err, syscall.ENOTEMPTY) {
		return "", err
	}
	return filepath.Join(dir, "node_modules"), nil
})

// node is a running server.
type node struct {
	t    *testing.T
	cmd  *exec.Cmd
	in   io.WriteCloser
	port string

	mu   sync.Mutex
	said []string
	news chan struct{}
	over chan struct{}
}

type nodeOptions struct {
	Port       int    `json:"port"`
	Identifier string `json:"identifier"`
	Key        string `json:"key"`
	Old        bool   `json:"old"`
	Delay      int    `json:"delay"` // ms; negative is for ever
}

func startNode(t *testing.T, o nodeOptions) *node {
	t.Helper()
	path, err := modules()
	if err != nil {
		t.Fatal(err)
	}
	if o.Identifier == "" {
		o.Identifier, o.Key = standin.Identifier, standin.Key
	}
	raw, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	n := &node{t: t, news: make(chan struct{}, 1), over: make(chan struct{})}
	n.cmd = exec.Command("node", filepath.Join("testdata", "server.cjs"), string(raw))
	n.cmd.Env = append(os.Environ(), "NODE_PATH="+path)
	n.cmd.Stderr = os.Stderr
	out, err := n.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if n.in, err = n.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := n.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go n.listen(out)
	t.Cleanup(n.kill)
	n.port = strings.TrimPrefix(n.await("listening "), "listening ")
	return n
}

func (n *node) listen(out io.Reader) {
	defer close(n.over)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		n.mu.Lock()
		n.said = append(n.said, lines.Text())
		n.mu.Unlock()
		select {
		case n.news <- struct{}{}:
		default:
		}
	}
}

// await returns the next line that begins so, and forgets those before it.
func (n *node) await(prefix string) string {
	n.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		n.mu.Lock()
		for i, line := range n.said {
			if strings.HasPrefix(line, prefix) {
				n.said = n.said[i+1:]
				n.mu.Unlock()
				return line
			}
		}
		n.mu.Unlock()
		select {
		case <-n.news:
		case <-n.over:
			n.t.Fatalf("the server ended before it said %q", prefix)
		case <-deadline:
			n.t.Fatalf("the server does not say %q", prefix)
		}
	}
}

func (n *node) tell(v any) {
	n.t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		n.t.Fatal(err)
	}
	if _, err := n.in.Write(append(raw, '\n')); err != nil {
		n.t.Errorf("the server hears nothing: %v", err)
	}
}

func (n *node) emit(event string, payload any) {
	n.t.Helper()
	n.tell(map[string]any{"event": event, "payload": payload})
}

func (n *node) kill() {
	_ = n.cmd.Process.Kill()
	<-n.over
	_ = n.cmd.Wait()
}

func (n *node) url() string { return "ws://127.0.0.1:" + n.port + standin.StreamPath }

// call dials and authenticates.
func (n *node) call(t *testing.T, version int, key string) (*socketio, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	sock, err := dialVersion(ctx, websocket.DefaultDialer, n.url(), version, time.Now)
	if err != nil {
		return nil, err
	}
	_, err = authenticate(ctx, sock, &Config{Tier: TierWebsite, Website: "w", Identifier: standin.Identifier, Key: key})
	if err != nil {
		sock.close()
		return nil, err
	}
	t.Cleanup(sock.close)
	return sock, nil
}

func TestRealServerAuthenticatesAndKeepsOrder(t *testing.T) {
	n := startNode(t, nodeOptions{})
	sock, err := n.call(t, 4, standin.Key)
	if err != nil {
		t.Fatal(err)
	}
	if said := n.await("connected"); said != "connected 4" {
		t.Errorf("the server says %q", said)
	}
	n.await("authenticated")
	n.tell(map[string]any{"binary": true})
	n.tell(map[string]any{"ack": true, "event": evSent, "payload": map[string]any{"n": -1}})
	for i := range 500 {
		n.emit(evSent, map[string]any{"n": i})
		n.emit("campaign:progress", map[string]any{}) // not asked for
	}
	for want := -1; want < 500; want++ {
		event, body, err := sock.read()
		if err != nil {
			t.Fatal(err)
		}
		if event != evSent || string(body) != fmt.Sprintf(`{"n":%d}`, want) {
			t.Fatalf("event %d is %s %s", want, event, body)
		}
	}
}

// The server asks for a sign of life three times a second, and drops who gives none
// within 1.5 s: a connection that is there after several of those was kept by pongs.
func TestRealServerIsAnsweredItsPings(t *testing.T) {
	for _, version := range []int{4, 3} {
		n := startNode(t, nodeOptions{Old: true})
		sock, err := n.call(t, version, standin.Key)
		if err != nil {
			t.Fatal(err)
		}
		if said := n.await("connected"); said != fmt.Sprintf("connected %d", version) {
			t.Errorf("the server says %q", said)
		}
		n.await("authenticated")
		late := time.AfterFunc(3*time.Second, func() { n.emit(evSent, map[string]any{}) })
		if event, _, err := sock.read(); event != evSent || err != nil {
			t.Errorf("version %d: %s, %v", version, event, err)
		}
		late.Stop()
	}
}

func TestRealServerRefusesTheOldProtocol(t *testing.T) {
	n := startNode(t, nodeOptions{})
	if _, err := n.call(t, 3, standin.Key); !errors.Is(err, errProtocol) {
		t.Errorf("version 3 at a server that does not know it: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	sock, err := dialSocket(ctx, websocket.DefaultDialer, n.url(), time.Now)
	if err != nil || sock.version != 4 {
		t.Fatalf("%v, %v", sock, err)
	}
	sock.close()
}

func TestRealServerRejectsAKey(t *testing.T) {
	n := startNode(t, nodeOptions{})
	_, err := n.call(t, 4, "another key")
	if !errors.Is(err, errDenied) {
		t.Errorf("a wrong key: %v", err)
	}
	n.await("unauthorized")
}

func TestRealServerThatIsSlow(t *testing.T) {
	n := startNode(t, nodeOptions{Delay: 1500})
	sock, err := n.call(t, 4, standin.Key)
	if err != nil {
		t.Fatalf("a server that takes 1.5 s: %v", err)
	}
	n.await("authenticated")
	// A process that stands still for a while loses nobody.
	if err := standStill(n.cmd.Process); err != nil {
		t.Fatal(err)
	}
	n.emit(evSent, map[string]any{"after": "standstill"})
	time.AfterFunc(time.Second, func() { _ = goOn(n.cmd.Process) })
	if event, _, err := sock.read(); event != evSent || err != nil {
		t.Errorf("after a standstill: %s, %v", event, err)
	}

	mute := startNode(t, nodeOptions{Delay: -1})
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	sock, err = dialSocket(ctx, websocket.DefaultDialer, mute.url(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer sock.close()
	_, err = authenticate(ctx, sock, &Config{Tier: TierWebsite, Website: "w", Identifier: standin.Identifier, Key: standin.Key})
	if err == nil || errors.Is(err, errDenied) {
		t.Errorf("a server that never answers: %v", err)
	}
}

// The whole driver: REST of the stand-in, the stream of a real server that ends without
// a word, comes back under another address, and throws its clients out once.
func TestDriverAtARealServer(t *testing.T) {
	var (
		mu  sync.Mutex
		now *node
	)
	current := func() *node {
		mu.Lock()
		defer mu.Unlock()
		return now
	}
	now = startNode(t, nodeOptions{})
	w := standin.New(standin.Options{
		Report: t.Errorf, Now: time.Now,
		Elsewhere: func(event string, payload map[string]any) {
			if n := current(); n != nil {
				n.emit(event, payload)
			}
		},
	})
	w.StreamAt(now.url())
	srv := httptest.NewServer(w)
	defer srv.Close()
	d := made(t, Config{
		URL: srv.URL + "/v1", Website: standin.Website, Identifier: standin.Identifier, Key: standin.Key,
		Agents: map[string]chat.AgentID{standin.User("asha"): conformance.Asha, standin.User("rohan"): conformance.Rohan},
		Now:    time.Now, Random: func() float64 { return 0.5 }, Logger: slog.New(slog.DiscardHandler),
	})
	floor := conformance.NewFloor(d, time.Now)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	id := w.OpenChat(conformance.Opening{Name: "Customer", Text: "before anybody looks", Bot: true})
	go func() { done <- d.Run(ctx, floor) }()
	defer func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
	}()
	current().await("authenticated")
	w.CustomerSays(id, "live")
	w.BotSays(id, "an answer", 0.4)
	same(t, floor, w, id)

	old := current()
	mu.Lock()
	now = nil
	mu.Unlock()
	old.kill()
	w.CustomerSays(id, "while nobody listens")
	w.Assign(id, conformance.Rohan)
	next := startNode(t, nodeOptions{})
	w.StreamAt(next.url())
	mu.Lock()
	now = next
	mu.Unlock()
	next.await("authenticated")
	w.HumanSays(id, conformance.Rohan, "I am here")
	same(t, floor, w, id)

	next.tell(map[string]any{"kick": true})
	next.await("gone")
	w.CustomerSays(id, "and once more")
	next.await("authenticated")
	same(t, floor, w, id)
	if s := d.Status(); s.Reconnects < 2 || s.Used == 0 {
		t.Errorf("the status is %+v", s)
	}
}

// same waits until the floor has every line of the workspace.
func same(t *testing.T, floor *conformance.Floor, w *standin.Server, id chat.ChatID) {
	t.Helper()
	var got, want []string
	for _, l := range w.State(id).Lines {
		want = append(want, l.Text)
	}
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		lines, err := floor.Lines(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		got = got[:0]
		for _, l := range lines {
			got = append(got, l.Event.Body.(*chat.MessagePosted).Text)
		}
		if fmt.Sprint(got) == fmt.Sprint(want) {
			return
		}
	}
	t.Fatalf("the floor has %q, the workspace %q", got, want)
}
