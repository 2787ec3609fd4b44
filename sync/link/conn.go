package link

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

const (
	// outQueue is how many messages may wait for the writer.
	outQueue = 64
	// lastWords is how long a close frame may take, and how long we wait for
	// the hub to answer it, so that it is read before the socket is gone.
	lastWords = 500 * time.Millisecond
	// keepScratch is the largest read buffer that is kept for the next message.
	keepScratch = 1 << 20
)

// conn is one connection: one generation.
type conn struct {
	link       *Link
	generation uint64
	ws         *websocket.Conn
	socket     *socket

	out     chan []byte
	cutting chan struct{} // closed by cut
	ended   chan struct{} // closed when the reader has ended
	written chan struct{} // closed when the writer has ended
	// why is the first end that was found from outside the reader.
	why atomic.Pointer[EndError]
}

// connect dials and serves one connection to its end. The writer has ended
// when it returns.
func (l *Link) connect(ctx context.Context) *EndError {
	select {
	case <-l.kick: // it was for the wait that is over
	default:
	}
	l.generation++
	l.liveSince = time.Time{}
	l.moveToDialing(Reason{CodeDialing, "Connecting to the hub."})
	ws, s, end := l.dial(ctx)
	if end != nil {
		return end
	}
	c := &conn{
		link: l, generation: l.generation, ws: ws, socket: s,
		out: make(chan []byte, outQueue), cutting: make(chan struct{}),
		ended: make(chan struct{}), written: make(chan struct{}),
	}
	l.attach(c)
	l.moveToGreeting(Reason{CodeGreeting, "Signing in."})
	c.out <- l.cfg.Protocol.Hello(c.generation)
	go c.write(ctx)
	end = c.read()
	l.attach(nil)
	close(c.ended)
	<-c.written
	c.close(end)
	return end
}

// read is the reader. It ends with the connection.
func (c *conn) read() *EndError {
	var scratch []byte
	for {
		kind, r, err := c.ws.NextReader()
		if err == nil {
			scratch, err = readAll(r, scratch[:0])
		}
		if why := c.why.Load(); why != nil {
			return why
		}
		if err != nil {
			return readEnd(err)
		}
		if kind != websocket.TextMessage {
			return &EndError{
				Reason: Reason{CodeWrongFormat, "The hub sent a message that is not text."},
				Status: websocket.CloseUnsupportedData,
			}
		}
		state, err := c.link.cfg.Protocol.Receive(c.generation, scratch)
		if err != nil {
			return asEnd(err)
		}
		c.link.follow(state)
		if cap(scratch) > keepScratch {
			scratch = nil
		}
	}
}

func asEnd(err error) *EndError {
	if end, ok := errors.AsType[*EndError](err); ok {
		return end
	}
	return &EndError{
		Reason: Reason{CodeBadFrame, "The hub sent something that cannot be understood."},
		Status: websocket.CloseProtocolError, Err: err,
	}
}

// readAll is io.ReadAll into a buffer that is used again.
func readAll(r io.Reader, b []byte) ([]byte, error) {
	if cap(b) == 0 {
		b = make([]byte, 0, 4<<10)
	}
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if errors.Is(err, io.EOF) {
			return b, nil
		}
		if err != nil {
			return b, err
		}
	}
}

// write is the writer. It ends when the reader has, when ctx does, or when the
// hub does not take what it writes.
func (c *conn) write(ctx context.Context) {
	defer close(c.written)
	ping := time.NewTicker(c.link.cfg.PingEvery)
	defer ping.Stop()
	for {
		var message []byte
		select {
		case <-c.ended:
			return
		case <-c.cutting:
			c.say(c.why.Load())
			return
		case <-ctx.Done():
			c.why.CompareAndSwap(nil, &EndError{Reason: Reason{CodeStopped, "Stopped."}, Status: websocket.CloseGoingAway})
			c.say(c.why.Load())
			return
		case message = <-c.out:
		case <-ping.C:
			message = c.link.cfg.Protocol.Ping(c.generation)
		}
		if err := c.put(message); err != nil {
			c.why.CompareAndSwap(nil, writeEnd(err))
			_ = c.ws.Close() // wakes the reader, which ends the connection
			return
		}
	}
}

func (c *conn) put(message []byte) error {
	if err := c.ws.SetWriteDeadline(c.link.cfg.Now().Add(c.link.cfg.WriteWait)); err != nil {
		return err
	}
	return c.ws.WriteMessage(websocket.TextMessage, message)
}

// cut ends the connection from outside.
func (c *conn) cut(end *EndError) {
	if c.why.CompareAndSwap(nil, end) {
		close(c.cutting)
	}
}

// say tells the hub that we go, and gives the reader a last deadline.
func (c *conn) say(end *EndError) {
	text := websocket.FormatCloseMessage(end.Status, clip(string(end.Reason.Code)+": "+end.Reason.Words, maxCloseText))
	err := c.ws.WriteControl(websocket.CloseMessage, text, c.link.cfg.Now().Add(lastWords))
	if err != nil {
		_ = c.ws.Close() // nobody listens any more
	}
	c.socket.linger(lastWords)
}

// close says why, if the reader was the one to end it, waits a moment for the
// hub to have read it, and frees the socket.
func (c *conn) close(end *EndError) {
	told := end.Reason.Code == CodeTooLarge // by the library
	if c.why.Load() == nil && end.Status != 0 {
		c.say(end)
		told = true
	}
	if told {
		// Closing with unread bytes would reset the connection, and the reset
		// can overtake the close frame.
		c.socket.linger(lastWords)
		_, _ = io.Copy(io.Discard, io.LimitReader(c.socket, 8*c.link.cfg.ReadLimit))
	}
	_ = c.ws.Close() // the connection is over either way
}
