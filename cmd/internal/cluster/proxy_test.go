//go:build unix

package cluster

import (
	"net"
	"sync"
	"testing"
)

// proxy is the wire between two processes. While a direction is held, nothing passes
// there, connections stay as they are and new ones are not answered; what was written
// meanwhile arrives later, as it does when a network heals.
type proxy struct {
	addr   string
	target string
	ln     net.Listener

	mu     sync.Mutex // guards what follows
	moved  *sync.Cond
	held   [2]bool // by direction: to the target, back
	closed bool
	conns  map[net.Conn]struct{}
	copies sync.WaitGroup
}

const (
	forth = 0 // to the target
	back  = 1
)

func newProxy(t *testing.T, target string) *proxy {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{addr: ln.Addr().String(), target: target, ln: ln, conns: make(map[net.Conn]struct{})}
	p.moved = sync.NewCond(&p.mu)
	p.copies.Go(p.accept)
	t.Cleanup(p.close)
	return p
}

// hold holds the directions back, or lets them go.
func (p *proxy) hold(toTarget, fromTarget bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held = [2]bool{toTarget, fromTarget}
	p.moved.Broadcast()
}

// pass waits until a direction is open; it reports false when the test is over.
func (p *proxy) pass(direction int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.held[direction] && !p.closed {
		p.moved.Wait()
	}
	return !p.closed
}

func (p *proxy) accept() {
	for {
		from, err := p.ln.Accept()
		if err != nil {
			return
		}
		p.copies.Go(func() { p.connect(from) })
	}
}

// connect reaches the target as soon as both directions are open: a handshake needs
// both.
func (p *proxy) connect(from net.Conn) {
	if !p.keep(from) || !p.pass(forth) || !p.pass(back) {
		p.drop(from)
		return
	}
	to, err := net.Dial("tcp", p.target)
	if err != nil || !p.keep(to) {
		p.drop(from, to)
		return
	}
	p.copies.Go(func() { p.copy(to, from, forth) })
	p.copies.Go(func() { p.copy(from, to, back) })
}

// copy carries one direction. An end is news too, and is held like any other.
func (p *proxy) copy(to, from net.Conn, direction int) {
	defer p.drop(to, from)
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		if !p.pass(direction) {
			return
		}
		if n > 0 {
			if _, werr := to.Write(buf[:n]); werr != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (p *proxy) keep(c net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		_ = c.Close()
		return false
	}
	p.conns[c] = struct{}{}
	return true
}

func (p *proxy) drop(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		if c != nil {
			_ = c.Close() // it is over
			delete(p.conns, c)
		}
	}
}

func (p *proxy) close() {
	p.mu.Lock()
	p.closed = true
	_ = p.ln.Close()
	for c := range p.conns {
		_ = c.Close()
	}
	p.moved.Broadcast()
	p.mu.Unlock()
	p.copies.Wait()
}
