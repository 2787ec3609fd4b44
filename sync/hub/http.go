package hub

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

// Handler returns the hub's routes: the desks' stream, the leads' audit, why a chat
// has an alert or none, tickets, days and shifts, files, articles, what is masked, backends, health, metrics and
// those of the drivers. Host and Origin are checked on every one.
func (h *Hub) Handler() http.Handler {
	r := h.routes()
	for _, d := range h.cfg.Drivers {
		if m, ok := d.(driver.Mounter); ok {
			m.Mount(r.mux)
		}
	}
	return h.guard(r.mux)
}

// routes returns the hub's own.
func (h *Hub) routes() *routes {
	r := &routes{hub: h, mux: http.NewServeMux()}
	r.desks("GET /v1/stream", h.stream)
	r.leads("GET /audit", "Only leads may read this.", h.auditStream)
	r.team("GET /why", h.why)
	r.anybody("GET /healthz", http.HandlerFunc(h.health))
	r.anybody("GET /metrics", h.metrics.handler())
	h.mountTickets(r)
	h.mountDays(r)
	h.mountFiles(r)
	h.mountArticles(r)
	h.mountReveal(r)
	h.mountBackends(r)
	return r
}

// health answers 200 while the loop runs and decides, and says whether its time
// can be relied on.
func (h *Hub) health(w http.ResponseWriter, _ *http.Request) {
	state, code := "ok", http.StatusOK
	select {
	case <-h.ended:
		state, code = "stopped", http.StatusServiceUnavailable
	default:
	}
	answer := map[string]string{"state": state, "version": h.cfg.Version, "time": "certain"}
	if off, _ := h.core.clock.Off(); !h.core.certain() {
		answer["time"] = "uncertain: the wall clock is " + (-off).Round(time.Second).String() + " behind the log; set it right"
	}
	if l := h.cfg.Lease; l != nil {
		answer["lease"] = strconv.FormatUint(l.Revision(), 10)
		answer["on_this_disk_only"] = "the key of what is masked, of which every hub of this cluster has been given a copy"
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(answer) // the client went away
}

// upgrader trusts the guard, which has compared Origin and Host already.
var upgrader = websocket.Upgrader{
	ReadBufferSize: 4 << 10, WriteBufferSize: 16 << 10,
	Subprotocols: []string{wire.Subprotocol},
	CheckOrigin:  sameOrigin,
}

func (h *Hub) stream(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	s := &session{hub: h, conn: conn, out: make(chan wire.Frame, outQueue), kicked: make(chan farewell, 1), next: 1, pace: newPace()}
	if conn.Subprotocol() != wire.Subprotocol {
		s.farewell(farewell{websocket.CloseProtocolError, "protocol", "This hub speaks " + wire.Subprotocol + "."})
		return
	}
	s.serve(r.Context())
}
