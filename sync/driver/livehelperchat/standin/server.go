package standin

import (
	"cmp"
	"math/rand/v2"
	"net/http"
	"strconv"
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
	// Username and Key are the operator's; "floor" and "key" by default. Secret is in
	// everything that a driver must not keep: visitors' hashes, operators' passwords.
	Username, Key, Secret string
	// Prefix is the path that the server lies under, such as "/chat/index.php/eng".
	Prefix string
	// Rights that the operator does not have, such as "lhchat,whispermode".
	Lacks  map[string]bool
	Faults conformance.Faults
	// Cut breaks the connections below, Away lets nobody connect, or lets them again.
	Cut  func()
	Away func(bool)
	// HintKey is the site's secret hash, for the NodeJS-Helper.
	HintKey string
}

// Server is a Live Helper Chat in memory.
type Server struct {
	opts Options
	dice *rand.Rand
	done chan struct{}

	mu       sync.Mutex // guards all below
	chats    map[int64]*visitorChat
	nextChat int64
	nextMsg  int64
	users    []*operator
	deps     []department
	subjects []subject
	files    []*file
	requests []conformance.Request
	answers  int
	locked   bool
	trouble  []conformance.Trouble
	sockets  map[*socket]struct{}
	tasks    sync.WaitGroup
}

type operator struct {
	id                                    int64
	username, mail, first, last, password string
}

type department struct {
	id   int64
	name string
}

type subject struct {
	id   int64
	name string
}

type file struct {
	id         int64
	name, kind string
	hash       string
	body       []byte
	lost       bool
}

// The numbers of the first of each: the key's own operator is selfID.
const (
	selfID    = 2
	firstUser = 3
	firstDep  = 1
	botDep    = 9
)

// New starts a stand-in with the people and teams of package conformance.
func New(o Options) *Server {
	o.Username, o.Key, o.Secret = cmp.Or(o.Username, "floor"), cmp.Or(o.Key, "key"), cmp.Or(o.Secret, "secret")
	s := &Server{
		opts: o, dice: rand.New(rand.NewPCG(o.Faults.Seed, 11)), //nolint:gosec // a case is to be the same each time
		done: make(chan struct{}), chats: make(map[int64]*visitorChat), sockets: make(map[*socket]struct{}),
	}
	s.users = append(s.users, &operator{id: selfID, username: o.Username, mail: "floor@example.com", first: "Floorwalker", password: o.Secret})
	for i, p := range conformance.People() {
		s.users = append(s.users, &operator{
			id: firstUser + int64(i), username: p.ID, mail: p.Mail, first: p.Name, password: o.Secret,
		})
	}
	for i, t := range conformance.Teams() {
		s.deps = append(s.deps, department{firstDep + int64(i), "Department of " + t})
	}
	s.deps = append(s.deps, department{botDep, "Reception"})
	for i, name := range Subjects() {
		s.subjects = append(s.subjects, subject{int64(i) + 1, name})
	}
	return s
}

// Stop ends what the stand-in has started.
func (s *Server) Stop() {
	close(s.done)
	s.closeSockets()
	s.tasks.Wait()
}

// Agents is how a driver's configuration maps operators to the floor: one by number,
// one by user name. The last of conformance.People is unknown there.
func Agents() map[string]chat.AgentID {
	return map[string]chat.AgentID{
		strconv.Itoa(firstUser): conformance.Asha, string(conformance.Rohan): conformance.Rohan,
	}
}

// Teams is how it maps departments.
func Teams() map[string]string {
	m := make(map[string]string)
	for _, t := range conformance.Teams() {
		m["Department of "+t] = t
	}
	return m
}

// Subjects are those that the server has from the start, in the order of their
// numbers. Others come with the first chat that has them.
func Subjects() []string { return []string{"vip", "refund", "old", "ours", "seen"} }

// SubjectIDs is how a driver's configuration names them.
func SubjectIDs() map[string]int64 {
	m := make(map[string]int64)
	for i, name := range Subjects() {
		m[name] = int64(i) + 1
	}
	return m
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, ok := cutPrefix(r.URL.Path, s.opts.Prefix)
	if ok && path == "/socketcluster/" {
		s.serveSocket(w, r)
		return
	}
	route, id, found := find(r.Method, path)
	if !ok || !found {
		s.opts.Report("live helper chat stand-in: no such path: %s %s", r.Method, r.URL.Path)
		http.Error(w, "<html>Not found</html>", http.StatusNotFound)
		return
	}
	c := &call{s: s, w: w, r: r, route: route, id: id}
	c.serve()
}

func cutPrefix(path, prefix string) (string, bool) {
	if len(path) < len(prefix) || path[:len(prefix)] != prefix {
		return "", false
	}
	return path[len(prefix):], true
}

func (s *Server) user(id int64) *operator {
	for _, u := range s.users {
		if u.id == id {
			return u
		}
	}
	return nil
}

func (s *Server) lacks(right string) bool { return s.opts.Lacks[right] }
