package hub

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/sync/wire"
)

// Standby is a hub that has no floor, because another one of its team has. It
// listens, so that desks and whoever watches over the machines learn that it is there.
type Standby struct {
	// Version is the program's.
	Version string
	// Hosts are further values of the Host header that are let in.
	Hosts []string
	// Why, if it is set, returns what keeps it from having a floor, as a sentence;
	// empty means that another hub has it.
	Why func() string
}

// codeStandby is the reason for which a desk goes on to the next hub of its list.
const codeStandby = "standby"

const standbyWords = "This hub stands by: another one has the floor."

func (s *Standby) words() string {
	if s.Why != nil {
		if w := s.Why(); w != "" {
			return w
		}
	}
	return standbyWords
}

// Handler returns its routes: the desks' stream, which refuses in a sentence, and
// health. Everything else is answered with 503 and the same sentence.
func (s *Standby) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/stream", s.stream)
	mux.HandleFunc("GET /healthz", s.health)
	mux.Handle("/", s.Admin())
	return guarded(s.Hosts, mux)
}

// Admin returns the routes for whoever runs the hub: none of them can be answered here.
func (s *Standby) Admin() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "2")
		http.Error(w, s.words(), http.StatusServiceUnavailable)
	})
}

func (s *Standby) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"state": "standby", "version": s.Version, "words": s.words()}) // the client went away
}

// standbyTime is how long a desk may take to say hello before it is told.
const standbyTime = 2 * time.Second

// stream says why it refuses. The hello is read first: bytes that lie unread when a
// socket is closed can overtake what was said before.
func (s *Standby) stream(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	defer func() { _ = conn.Close() }() // it is over either way
	conn.SetReadLimit(wire.MaxFromDesk)
	if conn.SetReadDeadline(deadline(standbyTime)) == nil {
		_, _, _ = conn.ReadMessage() // whatever it says
	}
	bye := wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameBye, Code: codeStandby, Words: s.words()})
	if conn.SetWriteDeadline(deadline(standbyTime)) != nil || conn.WriteMessage(websocket.TextMessage, bye) != nil {
		return
	}
	_ = conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseTryAgainLater, codeStandby), deadline(standbyTime))
	_, _, _ = conn.ReadMessage() // until it has closed too
}
