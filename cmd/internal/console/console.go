package console

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/cmd/internal/machine"
	"floorwalker/storage"
	"floorwalker/storage/vault"
	"floorwalker/sync/audit"
	"floorwalker/sync/clock"
	"floorwalker/sync/feed"
	"floorwalker/sync/fetch"
)

// Options are what a console needs.
type Options struct {
	// Dir is the profile's folder; it is made if missing.
	Dir string
	// URL and Token are the hub's and the agent's; several hubs are separated by commas.
	URL, Token string
	Policy     policy.Policy
	// Edition, if set, is used instead of Policy: the numbers with the lists by which
	// a chat is closed. Without one the lists are those that ship.
	Edition *policy.Edition
	Caller  app.Caller
	// Changed is told of each new snapshot, on the desk's goroutine.
	Changed func(urgent bool)
	Alone   bool
	Version string
	Logger  *slog.Logger
	// Vault, if set, keeps the key by which the person at this desk signs; without one
	// nothing can be signed here.
	Vault *vault.Vault
	// Now and Local are this machine's clocks, Boot names this run of it where
	// Local is one clock for all processes; see package machine. Without a name
	// every start makes time uncertain until the hub answers.
	Now   func() time.Time
	Local clock.Local
	Boot  string
	// Witness, if not nil, is put between the feed and the desk, to count or
	// to time what passes.
	Witness func(feed.Sink) feed.Sink
}

// Console is a desk, its store and its feed.
type Console struct {
	Desk  *app.Desk
	Store *storage.Store
	Clock *clock.Clock
	feed  *feed.Feed
	audit *audit.Follower
	fetch *fetch.Client
	times *timekeeper
}

// Open reads the store; the console then shows the floor as it was.
func Open(o Options) (_ *Console, err error) {
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the profile's folder: %w", err)
	}
	store, err := storage.Open(filepath.Join(o.Dir, "desk.db"), storage.Options{Now: o.Now, Logger: o.Logger})
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, store.Close())
		}
	}()
	if o.Edition == nil {
		e := *assets.Edition()
		e.Policy = o.Policy
		o.Edition = &e
	}
	c := &Console{Store: store, Clock: clock.New(o.Local)}
	c.times = &timekeeper{clock: c.Clock, store: store, boot: o.Boot, hub: o.URL, log: o.Logger}
	c.times.resume()
	desk, pos, err := app.New(app.Config{
		Policy: o.Policy, Edition: o.Edition, Clock: HubClock{c.Clock}, Cache: cache{store}, Caller: o.Caller,
		Outbox: outboxOn(store), NewID: newID(o.Now), Changed: o.Changed, Alone: o.Alone,
		Engine: engine(o.Logger),
	})
	if err != nil {
		return nil, fmt.Errorf("reading this desk's copy: %w", err)
	}
	c.Desk = desk
	from := sink{desk: desk}
	if o.Vault != nil {
		from.signer = &signer{vault: o.Vault}
		desk.AttachSigner(from.signer)
	}
	var to feed.Sink = from
	if o.Witness != nil {
		to = o.Witness(to)
	}
	c.feed = feed.New(feed.Config{
		URL: o.URL, Token: o.Token, Resume: pos.Resume, Desk: filepath.Base(o.Dir), Version: o.Version,
		Sink: to, Local: o.Local, Clock: c.Clock, Log: o.Logger,
	})
	desk.Attach(c.feed)
	c.audit = audit.New(audit.Config{URL: o.URL, Hub: c.feed.Hub, Token: o.Token, Sink: auditor{desk}, Now: o.Now, Log: o.Logger})
	desk.AttachAuditor(c.audit)
	c.fetch = fetch.New(fetch.Config{URL: o.URL, Hub: c.feed.Hub, Token: o.Token})
	desk.AttachExplainer(explainer{c.fetch})
	desk.AttachFiles(c.fetch)
	desk.AttachArticles(articles{c.fetch})
	desk.AttachRevealer(c.fetch)
	desk.AttachTickets(tickets{c.fetch})
	desk.AttachDays(days{c.fetch})
	desk.AttachBackends(backends{c.fetch})
	if words, _, ok := store.Recovered(); ok {
		desk.Tell(words)
	}
	return c, nil
}

// SetToken signs in with another token and tries at once. The audit stream is
// left first, as the new token may be that of somebody who must not ask for it.
func (c *Console) SetToken(token string) {
	c.audit.SetToken(token)
	c.fetch.SetToken(token)
	c.feed.SetToken(token)
}

// Run works until ctx ends; then everything is on disk and the store closed.
func (c *Console) Run(ctx context.Context) error {
	deskCtx, stopDesk := context.WithCancel(context.WithoutCancel(ctx))
	var desk sync.WaitGroup
	desk.Go(func() { c.Desk.Run(deskCtx) })
	auditCtx, stopAudit := context.WithCancel(ctx)
	var auditing sync.WaitGroup
	auditing.Go(func() { _ = c.audit.Run(auditCtx) }) // it never fails
	timesCtx, stopTimes := context.WithCancel(ctx)
	var timing sync.WaitGroup
	timing.Go(func() { c.times.run(timesCtx) })
	err := c.feed.Run(ctx)
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	stopTimes()
	timing.Wait()
	// Who reads the hub first: what the feed has given must be folded and kept.
	stopAudit()
	auditing.Wait()
	stopDesk()
	desk.Wait()
	return errors.Join(err, c.Store.Close())
}

// newID makes ULIDs: unique without asking anybody, in order of time, and
// within the referee's limits.
func newID(now func() time.Time) func() chat.CommandID {
	return func() chat.CommandID {
		return chat.CommandID(ulid.MustNew(ulid.Timestamp(now()), ulid.DefaultEntropy()).String())
	}
}

// HubClock is hub time as the desk and its window ask for it.
type HubClock struct{ *clock.Clock }

// Now implements app.Clock and ui.Clock.
func (c HubClock) Now() (chat.Instant, bool) {
	t := c.Clock.Now()
	return t.At, !t.Certain
}

// Error returns how far Now may be off, either way.
func (c HubClock) Error() time.Duration { return c.Clock.Now().Error }

// System reads this machine's clocks for a desk; see [machine.Clock].
func System() clock.Local { return machine.Clock() }

// Boot names this run of the machine for a desk that goes by [System].
func Boot() string { return machine.Boot() }
