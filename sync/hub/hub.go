package hub

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/sync/daybook"
	"floorwalker/sync/driver"
)

// Hub is one team's server. It is made by [Open] and works while [Hub.Run]
// runs; its handler may be served before that.
type Hub struct {
	cfg      Config
	core     *core
	ring     *ring
	resumer  *resumer
	marks    privateMarks
	access   *access
	audit    *auditor
	ledger   *ledger
	sessions sessions
	visits   visits
	requests requests
	door     *door
	effects  *effects
	crowd    *crowd
	metrics  *metrics
	checks   *checks
	book     *daybook.Book
	days     newestDay
	// libraries are those that backends share with the canned shelf.
	libraries  []*sharedLibrary
	librarians *librarians
	archive    archive
	drivers    map[string]driver.Driver
	// edition is the one in force, for whoever is not on the loop.
	edition atomic.Pointer[policy.Edition]

	// unfinished is what the hub before this one left open.
	unfinished []unfinished

	inputs chan input
	looks  chan look
	// turning is held while the practice clock is turned.
	turning sync.Mutex

	left  chan struct{} // closed when the loop has ended; nothing is decided any more
	ended chan struct{} // closed when Run has ended
}

// Open reads the floor from the journal: the newest checkpoint and what came
// after it.
func Open(ctx context.Context, cfg Config) (*Hub, error) {
	cfg = cfg.withDefaults()
	if cfg.Edition == nil {
		return nil, errors.New("there is no policy to judge by")
	}
	if cfg.Weights == nil {
		return nil, errors.New("the rules have no weights to measure with")
	}
	creds, err := cfg.Journal.Credentials(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading who is on the team: %w", err)
	}
	res, err := openResumer(ctx, cfg.Journal, creds)
	if err != nil {
		return nil, err
	}
	c := newCore(&cfg)
	c.resumeClock(cfg.Boot, creds)
	c.rested = restedAt(creds)
	if err := c.load(ctx, cfg.Starter, cfg.Own); err != nil {
		return nil, fmt.Errorf("reading the floor from the log: %w", err)
	}
	if err := c.markClock(ctx, cfg.Boot); err != nil {
		return nil, fmt.Errorf("leaving a mark of the time: %w", err)
	}
	h := &Hub{
		cfg: cfg, core: c, ring: newRing(cfg.RingSize, c.seq), resumer: res, marks: newPrivateMarks(),
		access: openAccess(cfg.Journal, creds), metrics: newMetrics(cfg.Knowledge),
		audit: newAuditor(cfg.Journal), ledger: newLedger(cfg.Journal, cfg.Logger), drivers: make(map[string]driver.Driver),
		inputs: make(chan input, maxInputs), looks: make(chan look), left: make(chan struct{}), ended: make(chan struct{}),
	}
	for _, d := range cfg.Drivers {
		h.drivers[d.Name()] = d
	}
	h.door = newDoor(cfg.Logger)
	h.metrics.registry.MustRegister(h.door.wrongs, h.door.slowed, h.ledger.lost)
	if cfg.Tickets != nil {
		h.metrics.registry.MustRegister(ticketMetrics(cfg.Tickets)...)
	}
	if cfg.Hand != nil {
		h.metrics.registry.MustRegister(turnMetric(cfg.Hand))
	}
	c.counted = true
	h.metrics.count(c)
	h.metrics.duties.stand(c.floor)
	h.edition.Store(c.edition)
	h.metrics.time(c.clock)
	if cfg.Saved != nil {
		if err := c.shelves.each(cfg.Saved); err != nil {
			return nil, err
		}
	}
	h.librarians = newLibrarians(cfg.Drivers)
	if err := h.openLibraries(); err != nil {
		return nil, err
	}
	h.checks = newChecks(cfg.Knowledge, h.metrics.unchecked)
	h.effects = newEffects(h)
	if h.unfinished, err = h.effects.unfinished(c); err != nil {
		return nil, err
	}
	h.crowd, h.book = newCrowd(h), h.openBook()
	return h, nil
}

// Run decides and commits until ctx ends, or until the log can no longer be
// written; then it returns why. What was acknowledged by then is on disk.
func (h *Hub) Run(ctx context.Context) error {
	defer close(h.ended)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g, ctx := errgroup.WithContext(ctx)
	var cause error // why the loop ended; all other errors may follow from it
	g.Go(func() error {
		// Drivers wait for the loop's answers, and Run waits for the drivers:
		// whoever waits has to learn that the loop has gone before Run ends.
		defer close(h.left)
		cause = h.loop(ctx)
		return cause
	})
	g.Go(func() error { return h.audit.run(ctx) })
	g.Go(func() error { return h.ledger.run(ctx) })
	g.Go(func() error { return h.crowd.settle(ctx) })
	g.Go(func() error { return h.standing(ctx) })
	g.Go(func() error { return h.retention(ctx) })
	g.Go(func() error { return h.book.Run(ctx) })
	for _, l := range h.libraries {
		g.Go(func() error { return l.run(ctx) })
	}
	h.effects.finish(h.unfinished)
	for _, d := range h.cfg.Drivers {
		g.Go(func() error {
			if err := h.run(ctx, d); err != nil && ctx.Err() == nil {
				return fmt.Errorf("backend %s: %w", d.Name(), err)
			}
			return nil
		})
	}
	err := g.Wait()
	h.effects.wait()
	if cause == nil || errors.Is(cause, context.Canceled) {
		h.rest()
	}
	h.sessions.endObserving()
	h.audit.close()
	h.ledger.close()
	switch {
	case cause != nil:
		return cause
	case errors.Is(err, ErrLeaseLost):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, ErrStopped):
		return nil
	}
	return err
}

// ErrStopped answers whoever asks a hub that has ended.
var ErrStopped = errors.New("the hub has stopped")

// input is one thing for the loop to decide. decide stages events; done is
// told how the commit went, from the loop, and must not block.
type input struct {
	decide func(ctx context.Context, c *core)
	done   func(c *core, first uint64, err error)
}

// nothing is an input that only lets the loop see what is due.
var nothing = input{decide: func(context.Context, *core) {}, done: func(*core, uint64, error) {}}

// submit hands in to the loop.
func (h *Hub) submit(ctx context.Context, in input) error {
	select {
	case h.inputs <- in:
		return nil
	case <-h.left:
		return ErrStopped
	case <-ctx.Done():
		return ctx.Err()
	}
}

// ask hands an input in and waits until it is on disk. decide runs on the
// loop; what it writes may be read after ask returns nil.
func (h *Hub) ask(ctx context.Context, decide func(ctx context.Context, c *core), done func(c *core, first uint64)) error {
	answer := make(chan error, 1)
	err := h.submit(ctx, input{decide: decide, done: func(c *core, first uint64, err error) {
		if err == nil && done != nil {
			done(c, first)
		}
		answer <- err
	}})
	if err != nil {
		return err
	}
	select {
	case err := <-answer:
		return err
	case <-h.left:
		select {
		case err := <-answer:
			return err
		default:
			return ErrStopped
		}
	}
}

// loop is the one goroutine that owns the core.
func (h *Hub) loop(ctx context.Context) error {
	r := round{hub: h, checkpointed: h.core.seq, batch: make([]input, 0, maxInputs)}
	bell := alarm{hub: h, timer: time.NewTimer(time.Hour)}
	defer bell.timer.Stop()
	if err := r.begin(ctx); err != nil {
		return err
	}
	for {
		var err error
		select {
		case <-ctx.Done():
			return h.leave()
		case <-bell.next():
			if bell.rang() {
				err = r.run(ctx, nothing)
			}
		case in := <-h.inputs:
			err = r.run(ctx, in)
		case <-h.checks.news:
			err = r.run(ctx, h.checks.heard())
		case l := <-h.looks:
			err = r.look(ctx, l)
		}
		if err != nil {
			return err
		}
	}
}

// gather decides the batch's first input and whatever else is waiting.
func (h *Hub) gather(ctx context.Context, batch []input) []input {
	batch[0].decide(ctx, h.core)
	h.core.place()
	for len(h.core.staged) < maxBatch && len(batch) < maxInputs && !h.core.tick() {
		select {
		case in := <-h.inputs:
			in.decide(ctx, h.core)
			h.core.place()
			batch = append(batch, in)
		default:
			return batch
		}
	}
	return batch
}

// commitTime is how long the log may take to say that a batch is on disk.
const commitTime = 30 * time.Second

// settle commits what the batch has staged and then tells everybody.
func (h *Hub) settle(batch []input) error {
	// A commit that has begun is brought to its end, whoever is leaving.
	ctx, cancel := context.WithTimeout(context.Background(), commitTime)
	defer cancel()
	began := h.cfg.Now()
	events, err := h.core.commit(ctx)
	if err != nil {
		for _, in := range batch {
			in.done(h.core, 0, err)
		}
		return fmt.Errorf("writing the log: %w", err)
	}
	if len(events) > 0 {
		h.metrics.committed(events, h.cfg.Now().Sub(began))
		h.metrics.count(h.core)
		h.edition.Store(h.core.edition)
		h.ring.publish(events)
		for i := range events {
			h.after(&events[i])
		}
	}
	first := uint64(0)
	if len(events) > 0 {
		first = events[0].seq
	}
	for _, in := range batch {
		in.done(h.core, first, nil)
	}
	return nil
}

// after does what an event on disk calls for.
func (h *Hub) after(e *committed) {
	if b, ok := e.ev.Body.(*chat.RecordSaved); ok {
		h.recorded(b)
		if h.cfg.Saved != nil {
			h.cfg.Saved(b)
		}
	}
	if k := e.ev.Body.Kind(); h.cfg.Tickets != nil && (k == chat.KindTicketSaved || k == chat.KindAttemptEnded) {
		h.cfg.Tickets.Nudge()
	}
	switch b := e.ev.Body.(type) {
	case *chat.AttemptBegan:
		h.effects.dial(&e.ev, b)
	case *chat.ReportPublished:
		h.days.outdate() // whoever published it looks for that next
	}
	h.given(e)
	if e.ev.Chat == "" {
		h.metrics.duties.stand(h.core.floor) // it looks at every handover, so not at each line
	}
	d := h.drivers[e.driver]
	if d == nil {
		return
	}
	if f, ok := d.(driver.Follower); ok && e.ev.Body.Kind() == chat.KindMessagePosted {
		f.Follow(driver.Committed{Seq: e.seq, Event: e.ev})
	}
	h.effects.follow(d, e, h.core.floor)
}

// leave writes a last checkpoint, so that the next start is quick.
func (h *Hub) leave() error {
	ctx, cancel := context.WithTimeout(context.Background(), commitTime)
	defer cancel()
	ctx, done, may := h.acting(ctx)
	defer done()
	if !may {
		return nil // the next checkpoint is the successor's
	}
	if err := h.core.checkpoint(ctx); err != nil {
		return fmt.Errorf("writing the last checkpoint: %w", err)
	}
	return nil
}
