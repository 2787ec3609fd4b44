package chatwoot

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
	"floorwalker/sync/driver/internal/rest"
	"floorwalker/sync/driver/internal/settle"
)

const (
	driverName = "chatwoot"
	// chatPrefix stands before a conversation's number in the id of its chat.
	chatPrefix = "cw-"
)

// Driver is one account of one Chatwoot server.
type Driver struct {
	cfg    Config
	base   *url.URL
	cable  *url.URL
	origin string

	client *rest.Client
	health *catchup.Health
	pace   *pacer

	mu      sync.Mutex // guards all below
	self    *session   // nil before Chatwoot was reached
	sink    driver.KnownSink
	settler *settle.Settler
	rooms   map[chat.ChatID]*room
	people  *people
	claims  map[chat.EventID]struct{}
	// behind is for whom the token's own user has a chat.
	behind map[chat.ChatID]chat.AgentID
	// swept is until when everything that changed at Chatwoot is known.
	swept time.Time
	whole time.Time

	// todo are the chats that have to be checked, later those that could not be read; both
	// belong to the goroutine of Run.
	todo, later map[chat.ChatID]*work
}

var (
	_ driver.Driver        = (*Driver)(nil)
	_ driver.Noter         = (*Driver)(nil)
	_ driver.Tagger        = (*Driver)(nil)
	_ driver.TeamForwarder = (*Driver)(nil)
	_ driver.Returner      = (*Driver)(nil)
	_ driver.Companion     = (*Driver)(nil)
	_ driver.Ender         = (*Driver)(nil)
	_ driver.Blocker       = (*Driver)(nil)
	_ driver.Transcriber   = (*Driver)(nil)
	_ driver.CannedKeeper  = (*Driver)(nil)
	_ driver.Librarian     = (*Driver)(nil)
	_ driver.Rater         = (*Driver)(nil)
	_ driver.Reporter      = (*Driver)(nil)
)

// New returns a driver that has connected to nothing yet. The error is a [ConfigError].
func New(cfg Config) (*Driver, error) {
	base, cable, origin, err := cfg.addresses()
	if err == nil {
		err = cfg.complete()
	}
	if err != nil {
		return nil, err
	}
	d := &Driver{
		cfg: cfg, base: base, cable: cable, origin: origin,
		health: catchup.NewHealth(cfg.Now), pace: newPacer(cfg.Now, cfg.PerMinute),
		rooms: make(map[chat.ChatID]*room), claims: make(map[chat.EventID]struct{}), behind: make(map[chat.ChatID]chat.AgentID),
		todo: make(map[chat.ChatID]*work), later: make(map[chat.ChatID]*work),
	}
	d.people = newPeople(&d.cfg)
	d.health.Quota(cfg.PerMinute, time.Minute)
	d.client = &rest.Client{
		Base: base, HTTP: cfg.HTTP, Now: cfg.Now, Counted: d.health.Called, Logger: cfg.Logger, Explain: explain,
		// A call of the hub's has ten seconds, and one that hangs holds up what happens.
		Timeout: 8 * time.Second, Tries: 2,
		Sign: func(r *http.Request) { signed(r, cfg.Token) },
	}
	return d, nil
}

// signed adds the token. Go would write the header's name otherwise, and proxies and
// Chatwoot do not care, but what is documented is what is sent.
func signed(r *http.Request, token string) { r.Header["api_access_token"] = []string{token} }

// Name implements [driver.Driver].
func (d *Driver) Name() string { return driverName }

// Status implements [driver.Reporter].
func (d *Driver) Status() driver.Status { return d.health.Status() }

var errSink = errors.New("chatwoot: the hub does not say what it knows")

// Run implements [driver.Driver].
func (d *Driver) Run(ctx context.Context, sink driver.Sink) error {
	known, ok := sink.(driver.KnownSink)
	if !ok {
		return errSink
	}
	d.mu.Lock()
	d.sink, d.settler = known, settle.New(driverName, known, d.cfg.Now)
	d.mu.Unlock()
	e := catchup.Engine[occurrence]{
		Connect:    d.connect,
		List:       func(ctx context.Context, since time.Time) error { return d.refusal(d.list(ctx, since)) },
		Handle:     func(ctx context.Context, batch []occurrence) error { return d.refusal(d.handle(ctx, batch)) },
		Sweep:      func(ctx context.Context, since time.Time) error { return d.refusal(d.sweep(ctx, since)) },
		SweepEvery: checkEvery,
		Health:     d.health, Now: d.cfg.Now, Random: d.cfg.Random,
	}
	return e.Run(ctx)
}

// settling returns the hub's side; nil before Run.
func (d *Driver) settling() (*settle.Settler, driver.KnownSink) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.settler, d.sink
}

// chatID is the chat of a conversation.
func chatID(n number) chat.ChatID { return chat.ChatID(chatPrefix + strconv.FormatInt(int64(n), 10)) }

var errNotOurs = errors.New("no chat of Chatwoot's")

// conversationOf is the conversation of a chat, as a path's segment.
func conversationOf(id chat.ChatID) (string, error) {
	s, ok := strings.CutPrefix(string(id), chatPrefix)
	if n, err := strconv.ParseInt(s, 10, 64); !ok || err != nil || n <= 0 {
		return "", errNotOurs
	}
	return s, nil
}
