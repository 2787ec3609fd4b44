package hub

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// servedDesk is the desk of an agent who serves chats. It keeps every payload
// that it receives, and is written to when the test says so.
type servedDesk struct {
	s     *stage
	agent chat.AgentID
	token string
	conn  *websocket.Conn
	at    *session
	flush chan struct{}
	// The writer has had so much to do, by values of flush and by answers, and
	// has had nothing to do so many times: once at first, and once after each.
	told, idle atomic.Int64
	// turn is held by whoever has the writer do something: what is counted is one
	// thing after the other, and a leak writes from a goroutine of its own.
	turn sync.Mutex

	mu       sync.Mutex // guards payloads
	payloads []string
	answers  chan struct{} // a value for each answer that came
	ended    chan struct{}
	beats    int64
}

func newServedDesk(s *stage, name string, role chat.Role) *servedDesk {
	d := &servedDesk{
		s: s, agent: agentIDOf(name), token: s.rig.agent(name, role), flush: make(chan struct{}),
		answers: make(chan struct{}, outQueue), ended: make(chan struct{}),
	}
	s.mu.Lock()
	s.desks[d.agent] = d
	s.mu.Unlock()
	c := s.socket()
	d.conn = c.conn
	c.hello(d.token, "")
	for k := wire.FrameKind(""); k != wire.FrameLive; {
		k = d.take()
	}
	d.at = s.session(d.agent)
	d.rests()
	go func() {
		defer close(d.ended)
		for d.take() != "" {
		}
	}()
	return d
}

// take reads one payload; it returns "" at the end.
func (d *servedDesk) take() wire.FrameKind {
	_, data, err := d.conn.ReadMessage()
	if err != nil {
		return ""
	}
	f, err := wire.DecodeFrame(data, nil)
	if err != nil {
		d.s.t.Error(err)
		return ""
	}
	d.mu.Lock()
	d.payloads = append(d.payloads, string(data))
	d.mu.Unlock()
	if f.Kind == wire.FrameResult || f.Kind == wire.FramePong {
		d.told.Add(1)
		d.answers <- struct{}{}
	}
	return f.Kind
}

// wish sends a command and returns when it is answered and all has followed
// from it; the events are written later.
func (d *servedDesk) wish(id chat.CommandID, in chat.ChatID, w chat.Wish) {
	d.s.t.Helper()
	d.asks(&wire.Frame{Kind: wire.FrameCommand, Command: id, Chat: in, Wanted: w.Name(), Wish: w})
	d.s.quiet()
}

// asks sends a frame and waits for the answer.
func (d *servedDesk) asks(f *wire.Frame) {
	d.s.t.Helper()
	d.turn.Lock()
	defer d.turn.Unlock()
	sendFrame(d.s.t, d.conn, f)
	select {
	case <-d.answers:
	case <-d.ended:
		d.s.t.Fatal("a desk was disconnected")
	}
	d.rests()
}

// write lets the hub's writer write the events that there are, and returns
// when it has.
func (d *servedDesk) write() {
	d.turn.Lock()
	defer d.turn.Unlock()
	select {
	case d.flush <- struct{}{}:
		d.told.Add(1)
		d.rests()
	case <-d.ended:
	}
}

// rests waits until the hub's writer has nothing to do.
func (d *servedDesk) rests() {
	d.s.t.Helper()
	d.s.spin("a desk's writer comes to rest", func() bool { return d.idle.Load() > d.told.Load() })
}

// beat lets the hub write and sends a heartbeat; when it is answered, all that
// was written has come.
func (d *servedDesk) beat() {
	d.s.t.Helper()
	d.write()
	d.beats++
	d.asks(&wire.Frame{Kind: wire.FramePing, Sent: d.beats})
}

// received returns the payloads so far.
func (d *servedDesk) received() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.payloads
}

func (d *servedDesk) close() {
	_ = d.conn.Close()
	<-d.ended
}

func sendFrame(t testing.TB, conn *websocket.Conn, f *wire.Frame) {
	t.Helper()
	if err := conn.WriteMessage(websocket.TextMessage, wire.AppendFrame(nil, f)); err != nil {
		t.Fatal(err)
	}
}

// pingFrame is a heartbeat whose answer nobody waits for.
func pingFrame() *wire.Frame { return &wire.Frame{Kind: wire.FramePing} }
