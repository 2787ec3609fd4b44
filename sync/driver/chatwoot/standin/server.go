package standin

import (
	"cmp"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
)

// Options are how a stand-in behaves. Report and Now are required.
type Options struct {
	// Report is told of what the driver must not do; in a test it is t.Errorf.
	Report func(format string, args ...any)
	Now    func() time.Time
	// Token is the administrator's; "token" by default. Secret is in everything that
	// a driver must not keep: pubsub tokens, passwords of inboxes.
	Token, Secret string
	// Role is the token's own: "administrator" by default.
	Role string
	// Origin is what file addresses begin with.
	Origin string
	Faults conformance.Faults
	// Survey asks for a rating when a conversation is resolved.
	Survey bool
	// DropsUnderscores behaves like a proxy that drops headers with underscores.
	DropsUnderscores bool
	// ZeroIsNone reads after=0 as if it were not there: the reference does not say which
	// of the two a server does.
	ZeroIsNone bool
	// Cut breaks the connections below; without it Cut closes the cables alone.
	Cut func()
	// Away lets nobody connect, or lets them again.
	Away func(bool)
	// Broadcast, if set, is given every event that the stand-in's own cable sends, for a
	// test whose cable is another server's.
	Broadcast func(event string, data []byte)
	// Version is "4.10.0" by default; before 4.8 an assignment knows no bots.
	Version string
	// PageSize is 25 by default, Requests per minute 3,000 (chatwoot.md, 1).
	PageSize, PerMinute int
}

// Server is a Chatwoot server in memory.
type Server struct {
	opts  Options
	dice  *rand.Rand
	tasks sync.WaitGroup
	done  chan struct{}
	// wake tells the dispatcher that events wait.
	wake chan struct{}

	mu       sync.Mutex // guards all below
	next     int64      // ids of messages and files
	users    []*user
	teams    map[int64]string
	convs    []*conv // ascending by id
	labels   []string
	canned   []*canned
	blobs    map[int64]*blob
	cables   map[*cable]struct{}
	queue    []event
	requests []conformance.Request
	pubsub   int // generation of the pubsub token
	locked   bool
	deaf     bool
	withheld []string        // events that are not sent
	broken   map[string]bool // conversations that cannot be read
	trouble  []conformance.Trouble
	minute   time.Time
	inMinute int
}

// New starts a stand-in with the people and teams of package conformance.
func New(o Options) *Server {
	o.Token, o.Secret = cmp.Or(o.Token, "token"), cmp.Or(o.Secret, "secret")
	o.Role, o.Origin = cmp.Or(o.Role, "administrator"), cmp.Or(o.Origin, "http://chatwoot.example.com")
	o.Version = cmp.Or(o.Version, "4.10.0")
	o.PageSize, o.PerMinute = cmp.Or(o.PageSize, 25), cmp.Or(o.PerMinute, 3000)
	s := &Server{
		opts: o, dice: rand.New(rand.NewPCG(o.Faults.Seed, 7)), //nolint:gosec // a case is to be the same each time
		done: make(chan struct{}), wake: make(chan struct{}, 1), next: 100,
		teams: make(map[int64]string), blobs: make(map[int64]*blob), broken: make(map[string]bool), cables: make(map[*cable]struct{}),
	}
	s.users = append(s.users, &user{id: integrationID, name: "Floorwalker", mail: "floorwalker@example.com", role: o.Role})
	for i, p := range conformance.People() {
		s.users = append(s.users, &user{id: firstUser + int64(i), name: p.Name, mail: p.Mail, role: "agent"})
	}
	for i, t := range conformance.Teams() {
		s.teams[firstTeam+int64(i)] = t
	}
	s.tasks.Go(s.dispatch)
	return s
}

// Stop ends every connection and waits for what the stand-in has started.
func (s *Server) Stop() {
	close(s.done)
	s.closeCables("remote", true)
	s.tasks.Wait()
}

// Agents is how a driver's configuration maps the vendor's people to the floor's: all
// but the last of conformance.People, who is unknown there.
func Agents() map[string]chat.AgentID {
	m := make(map[string]chat.AgentID)
	people := conformance.People()
	for i, p := range people[:len(people)-1] {
		m[itoa(firstUser+int64(i))] = chat.AgentID(p.ID)
	}
	return m
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/cable" {
		s.serveCable(w, r)
		return
	}
	route, vars, ok := find(r)
	if !ok {
		s.opts.Report("chatwoot stand-in: no such path: %s %s", r.Method, r.URL.Path)
		http.Error(w, `{"error":"not found"}`, http.StatusNotFound)
		return
	}
	c := &call{s: s, w: w, r: r, vars: vars}
	s.record(route, c)
	if route.forbidden != "" {
		s.opts.Report("chatwoot stand-in: %s %s: %s", r.Method, r.URL.Path, route.forbidden)
		c.fail(http.StatusForbidden, "forbidden")
		return
	}
	if !route.open && !s.admit(c) {
		return
	}
	if err := route.check(c); err != nil {
		s.opts.Report("chatwoot stand-in: %s (%s): %v", route.name(), route.cite, err)
		c.fail(http.StatusUnprocessableEntity, "invalid")
		return
	}
	s.answer(route, c)
}

// answer runs the handler, or what goes wrong with it instead.
func (s *Server) answer(route *route, c *call) {
	s.mu.Lock()
	broken := s.broken[c.vars["id"]]
	s.mu.Unlock()
	if broken {
		c.fail(http.StatusInternalServerError, "Internal server error")
		return
	}
	switch t := s.takeTrouble(c.r.Method != http.MethodGet); t {
	case conformance.Refused:
		c.fail(http.StatusForbidden, "You are not authorized to do this action")
	case conformance.Busy:
		c.w.Header().Set("Retry-After", "2")
		c.fail(http.StatusTooManyRequests, "Retry later")
	case conformance.Garbage:
		_, _ = c.w.Write([]byte("<html>Bad gateway</html>"))
	case conformance.Lost:
		s.hang(c)
	case conformance.Unanswered:
		c.mute = true
		s.locking(route, c)
		s.hang(c)
	default:
		s.locking(route, c)
	}
}

// locking runs the handler on the state.
func (s *Server) locking(route *route, c *call) {
	s.mu.Lock()
	status, body := route.handle(s, c)
	raw, isFile := body.([]byte)
	if !isFile && body != nil {
		raw = mustJSON(body)
	}
	s.mu.Unlock()
	if c.mute {
		return
	}
	if !isFile {
		c.w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	c.w.WriteHeader(status)
	_, _ = c.w.Write(raw)
}

// hang answers nothing for as long as the client waits.
func (s *Server) hang(c *call) {
	select {
	case <-c.r.Context().Done():
	case <-s.done:
	}
}

// admit checks the token (section 1) and counts for Rack::Attack.
func (s *Server) admit(c *call) bool {
	s.mu.Lock()
	locked := s.locked
	now := s.opts.Now()
	if now.Sub(s.minute) >= time.Minute {
		s.minute, s.inMinute = now, 0
	}
	s.inMinute++
	over := s.inMinute > s.opts.PerMinute
	s.mu.Unlock()
	token := c.r.Header.Get("api_access_token")
	switch {
	case over: // config/initializers/rack_attack.rb: no Retry-After
		c.fail(http.StatusTooManyRequests, "Retry later")
	case token == "":
		s.opts.Report("chatwoot stand-in: %s %s without api_access_token (section 1)", c.r.Method, c.r.URL.Path)
		fallthrough
	case s.opts.DropsUnderscores:
		c.w.WriteHeader(http.StatusUnauthorized)
		_, _ = c.w.Write([]byte(`{"errors":["You need to sign in or sign up before continuing."]}`))
	case locked || token != s.opts.Token:
		c.fail(http.StatusUnauthorized, "Invalid Access Token")
	default:
		return true
	}
	return false
}

// takeTrouble returns what is to go wrong with this call.
func (s *Server) takeTrouble(write bool) conformance.Trouble {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, t := range s.trouble {
		of := write
		switch t {
		case conformance.Busy:
			of = true
		case conformance.Garbage:
			of = !write
		}
		if of {
			s.trouble = slices.Delete(s.trouble, i, i+1)
			return t
		}
	}
	return ""
}

func (s *Server) record(route *route, c *call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := conformance.Request{
		At: s.opts.Now(), Method: c.r.Method, Path: c.r.URL.Path, Route: route.name(), Kind: route.kind,
	}
	if id := c.vars["id"]; id != "" {
		q.Chat = chat.ChatID("cw-" + id)
	}
	s.requests = append(s.requests, q)
}

// The rest is looked up under the lock.

func (s *Server) conv(id int64) *conv {
	i, ok := slices.BinarySearchFunc(s.convs, id, func(c *conv, id int64) int { return cmp.Compare(c.id, id) })
	if !ok {
		return nil
	}
	return s.convs[i]
}

func (s *Server) user(id int64) *user {
	for _, u := range s.users {
		if u.id == id {
			return u
		}
	}
	return nil
}

// pubsubToken is the administrator's; a new password makes a new one.
func (s *Server) pubsubToken() string { return s.opts.Secret + "-pubsub-" + itoa(int64(s.pubsub)) }
