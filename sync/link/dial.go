package link

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/url"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	// readBuffer is what one read of the socket takes at most, in bytes.
	readBuffer = 64 << 10
	// closeNormal is the status of an end that nobody is to blame for.
	closeNormal = websocket.CloseNormalClosure
)

var errSubprotocol = errors.New("the subprotocol was not agreed on")

// dial opens a connection. The library sends no Origin header, which is right:
// a desk is not a web page.
func (l *Link) dial(ctx context.Context) (*websocket.Conn, *socket, *EndError) {
	target, err := address(l.Hub())
	if err != nil {
		return nil, nil, &EndError{Reason: Reason{CodeBadAddress, "The hub's address is not one."}, Final: true, Err: err}
	}
	var tlsConfig *tls.Config
	if l.cfg.TLS != nil {
		tlsConfig = l.cfg.TLS()
	}
	var s *socket
	dialer := websocket.Dialer{
		NetDialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			c, err := l.cfg.NetDial(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			s = &socket{Conn: c, now: l.cfg.Now, silence: l.cfg.Silence}
			return s, nil
		},
		Proxy:            l.cfg.Proxy,
		TLSClientConfig:  tlsConfig,
		HandshakeTimeout: l.cfg.Handshake,
		ReadBufferSize:   readBuffer,
		Subprotocols:     []string{l.cfg.Subprotocol},
	}
	ws, resp, err := dialer.DialContext(ctx, target, nil)
	if err != nil {
		return nil, nil, dialEnd(err, resp)
	}
	if ws.Subprotocol() != l.cfg.Subprotocol {
		_ = ws.Close() // there is nothing to say to a stranger
		return nil, nil, &EndError{Reason: Reason{CodeNotHub, "The address is not a Floorwalker hub."}, Err: errSubprotocol}
	}
	ws.SetReadLimit(l.cfg.ReadLimit)
	s.arm()
	return ws, s, nil
}

// address turns what a person typed into a WebSocket URL.
func address(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil {
		return "", &DialError{Op: "parse address", Err: err}
	}
	switch u.Scheme {
	case "http":
		u.Scheme = "ws"
	case "https":
		u.Scheme = "wss"
	case "ws", "wss":
	default:
		return "", &DialError{Op: "parse address", Err: errors.New("scheme is not ws or wss")}
	}
	if u.Host == "" {
		return "", &DialError{Op: "parse address", Err: errors.New("no host")}
	}
	return u.String(), nil
}

// socket gives every read of the wire a deadline of its own. Until arm is
// called, the handshake's deadlines hold.
type socket struct {
	net.Conn
	now     func() time.Time
	silence time.Duration

	mu    sync.Mutex // orders deadlines, which two goroutines set
	armed bool
	until time.Time // not zero: the one deadline that is left
}

func (s *socket) arm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.armed = true
}

// linger gives reads a last deadline, also one that is waiting now.
func (s *socket) linger(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.until = s.now().Add(d)
	_ = s.SetReadDeadline(s.until) // fails on a closed socket, whose reads fail too
}

// Read implements io.Reader.
func (s *socket) Read(p []byte) (int, error) {
	s.mu.Lock()
	if s.armed {
		deadline := s.until
		if deadline.IsZero() {
			deadline = s.now().Add(s.silence)
		}
		if err := s.SetReadDeadline(deadline); err != nil {
			s.mu.Unlock()
			return 0, err
		}
	}
	s.mu.Unlock()
	return s.Conn.Read(p)
}
