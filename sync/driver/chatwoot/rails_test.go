package chatwoot

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
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
			if r.addr != addr { // it comes back at the same one, and others read it then
				r.addr = addr
			}
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
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+r.addr+"/control", bytes.NewReader(raw))
	if err != nil {
		r.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0 // it is being restarted
	}
	defer res.Body.Close()
	var answer struct{ Connections int }
	if json.NewDecoder(res.Body).Decode(&answer) != nil {
		return 0 // it is being stopped
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
