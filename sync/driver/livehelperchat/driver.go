package livehelperchat

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
	"floorwalker/sync/driver/internal/settle"
)

// Driver is one Live Helper Chat. Run is called once; everything else may be called
// at any time.
type Driver struct {
	cfg    Config
	api    *api
	health *catchup.Health
	people people
	teams  teams
	tags   subjects
	ahead  atomic.Int64 // the server's clock less ours, in seconds
	slow   atomic.Int64 // chats about which no answer came in this look
	wake   chan struct{}
	hints  *hints // nil without a helper

	mu      sync.Mutex
	sink    driver.KnownSink
	settler *settle.Settler
	rooms   map[int64]*room
	ratings time.Time // when they were looked for last
	lacked  []driver.Right
}

// New returns a driver that reaches the server once it runs.
func New(c Config) (*Driver, error) {
	c = c.withDefaults()
	if _, err := c.base(); err != nil {
		return nil, err
	}
	d := &Driver{
		cfg: c, health: catchup.NewHealth(c.Now), rooms: make(map[int64]*room), wake: make(chan struct{}, 1),
	}
	var err error
	if d.api, err = newAPI(&c, d.clock, d.lacks); err != nil {
		return nil, err
	}
	d.tags.learn(c.Subjects)
	if c.Hints != "" {
		d.hints = &hints{d: d, news: make(chan struct{}, 1)}
	}
	return d, nil
}

// Name implements [driver.Driver].
func (d *Driver) Name() string { return Name }

// Title implements [driver.Titled].
func (d *Driver) Title() string { return Title }

// Status implements [driver.Reporter].
func (d *Driver) Status() driver.Status { return d.health.Status() }

// errNoKnown says that the sink does not know what is known, without which the state
// of a chat cannot be told from a change of it.
var errNoKnown = errors.New("live helper chat: the sink says nothing of what it knows")

// Run implements [driver.Driver].
func (d *Driver) Run(ctx context.Context, sink driver.Sink) error {
	known, ok := sink.(driver.KnownSink)
	if !ok {
		return errNoKnown
	}
	d.mu.Lock()
	d.sink, d.settler = known, settle.New(Name, known, d.cfg.Now)
	d.mu.Unlock()
	p := &pace{d: d, looked: make(chan time.Duration, 1)}
	engine := &catchup.Engine[struct{}]{
		Connect: p.connect, List: p.list, Handle: p.look, Live: chat.BackendPolling,
		Health: d.health, Now: d.cfg.Now, Random: d.cfg.Random,
	}
	if d.hints == nil {
		return engine.Run(ctx)
	}
	ctx, cancel := context.WithCancel(ctx)
	var tasks sync.WaitGroup
	tasks.Go(func() { d.hints.run(ctx) })
	defer tasks.Wait()
	defer cancel()
	return engine.Run(ctx)
}

// running returns the sink once Run has been called.
func (d *Driver) running() (driver.KnownSink, *settle.Settler, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.sink == nil {
		return nil, nil, errNotRunning
	}
	return d.sink, d.settler, nil
}

var errNotRunning = &driver.Refusal{Words: "Live Helper Chat has not been reached yet.", Again: true}

// lacks remembers a right that is missing, for the status page.
func (d *Driver) lacks(r right) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !slices.ContainsFunc(d.lacked, func(l driver.Right) bool { return l.Name == r.name }) {
		d.lacked = append(d.lacked, driver.Right{Name: r.name, Without: r.without, Needed: r.needed})
	}
	d.health.About("", d.lacked)
}

// forgive forgets what was missing: after a new connection it may be there.
func (d *Driver) forgive() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lacked = nil
	d.health.About("", nil)
}

// clock learns from an answer how far the server's clock is ahead of ours: whether a
// customer is typing now can only be told by the server's.
func (d *Driver) clock(h http.Header) {
	if at, err := http.ParseTime(h.Get("Date")); err == nil {
		d.ahead.Store(int64(at.Sub(d.cfg.Now()) / time.Second))
	}
}

// there is what time it is at the server, to a second or two.
func (d *Driver) there() time.Time {
	return d.cfg.Now().Add(time.Duration(d.ahead.Load()) * time.Second)
}

// lookSoon asks for a look at the server now.
func (d *Driver) lookSoon() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// prefix begins every id of a chat.
const prefix = "lhc-"

func chatID(n int64) chat.ChatID { return chat.ChatID(prefix + itoa(n)) }

// errForeign says that a chat is none of this driver's.
var errForeign = errors.New("live helper chat: no chat of this backend")

func vendorID(id chat.ChatID) (int64, error) {
	s, ok := strings.CutPrefix(string(id), prefix)
	n, err := strconv.ParseInt(s, 10, 64)
	if !ok || err != nil || n <= 0 {
		return 0, errForeign
	}
	return n, nil
}

// room returns what is kept of a chat.
func (d *Driver) room(n int64) *room {
	d.mu.Lock()
	defer d.mu.Unlock()
	r := d.rooms[n]
	if r == nil {
		r = newRoom(n)
		d.rooms[n] = r
	}
	return r
}
