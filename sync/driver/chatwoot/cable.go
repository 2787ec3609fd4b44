package chatwoot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/gorilla/websocket"
)

const (
	// cableProtocol is ActionCable's subprotocol; the other is offered because Rails'
	// own client offers it.
	cableProtocol    = "actioncable-v1-json"
	cableUnsupported = "actioncable-unsupported"
	// staleAfter is how long a connection may be silent: the server pings every three
	// seconds, so this is five of them.
	staleAfter = 15 * time.Second
	// answerWithin is how long a server may take for its welcome and for an answer to
	// a subscription. A wrong pubsub token is answered by nothing at all.
	answerWithin = 10 * time.Second
	// largestFrame bounds one frame in bytes.
	largestFrame = 4 << 20
)

// How a cable ends. Each is told apart because a person has to do something else.
var (
	// errSilent is Chatwoot's way of refusing a token: the subscription is answered
	// neither by a confirmation nor by a rejection.
	errSilent = errors.New("the subscription was not answered")
	// errRejected is the refusal that other servers send.
	errRejected = errors.New("the subscription was rejected")
	// errCableUnknown means that there is no cable at this address, or that it does
	// not allow our Origin: Rails answers both with 404.
	errCableUnknown = errors.New("no cable at this address")
)

// disconnectError is the server's own word that it ends the connection.
type disconnectError struct {
	Reason string
	// Stay says that it asks not to be called again.
	Stay bool
}

func (e *disconnectError) Error() string {
	return "the server ended the connection: " + clip(e.Reason, 60)
}

// dialFunc opens the connection below; nil is the net package's own.
type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// cableConfig is where and as whom to listen.
type cableConfig struct {
	address *url.URL // ws or wss
	origin  string
	token   string // the user's pubsub token
	account int64
	user    int64
	dial    dialFunc
	now     func() time.Time
	// channel and answer are RoomChannel and answerWithin where they are not set.
	channel string
	answer  time.Duration
}

// cable is one ActionCable connection with one subscription to Chatwoot's RoomChannel.
// It belongs to one goroutine, but for Close.
type cable struct {
	conn       *websocket.Conn
	identifier string
	now        func() time.Time
	answer     time.Duration
	stop       func() bool
}

// dialCable connects, subscribes, and returns when the server has confirmed: from then
// on nothing is missed until an error of next. It ends with ctx.
func dialCable(ctx context.Context, cfg cableConfig) (*cable, error) {
	d := websocket.Dialer{
		NetDialContext:   cfg.dial,
		HandshakeTimeout: answerWithin,
		Subprotocols:     []string{cableProtocol, cableUnsupported},
		Proxy:            http.ProxyFromEnvironment,
	}
	if cfg.dial != nil {
		d.Proxy = nil
	}
	conn, resp, err := d.DialContext(ctx, cfg.address.String(), http.Header{"Origin": {cfg.origin}})
	if err != nil {
		return nil, refusedHandshake(resp, err)
	}
	if p := conn.Subprotocol(); p != cableProtocol {
		err := errors.Join(errCableUnknown, conn.Close())
		return nil, fmt.Errorf("subprotocol %q: %w", clip(p, 40), err)
	}
	conn.SetReadLimit(largestFrame)
	c := &cable{conn: conn, now: cfg.now, answer: cmp.Or(cfg.answer, answerWithin)}
	c.stop = context.AfterFunc(ctx, c.abort)
	if c.identifier, err = identifierOf(cfg); err == nil {
		err = c.subscribe()
	}
	if err != nil {
		c.Close()
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, err
	}
	return c, nil
}

// refusedHandshake turns what came instead of a connection into an error without the
// body, which may be anything.
func refusedHandshake(resp *http.Response, err error) error {
	if resp == nil {
		return err
	}
	_ = resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNotFound, http.StatusBadRequest, http.StatusOK, http.StatusForbidden:
		return fmt.Errorf("%w (%d)", errCableUnknown, resp.StatusCode)
	}
	return fmt.Errorf("the cable answered %d", resp.StatusCode)
}

// identifierOf is the subscription's name. It is made once and sent back byte for byte,
// because the server finds subscriptions by the string. The user's id must be in it:
// without, the token is taken for a customer's.
func identifierOf(cfg cableConfig) (string, error) {
	raw, err := json.Marshal(struct {
		Channel string `json:"channel"`
		Token   string `json:"pubsub_token"`
		Account int64  `json:"account_id"`
		User    int64  `json:"user_id"`
	}{cmp.Or(cfg.channel, "RoomChannel"), cfg.token, cfg.account, cfg.user})
	return string(raw), err
}

// subscribe waits for the welcome, asks, and waits for the answer.
func (c *cable) subscribe() error {
	until := c.now().Add(c.answer)
	if _, err := c.await(until, frameWelcome); err != nil {
		return err
	}
	ask, err := json.Marshal(struct {
		Command    string `json:"command"`
		Identifier string `json:"identifier"`
	}{"subscribe", c.identifier})
	if err != nil {
		return err
	}
	until = c.now().Add(c.answer)
	if err := c.conn.SetWriteDeadline(until); err != nil {
		return err
	}
	if err := c.conn.WriteMessage(websocket.TextMessage, ask); err != nil {
		return err
	}
	f, err := c.await(until, frameConfirm, frameReject)
	if isTimeout(err) {
		return errSilent
	}
	if err == nil && f.kind == frameReject {
		return errRejected
	}
	return err
}

// await reads until a frame of one of the kinds is there. Pings come meanwhile, and
// presence may come before the confirmation.
func (c *cable) await(until time.Time, kinds ...string) (frame, error) {
	for {
		f, err := c.read(until)
		if err != nil {
			return frame{}, err
		}
		for _, k := range kinds {
			if f.kind == k && (f.identifier == "" || f.identifier == c.identifier) {
				return f, nil
			}
		}
	}
}

// next returns the next event. It returns an error when the connection is over: silent
// for too long, ended by the server, or broken.
func (c *cable) next() (event string, data json.RawMessage, err error) {
	for {
		f, err := c.read(c.now().Add(staleAfter))
		if err != nil {
			return "", nil, err
		}
		if f.kind == "" && f.identifier == c.identifier {
			return f.event, f.data, nil
		}
	}
}

// read returns the next frame that can be read; what is none is skipped.
func (c *cable) read(until time.Time) (frame, error) {
	if err := c.conn.SetReadDeadline(until); err != nil {
		return frame{}, err
	}
	for {
		kind, raw, err := c.conn.ReadMessage()
		if err != nil {
			return frame{}, err
		}
		if kind != websocket.TextMessage {
			continue
		}
		f, err := decodeFrame(raw)
		if err != nil {
			continue
		}
		if f.kind == frameDisconnect {
			return frame{}, &disconnectError{Reason: f.reason, Stay: f.stay && f.reason != "server_restart"}
		}
		return f, nil
	}
}

// Close ends the connection. It may be called more than once and from any goroutine.
func (c *cable) Close() {
	c.stop()
	c.abort()
}

// abort makes a read that waits return.
func (c *cable) abort() { _ = c.conn.Close() }

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}

// isGone reports whether the other side just went away, which is no news to anybody.
func isGone(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) ||
		websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway, websocket.CloseAbnormalClosure)
}
