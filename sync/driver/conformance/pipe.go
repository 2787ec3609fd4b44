package conformance

import (
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// conn is one end of a connection in memory. Writes are kept without bound, as a
// kernel's buffer does in small, so two ends that both write do not block each other.
type conn struct {
	in, out *half
	gone    func(*conn)
	once    sync.Once
}

func pipe(gone func(*conn)) (a, b *conn) {
	x, y := newHalf(), newHalf()
	return &conn{in: x, out: y, gone: gone}, &conn{in: y, out: x, gone: gone}
}

func (c *conn) Read(p []byte) (int, error)  { return c.in.read(p) }
func (c *conn) Write(p []byte) (int, error) { return c.out.write(p) }

func (c *conn) Close() error {
	c.in.close(net.ErrClosed)
	c.out.close(io.EOF)
	c.once.Do(func() { c.gone(c) })
	return nil
}

func (c *conn) LocalAddr() net.Addr  { return address{} }
func (c *conn) RemoteAddr() net.Addr { return address{} }

func (c *conn) SetDeadline(t time.Time) error      { return c.SetReadDeadline(t) }
func (c *conn) SetWriteDeadline(_ time.Time) error { return nil } // no write waits

func (c *conn) SetReadDeadline(t time.Time) error {
	c.in.deadline(t)
	return nil
}

// half is one direction.
type half struct {
	mu    sync.Mutex
	news  sync.Cond
	kept  []byte
	err   error // why nothing more comes
	due   time.Time
	timer *time.Timer
}

func newHalf() *half {
	h := new(half)
	h.news.L = &h.mu
	return h
}

func (h *half) read(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for {
		switch {
		case h.err == net.ErrClosed:
			return 0, h.err
		case !h.due.IsZero() && !now().Before(h.due):
			return 0, os.ErrDeadlineExceeded
		case len(h.kept) > 0 || len(p) == 0:
			n := copy(p, h.kept)
			h.kept = h.kept[n:]
			return n, nil
		case h.err != nil:
			return 0, h.err
		}
		h.news.Wait()
	}
}

func (h *half) write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.err != nil {
		return 0, io.ErrClosedPipe
	}
	h.kept = append(h.kept, p...)
	h.news.Broadcast()
	return len(p), nil
}

// close says why nothing more comes; the first reason stands, but for the reader's own.
func (h *half) close(why error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.err == nil || why == net.ErrClosed {
		h.err = why
	}
	if h.timer != nil {
		h.timer.Stop()
	}
	h.news.Broadcast()
}

func (h *half) deadline(t time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.timer != nil {
		h.timer.Stop()
		h.timer = nil
	}
	h.due = t
	if !t.IsZero() {
		h.timer = time.AfterFunc(t.Sub(now()), func() {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.news.Broadcast()
		})
	}
	h.news.Broadcast()
}
