package crisp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	handshakeTime = 10 * time.Second // for the dial, and again for the greeting
	writeTime     = 10 * time.Second
	// slack is what the server's timers may be late by.
	slack = 5 * time.Second
	// mostFrame bounds what one event may weigh, in bytes.
	mostFrame = 4 << 20
)

var (
	// errGone says that the server ended the connection in an orderly way.
	errGone = errors.New("the server has closed the connection")
	// errProtocol says that the server does not speak this version of Engine.IO.
	errProtocol = errors.New("the server does not speak this version of Engine.IO")
)

// socketio is one connection that speaks Engine.IO 4, or 3 where a server knows no
// other, with Socket.IO's root namespace inside. It is used by one goroutine that
// reads; emit may be called from others.
type socketio struct {
	ws      *websocket.Conn
	version int // of Engine.IO: 4, or 3
	alive   time.Duration
	now     func() time.Time
	stop    chan struct{} // ends the pings of version 3
	pings   sync.WaitGroup

	mu sync.Mutex // one writer at a time
}

// dialSocket connects to an endpoint, whose path is Socket.IO's own. A server that
// answers 400 to version 4 is asked for version 3.
func dialSocket(ctx context.Context, d *websocket.Dialer, endpoint string, now func() time.Time) (*socketio, error) {
	s, err := dialVersion(ctx, d, endpoint, 4, now)
	if errors.Is(err, errProtocol) {
		s, err = dialVersion(ctx, d, endpoint, 3, now)
	}
	return s, err
}

func dialVersion(ctx context.Context, d *websocket.Dialer, endpoint string, version int, now func() time.Time) (*socketio, error) {
	target, err := socketURL(endpoint, version)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, handshakeTime)
	defer cancel()
	ws, resp, err := d.DialContext(ctx, target, nil)
	if resp != nil && resp.Body != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		if resp != nil && resp.StatusCode == http.StatusBadRequest {
			return nil, errProtocol
		}
		return nil, fmt.Errorf("connecting to the stream: %w", withoutURL(err))
	}
	ws.SetReadLimit(mostFrame)
	s := &socketio{ws: ws, version: version, alive: handshakeTime, now: now, stop: make(chan struct{})}
	// Whatever is still missing of the greeting must come in time: a server that
	// accepts and then says nothing is as good as none.
	cut := context.AfterFunc(ctx, func() { _ = ws.Close() })
	err = s.greet()
	if !cut() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		s.close()
		return nil, fmt.Errorf("greeting the stream: %w", err)
	}
	return s, nil
}

// socketURL adds the query of the transport, and keeps the path as it is: its last
// slash belongs to it.
func socketURL(endpoint string, version int) (string, error) {
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" || (u.Scheme != "wss" && u.Scheme != "ws") {
		return "", errors.New("the address of the stream is malformed")
	}
	q := u.Query()
	q.Set("EIO", strconv.Itoa(version))
	q.Set("transport", "websocket")
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// withoutURL takes the address out of an error: it is no secret, but a person can do
// nothing with it.
func withoutURL(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}

// greet reads the opening and joins the root namespace. With version 3 the server
// has joined us already.
func (s *socketio) greet() error {
	f, err := s.next()
	if err != nil {
		return notSpoken(err)
	}
	if f.kind != frameOpen {
		return errFrame
	}
	if s.version == 4 {
		if err := s.write("40"); err != nil {
			return err
		}
	}
	if err := s.joined(); err != nil {
		return err
	}
	s.alive = f.open.interval + f.open.timeout + slack
	if s.version == 3 { // which a server may have chosen that did not look at ours
		s.pings.Go(func() { s.ping(f.open.interval) })
	}
	return nil
}

// notSpoken tells a server that does not speak our version from one that is merely not
// there: socket.io 4 takes a connection of version 3 and then writes on it what is no
// frame at all.
func notSpoken(err error) error {
	var (
		end  *websocket.CloseError
		lost net.Error
	)
	if errors.As(err, &end) || errors.As(err, &lost) || errors.Is(err, net.ErrClosed) || errors.Is(err, io.EOF) || errors.Is(err, errGone) {
		return err
	}
	return errProtocol
}

// joined waits until the server has taken us into the root namespace. Version 4 names
// the session there, and version 3 does not.
func (s *socketio) joined() error {
	for {
		f, err := s.next()
		switch {
		case err != nil:
			return err
		case f.kind == frameConnect:
			if !f.named {
				s.version = 3
			}
			return nil
		case f.kind == frameRefused:
			return fmt.Errorf("the stream refused us: %.200q", f.words)
		}
	}
}

// read returns the next event. It answers pings, skips what is not used and fails
// when nothing at all has come for as long as the server said that it would be
// silent at most.
func (s *socketio) read() (event string, body json.RawMessage, err error) {
	for {
		f, err := s.next()
		if err != nil {
			return "", nil, err
		}
		if f.kind == frameEvent {
			return f.event, f.body, nil
		}
	}
}

// next reads one frame and does what the protocol itself asks for. A frame that
// cannot be read is skipped: the next one may be fine.
func (s *socketio) next() (frame, error) {
	for {
		if err := s.ws.SetReadDeadline(s.now().Add(s.alive)); err != nil {
			return frame{}, err
		}
		kind, raw, err := s.ws.ReadMessage()
		if err != nil {
			return frame{}, withoutURL(err)
		}
		if kind != websocket.TextMessage {
			continue
		}
		f, err := parseFrame(raw)
		if err != nil {
			continue
		}
		switch f.kind {
		case framePing:
			if err := s.write("3" + f.probe); err != nil {
				return frame{}, err
			}
		case frameClose:
			return frame{}, errGone
		case frameIgnore, framePong:
		default:
			return f, nil
		}
	}
}

// ping is the client's duty in version 3.
func (s *socketio) ping(every time.Duration) {
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		select {
		case <-s.stop:
			return
		case <-t.C:
			if s.write("2") != nil {
				return // the reader finds out
			}
		}
	}
}

// emit sends an event with one argument.
func (s *socketio) emit(event string, body any) error {
	raw, err := json.Marshal([]any{event, body})
	if err != nil {
		return fmt.Errorf("writing an event: %w", err)
	}
	return s.write("42" + string(raw))
}

func (s *socketio) write(text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ws.SetWriteDeadline(s.now().Add(writeTime)); err != nil {
		return err
	}
	return s.ws.WriteMessage(websocket.TextMessage, []byte(text))
}

// close ends the connection at once, and with it a read. It may be called once.
func (s *socketio) close() {
	close(s.stop)
	_ = s.ws.Close()
	s.pings.Wait()
}
