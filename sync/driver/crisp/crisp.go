package crisp

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
	"floorwalker/sync/driver/internal/settle"
)

// Name is what the driver is called in the log, and what the ids of its chats and facts
// begin with.
const Name = "crisp"

var (
	_ driver.Driver        = (*Driver)(nil)
	_ driver.Closer        = (*Driver)(nil)
	_ driver.Ender         = (*Driver)(nil)
	_ driver.Noter         = (*Driver)(nil)
	_ driver.Tagger        = (*Driver)(nil)
	_ driver.TeamForwarder = (*Driver)(nil)
	_ driver.Returner      = (*Driver)(nil)
	_ driver.Companion     = (*Driver)(nil)
	_ driver.Blocker       = (*Driver)(nil)
	_ driver.Transcriber   = (*Driver)(nil)
	_ driver.Rater         = (*Driver)(nil)
	_ driver.Librarian     = (*Driver)(nil)
	_ driver.Reporter      = (*Driver)(nil)
)

var (
	// ErrRunning says that Run was called twice.
	ErrRunning = errors.New("crisp: the driver is running already")
	// ErrSink says that the hub does not say what it knows of a chat.
	ErrSink = errors.New("crisp: the hub must be a driver.KnownSink")
	// ErrChat says that a chat is not one of Crisp's.
	ErrChat = errors.New("crisp: the chat is not one of Crisp's")
)

const (
	// sweepEvery is how often is looked whether a call of ours has to be read back. It
	// costs nothing where there is none.
	sweepEvery = 15 * time.Second
	// reconcileEvery is how often what the stream has forgotten is looked for: Crisp
	// numbers nothing, so nobody can tell from the stream that an event is missing. It
	// is a call for each fifty chats, and one for each in which something has happened.
	reconcileEvery = 15 * time.Minute
)

// Driver is one workspace of Crisp. [New] makes one; Run may be called once.
type Driver struct {
	cfg    Config
	api    *api
	http   *http.Client
	dialer *websocket.Dialer
	health *catchup.Health
	roster *roster
	rights *rights
	lines  *lines
	shelf  shelf
	bucket bucket

	// claims are the calls that were made already (the same claim again does nothing).
	claims recent

	pokes    chan poke
	fetchers chan struct{} // a place for each file that is being fetched
	fetching sync.WaitGroup
	// Run's goroutine alone uses these: when everything was read last, conversations
	// that are over, oldest first, and up to when the lines of those before are whole.
	swept   time.Time
	retired []*session
	// owed says that the last list was not finished for want of quota, and owes is since
	// when it has to be made up for.
	owed bool
	owes time.Time
	// until is how long what is under way may read: live events wait behind it. It is zero
	// where nothing waits that would not have waited anyway, as for a list.
	until  time.Time
	wholes map[string]int64
	// troubles counts the conversations that could not be read since the last list or
	// sweep began.
	troubles int

	// mu guards what is below: the sessions are changed by Run's goroutine and looked
	// at by calls.
	mu       sync.Mutex
	sink     driver.KnownSink
	settler  *settle.Settler
	began    bool
	sessions map[string]*session
	// fails counts dials in vain since the last good one, for the rescue address.
	fails int
	// last is where the stream was when Crisp was asked last.
	last endpoints
}

// New checks the configuration and returns a driver that does not run yet. It makes no
// call.
func New(c Config) (*Driver, error) {
	c, base, err := c.usable()
	if err != nil {
		return nil, err
	}
	d := &Driver{
		cfg: c, http: c.client(), health: catchup.NewHealth(c.Now),
		dialer: &websocket.Dialer{
			NetDialContext: c.Dial, Proxy: http.ProxyFromEnvironment, HandshakeTimeout: handshakeTime,
		},
		sessions: make(map[string]*session), pokes: make(chan poke, 256), fetchers: make(chan struct{}, fetchAtOnce), wholes: make(map[string]int64),
	}
	d.roster, d.rights, d.lines = newRoster(&d.cfg), newRights(), newLines()
	d.health.Quota(c.Daily, 24*time.Hour)
	d.api = newAPI(&d.cfg, base, d.http, d.health.Called)
	return d, nil
}

// Name returns "crisp".
func (d *Driver) Name() string { return Name }

// Run implements [driver.Driver]. It returns nil when ctx ends; a Crisp that is away or
// says no is tried again for as long as it lasts, and Status says so.
func (d *Driver) Run(ctx context.Context, sink driver.Sink) error {
	known, ok := sink.(driver.KnownSink)
	if !ok {
		return ErrSink
	}
	d.mu.Lock()
	if d.began {
		d.mu.Unlock()
		return ErrRunning
	}
	d.swept = d.cfg.Now()
	d.began, d.sink, d.settler = true, known, settle.New(Name, known, d.cfg.Now)
	d.mu.Unlock()
	e := catchup.Engine[change]{
		Connect: d.connect, List: d.list, Handle: d.handle,
		Sweep: d.sweep, SweepEvery: sweepEvery, Overlap: time.Minute,
		Health: d.health, Now: d.cfg.Now, Random: d.cfg.Random,
	}
	defer d.fetching.Wait()
	if err := e.Run(ctx); err != nil {
		return fmt.Errorf("crisp: %w", err)
	}
	return nil
}

// known returns the hub's side. It is there whenever Run is under way.
func (d *Driver) known() driver.KnownSink {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.sink
}

// session returns what is remembered of a conversation, nil if nothing is.
func (d *Driver) session(id string) *session {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.sessions[id]
}

// forget drops what is remembered, but for up to when the lines are whole.
func (d *Driver) forget(s *session) {
	if len(d.wholes) >= keepWholes {
		clear(d.wholes) // what is forgotten is read again, and is no news
	}
	d.wholes[s.conv.Session] = s.whole
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.sessions[s.conv.Session] == s {
		delete(d.sessions, s.conv.Session)
	}
}

// chatID is what the floor calls a conversation.
func chatID(session string) chat.ChatID { return chat.ChatID(Name + "-" + session) }

// sessionOf returns which conversation a chat is.
func sessionOf(id chat.ChatID) (string, error) {
	s := string(id)
	if len(s) <= len(Name)+1 || s[:len(Name)+1] != Name+"-" || !okID(s[len(Name)+1:]) {
		return "", ErrChat
	}
	return s[len(Name)+1:], nil
}

// eventID is the id of a fact about a chat.
func eventID(id chat.ChatID, what string) chat.EventID {
	return chat.EventID(Name + ":" + string(id) + ":" + what)
}

// recent remembers which ids were seen last. The zero value is ready, and it may be
// used from many goroutines.
type recent struct {
	mu   sync.Mutex
	seen map[chat.EventID]struct{}
	ring []chat.EventID
	next int
}

const keepRecent = 2_000

// has reports whether the id was added.
func (r *recent) has(id chat.EventID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, ok := r.seen[id]
	return ok && id != ""
}

func (r *recent) add(id chat.EventID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.seen, r.ring = make(map[chat.EventID]struct{}), make([]chat.EventID, keepRecent)
	}
	if _, ok := r.seen[id]; ok || id == "" {
		return
	}
	delete(r.seen, r.ring[r.next])
	r.seen[id], r.ring[r.next] = struct{}{}, id
	r.next = (r.next + 1) % keepRecent
}
