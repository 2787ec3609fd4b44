package chatwoot

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/chatwoot/standin"
	"floorwalker/sync/driver/conformance"
)

// rails is a real ActionCable server, run by puma.
type rails struct {
	t    *testing.T
	cmd  *exec.Cmd
	addr string
	env  []string
}

const railsToken = "secret-pubsub-0" // what the stand-in gives out at first

// startRails starts testdata/cable.ru and waits until it listens.
func startRails(t *testing.T, env ...string) *rails {
	t.Helper()
	r := &rails{t: t, addr: "127.0.0.1:0", env: env}
	r.start()
	t.Cleanup(r.stop)
	return r
}

func (r *rails) start() {
	r.t.Helper()
	puma, err := exec.LookPath("puma")
	if err != nil {
		r.t.Fatal("puma is missing, and with it the real ActionCable server: run .ci/deps test")
	}
	r.cmd = exec.Command(puma, "-b", "tcp://"+r.addr, "-t", "2:8", "-e", "production", "testdata/cable.ru")
	r.cmd.Env = append(append(os.Environ(), "PUBSUB_TOKEN="+railsToken), r.env...)
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		r.t.Fatal(err)
	}
	var wrong bytes.Buffer
	r.cmd.Stderr = &wrong
	if err := r.cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, addr, ok := strings.Cut(lines.Text(), "Listening on http://"); ok {
			r.addr = addr
			go func() {
				for lines.Scan() { // or a full pipe would stop it
				}
			}()
			return
		}
	}
	_ = r.cmd.Wait()
	r.t.Fatalf("puma does not listen; run .ci/deps test: %s", wrong.String())
}

// stop ends this one process, politely at first.
func (r *rails) stop() {
	if r.cmd == nil {
		return
	}
	_ = r.cmd.Process.Signal(syscall.SIGTERM)
	hard := time.AfterFunc(5*time.Second, func() { _ = r.cmd.Process.Kill() })
	_ = r.cmd.Wait()
	hard.Stop()
	r.cmd = nil
}

// order tells the server what to do and returns how many connections it has.
func (r *rails) order(what map[string]any) int {
	raw, err := json.Marshal(what)
	if err != nil {
		r.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://"+r.addr+"/control", bytes.NewReader(raw))
	if err != nil {
		r.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0 // it is being restarted
	}
	defer res.Body.Close()
	var answer struct{ Connections int }
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		r.t.Error(err)
	}
	return answer.Connections
}

func (r *rails) broadcast(event string, data any) {
	r.order(map[string]any{"do": "broadcast", "event": event, "data": data})
}

// config is a subscriber's that Rails confirms.
func (r *rails) config() cableConfig {
	return cableConfig{
		address: &url.URL{Scheme: "ws", Host: r.addr, Path: "/cable"}, origin: "http://" + r.addr,
		token: railsToken, account: 1, user: 1, now: time.Now,
	}
}

func (r *rails) dial(change func(*cableConfig)) (*cable, error) {
	cfg := r.config()
	if change != nil {
		change(&cfg)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	r.t.Cleanup(cancel)
	c, err := dialCable(ctx, cfg)
	if err == nil {
		r.t.Cleanup(c.Close)
	}
	return c, err
}

func TestRealCable(t *testing.T) {
	r := startRails(t)
	for _, c := range []struct {
		name string
		run  func(*testing.T, *rails)
	}{
		{"every event comes, in whatever order", realEvents},
		{"what is no event of ours is passed over", realGarbage},
		{"a wrong token is answered by neither yes nor no", realSilence},
		{"a rejection is one", realRejection},
		{"there is no cable elsewhere", realElsewhere},
		{"a slow server is waited for", realSlow},
		{"a restart is announced, and we may come back", realRestart},
		{"the end of the context ends a read", realEnd},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, r) })
	}
}

func realEvents(t *testing.T, r *rails) {
	c, err := r.dial(nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		r.broadcast("message.created", map[string]any{"id": i + 1, "conversation_id": 7})
	}
	// Rails hands broadcasts to several threads, so it swaps some by itself.
	heard := make(map[number]bool)
	for range 3 {
		event, data, err := c.next()
		if err != nil {
			t.Fatal(err)
		}
		m, err := decodeMessage(data)
		if event != "message.created" || err != nil || m.Conversation != 7 {
			t.Errorf("an event is %s about chat %d, %v", event, m.Conversation, err)
		}
		heard[m.ID] = true
	}
	if len(heard) != 3 {
		t.Errorf("of three events came %v", heard)
	}
}

func realGarbage(t *testing.T, r *rails) {
	c, err := r.dial(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, odd := range []any{7, "text", []int{1}, map[string]any{"event": 3}} {
		r.order(map[string]any{"do": "garbage", "data": odd})
	}
	r.broadcast("conversation.created", map[string]any{"id": 9, "status": "open"})
	if event, _, err := c.next(); event != "conversation.created" || err != nil {
		t.Errorf("after what cannot be read comes %q, %v", event, err)
	}
}

func realSilence(t *testing.T, r *rails) {
	_, err := r.dial(func(c *cableConfig) { c.token, c.answer = "stolen", 1500*time.Millisecond })
	if !errors.Is(err, errSilent) {
		t.Errorf("a wrong token: %v, want %v", err, errSilent)
	}
}

func realRejection(t *testing.T, r *rails) {
	if _, err := r.dial(func(c *cableConfig) { c.channel = "StrictChannel" }); !errors.Is(err, errRejected) {
		t.Errorf("a rejected subscription: %v, want %v", err, errRejected)
	}
}

func realElsewhere(t *testing.T, r *rails) {
	if _, err := r.dial(func(c *cableConfig) { c.address.Path = "/elsewhere" }); !errors.Is(err, errCableUnknown) {
		t.Errorf("a wrong path: %v, want %v", err, errCableUnknown)
	}
}

func realSlow(t *testing.T, r *rails) {
	r.order(map[string]any{"do": "slow", "seconds": 1.5})
	defer r.order(map[string]any{"do": "slow", "seconds": 0})
	if _, err := r.dial(nil); err != nil {
		t.Errorf("a server that takes its time: %v", err)
	}
	if _, err := r.dial(func(c *cableConfig) { c.answer = 300 * time.Millisecond }); !errors.Is(err, errSilent) {
		t.Errorf("a server that takes too long: %v, want %v", err, errSilent)
	}
}

func realRestart(t *testing.T, r *rails) {
	c, err := r.dial(nil)
	if err != nil {
		t.Fatal(err)
	}
	r.order(map[string]any{"do": "restart"})
	_, _, err = c.next()
	var end *disconnectError
	if !errors.As(err, &end) || end.Reason != "server_restart" || end.Stay {
		t.Errorf("a restart: %v, want a disconnect with server_restart", err)
	}
	if _, err := r.dial(nil); err != nil {
		t.Errorf("after a restart: %v", err)
	}
}

func realEnd(t *testing.T, r *rails) {
	ctx, cancel := context.WithCancel(context.Background())
	c, err := dialCable(ctx, r.config())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	cancel()
	if _, _, err := c.next(); err == nil {
		t.Error("a read goes on after the end of its context")
	}
}

// Rails answers an Origin that it does not know with 404.
func TestRealOrigin(t *testing.T) {
	r := startRails(t, "ALLOWED=http://dashboard.example.com", "SAME_ORIGIN=no")
	if _, err := r.dial(nil); !errors.Is(err, errCableUnknown) {
		t.Errorf("an Origin that is not allowed: %v, want %v", err, errCableUnknown)
	}
	if _, err := r.dial(func(c *cableConfig) { c.origin = "http://dashboard.example.com" }); err != nil {
		t.Errorf("an Origin that is allowed: %v", err)
	}
}

// TestRealServer runs the whole driver: REST against the stand-in, the cable against
// Rails, through restarts and the death of the process.
func TestRealServer(t *testing.T) {
	r := startRails(t)
	v := standin.New(standin.Options{
		Report: t.Errorf, Now: time.Now,
		Broadcast: func(event string, data []byte) { r.broadcast(event, json.RawMessage(data)) },
	})
	web := httptest.NewServer(v)
	defer web.Close()
	defer v.Stop()
	d, err := New(Config{ // the dashboard is elsewhere in this test
		URL: web.URL, Cable: "ws://" + r.addr + "/cable", Origin: "http://" + r.addr, Token: "token", Agents: standin.Agents(),
		Now: time.Now, Random: func() float64 { return 0 },
	})
	if err != nil {
		t.Fatal(err)
	}
	old := v.OpenChat(conformance.Opening{Name: "Customer", Text: "before anybody listens", Bot: true})
	floor := conformance.NewFloor(d, time.Now)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx, floor) }()
	defer func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	has := func(id chat.ChatID, text string) {
		t.Helper()
		for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			lines, err := floor.Lines(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range lines {
				if l.Event.Body.(*chat.MessagePosted).Text == text {
					return
				}
			}
		}
		t.Fatalf("the floor never hears %q; the status is %+v", text, d.Status())
	}
	has(old, "before anybody listens")
	live := v.OpenChat(conformance.Opening{Name: "Customer", Text: "live", Bot: true})
	has(live, "live")
	r.order(map[string]any{"do": "restart"})
	v.CustomerSays(live, "while the server restarts")
	has(live, "while the server restarts")
	r.stop()
	v.CustomerSays(live, "while nobody is there")
	r.start() // at the same address
	has(live, "while nobody is there")
	v.CustomerSays(old, "and live again")
	has(old, "and live again")
	if s := d.Status(); s.Reconnects < 2 || s.Version != "4.10.0" {
		t.Errorf("the status is %+v, want two reconnections and a version", s)
	}
}
