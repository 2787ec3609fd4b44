package crisp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/internal/catchup"
)

// rescueAfter is how many dials in vain it takes to try the rescue address.
const rescueAfter = 2

var errDenied = errors.New("the stream does not accept the key")

// stream is one authenticated connection.
type stream struct {
	d    *Driver
	sock *socketio
	in   chan came
	// closed is closed by Close, over by the end of the reader.
	closed, over chan struct{}
	once         sync.Once
}

// connect finds the stream's address, dials it and says who we are. The address is
// asked for each time: Crisp moves it.
func (d *Driver) connect(ctx context.Context) (catchup.Stream[change], error) {
	at, err := d.whereabouts(ctx)
	if err != nil {
		return nil, d.no(err)
	}
	target, err := d.endpoint(at)
	if err != nil {
		return nil, err
	}
	sock, err := dialSocket(ctx, d.dialer, target, d.cfg.Now)
	if err != nil {
		d.dialled(false)
		return nil, err
	}
	granted, err := authenticate(ctx, sock, &d.cfg)
	if err != nil {
		sock.close()
		if errors.Is(err, errDenied) {
			d.dialled(true)
			return nil, d.no(err)
		}
		d.dialled(false)
		return nil, fmt.Errorf("saying who we are: %w", err)
	}
	d.dialled(true)
	d.rights.granted(d.cfg.Tier, granted)
	d.health.About("", d.rights.missing())
	s := &stream{d: d, sock: sock, in: make(chan came), closed: make(chan struct{}), over: make(chan struct{})}
	go s.pump()
	return s, nil
}

// whereabouts asks where the stream is. Without quota it is looked for where it was last:
// live events cost none.
func (d *Driver) whereabouts(ctx context.Context) (endpoints, error) {
	d.mu.Lock()
	last := d.last
	d.mu.Unlock()
	at, err := d.api.endpoints(ctx, last.Main != "")
	if exhausted(err) && last.Main != "" {
		return last, nil
	}
	if err == nil {
		d.mu.Lock()
		d.last = at
		d.mu.Unlock()
	}
	return at, err
}

// no makes a refusal of an error that is one.
func (d *Driver) no(err error) error {
	if !refused(err) && !errors.Is(err, errDenied) {
		return err
	}
	d.cfg.Logger.Warn("Crisp does not accept the key")
	return &catchup.Refused{Words: wordsKey, Err: err}
}

// endpoint chooses between the two addresses. One without TLS is for tests, as is the
// address that it came from.
func (d *Driver) endpoint(at endpoints) (string, error) {
	d.mu.Lock()
	fails := d.fails
	d.mu.Unlock()
	target := at.Main
	if fails >= rescueAfter && fails%2 == 0 && at.Rescue != "" {
		target = at.Rescue
	}
	if strings.HasPrefix(d.cfg.URL, "https://") && !strings.HasPrefix(target, "wss://") {
		return "", errors.New("the address of the stream is not encrypted")
	}
	return target, nil
}

func (d *Driver) dialled(ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if ok {
		d.fails = 0
		return
	}
	d.fails++
}

// authenticate says who we are and what we want to hear, and waits for the answer. It
// returns the events that were granted, nil if the answer does not say.
func authenticate(ctx context.Context, sock *socketio, cfg *Config) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, handshakeTime)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = sock.ws.Close() })
	defer stop()
	err := sock.emit("authentication", map[string]any{
		"tier": cfg.Tier, "username": cfg.Identifier, "password": cfg.Key,
		"events": subscription(), "rooms": []string{cfg.Website},
	})
	if err != nil {
		return nil, err
	}
	for {
		event, body, err := sock.read()
		switch {
		case err != nil && ctx.Err() != nil:
			return nil, errors.New("no answer came")
		case err != nil:
			return nil, err
		case event == evUnauthorized:
			return nil, errDenied
		case event == evAuthenticated:
			return decodeGranted(body)
		}
	}
}

// decodeGranted reads the answer to the authentication: a bare true, or an object that
// names the events that will come.
func decodeGranted(raw []byte) ([]string, error) {
	if string(raw) == "false" {
		return nil, errDenied
	}
	var v struct {
		Events []string `json:"events"`
	}
	if len(raw) == 0 || raw[0] != '{' || json.Unmarshal(raw, &v) != nil {
		return nil, nil
	}
	return slices.DeleteFunc(v.Events, func(s string) bool { return len(s) > mostEventName }), nil
}

// came is what was read, or why nothing more will be.
type came struct {
	change change
	err    error
}

// pump reads the connection until it ends. What cannot be read is skipped, and where
// bytes may go is told at once to who waits for it: that is about no chat's order.
func (s *stream) pump() {
	defer close(s.over)
	for {
		event, body, err := s.sock.read()
		if event == evUnauthorized {
			err = s.d.no(errDenied)
		}
		if err != nil {
			s.put(came{err: err})
			return
		}
		c, err := decodeChange(event, body)
		if err != nil || c.Website != "" && c.Website != s.d.cfg.Website {
			continue
		}
		if c.name == evUpload {
			s.d.bucket.arrived(c.upload)
			continue
		}
		c.heard = s.d.cfg.Now()
		s.d.heard(&c)
		if !s.put(came{change: c}) {
			return
		}
	}
}

func (s *stream) put(c came) bool {
	select {
	case s.in <- c:
		return true
	case <-s.closed:
		return false
	}
}

// Next implements catchup.Stream. Beside what Crisp says it returns the chats that a
// call of ours wants to have looked at.
func (s *stream) Next(ctx context.Context) (change, error) {
	select {
	case c := <-s.in:
		return c.change, c.err
	case p := <-s.d.pokes:
		return change{name: evPoke, about: about{Session: p.session}, poke: &p}, nil
	case <-ctx.Done():
		return change{}, ctx.Err()
	}
}

func (d *Driver) heard(c *change) {
	at := c.at
	if c.name == evSent || c.name == evReceived {
		at = c.message.At
	}
	if at == 0 {
		d.health.Heard(time.Time{})
		return
	}
	d.health.Heard(chat.Instant(at).Time())
}

// Close implements catchup.Stream.
func (s *stream) Close() error {
	s.once.Do(func() {
		close(s.closed)
		s.sock.close()
		<-s.over
	})
	return nil
}
