package hub

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// client is a desk at its barest: it reads frames, checks their numbers, and
// folds.
type client struct {
	r      *rig
	conn   *websocket.Conn
	floor  *chat.Floor
	next   uint64
	resume string
	lines  []string // every event, as it came
	seen   map[string]int
	frames []wire.FrameKind
}

// socket opens a WebSocket and says nothing.
func (r *rig) socket() *client {
	r.t.Helper()
	d := websocket.Dialer{Subprotocols: []string{wire.Subprotocol}, HandshakeTimeout: 5 * time.Second}
	conn, resp, err := d.Dial("ws"+strings.TrimPrefix(r.server.URL, "http")+"/v1/stream", nil)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	c := &client{r: r, conn: conn, floor: chat.NewFloor(), next: 1, seen: make(map[string]int)}
	r.t.Cleanup(c.close)
	return c
}

// desk signs in and reads until it is live.
func (r *rig) desk(token string) *client {
	r.t.Helper()
	c := r.socket()
	c.hello(token, "")
	c.live()
	return c
}

// again signs in anew with what c knows.
func (c *client) again(r *rig, token string) (*client, wire.Frame) {
	c.r.t.Helper()
	n := r.socket()
	n.floor, n.seen = c.floor, c.seen
	n.hello(token, c.resume)
	welcome := n.until(wire.FrameWelcome)
	return n, welcome
}

func (c *client) close() { _ = c.conn.Close() } // it may be closed

func (c *client) send(text string) {
	c.r.t.Helper()
	if err := c.conn.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
		c.r.t.Fatal(err)
	}
}

func (c *client) hello(token, resume string) {
	c.r.t.Helper()
	c.send(string(wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameHello, Token: token, Resume: resume})))
}

// read takes the next frame, or the error that ended the connection.
func (c *client) read() (wire.Frame, error) {
	if err := c.conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return wire.Frame{}, err
	}
	_, data, err := c.conn.ReadMessage()
	if err != nil {
		return wire.Frame{}, err
	}
	f, err := wire.DecodeFrame(data, nil)
	if err != nil {
		return f, err
	}
	c.frames = append(c.frames, f.Kind)
	c.take(&f)
	return f, nil
}

func (c *client) take(f *wire.Frame) {
	if f.Kind == wire.FrameSnapshot {
		c.floor = chat.NewFloor()
	}
	if f.Kind == wire.FrameEvents && f.First != c.next {
		c.r.t.Errorf("events begin with number %d, expected %d", f.First, c.next)
	}
	if slices.Contains([]wire.FrameKind{wire.FrameLive, wire.FramePong, wire.FrameSnapshot}, f.Kind) && f.First != c.next {
		c.r.t.Errorf("%s says that %d comes next, expected %d", f.Kind, f.First, c.next)
	}
	for _, line := range f.Events {
		c.next++
		e, err := wire.DecodeEvent(line, nil)
		if err != nil {
			c.r.t.Error(err)
			return
		}
		c.lines = append(c.lines, string(line))
		c.seen[string(line)]++
		c.floor.Apply(&e)
	}
	if f.Resume != "" {
		c.resume = f.Resume
	}
}

// until reads up to a frame of this kind.
func (c *client) until(k wire.FrameKind) wire.Frame {
	c.r.t.Helper()
	for {
		f, err := c.read()
		if err != nil {
			c.r.t.Fatalf("waiting for %s: %v after %v", k, err, c.frames)
		}
		if f.Kind == k {
			return f
		}
	}
}

func (c *client) live() { c.r.t.Helper(); c.until(wire.FrameLive) }

// sees reads until the floor is as ok wants it.
func (c *client) sees(ok func(*chat.Floor) bool) {
	c.r.t.Helper()
	for !ok(c.floor) {
		if _, err := c.read(); err != nil {
			c.r.t.Fatalf("%v after %v", err, c.frames)
		}
	}
}

// same reads until the floor is the hub's.
func (c *client) same() {
	c.r.t.Helper()
	c.sees(func(f *chat.Floor) bool { return f.Hash() == c.r.hash() })
}

// wish sends a command and returns its result.
func (c *client) wish(id chat.CommandID, in chat.ChatID, w chat.Wish) wire.Frame {
	c.r.t.Helper()
	c.command(id, in, w)
	for {
		if f := c.until(wire.FrameResult); f.Command == id {
			return f
		}
	}
}

func (c *client) command(id chat.CommandID, in chat.ChatID, w chat.Wish) {
	c.r.t.Helper()
	c.send(string(wire.AppendFrame(nil, &wire.Frame{
		Kind: wire.FrameCommand, Command: id, Chat: in, Wanted: w.Name(), Wish: w,
	})))
}

// takes takes a chat over and waits until it is the agent's.
func (c *client) takes(id chat.CommandID, in chat.ChatID, agent chat.AgentID) {
	c.r.t.Helper()
	if f := c.wish(id, in, &chat.TakeOver{}); !f.OK {
		c.r.t.Fatalf("%s: %s", f.Code, f.Words)
	}
	c.sees(func(f *chat.Floor) bool { ct := f.Chat(in); return ct != nil && ct.Owner == agent })
}

// ends reads to the end and returns the farewell and the socket's status.
func (c *client) ends() (bye wire.Frame, status int) {
	c.r.t.Helper()
	for {
		f, err := c.read()
		var ce *websocket.CloseError
		switch {
		case errors.As(err, &ce):
			return bye, ce.Code
		case err != nil:
			c.r.t.Fatalf("the connection broke: %v after %v", err, c.frames)
		case f.Kind == wire.FrameBye:
			bye = f
		}
	}
}

// status asks for a path under another host or from another origin.
func (r *rig) status(path, host, origin string) int {
	r.t.Helper()
	req, err := http.NewRequest(http.MethodGet, r.server.URL+path, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	if host != "" {
		req.Host = host
	}
	if origin != "" {
		req.Header.Set("Origin", origin)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	return resp.StatusCode
}
