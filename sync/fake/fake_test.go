package fake_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
	"floorwalker/sync/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// client speaks the protocol by hand.
type client struct {
	t  *testing.T
	ws *websocket.Conn
}

func dial(t *testing.T, h *fake.Hub) *client {
	t.Helper()
	d := websocket.Dialer{NetDialContext: h.Dial, Subprotocols: []string{wire.Subprotocol}}
	ws, _, err := d.DialContext(context.Background(), h.URL(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	return &client{t, ws}
}

func (c *client) put(f wire.Frame) {
	c.t.Helper()
	if err := c.ws.WriteMessage(websocket.TextMessage, wire.AppendFrame(nil, &f)); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) get(want wire.FrameKind) wire.Frame {
	c.t.Helper()
	_, data, err := c.ws.ReadMessage()
	if err != nil {
		c.t.Fatal(err)
	}
	f, err := wire.DecodeFrame(data, nil)
	if err != nil || f.Kind != want {
		c.t.Fatalf("%s, %v; want %s", data, err, want)
	}
	return f
}

func TestHubSpeaksTheProtocol(t *testing.T) {
	for name, start := range map[string]func(testing.TB) *fake.Hub{"loopback": fake.New, "in memory": fake.NewPipe} {
		t.Run(name, func(t *testing.T) {
			h := start(t)
			h.Load(fake.Chats(10, 3)...)
			c := dial(t, h)
			live := c.snapshot(h)
			c.put(wire.Frame{Kind: wire.FramePing, Sent: 7})
			if p := c.get(wire.FramePong); p.Sent != 7 || p.Now == 0 || p.First != 41 {
				t.Errorf("%+v", p)
			}
			h.Push(fake.Line(1, 4, "more"))
			if e := c.get(wire.FrameEvents); e.First != 41 || e.Resume != "1:41" {
				t.Errorf("%+v", e)
			}
			c.put(wire.Frame{Kind: wire.FrameCommand, Command: "01J", Wanted: chat.NameObserve})
			if r := c.get(wire.FrameResult); !r.OK || r.Command != "01J" || len(h.Commands()) != 1 {
				t.Errorf("%+v", r)
			}
			dial(t, h).resume(h, live)
		})
	}
}

// snapshot signs in, compares what comes with the hub's floor, and returns the
// resume token.
func (c *client) snapshot(h *fake.Hub) string {
	c.t.Helper()
	c.put(wire.Frame{Kind: wire.FrameHello, Token: "x"})
	if w := c.get(wire.FrameWelcome); w.Resumed || w.Agent == "" {
		c.t.Errorf("%+v", w)
	}
	if s := c.get(wire.FrameSnapshot); s.Chats != 10 {
		c.t.Errorf("%+v", s)
	}
	floor := chat.NewFloor()
	for _, line := range c.get(wire.FrameEvents).Events {
		e, err := wire.DecodeEvent(line, nil)
		if err != nil || !floor.Apply(&e).Applied {
			c.t.Fatalf("%s: %v", line, err)
		}
	}
	if floor.Hash() != h.Hash() {
		c.t.Error("the snapshot is not the floor")
	}
	return c.get(wire.FrameLive).Resume
}

// resume signs in behind the token; one event is missing there.
func (c *client) resume(h *fake.Hub, token string) {
	c.t.Helper()
	c.put(wire.Frame{Kind: wire.FrameHello, Resume: token})
	if w := c.get(wire.FrameWelcome); !w.Resumed || h.Desks() != 2 {
		c.t.Errorf("%+v, %d desks", w, h.Desks())
	}
	if e := c.get(wire.FrameEvents); e.First != 1 || len(e.Events) != 1 {
		c.t.Errorf("%+v", e)
	}
}

func TestHubRefuses(t *testing.T) {
	h := fake.New(t)
	h.Accept("good")
	c := dial(t, h)
	c.put(wire.Frame{Kind: wire.FrameHello, Token: "bad"})
	if b := c.get(wire.FrameBye); b.Code != "bad_token" || h.Desks() != 0 {
		t.Errorf("%+v", b)
	}
	h.RefuseHTTP(http.StatusForbidden)
	ws, resp, err := websocket.DefaultDialer.Dial(h.URL(), nil)
	if err == nil {
		_ = ws.Close()
	}
	if resp == nil || resp.StatusCode != http.StatusForbidden {
		t.Errorf("%+v, %v", resp, err)
	}
}
