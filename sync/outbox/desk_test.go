package outbox

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/feed"
)

// station is a desk at its barest: a feed, a fold, and an outbox. Its lock is
// the one goroutine that the outbox asks for.
type station struct {
	tb   testing.TB
	feed *feed.Feed
	stop func() // ends it as a crash would: nothing is flushed

	mu    sync.Mutex // guards what follows
	floor *chat.Floor
	who   string
	box   *Outbox
	sends []chat.CommandID
	ended map[chat.CommandID]State // the last that was told of each
}

// stationConfig is what differs from desk to desk.
type stationConfig struct {
	url, token string
	disk       Store
	dial       func(context.Context, string, string) (net.Conn, error)
	now        func() chat.Instant
}

func openStation(tb testing.TB, c stationConfig) *station {
	tb.Helper()
	s := &station{tb: tb, floor: chat.NewFloor(), ended: map[chat.CommandID]State{}}
	s.feed = feed.New(feed.Config{
		URL: c.url, Token: c.token, Desk: "desk-1", Version: "test", Sink: s, NetDial: c.dial,
		Local:  func() (time.Time, time.Duration) { now := time.Now(); return now, time.Duration(now.UnixNano()) },
		Random: func() float64 { return -0.45 }, // returns soon
	})
	s.box = New(Config{
		Store: c.disk,
		Send: func(cmd chat.Command) error {
			err := s.feed.Send(cmd)
			if err == nil {
				s.sends = append(s.sends, cmd.ID)
			}
			return err
		},
		Knows: func(id chat.ChatID, e chat.EventID) bool {
			ct := s.floor.Chat(id)
			return ct != nil && ct.Knows(e)
		},
		Folded: func(id chat.ChatID) (int, bool) {
			ct := s.floor.Chat(id)
			if ct == nil {
				return 0, false
			}
			return len(ct.Messages), true
		},
		Now:     func() (chat.Instant, bool) { return c.now(), false },
		Changed: func(e Entry) { s.ended[e.Command.ID] = e.State },
	})
	if _, err := s.box.Load(); err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := s.feed.Run(ctx); err != nil {
			tb.Error(err)
		}
	}()
	s.stop = func() { cancel(); <-done }
	tb.Cleanup(s.stop)
	return s
}

// The station is the feed's sink.

func (s *station) Reset(int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.floor = chat.NewFloor()
}

func (s *station) Events(items []feed.Item) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range items {
		s.floor.Apply(&items[i].Event)
		s.box.Happened(items[i].Event.Chat, items[i].Event.ID)
	}
	s.check(s.box.Flush())
}

func (s *station) Live(string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.check(s.box.Live(s.who))
}

func (s *station) Result(r feed.Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.box.Result(r.ID, r.Refusal)
	s.check(s.box.Flush())
}

func (s *station) Status(st feed.Status) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.who = string(st.Welcome.Agent) + "@" + st.Welcome.Floor
	switch st.State {
	case feed.Live:
	case feed.CatchingUp:
		s.box.CatchingUp()
	default:
		s.box.Broken()
	}
}

func (s *station) Position(string)         {}
func (s *station) Gap([]chat.ChatID, bool) {}

func (s *station) check(err error) {
	if err != nil {
		s.tb.Error(err)
	}
}

func (s *station) add(cmd chat.Command) Entry {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	e, err := s.box.Add(cmd)
	if err != nil {
		s.tb.Fatal(err)
	}
	return e
}

func (s *station) confirm(id chat.CommandID) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.box.Confirm(id); err != nil {
		s.tb.Fatal(err)
	}
}

// state is that of a command; Done is remembered.
func (s *station) state(id chat.CommandID) (State, Hold) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.box.Entry(id); ok {
		return e.State, e.Why
	}
	return s.ended[id], ""
}

func (s *station) sent() []chat.CommandID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]chat.CommandID(nil), s.sends...)
}

// until polls for what other goroutines do; the bound is for what never happens.
func until(tb testing.TB, what string, ok func() bool) {
	tb.Helper()
	for end := time.Now().Add(30 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			tb.Fatal("it did not happen: ", what)
		}
	}
}

func (s *station) becomes(id chat.CommandID, want State) {
	s.tb.Helper()
	until(s.tb, string(id)+" becomes "+want.String(), func() bool { st, _ := s.state(id); return st == want })
}

// wireTap lets a test lose what a hub says: frames whose text contains one of the
// words. It also cuts the connections that it made.
type wireTap struct {
	dial func(context.Context, string, string) (net.Conn, error)
	lose atomic.Pointer[[]string]
	lost atomic.Int64

	mu    sync.Mutex // guards conns
	conns []net.Conn
}

func (w *wireTap) losing(words ...string) { w.lose.Store(&words) }

func (w *wireTap) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.conns {
		_ = c.Close()
	}
	w.conns = nil
}

func (w *wireTap) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	dial := w.dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	c, err := dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	w.conns = append(w.conns, c)
	w.mu.Unlock()
	return &tapped{Conn: c, tap: w, in: bufio.NewReader(c)}, nil
}

// tapped reads the hub's WebSocket frames whole and passes them on, or not.
type tapped struct {
	net.Conn
	tap     *wireTap
	in      *bufio.Reader
	out     bytes.Buffer
	greeted bool // the HTTP answer has passed
}

func (c *tapped) Read(p []byte) (int, error) {
	for c.out.Len() == 0 {
		if err := c.next(); err != nil {
			return 0, err
		}
	}
	return c.out.Read(p)
}

func (c *tapped) next() error {
	if !c.greeted {
		line, err := c.in.ReadBytes('\n')
		c.out.Write(line)
		c.greeted = len(line) == 2 // the empty line
		return err
	}
	head := make([]byte, 2, 10)
	if _, err := io.ReadFull(c.in, head); err != nil {
		return err
	}
	n := uint64(head[1] & 0x7F) // a hub does not mask
	if more := map[uint64]int{126: 2, 127: 8}[n]; more > 0 {
		head = head[:2+more]
		if _, err := io.ReadFull(c.in, head[2:]); err != nil {
			return err
		}
		n = binary.BigEndian.Uint64(append(make([]byte, 8-more), head[2:]...))
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(c.in, text); err != nil {
		return err
	}
	if words := c.tap.lose.Load(); words != nil {
		for _, w := range *words {
			if bytes.Contains(text, []byte(w)) {
				c.tap.lost.Add(1)
				return nil
			}
		}
	}
	c.out.Write(head)
	c.out.Write(text)
	return nil
}
