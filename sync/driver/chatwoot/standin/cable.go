package standin

import (
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/sync/driver/conformance"
)

// pingEvery is samples/cable-rails.txt: a ping each three seconds.
const pingEvery = 3 * time.Second

// cable is one connection of section 2.
type cable struct {
	s          *Server
	conn       *websocket.Conn
	out        chan []byte
	once       sync.Once
	gone       chan struct{}
	identifier string // of the subscription that was confirmed; guarded by Server.mu
	tried      map[string]bool
}

// serveCable is the handshake: no credential, and the subprotocol of the recordings.
func (s *Server) serveCable(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, conformance.Request{At: s.opts.Now(), Method: r.Method, Path: r.URL.Path, Route: "GET /cable", Kind: conformance.KindConnect})
	s.mu.Unlock()
	if !slices.Contains(websocket.Subprotocols(r), "actioncable-v1-json") {
		s.opts.Report("chatwoot stand-in: a handshake without the subprotocol actioncable-v1-json (2.1)")
	}
	if r.Header.Get("api_access_token") != "" || r.URL.RawQuery != "" {
		s.opts.Report("chatwoot stand-in: a credential in the handshake (2.1: the token is in the subscription)")
	}
	up := websocket.Upgrader{Subprotocols: []string{"actioncable-v1-json"}, CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := &cable{s: s, conn: conn, out: make(chan []byte, 1<<14), gone: make(chan struct{}), tried: make(map[string]bool)}
	c.send(object{"type": "welcome"})
	s.mu.Lock()
	s.cables[c] = struct{}{}
	s.mu.Unlock()
	s.tasks.Go(c.write)
	c.read()
	s.mu.Lock()
	delete(s.cables, c)
	s.mu.Unlock()
	c.close()
}

func (c *cable) send(o object) { c.queue(mustJSON(o)) }

// queue keeps a frame for the writer; a client that reads nothing is dropped.
func (c *cable) queue(raw []byte) {
	select {
	case c.out <- raw:
	case <-c.gone:
	default:
		c.close()
	}
}

func (c *cable) close() {
	c.once.Do(func() {
		close(c.gone)
		_ = c.conn.Close()
	})
}

func (c *cable) write() {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		var raw []byte
		select {
		case <-c.gone:
			return
		case raw = <-c.out:
		case at := <-ping.C:
			raw = mustJSON(object{"type": "ping", "message": at.Unix()})
		}
		if raw == nil { // the end, after what was to be said before it
			c.close()
			return
		}
		if c.conn.WriteMessage(websocket.TextMessage, raw) != nil {
			c.close()
			return
		}
	}
}

func (c *cable) read() {
	for {
		_, raw, err := c.conn.ReadMessage()
		if err != nil {
			return
		}
		var f struct{ Command, Identifier, Data string }
		if json.Unmarshal(raw, &f) != nil {
			c.s.opts.Report("chatwoot stand-in: a frame that is no command")
			continue
		}
		c.command(f.Command, f.Identifier, f.Data)
	}
}

func (c *cable) command(command, identifier, data string) {
	s := c.s
	kind, route := conformance.KindSubscribe, "WS "+command
	if command == "message" {
		kind, route = conformance.KindPresence, "WS message "+data
		s.opts.Report("chatwoot stand-in: %s on the cable (2.3): somebody would learn that they are watched", data)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, conformance.Request{At: s.opts.Now(), Method: "WS", Path: "/cable", Route: route, Kind: kind})
	if command != "subscribe" || c.tried[identifier] {
		return // a second subscription by the same name is ignored (2.1)
	}
	c.tried[identifier] = true
	var who struct {
		Channel string `json:"channel"`
		Token   string `json:"pubsub_token"`
		Account int64  `json:"account_id"`
		User    int64  `json:"user_id"`
	}
	if json.Unmarshal([]byte(identifier), &who) != nil || who.Channel != "RoomChannel" || who.User == 0 {
		s.opts.Report("chatwoot stand-in: a subscription without RoomChannel or user_id (2.1)")
		return
	}
	if s.locked || s.deaf || who.Token != s.pubsubToken() || who.Account != accountID || who.User != integrationID {
		return // RecordNotFound is rescued: neither confirmed nor rejected (2.1)
	}
	c.identifier = identifier
	// samples/cable-rails.txt: presence may come, and the identifier before the type.
	c.send(object{"identifier": identifier, "type": "confirm_subscription"})
	c.send(object{"identifier": identifier, "message": object{
		"event": "presence.update", "data": object{"account_id": accountID, "users": object{"1": "offline"}, "contacts": object{}},
	}})
}

// broadcast runs under the server's lock.
func (c *cable) broadcast(e event) {
	if c.identifier == "" {
		return
	}
	c.send(object{"identifier": c.identifier, "message": object{"event": e.name, "data": json.RawMessage(e.payload())}})
}

// closeCables says why, in the server's words, and ends every connection.
func (s *Server) closeCables(reason string, reconnect bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.cables {
		if reason != "" {
			c.send(object{"type": "disconnect", "reason": reason, "reconnect": reconnect})
			c.queue(nil)
			continue
		}
		c.close()
	}
}
