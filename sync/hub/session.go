package hub

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

const (
	// outQueue is how many answers wait for a desk that does not read; one
	// more ends its session.
	outQueue = 256
	// helloTime is how long a new connection may take to say who it is.
	helloTime = 10 * time.Second
	// silence ends a session: a desk pings every second.
	silence = 15 * time.Second
	// writeTime is how long one frame may take to leave.
	writeTime = 10 * time.Second
	// frameBytes is about how large a frame of events becomes.
	frameBytes = 256 << 10
	// resumeFromLog is how many events a resuming desk is sent from the log
	// when the ring no longer has them; beyond that a snapshot is less.
	resumeFromLog = 20_000

	// maxAuditing is how many wishes to observe one desk may have under way.
	maxAuditing = 32

	closePolicy  = websocket.ClosePolicyViolation
	codeBadToken = "bad_token"
)

// session is one connected desk. Its reader runs on the request's goroutine,
// its writer on another; both end before serve returns.
type session struct {
	hub  *Hub
	conn *websocket.Conn
	who  grant

	out    chan wire.Frame // answers and pongs
	kicked chan farewell   // why the writer shall end the session

	// The writer's own:
	cursor uint64 // sequence of the last event that was sent
	next   uint64 // number of the next event on this connection
	lines  [][]byte
	buf    []byte

	auditing atomic.Int32 // wishes to observe that have no answer yet
	pace     *pace
	revoked  atomic.Bool // nothing more is decided for it

	mu        sync.Mutex // guards observing
	observing map[chat.ChatID]bool
}

// farewell is why a session ends, for the socket, for programs, for people.
type farewell struct {
	status int
	code   string
	words  string
}

// kick asks the writer to end the session; the first reason counts.
func (s *session) kick(f farewell) {
	select {
	case s.kicked <- f:
	default:
	}
}

// farewell says goodbye and closes the socket.
func (s *session) farewell(f farewell) {
	_ = s.write(wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameBye, Code: f.code, Words: f.words}))
	deadline := time.Now().Add(time.Second)
	_ = s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(f.status, f.words), deadline)
	_ = s.conn.Close() // it is over either way
}

// deadline is when a writing that begins now has to be done.
func deadline(within time.Duration) time.Time { return time.Now().Add(within) }

func (s *session) write(frame []byte) error {
	if err := s.conn.SetWriteDeadline(deadline(writeTime)); err != nil {
		return err
	}
	return s.conn.WriteMessage(websocket.TextMessage, frame)
}

// serve runs the session to its end.
func (s *session) serve(ctx context.Context) {
	s.conn.SetReadLimit(wire.MaxFromDesk)
	hello, err := s.hello()
	if err != nil {
		s.hub.metrics.frames.WithLabelValues("hello").Inc()
		s.farewell(farewell{websocket.CloseProtocolError, "hello", "The first frame must be a hello."})
		return
	}
	who, ok := s.hub.access.lookup(hello.Token)
	if !ok {
		if hello.Token != "" {
			s.hub.door.refused(s.conn.RemoteAddr().String(), passing(), ctx.Done(), s.hub.ended)
		}
		s.farewell(farewell{closePolicy, codeBadToken, "This hub does not know the token."})
		return
	}
	s.who = who
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.hub.sessions.add(s)
	defer s.hub.sessions.remove(s)
	// A revocation disconnects the desks that are on the list, so one that
	// came between the look-up and the list has to look again.
	if _, ok := s.hub.access.lookup(hello.Token); !ok {
		s.farewell(farewell{closePolicy, codeBadToken, "This hub does not know the token."})
		return
	}
	defer s.hub.crowd.went(who.Agent)
	if err := s.hub.crowd.came(ctx, who.Agent); err != nil {
		s.farewell(farewell{websocket.CloseGoingAway, "stopped", "The hub is stopping."})
		return
	}
	var writer sync.WaitGroup
	writer.Go(func() {
		s.farewell(s.writeAll(ctx, hello.Resume))
	})
	s.kick(s.readAll(ctx))
	close(s.pace.over)
	s.pace.done.Wait()
	cancel()
	writer.Wait()
	s.endObserving()
}

func (s *session) hello() (wire.Frame, error) {
	if err := s.conn.SetReadDeadline(time.Now().Add(helloTime)); err != nil {
		return wire.Frame{}, err
	}
	_, data, err := s.conn.ReadMessage()
	if err != nil {
		return wire.Frame{}, err
	}
	f, err := wire.DecodeFrame(data, nil)
	if err == nil && f.Kind != wire.FrameHello {
		err = errors.New("not a hello")
	}
	return f, err
}

// readAll answers the desk's frames until it goes away, and says why it did.
func (s *session) readAll(ctx context.Context) farewell {
	var stats wire.Stats
	defer func() {
		s.hub.metrics.frames.WithLabelValues("unknown field").Add(float64(stats.UnknownFields))
	}()
	for {
		if err := s.conn.SetReadDeadline(time.Now().Add(silence)); err != nil {
			return farewell{websocket.CloseGoingAway, "gone", "The desk has gone."}
		}
		_, data, err := s.conn.ReadMessage()
		if err != nil {
			return gone(err)
		}
		if s.revoked.Load() {
			return revokedBye
		}
		f, err := wire.DecodeFrame(data, &stats)
		if err != nil {
			s.hub.metrics.frames.WithLabelValues("malformed").Inc()
			return farewell{websocket.CloseInvalidFramePayloadData, "malformed", "The hub could not read a frame."}
		}
		switch f.Kind {
		case wire.FramePing:
			s.other(true, passing())
			s.send(s.hub.tellTime(&wire.Frame{Kind: wire.FramePong, Sent: f.Sent}))
		case wire.FrameCommand:
			s.paced(ctx, &f, len(data), passing())
		default:
			s.hub.metrics.frames.WithLabelValues("unknown kind").Inc()
			if !s.other(false, passing()) {
				return farewell{closePolicy, "noise", "The desk sends too much that this hub does not understand."}
			}
		}
	}
}

func gone(err error) farewell {
	var ne net.Error
	switch {
	case errors.Is(err, websocket.ErrReadLimit):
		return farewell{websocket.CloseMessageTooBig, "too_big", "A frame was larger than the hub reads."}
	case errors.As(err, &ne) && ne.Timeout():
		return farewell{websocket.CloseGoingAway, "silent", "The desk was silent for too long."}
	default:
		return farewell{websocket.CloseNormalClosure, "gone", "The desk has gone."}
	}
}

// send queues a frame for the writer. It never blocks: the loop calls it.
func (s *session) send(f *wire.Frame) {
	select {
	case s.out <- *f:
	default:
		s.kick(farewell{closePolicy, "slow", "The desk did not read its answers."})
	}
}
