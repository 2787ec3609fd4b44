//go:build unix

package cluster

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"
)

// vendor is somebody's chat platform. It does what it is told, and counts it.
type vendor struct {
	server *httptest.Server

	mu      sync.Mutex // guards what follows
	facts   []vendorFact
	news    chan struct{} // closed and made anew with each fact
	owner   map[string]string
	takes   map[string]int // by claim, those that changed who serves
	posts   map[string]int // by message
	newest  uint64         // the greatest revision that was heard of
	late    int            // calls under an older lease, which were refused
	doubled []string
}

// vendorFact is something that happened there.
type vendorFact struct {
	Chat string `json:"chat"`
	// Text is what the customer wrote; empty for one who has just come.
	Text string `json:"text,omitempty"`
}

// vendorCall is what a hub asks for.
type vendorCall struct {
	Chat, Claim, Agent, Message, Text string
	Revision                          uint64
}

func newVendor(t *testing.T) *vendor {
	v := &vendor{
		news: make(chan struct{}), owner: make(map[string]string), takes: make(map[string]int),
		posts: make(map[string]int),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /facts", v.serveFacts)
	mux.HandleFunc("GET /serving", func(w http.ResponseWriter, r *http.Request) {
		v.mu.Lock()
		defer v.mu.Unlock()
		_, _ = fmt.Fprint(w, v.owner[r.URL.Query().Get("chat")])
	})
	mux.HandleFunc("POST /take", v.call(v.take))
	mux.HandleFunc("POST /post", v.call(v.post))
	v.server = httptest.NewServer(mux)
	t.Cleanup(func() {
		v.server.CloseClientConnections()
		v.server.Close()
	})
	return v
}

func (v *vendor) address() string { return v.server.Listener.Addr().String() }

// say lets something happen.
func (v *vendor) say(f vendorFact) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.facts = append(v.facts, f)
	close(v.news)
	v.news = make(chan struct{})
}

func (v *vendor) all() []vendorFact {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.facts[:len(v.facts):len(v.facts)]
}

// serveFacts answers with what happened after the first n, and waits a moment if there
// is nothing.
func (v *vendor) serveFacts(w http.ResponseWriter, r *http.Request) {
	after, err := strconv.Atoi(r.URL.Query().Get("after"))
	if err != nil {
		http.Error(w, "after what?", http.StatusBadRequest)
		return
	}
	v.mu.Lock()
	news, facts := v.news, v.facts
	v.mu.Unlock()
	if len(facts) <= after {
		select {
		case <-news:
		case <-time.After(time.Second):
		case <-r.Context().Done():
			return
		}
		facts = v.all()
	}
	_ = json.NewEncoder(w).Encode(facts[min(after, len(facts)):]) // the hub went away
}

// call does one thing for a hub, unless that hub has had a successor since.
func (v *vendor) call(do func(*vendorCall)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var c vendorCall
		if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		v.mu.Lock()
		defer v.mu.Unlock()
		if c.Revision < v.newest || c.Revision == 0 {
			v.late++
			http.Error(w, "another hub has the floor", http.StatusPreconditionFailed)
			return
		}
		v.newest = c.Revision
		do(&c)
	}
}

func (v *vendor) take(c *vendorCall) {
	if v.owner[c.Chat] == c.Agent {
		return
	}
	if v.takes[c.Claim]++; v.takes[c.Claim] > 1 {
		v.doubled = append(v.doubled, "taken twice: "+c.Claim)
	}
	v.owner[c.Chat] = c.Agent
}

func (v *vendor) post(c *vendorCall) {
	if v.posts[c.Message]++; v.posts[c.Message] > 1 {
		v.doubled = append(v.doubled, "posted twice: "+c.Text)
	}
}
