package livehelperchat

import (
	"bytes"
	"crypto/sha1" //nolint:gosec // the helper's own way of signing in
	"encoding/hex"
	"encoding/json"
	"strconv"
	"sync"

	"github.com/gorilla/websocket"
)

// session is one connection; it is read on one goroutine and written under mu.
type session struct {
	h    *hints
	conn *websocket.Conn

	mu    sync.Mutex
	calls int
	has   map[int64]struct{}
}

// enter shakes hands and signs in. The hash is good for an hour, which is checked at
// the door only.
func (s *session) enter() error {
	if _, err := s.ask("#handshake", map[string]any{"authToken": nil}); err != nil {
		return err
	}
	cfg := &s.h.d.cfg
	at := strconv.FormatInt(s.h.d.there().Unix(), 10)
	sum := sha1.Sum([]byte(at + "Operator" + cfg.HintKey)) //nolint:gosec // see above
	f, err := s.ask("login", map[string]any{"hash": hex.EncodeToString(sum[:]) + "." + at, "chanelName": "chat_0", "instance_id": 0})
	if err != nil {
		return err
	}
	if len(f.Error) > 0 && string(f.Error) != "null" {
		return errHelper
	}
	return nil
}

// ask sends a call and reads until its answer has come.
func (s *session) ask(event string, data any) (frame, error) {
	id, err := s.send(event, data)
	if err != nil {
		return frame{}, err
	}
	for range 16 {
		raw, err := s.read()
		if err != nil {
			return frame{}, err
		}
		var f frame
		if json.Unmarshal(raw, &f) == nil && f.Reply == id {
			return f, nil
		}
	}
	return frame{}, errHelper
}

func (s *session) send(event string, data any) (int, error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	raw, err = json.Marshal(frame{Event: event, Data: raw, Call: s.calls})
	if err != nil {
		return 0, err
	}
	return s.calls, s.conn.WriteMessage(websocket.TextMessage, raw)
}

// read returns the next frame and answers what are only signs of life.
func (s *session) read() ([]byte, error) {
	for {
		if err := s.conn.SetReadDeadline(s.h.d.cfg.Now().Add(hintSilence)); err != nil {
			return nil, err
		}
		_, raw, err := s.conn.ReadMessage()
		if err != nil {
			return nil, err
		}
		if b := bytes.Trim(raw, `"`); string(b) != "#1" {
			return raw, nil
		}
		s.mu.Lock()
		err = s.conn.WriteMessage(websocket.TextMessage, []byte("#2"))
		s.mu.Unlock()
		if err != nil {
			return nil, err
		}
	}
}

// listen hears of every chat that is open until the connection ends.
func (s *session) listen() error {
	done := make(chan struct{})
	var tasks sync.WaitGroup
	tasks.Go(func() { s.subscribe(done) })
	defer tasks.Wait()
	defer close(done)
	for {
		raw, err := s.read()
		if err != nil {
			return err
		}
		if hint, ok := decodeHint(raw); ok {
			s.h.d.hinted(hint)
		}
	}
}

// subscribe follows which chats are open.
func (s *session) subscribe(done <-chan struct{}) {
	for {
		s.h.mu.Lock()
		want := s.h.want
		s.h.mu.Unlock()
		for _, n := range want {
			if _, has := s.has[n]; has || len(s.has) >= channelsAtMost {
				continue
			}
			if _, err := s.send("#subscribe", map[string]any{"channel": "chat_" + itoa(n)}); err != nil {
				return // the reader finds out too
			}
			s.has[n] = struct{}{}
		}
		select {
		case <-s.h.news:
		case <-done:
			return
		}
	}
}
