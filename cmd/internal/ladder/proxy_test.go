package ladder

import (
	"bytes"
	"net"
	"sync"
	"sync/atomic"
	"testing"
)

// proxy stands between one desk and the hub.
type proxy struct {
	t    testing.TB
	addr string
	hub  string

	mu       sync.Mutex // guards what follows
	listener net.Listener
	conns    map[net.Conn]struct{}
	heard    bytes.Buffer // what the hub said, if it is kept
	kept     bool

	mute   atomic.Bool // what the hub says is swallowed
	deaf   atomic.Bool // what the desk says is
	copies sync.WaitGroup
}

func newProxy(t testing.TB, hub string) *proxy {
	p := &proxy{t: t, addr: "127.0.0.1:0", hub: hub, conns: make(map[net.Conn]struct{})}
	p.join()
	t.Cleanup(func() {
		p.cut()
		p.copies.Wait()
	})
	return p
}

// join makes the hub reachable.
func (p *proxy) join() {
	p.t.Helper()
	l, err := net.Listen("tcp", p.addr)
	if err != nil {
		p.t.Fatal(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.listener, p.addr = l, l.Addr().String()
	p.copies.Go(func() { p.accept(l) })
}

// cut closes every connection and lets none in: dialling is refused.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.listener.Close() // it may be closed
	for c := range p.conns {
		_ = c.Close() // the desk or the hub may have been first
	}
}

// keep begins to keep what the hub says, from the next connection on, so
// that no frame is met in its middle.
func (p *proxy) keep() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept = true
}

// has reports whether the hub has said this. Frames from the hub are neither
// masked nor compressed, so what they say stands in the bytes.
func (p *proxy) has(text string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return bytes.Contains(p.heard.Bytes(), []byte(text))
}

func (p *proxy) accept(l net.Listener) {
	for {
		desk, err := l.Accept()
		if err != nil {
			return
		}
		hub, err := net.Dial("tcp", p.hub)
		if err != nil {
			_ = desk.Close() // as a dead hub would
			continue
		}
		p.mu.Lock()
		closed := p.listener != l
		p.conns[desk], p.conns[hub] = struct{}{}, struct{}{}
		p.mu.Unlock()
		if closed {
			p.drop(desk, hub)
			continue
		}
		p.copies.Go(func() { p.copy(hub, desk, false) })
		p.copies.Go(func() { p.copy(desk, hub, true) })
	}
}

func (p *proxy) drop(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		_ = c.Close()
		delete(p.conns, c)
	}
}

// copy carries one direction until it ends, and then ends the other.
func (p *proxy) copy(to, from net.Conn, fromHub bool) {
	defer p.drop(to, from)
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		lost := fromHub && p.mute.Load() || !fromHub && p.deaf.Load()
		if n > 0 && !lost {
			if fromHub {
				p.note(buf[:n])
			}
			if _, werr := to.Write(buf[:n]); werr != nil {
				return
			}
		}
		if err != nil {
			return // closed, or reset where the other side was killed
		}
	}
}

func (p *proxy) note(b []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kept {
		p.heard.Write(b)
	}
}
