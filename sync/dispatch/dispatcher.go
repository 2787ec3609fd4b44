package dispatch

import (
	"context"
	"crypto/x509"
	"errors"
	"log/slog"
	"net"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/storage/outgoing"
	"floorwalker/sync/courier"
)

// CopyWithin is how old a ticket may be for its customer to be sent a copy: the
// courier's own patience with a mail server.
const CopyWithin = 72 * time.Hour

// Journal is what is asked of the log; sync/log fulfils it.
type Journal interface {
	Epoch() string
	Last() uint64
	Read(ctx context.Context, after uint64, visit func(seq uint64, data []byte) error) error
	ReadChat(ctx context.Context, id chat.ChatID, visit func(seq uint64, data []byte) error) error
}

// Config is what a dispatcher is made of.
type Config struct {
	// Dir is the hub's folder: the file of the tickets and out.toml are there.
	Dir     string
	Journal Journal
	// Edition returns the policy in force.
	Edition func() *policy.Edition
	// Now is the clock.
	Now func() time.Time
	// Ticks says when to look whether something is due: the settings, the night,
	// an event that nobody told of. A second or two apart.
	Ticks <-chan time.Time
	// Sent is set where several hubs share a log: what one of them has delivered the
	// others do not deliver again.
	Sent Sent
	// Holds reports, with Sent, whether this hub may act now; nil is always.
	Holds func() bool
	// Logger may be nil.
	Logger *slog.Logger

	// For tests: where connections go, whom to trust, and a quick clock.
	Dial  func(ctx context.Context, network, address string) (net.Conn, error)
	Roots *x509.CertPool
	After func(time.Duration) (<-chan time.Time, func())
}

// FileName is the name of the file in the hub's folder.
const FileName = "outgoing.db"

// Dispatcher does what the package comment says.
type Dispatcher struct {
	cfg      Config
	store    *outgoing.Store
	courier  *courier.Courier
	settings *settings
	news     chan struct{}

	mu     sync.Mutex // guards what follows, and is held while the log is read
	cursor outgoing.Cursor
	kept   outgoing.Cursor // as the disk has it

	telling sync.Mutex // guards trouble
	trouble string     // what the disk said last
}

// Open opens the file. The error is a sentence.
func Open(cfg Config) (*Dispatcher, error) {
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	d := &Dispatcher{cfg: cfg, settings: &settings{path: filepath.Join(cfg.Dir, SettingsName)}, news: make(chan struct{}, 1)}
	d.settings.look()
	store, err := outgoing.Open(filepath.Join(cfg.Dir, FileName), outgoing.Options{Now: cfg.Now, Logger: cfg.Logger})
	if err != nil {
		return nil, err
	}
	d.store = store
	if err := d.begin(); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if words := store.Recovered(); words != "" {
		cfg.Logger.Error(words)
	}
	return d, nil
}

// begin finds the place on the log, and what waits.
func (d *Dispatcher) begin() (err error) {
	if d.cursor, err = d.store.Cursor(); err != nil {
		return err
	}
	if epoch := d.cfg.Journal.Epoch(); d.cursor.Log != epoch || d.cursor.Read == 0 {
		next := outgoing.Cursor{Log: epoch}
		if d.cursor.Log == epoch {
			next.Sent = d.cursor.Sent
		}
		if err := d.store.Begin(next); err != nil {
			return err
		}
		d.cursor = next
	}
	d.kept = d.cursor
	var store courier.Store = d.store
	if d.cfg.Sent != nil {
		store = shared{d.store, d.cfg.Sent, d.cfg.Holds}
	}
	d.courier, err = courier.Open(courier.Config{
		Store: store, Now: d.cfg.Now, After: d.cfg.After, Hook: d.settings.hook, Relay: d.settings.mail,
		Dial: d.cfg.Dial, Roots: d.cfg.Roots, Log: d.cfg.Logger, Trouble: d.tell,
	})
	return err
}

// Close lets go of the file, after Run has returned.
func (d *Dispatcher) Close() error { return d.store.Close() }

// Nudge says that there is a ticket on the log. It never blocks.
func (d *Dispatcher) Nudge() {
	select {
	case d.news <- struct{}{}:
	default:
	}
}

// Run follows the log and delivers until ctx ends.
func (d *Dispatcher) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return d.courier.Run(ctx) })
	g.Go(func() error {
		for {
			d.round(ctx)
			select {
			case <-d.news:
			case <-d.cfg.Ticks:
			case <-ctx.Done():
				return d.leave()
			}
		}
	})
	return g.Wait()
}

// round does what is due.
func (d *Dispatcher) round(ctx context.Context) {
	if d.settings.look() {
		d.cfg.Logger.Info("the settings of what leaves the house have changed")
		d.courier.Kick()
	}
	if err := d.CatchUp(ctx); err != nil && ctx.Err() == nil {
		d.tell(err)
	} else if err == nil {
		d.tell(nil)
	}
	if err := d.night(ctx); err != nil && ctx.Err() == nil {
		d.cfg.Logger.Warn("the nightly check of tickets could not be made", "error", err)
	}
}

// tell keeps what is wrong for the screen, and logs it once.
func (d *Dispatcher) tell(err error) {
	words := ""
	if err != nil {
		words = err.Error()
	}
	d.telling.Lock()
	news := words != d.trouble
	d.trouble = words
	d.telling.Unlock()
	if news && words != "" {
		d.cfg.Logger.Warn("tickets do not get on", "error", err)
	}
}

// leave keeps how far it came, so that the next start does not read it again.
func (d *Dispatcher) leave() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cursor == d.kept {
		return nil
	}
	return d.keep(nil, nil, nil)
}

const (
	// batchTickets is how many tickets are kept in one transaction.
	batchTickets = 200
	// batchEvents is how many events are read before the cursor is kept although
	// no ticket was among them.
	batchEvents = 20_000
)

// CatchUp reads on to the end of the log: when it returns nil, every ticket is here.
// While nobody knows what the settings want, parcels are not made; they are when the
// settings are mended, from where that was left off.
func (d *Dispatcher) CatchUp(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	state, _ := d.settings.now()
	b := batch{of: d, hold: state == settingsBad}
	at := d.cursor.Read
	if !b.hold {
		at = min(at, d.cursor.Sent)
	}
	if d.cfg.Journal.Last() <= at {
		return nil
	}
	b.edition = d.cfg.Edition()
	began := at
	err := d.cfg.Journal.Read(ctx, at, func(seq uint64, data []byte) error {
		at = seq
		if err := b.event(ctx, seq, data); err != nil {
			return err
		}
		if len(b.tickets)+len(b.parcels)+len(b.unsent) < batchTickets && seq-began < batchEvents {
			return nil
		}
		began = seq
		return b.keep(seq)
	})
	switch {
	case err != nil:
		d.cursor = d.kept // what was read and not kept is read again
	case b.any():
		err = b.keep(at)
	default:
		d.cursor = b.cursor(at)
	}
	return err
}
