package standin

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"floorwalker/sync/driver/conformance"
)

// What a client of the workspace is given. They are invented.
const (
	Website    = "11111111-2222-4333-8444-555555555555"
	Identifier = "stand-in-identifier"
	Key        = "stand-in-key"
	// Automated is the id of the inbox in which the bot answers.
	Automated = "inbox-automated"
	// StreamPath and RescuePath are where the stream is.
	StreamPath = "/w/f43/"
	RescuePath = "/w/rescue/"
)

// User returns the id that the workspace has for one of [conformance.People].
func User(agent string) string { return "user-" + agent }

// Inbox returns the id that the workspace has for one of [conformance.Teams].
func Inbox(team string) string { return "inbox-" + team }

// Options are how a workspace is. Report is required.
type Options struct {
	// Report is told what is wrong with a request; a test fails by it.
	Report func(format string, args ...any)
	Now    func() time.Time
	Faults conformance.Faults
	// Network, if set, is what the server is reached by, so that it can be cut.
	Network *conformance.Network
	// Tier is what keys have to say; "website" by default.
	Tier string
	// Scopes, if not nil, are the events that a plugin's key may hear; the answer to
	// the authentication names them, as in the recording.
	Scopes []string
	// Lacks are routes that are refused for want of a right, by the last words of
	// their path, such as "operators/list".
	Lacks []string
	// Daily is how many calls a day are answered; 0 is no limit.
	Daily int
	// Old says that the stream speaks Engine.IO 3 alone.
	Old bool
	// NoBot says that the workspace has no inbox for a bot.
	NoBot bool
	// PingEvery is how often the stream asks for a sign of life; 25 s by default.
	PingEvery time.Duration
	// Elsewhere, if set, is given every event instead of the sockets, for a stream that
	// another program speaks; [Server.StreamAt] says where.
	Elsewhere func(event string, payload map[string]any)
	// Late are people who are not in the workspace until [Server.Arrive].
	Late []string
	// SlowFiles is how long it takes to get a file.
	SlowFiles time.Duration
	// Rescue says that the stream's main address does not answer.
	Rescue bool
}

// Server is one workspace.
type Server struct {
	opt Options
	mux *http.ServeMux

	mu       sync.Mutex
	chats    map[string]*talk
	order    []string
	numbers  int64
	clock    int64 // of the newest line, in ms: times of lines never run backwards
	cache    map[string]cached
	calls    int
	requests []conformance.Request
	sockets  map[*socket]struct{}
	held     []func() // an event that is sent after the next one
	dice     *rand.Rand
	trouble  conformance.Trouble
	locked   bool
	busy     int
	files    map[string][]byte
	streamAt string
	hushed   bool
	// refusals counts who was told that the key is no good.
	refusals int
}

type cached struct {
	at   time.Time
	body []byte
}

// New returns an empty workspace.
func New(o Options) *Server {
	if o.Tier == "" {
		o.Tier = "website"
	}
	if o.PingEvery == 0 {
		o.PingEvery = 25 * time.Second
	}
	s := &Server{
		opt: o, mux: http.NewServeMux(), chats: make(map[string]*talk), cache: make(map[string]cached),
		sockets: make(map[*socket]struct{}), files: make(map[string][]byte),
		dice:    rand.New(rand.NewPCG(o.Faults.Seed, 7)), // #nosec G404 -- the same faults each time, and nobody's secret
		numbers: 1_000,
	}
	s.routes()
	return s
}

// StreamAt says where the stream is from now on.
func (s *Server) StreamAt(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.streamAt = url
}

// Arrive brings those who were late.
func (s *Server) Arrive() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opt.Late = nil
}

// ServeHTTP implements [net/http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// answer is what a route says: data of the envelope, or a refusal.
type answer struct {
	status int
	reason string
	data   any
}

func yes(data any) answer { return answer{status: http.StatusOK, reason: "ok", data: data} }

func no(status int, reason string) answer { return answer{status: status, reason: reason} }

// write sends an answer in the envelope (reference, section 1).
func write(w http.ResponseWriter, a answer) []byte {
	body, err := json.Marshal(map[string]any{"error": a.status >= 300, "reason": a.reason, "data": a.data})
	if err != nil {
		panic(fmt.Sprintf("an answer that JSON cannot hold: %v", err))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_, _ = w.Write(body)
	return body
}

// tick returns the time of a new line: later than all before it.
func (s *Server) tick() int64 {
	s.clock = max(s.clock+1, s.opt.Now().UnixMilli())
	return s.clock
}
