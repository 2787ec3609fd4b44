package standin

import (
	"crypto/sha1" //nolint:gosec // the helper's own way of signing in
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/sync/driver/conformance"
)

// socket is one connection of section 3.2, after the recording ws-log.txt.
type socket struct {
	s    *Server
	conn *websocket.Conn
	out  chan string
	once sync.Once
	gone chan struct{}
	// in and channels are guarded by Server.mu.
	in       bool
	channels map[string]struct{}
}

// pingEvery is how often the helper asks whether anybody is there.
const pingEvery = 8 * time.Second

// incoming is a frame of the driver's.
type incoming struct {
	Event string `json:"event"`
	Call  int    `json:"cid"`
	Data  struct {
		Hash     string `json:"hash"`
		Channel  string `json:"channel"`
		Chanel   string `json:"chanelName"` // spelled so
		Instance *int   `json:"instance_id"`
	} `json:"data"`
}

func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, conformance.Request{
		At: s.opts.Now(), Method: r.Method, Path: r.URL.Path, Route: "GET /socketcluster/", Kind: conformance.KindConnect,
	})
	s.mu.Unlock()
	if r.Header.Get("Authorization") != "" {
		s.opts.Report("live helper chat stand-in: the REST key is sent to the NodeJS-Helper")
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := &socket{s: s, conn: conn, out: make(chan string, 1024), gone: make(chan struct{}), channels: make(map[string]struct{})}
	s.mu.Lock()
	s.sockets[c] = struct{}{}
	s.mu.Unlock()
	s.tasks.Go(c.write)
	c.read()
	s.mu.Lock()
	delete(s.sockets, c)
	s.mu.Unlock()
	c.close()
}

func (c *socket) close() {
	c.once.Do(func() {
		close(c.gone)
		_ = c.conn.Close()
	})
}

func (c *socket) write() {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		var f string
		select {
		case f = <-c.out:
		case <-ping.C:
			f = "#1"
		case <-c.gone:
			return
		case <-c.s.done:
			c.close()
			return
		}
		if c.conn.WriteMessage(websocket.TextMessage, []byte(f)) != nil {
			c.close()
			return
		}
	}
}

func (c *socket) send(v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	select {
	case c.out <- string(raw):
	default:
		c.close()
	}
}

func (c *socket) read() {
	for {
		_, raw, err := c.conn.ReadMessage()
		if err != nil {
			return
		}
		if string(raw) == "#2" {
			continue
		}
		var f incoming
		if json.Unmarshal(raw, &f) != nil || f.Call == 0 {
			c.s.opts.Report("live helper chat stand-in: no frame of SocketCluster: %s", raw)
			return
		}
		c.answer(&f)
	}
}

func (c *socket) answer(f *incoming) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, conformance.Request{
		At: s.opts.Now(), Method: "WS", Path: "/socketcluster/", Route: "WS " + f.Event, Kind: conformance.KindSubscribe,
	})
	switch f.Event {
	case "#handshake":
		c.send(object{"rid": f.Call, "data": object{"id": "Je", "pingTimeout": 20000, "isAuthenticated": false}})
	case "login":
		if !s.rightHash(f.Data.Hash) || f.Data.Chanel == "" || f.Data.Instance == nil {
			c.send(object{"rid": f.Call, "error": "Login failed"})
			return
		}
		c.in = true
		c.send(object{"event": "#setAuthToken", "data": object{"token": s.opts.Secret}})
		c.send(object{"rid": f.Call})
	case "#subscribe":
		if !c.in {
			c.send(object{"rid": f.Call, "error": object{"message": "not logged in"}})
			return
		}
		c.channels[f.Data.Channel] = struct{}{}
		c.send(object{"rid": f.Call})
	default:
		s.opts.Report("live helper chat stand-in: the driver says %q to the helper, which only listens", f.Event)
	}
}

// rightHash is section 3.2: sha1(ts + "Operator" + secret) + "." + ts, for an hour.
func (s *Server) rightHash(h string) bool {
	sum, at, _ := strings.Cut(h, ".")
	sec, err := strconv.ParseInt(at, 10, 64)
	if err != nil || s.opts.Now().Sub(time.Unix(sec, 0)).Abs() > time.Hour {
		return false
	}
	want := sha1.Sum([]byte(at + "Operator" + s.opts.HintKey)) //nolint:gosec // see above
	return sum == hex.EncodeToString(want[:])
}

// hint publishes that something is new in a chat; it never says what.
func (s *Server) hint(id int64, op string) {
	channel := "chat_" + strconv.FormatInt(id, 10)
	for c := range s.sockets {
		if _, ok := c.channels[channel]; ok {
			c.send(object{"event": "#publish", "data": object{"channel": channel, "data": object{"op": op}}})
		}
	}
}

func (s *Server) closeSockets() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.sockets {
		c.close()
	}
}
