package hub

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

// lookEvery is how often a driver is asked how its connection is.
const lookEvery = time.Second

// titleOf returns what people call a backend.
func titleOf(d driver.Driver) string {
	if t, ok := d.(driver.Titled); ok {
		return t.Title()
	}
	first, n := utf8.DecodeRuneInString(d.Name())
	return string(unicode.ToUpper(first)) + d.Name()[n:]
}

// stateOf returns how a driver's connection is. One that does not say has none that
// could be lost.
func stateOf(d driver.Driver) (chat.BackendState, string) {
	if r, ok := d.(driver.Reporter); ok {
		s := r.Status()
		return s.State, s.Words
	}
	return chat.BackendLive, ""
}

// run runs one driver, and tells the floor how its connection is.
func (h *Hub) run(ctx context.Context, d driver.Driver) error {
	ctx, cancel := context.WithCancel(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		h.watch(ctx, d)
	}()
	err := d.Run(ctx, &sink{hub: h, driver: d.Name()})
	cancel()
	<-watched
	return err
}

// introduce says which backend this is and what it can do, where the floor does not
// know that from an earlier hub.
func (c *core) introduce(d driver.Driver) {
	b := chat.Backend{Name: d.Name(), Title: titleOf(d), Capabilities: d.Capabilities()}
	b.State, b.Words = stateOf(d)
	was, known := c.floor.Backend(b.Name)
	if known && was.Title == b.Title && slices.Equal(was.Capabilities, b.Capabilities) {
		c.connection(d)
		return
	}
	b.Since = c.instant()
	c.stage(chat.Event{ID: backendID(b.Name, b.Since), Body: &chat.BackendDescribed{Backend: b}})
}

func backendID(name string, at chat.Instant) chat.EventID {
	return chat.EventID("backend/" + name + "/" + strconv.FormatInt(int64(at), 10))
}

// watch looks at a driver's connection until ctx ends.
func (h *Hub) watch(ctx context.Context, d driver.Driver) {
	if _, ok := d.(driver.Reporter); !ok {
		return
	}
	var state chat.BackendState
	var words string
	t := time.NewTicker(lookEvery)
	defer t.Stop()
	for {
		if s, w := stateOf(d); s != state || w != words {
			// If it is not on the log, it is looked at again.
			if h.ask(ctx, func(_ context.Context, c *core) { c.connection(d) }, nil) == nil {
				state, words = s, w
			}
		}
		select {
		case <-t.C:
		case <-ctx.Done():
			return
		}
	}
}

// connection stages how a connection is now, if the floor has something else.
func (c *core) connection(d driver.Driver) {
	b, known := c.floor.Backend(d.Name())
	state, words := stateOf(d)
	if !known || b.State == state && b.Words == words {
		return
	}
	changed := chat.BackendChanged{Driver: d.Name(), State: state, Words: words}
	if b.State == state { // other words for the same trouble do not make it younger
		changed.Since = b.Since
	}
	c.stage(chat.Event{ID: backendID(d.Name(), c.instant()) + "/" + chat.EventID(state), Body: &changed})
}

// mountBackends serves how the connections are, in more detail than the floor has it.
func (h *Hub) mountBackends(r *routes) {
	r.team("GET /backends", h.backends)
}

// backends answers whoever is on the team. It looks, and leaves nothing behind.
func (h *Hub) backends(w http.ResponseWriter, _ *http.Request, _ grant) {
	all := make([]wire.BackendStatus, 0, len(h.cfg.Drivers))
	for _, d := range h.cfg.Drivers {
		all = append(all, statusOf(d))
	}
	slices.SortFunc(all, func(a, b wire.BackendStatus) int { return strings.Compare(a.Name, b.Name) })
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(wire.BackendStatuses{Backends: all}) // the client went away
}

// statusOf reads a driver's status for the wire.
func statusOf(d driver.Driver) wire.BackendStatus {
	out := wire.BackendStatus{Name: d.Name(), Title: titleOf(d), State: chat.BackendLive}
	for _, c := range d.Capabilities() {
		out.Capabilities = append(out.Capabilities, wire.BackendCapability(c))
	}
	r, ok := d.(driver.Reporter)
	if !ok {
		return out
	}
	s := r.Status()
	out.State, out.Words, out.Version = s.State, s.Words, s.Version
	out.Since, out.LastEvent = instantOf(s.Since), instantOf(s.LastEvent)
	out.Lag, out.Window = s.Lag.Milliseconds(), s.Window.Milliseconds()
	out.Used, out.Limit, out.Reconnects = s.Used, s.Limit, s.Reconnects
	for _, m := range s.Missing {
		out.Missing = append(out.Missing, wire.MissingRight{Name: m.Name, Without: m.Without, Needed: m.Needed})
	}
	return out
}

// instantOf returns 0 for the zero time.
func instantOf(t time.Time) chat.Instant {
	if t.IsZero() {
		return 0
	}
	return chat.InstantOf(t)
}
