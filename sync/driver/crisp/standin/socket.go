package standin

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/sync/driver/conformance"
)

// socket is one connection of the stream (reference, section 2; the frames are those of
// the recording).
type socket struct {
	s      *Server
	ws     *websocket.Conn
	old    bool
	events map[string]bool // nil until authenticated
	done   chan struct{}
	once   sync.Once

	mu    sync.Mutex // one writer at a time
	heard time.Time
}

const (
	pingTimeout = 20 * time.Second
	// patience is how long a socket may be silent before it says who it is.
	patience = 10 * time.Second
)

// stream accepts a connection. A server of the old protocol answers 400 to the new one.
func (s *Server) stream(w http.ResponseWriter, req *http.Request) {
	q := req.URL.Query()
	version := q.Get("EIO")
	switch {
	case q.Get("transport") != "websocket" || version != "3" && version != "4":
		s.opt.Report("the stream was dialled with %q", req.URL.RawQuery)
		w.WriteHeader(http.StatusBadRequest)
		return
	case s.opt.Old && version != "3":
		w.WriteHeader(http.StatusBadRequest)
		return
	case s.opt.Rescue && req.URL.Path == StreamPath:
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, req, nil)
	if err != nil {
		return
	}
	k := &socket{s: s, ws: ws, old: version == "3", done: make(chan struct{}), heard: s.opt.Now()}
	s.mu.Lock()
	s.log("GET", req.URL.Path, "GET "+StreamPath, conformance.KindConnect)
	s.sockets[k] = struct{}{}
	s.mu.Unlock()
	k.write(fmt.Sprintf(`0{"sid":"s%p","upgrades":[],"pingInterval":%d,"pingTimeout":%d,"maxPayload":1000000}`,
		k, s.opt.PingEvery.Milliseconds(), pingTimeout.Milliseconds()))
	if k.old {
		k.write("40")
	}
	var wait sync.WaitGroup
	wait.Go(k.watch)
	k.read()
	k.close()
	wait.Wait()
	s.mu.Lock()
	delete(s.sockets, k)
	s.mu.Unlock()
}

// log remembers a frame or a dial. The caller holds s.mu.
func (s *Server) log(method, path, route string, kind conformance.Kind) {
	s.requests = append(s.requests, conformance.Request{At: s.opt.Now(), Method: method, Path: path, Route: route, Kind: kind})
}

// watch pings, and drops who is silent.
func (k *socket) watch() {
	ping := time.NewTicker(k.s.opt.PingEvery)
	defer ping.Stop()
	hello := time.NewTimer(patience)
	defer hello.Stop()
	for {
		select {
		case <-k.done:
			return
		case <-hello.C:
			k.s.mu.Lock()
			known := k.events != nil
			k.s.mu.Unlock()
			if !known {
				k.close()
				return
			}
		case <-ping.C:
			k.mu.Lock()
			silent := k.s.opt.Now().Sub(k.heard) > k.s.opt.PingEvery+pingTimeout
			k.mu.Unlock()
			if silent {
				k.close()
				return
			}
			if !k.old {
				k.write("2")
			}
		}
	}
}

func (k *socket) read() {
	for {
		kind, raw, err := k.ws.ReadMessage()
		if err != nil {
			return
		}
		k.mu.Lock()
		k.heard = k.s.opt.Now()
		k.mu.Unlock()
		if kind != websocket.TextMessage {
			k.s.opt.Report("a frame that is no text")
			continue
		}
		if !k.frame(string(raw)) {
			return
		}
	}
}

// frame takes one frame and reports whether to go on.
func (k *socket) frame(raw string) bool {
	switch {
	case raw == "3" && !k.old:
	case raw == "2" && k.old:
		k.write("3")
	case raw == "40" && !k.old:
		k.write(`40{"sid":"n1"}`)
	case strings.HasPrefix(raw, `42["authentication",`):
		return k.authenticate(raw)
	default:
		k.s.opt.Report("a frame that no client sends: %.40q", raw)
	}
	return true
}

// authenticate follows section 2.3.
func (k *socket) authenticate(raw string) bool {
	var list []json.RawMessage
	if json.Unmarshal([]byte(raw[2:]), &list) != nil || len(list) != 2 {
		k.s.opt.Report("an authentication that cannot be read")
		return false
	}
	body, wrong := check("WS authentication", list[1])
	if wrong != "" {
		k.s.opt.Report("the authentication has %s", wrong)
	}
	s := k.s
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log("WS", "authentication", "WS authentication", conformance.KindSubscribe)
	if s.locked || body["username"] != Identifier || body["password"] != Key || body["tier"] != s.opt.Tier {
		s.refusals++
		k.write(`42["unauthorized",{"message":"invalid_session"}]`)
		return false
	}
	wanted, _ := body["events"].([]any)
	if len(wanted) == 0 {
		s.opt.Report("an authentication that asks for no event")
	}
	k.events = make(map[string]bool)
	for _, x := range wanted {
		name, _ := x.(string)
		if !slices.Contains(events, name) {
			s.opt.Report("the event %q does not exist", name)
		}
		if s.opt.Scopes == nil || slices.Contains(s.opt.Scopes, name) {
			k.events[name] = true
		}
	}
	if s.opt.Scopes == nil {
		k.write(`42["authenticated",true]`)
		return true
	}
	granted, _ := json.Marshal(map[string]any{"events": s.opt.Scopes})
	k.write(`42["authenticated",` + string(granted) + `]`)
	return true
}

func (k *socket) write(text string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	_ = k.ws.SetWriteDeadline(k.s.opt.Now().Add(5 * time.Second))
	_ = k.ws.WriteMessage(websocket.TextMessage, []byte(text))
}

func (k *socket) close() {
	k.once.Do(func() {
		close(k.done)
		_ = k.ws.Close()
	})
}

// emit sends an event about a conversation. The caller holds s.mu.
func (s *Server) emit(name string, t *talk, fields map[string]any) {
	fields["website_id"], fields["session_id"], fields["inbox_id"] = Website, t.id, orNull(t.inbox)
	s.emitTo(name, fields)
}

// emitTo sends an event to all who asked for it, with the faults that were drawn.
func (s *Server) emitTo(name string, payload map[string]any) {
	if _, ok := payload["website_id"]; !ok && !strings.HasPrefix(name, "bucket:") {
		s.opt.Report("the stand-in itself sends %s without a workspace", name)
	}
	if s.hushed {
		return
	}
	if s.opt.Elsewhere != nil {
		s.opt.Elsewhere(name, payload)
		return
	}
	raw, err := json.Marshal([]any{name, payload})
	if err != nil {
		panic(fmt.Sprintf("an event that JSON cannot hold: %v", err))
	}
	send := func() {
		for k := range s.sockets {
			if k.events[name] {
				k.write("42" + string(raw))
			}
		}
	}
	f := s.opt.Faults
	held := s.held
	s.held = nil
	switch draw := s.dice.Float64(); {
	case draw < f.Drop:
	case draw < f.Drop+f.Double:
		send()
		send()
	case draw < f.Drop+f.Double+f.Swap:
		s.held = append(s.held, send)
		time.AfterFunc(time.Second, s.release) // it comes late, and not never
	default:
		send()
	}
	for _, late := range held {
		late()
	}
}

// release sends what was held back for an event that did not follow.
func (s *Server) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	held := s.held
	s.held = nil
	for _, late := range held {
		late()
	}
}
