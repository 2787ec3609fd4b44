package fake

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// Path is where the hub listens for desks.
const Path = "/v1/stream"

// snapshotFrame is how many events a frame of a snapshot or resume holds.
const snapshotFrame = 1_000

// Hub is the fake. Make one with New or NewPipe.
type Hub struct {
	listener net.Listener
	server   *http.Server
	upgrader websocket.Upgrader
	running  sync.WaitGroup // the server and every connection

	mu       sync.Mutex // guards what follows
	now      func() time.Time
	script   script
	log      []entry
	floor    *chat.Floor
	epoch    int
	desks    map[*desk]struct{}
	hellos   []wire.Frame
	commands []wire.Frame
	closes   []websocket.CloseError
	done     map[chat.CommandID]bool // what an obedient hub has done
	closing  bool
}

// script is what the test asked for.
type script struct {
	token    string // empty: every token is good
	http     int
	mute     bool
	frozen   bool
	stalled  bool
	skip     int
	repeat   int
	delay    time.Duration
	share    float64
	random   *rand.Rand
	answer   func(wire.Frame) wire.Frame
	obeys    bool
	people   map[string]person // by token
	notNamed bool
}

// person is who signs in with a token.
type person struct {
	id   chat.AgentID
	name string
	role chat.Role
}

// entry is one event of the log.
type entry struct {
	line []byte
	// private is the event if it is not for everybody.
	private *chat.Event
}

func (e *entry) concerns(a chat.AgentID) bool { return e.private == nil || e.private.Concerns(a) }

// New starts a hub on a free port of the loopback.
func New(tb testing.TB) *Hub {
	tb.Helper()
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	return start(tb, l)
}

// NewPipe starts a hub in memory. Desks reach it through Dial only.
func NewPipe(tb testing.TB) *Hub {
	tb.Helper()
	return start(tb, newPipes())
}

func start(tb testing.TB, l net.Listener) *Hub {
	h := &Hub{
		listener: l, now: time.Now, floor: chat.NewFloor(), epoch: 1, desks: make(map[*desk]struct{}),
		done: make(map[chat.CommandID]bool),
	}
	h.upgrader = websocket.Upgrader{Subprotocols: []string{wire.Subprotocol}}
	mux := http.NewServeMux()
	mux.HandleFunc(Path, h.serve)
	h.server = &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	h.running.Go(func() {
		if err := h.server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			tb.Errorf("fake hub: %v", err)
		}
	})
	tb.Cleanup(h.Close)
	return h
}

// Close ends the hub and every connection, and waits for their goroutines. The
// test's end does it, too.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closing = true
	h.mu.Unlock()
	_ = h.server.Close() // the listener's error is of no use to a test
	h.Drop()
	h.running.Wait()
}

// URL is the address for a desk.
func (h *Hub) URL() string { return "ws://" + h.listener.Addr().String() + Path }

// Dial reaches the hub, whichever way it listens; it is for Config.NetDial.
func (h *Hub) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if p, ok := h.listener.(*pipes); ok {
		return p.dial(ctx)
	}
	return new(net.Dialer).DialContext(ctx, network, addr)
}

// Load appends to the log.
func (h *Hub) Load(events ...chat.Event) { h.Push(events...) }

// Push appends to the log and sends the events in one frame to every desk. A
// desk is told of those that concern its agent, and of no other that there is
// one (D-03).
func (h *Hub) Push(events ...chat.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.push(events)
}

// push is Push with the lock held.
func (h *Hub) push(events []chat.Event) {
	from := len(h.log)
	for i := range events {
		e := entry{line: wire.AppendEvent(nil, &events[i])}
		if events[i].Private() {
			private := events[i]
			e.private = &private
		}
		h.log = append(h.log, e)
		h.floor.Apply(&events[i])
	}
	for d := range h.desks {
		d.events(from, len(h.log))
	}
}

// PushEach is Push with a frame for each event.
func (h *Hub) PushEach(events ...chat.Event) {
	for _, e := range events {
		h.Push(e)
	}
}

// PushRaw appends a line to the log that need not be an event, and sends it.
func (h *Hub) PushRaw(line string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.log = append(h.log, entry{line: []byte(line)})
	for d := range h.desks {
		d.events(len(h.log)-1, len(h.log))
	}
}

// Hash is the hash of the floor that the log makes.
func (h *Hub) Hash() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.floor.Hash()
}

// Desks counts those that were welcomed and have not gone.
func (h *Hub) Desks() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.desks)
}

// Hellos returns every hello so far.
func (h *Hub) Hellos() []wire.Frame {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.hellos)
}

// Commands returns every command so far.
func (h *Hub) Commands() []wire.Frame {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.commands)
}

// Closes returns the close frames that desks sent so far.
func (h *Hub) Closes() []websocket.CloseError {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.closes)
}

// token is the resume token behind the first n events of the log.
func (h *Hub) token(n int) string { return fmt.Sprintf("%d:%d", h.epoch, n) }

// position reads a resume token.
func (h *Hub) position(token string) (n int, good bool) {
	var epoch int
	if _, err := fmt.Sscanf(token, "%d:%d", &epoch, &n); err != nil {
		return 0, false
	}
	return n, epoch == h.epoch && n >= 0 && n <= len(h.log)
}
