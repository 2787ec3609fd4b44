package conformance

import (
	"context"
	"errors"
	"net"
	"sync"
)

// Network connects a driver with its stand-in in memory, so that both may live in a
// bubble of synctest. The zero value is ready. It may be used from many goroutines.
type Network struct {
	mu    sync.Mutex
	calls chan net.Conn
	open  map[*conn]struct{}
	away  bool
	shut  bool
}

// ErrAway is what a dial answers while the network is cut off.
var ErrAway = errors.New("connection refused")

// Listen returns the server's end. There is one, whatever is dialled; closing it closes
// every connection.
func (n *Network) Listen() net.Listener {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ready()
	return (*listener)(n)
}

func (n *Network) ready() {
	if n.calls == nil {
		n.calls, n.open = make(chan net.Conn, 64), make(map[*conn]struct{})
	}
}

// DialContext has the shape that http.Transport and websocket.Dialer ask for.
func (n *Network) DialContext(ctx context.Context, _, _ string) (net.Conn, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ready()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if n.away || n.shut {
		return nil, &net.OpError{Op: "dial", Net: "memory", Err: ErrAway}
	}
	ours, theirs := pipe(n.forget)
	n.open[ours], n.open[theirs] = struct{}{}, struct{}{}
	select {
	case n.calls <- theirs:
		return ours, nil
	default:
		return nil, &net.OpError{Op: "dial", Net: "memory", Err: errors.New("nobody answers")}
	}
}

// Cut breaks every connection that is open.
func (n *Network) Cut() {
	n.mu.Lock()
	open := n.open
	n.open = make(map[*conn]struct{})
	n.mu.Unlock()
	for c := range open {
		_ = c.Close()
	}
}

// Away lets nobody dial from now on, and breaks what is open; or lets them again.
func (n *Network) Away(on bool) {
	n.mu.Lock()
	n.away = on
	n.mu.Unlock()
	if on {
		n.Cut()
	}
}

func (n *Network) forget(c *conn) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.open, c)
}

// listener is a Network as its server sees it.
type listener Network

func (l *listener) Accept() (net.Conn, error) {
	c, ok := <-l.calls
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (l *listener) Close() error {
	n := (*Network)(l)
	n.mu.Lock()
	if n.shut {
		n.mu.Unlock()
		return nil
	}
	n.shut = true
	close(n.calls)
	n.mu.Unlock()
	n.Cut()
	return nil
}

func (l *listener) Addr() net.Addr { return address{} }

type address struct{}

func (address) Network() string { return "memory" }
func (address) String() string  { return "memory" }
