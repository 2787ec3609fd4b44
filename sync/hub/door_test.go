package hub

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

func TestBadTokenIsToldSo(t *testing.T) {
	r := newRig(t, newJournal())
	for _, token := range []string{"", "fw_nobody"} {
		c := r.socket()
		c.hello(token, "")
		if bye, status := c.ends(); bye.Code != "bad_token" || status != websocket.ClosePolicyViolation {
			t.Errorf("%q: %+v, status %d", token, bye, status)
		}
	}
}

// TestBadFrames sends what no desk sends. Each time only that connection ends,
// with a code and a sentence, and the hub lives on.
func TestBadFrames(t *testing.T) {
	r := newRig(t, newJournal())
	token := r.agent("Asha", chat.RolePrimary)
	hello := string(wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameHello, Token: token}))
	tests := []struct {
		name   string
		send   []string
		code   string
		status int
	}{
		{"a command before hello", []string{`{"k":"command","id":"x"}`}, "hello", websocket.CloseProtocolError},
		{"no JSON before hello", []string{`hello`}, "hello", websocket.CloseProtocolError},
		{"no JSON", []string{hello, `{"k":`}, "malformed", websocket.CloseInvalidFramePayloadData},
		{"no object", []string{hello, `[]`}, "malformed", websocket.CloseInvalidFramePayloadData},
		{"a wrong type", []string{hello, `{"k":"ping","t":"now"}`}, "malformed", websocket.CloseInvalidFramePayloadData},
		{"a wrong type in a command", []string{hello, `{"k":"command","id":"x","chat":"c","name":"PostNote","body":{"text":1}}`}, "malformed", websocket.CloseInvalidFramePayloadData},
		{"lines after a header that has none", []string{hello, "{\"k\":\"ping\"}\n{}"}, "malformed", websocket.CloseInvalidFramePayloadData},
		{"an empty message", []string{hello, ""}, "malformed", websocket.CloseInvalidFramePayloadData},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := r.socket()
			for _, s := range tt.send {
				c.send(s)
			}
			bye, status := c.ends()
			if bye.Code != tt.code || bye.Words == "" || status != tt.status {
				t.Errorf("%+v, status %d", bye, status)
			}
		})
	}
	if got := r.metric(`floorwalker_bad_frames_total{why="malformed"}`); got != "6" {
		t.Errorf("%s malformed frames were counted", got)
	}
	r.desk(token) // the hub still lets a desk in
}

func TestOversizedFrame(t *testing.T) {
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	c.send(`{"k":"ping","words":"` + strings.Repeat("x", wire.MaxFromDesk) + `"}`)
	if _, status := c.ends(); status != websocket.CloseMessageTooBig {
		t.Errorf("status %d", status)
	}
}

func TestUnknownThingsAreSkippedAndCounted(t *testing.T) {
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	c.send(`{"k":"semaphore","flags":2}`)
	c.send(`{"k":"hello","token":"again"}`)
	c.send(`{"k":"ping","t":7,"colour":"blue"}`)
	if f := c.until(wire.FramePong); f.Sent != 7 || f.Now == 0 {
		t.Errorf("%+v", f)
	}
	if f := c.wishNamed("x", "c", "Sing"); f.OK || f.Code != string(chat.RefusedInvalid) {
		t.Errorf("%+v", f)
	}
	c.close()
	r.wait(func() bool { return r.metric(`floorwalker_bad_frames_total{why="unknown field"}`) == "2" })
	if got := r.metric(`floorwalker_bad_frames_total{why="unknown kind"}`); got != "2" {
		t.Errorf("%s unknown kinds were counted", got)
	}
}

func (c *client) wishNamed(id chat.CommandID, in chat.ChatID, name string) wire.Frame {
	c.send(`{"k":"command","id":"` + string(id) + `","chat":"` + string(in) + `","name":"` + name + `"}`)
	return c.until(wire.FrameResult)
}

func TestWrongSubprotocol(t *testing.T) {
	r := newRig(t, newJournal())
	for _, protocols := range [][]string{nil, {"floorwalker.v0"}, {"chat", "graphql-ws"}} {
		d := websocket.Dialer{Subprotocols: protocols}
		conn, resp, err := d.Dial("ws"+strings.TrimPrefix(r.server.URL, "http")+"/v1/stream", nil)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		c := &client{r: r, conn: conn, next: 1}
		if bye, status := c.ends(); bye.Code != "protocol" || status != websocket.CloseProtocolError {
			t.Errorf("%v: %+v, status %d", protocols, bye, status)
		}
		conn.Close()
	}
}

// mounted is a backend with a route of its own.
type mounted struct{ *scripted }

func (mounted) Mount(mux *http.ServeMux) {
	mux.HandleFunc("GET /practice", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
}

func TestHostAndOriginOnEveryRoute(t *testing.T) {
	r := newRig(t, newJournal(), func(c *Config) {
		c.Hosts = []string{"hub.example.com"}
		c.Drivers = append(c.Drivers, mounted{newScripted()})
	})
	addr := strings.TrimPrefix(r.server.URL, "http://")
	_, port, _ := strings.Cut(addr, ":")
	tests := []struct {
		host, origin string
		in           bool
	}{
		{"", "", true},
		{"localhost:" + port, "", true},
		{"LOCALHOST", "http://localhost", true},
		{"127.0.0.2:" + port, "", true},
		{"[::1]:" + port, "http://[::1]:" + port, true},
		{"hub.example.com", "https://hub.example.com", true},
		{"Hub.Example.Com:443", "", true},
		{addr, "http://" + addr, true},

		{"rebound.example.net:" + port, "", false},                                   // a name bound to 127.0.0.1
		{"rebound.example.net:" + port, "http://rebound.example.net:" + port, false}, // with the page's own origin
		{"localhost.example.net", "", false},
		{"127.0.0.1.example.net", "", false},
		{"192.0.2.7", "", false},
		{addr, "http://example.net", false},
		{addr, "http://127.0.0.1:1", false}, // another port is another origin
		{addr, "null", false},
		{addr, "http://%zz", false},
		{"evil.hub.example.com", "", false},
	}
	for _, path := range []string{"/v1/stream", "/healthz", "/metrics", "/practice", "/nothing"} {
		for _, tt := range tests {
			if got := r.status(path, tt.host, tt.origin); (got != http.StatusForbidden) != tt.in {
				t.Errorf("%s as %q from %q: %d", path, tt.host, tt.origin, got)
			}
		}
	}
}

// TestRevokedIsDisconnectedAtOnce has two desks, which both go; neither the
// resume token nor another hub lets them in again.
func TestRevokedIsDisconnectedAtOnce(t *testing.T) {
	r := newRig(t, newJournal())
	token := r.agent("Asha", chat.RolePrimary)
	first, second := r.desk(token), r.desk(token)
	if err := r.hub.RevokeAgent(t.Context(), "Asha"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*client{first, second} {
		if bye, status := c.ends(); bye.Code != "bad_token" || status != websocket.ClosePolicyViolation {
			t.Errorf("%+v, status %d", bye, status)
		}
	}
	c := r.socket()
	c.hello(token, first.resume)
	if bye, _ := c.ends(); bye.Code != "bad_token" {
		t.Errorf("%+v", bye)
	}
	r = r.restart()
	c = r.socket()
	c.hello(token, "")
	if bye, _ := c.ends(); bye.Code != "bad_token" {
		t.Errorf("after a restart: %+v", bye)
	}
	if err := r.hub.RevokeAgent(t.Context(), "Ben"); err != ErrNoAgent {
		t.Errorf("nobody was revoked: %v", err)
	}
}

func TestHealthSaysWhenTheHubHasStopped(t *testing.T) {
	r := newRig(t, newJournal())
	if got := r.status("/healthz", "", ""); got != http.StatusOK {
		t.Errorf("running: %d", got)
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if got := r.status("/healthz", "", ""); got != http.StatusServiceUnavailable {
		t.Errorf("stopped: %d", got)
	}
}

var _ driver.Mounter = mounted{}
