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
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/stream", h.stream)
	mux.HandleFunc("GET /audit", h.forLeads("Only leads may read this.", h.auditStream))
	mux.HandleFunc("GET /why", h.forTeam(h.why))
	mux.HandleFunc("GET /healthz", h.health)
	mux.Handle("GET /metrics", h.metrics.handler())
	h.mountTickets(mux)
	h.mountDays(mux)
	h.mountFiles(mux)
	h.mountArticles(mux)
	h.mountReveal(mux)
	h.mountBackends(mux)
	for _, d := range h.cfg.Drivers {
		if m, ok := d.(driver.Mounter); ok {
			m.Mount(mux)
		}
	}
	return h.guard(mux)
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
		answer["on_this_disk_only"] = "attachments, and the key of what is masked: a successor has them only if all hubs share both"
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
	s := &session{hub: h, conn: conn, out: make(chan wire.Frame, outQueue), kicked: make(chan farewell, 1), next: 1}
	if conn.Subprotocol() != wire.Subprotocol {
		s.farewell(farewell{websocket.CloseProtocolError, "protocol", "This hub speaks " + wire.Subprotocol + "."})
		return
	}
	s.serve(r.Context())
}
