package practice

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

var (
	_ driver.Driver     = (*Practice)(nil)
	_ driver.Closer     = (*Practice)(nil)
	_ driver.Follower   = (*Practice)(nil)
	_ driver.Mounter    = (*Practice)(nil)
	_ driver.Rater      = (*Practice)(nil)
	_ driver.Repeatable = (*Practice)(nil)
	_ driver.Texter     = (*Practice)(nil)
)

var (
	// ErrNotRunning says that Run has not begun or has ended.
	ErrNotRunning = errors.New("the practice floor is not running")
	// ErrClosed says that the chat is over.
	ErrClosed = errors.New("the chat is closed")
	// ErrRunning says that Run was called twice.
	ErrRunning = errors.New("the practice floor is running already")
)

// Practice is the practice floor. [New] makes one; Run may be called once.
type Practice struct {
	opts      Options
	bot       *Bot
	scenarios []*Scenario
	page      page
	played    *Played
	uploads   chan struct{} // a place for each file that is arriving

	mu      sync.Mutex
	rooms   map[chat.ChatID]*room
	streams int
	sink    driver.Sink     // nil unless running
	ctx     context.Context // Run's, while it runs
	began   bool
	wg      sync.WaitGroup // what Run waits for
	// lastDemo is the number of the newest simulated chat, started how many
	// that were asked for are alive.
	lastDemo int64
	started  int
}

// New reads articles and scenarios and returns a practice floor that does not
// run yet. It fails when Now is missing or a built-in file is malformed.
func New(o Options) (*Practice, error) {
	if o.Now == nil {
		return nil, ErrNoClock
	}
	o = o.withDefaults()
	bot, err := LoadBot(o.Files)
	if err != nil {
		return nil, err
	}
	scenarios, err := LoadScenarios(o.Files)
	if err != nil {
		return nil, err
	}
	return &Practice{
		opts: o, bot: bot, scenarios: scenarios, page: newPage(), played: newPlayed(),
		uploads: make(chan struct{}, uploadsAtOnce),
		rooms:   make(map[chat.ChatID]*room),
	}, nil
}

// Name returns "practice".
func (p *Practice) Name() string { return Driver }

// Played tells how far the played file is.
func (p *Practice) Played() *Played { return p.played }

// Run implements [driver.Driver]. It fails where the file to play cannot be
// read; a sink that fails is tried again for as long as ctx lasts.
func (p *Practice) Run(ctx context.Context, sink driver.Sink) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var file *index
	if p.opts.File != "" {
		var err error
		if file, err = openIndex(p.opts.File, p.played, p.opts.Logger); err != nil {
			return fmt.Errorf("practice floor: %w", err)
		}
		defer file.Close()
	}
	if err := p.start(ctx, sink); err != nil {
		return err
	}
	p.adoptLive()
	p.spawn(p.sweep)
	if file != nil {
		p.spawn(func(ctx context.Context) { newPlayer(p, file).run(ctx) })
	}
	if p.opts.Scenarios {
		p.spawn(func(ctx context.Context) { newCrowd(p).run(ctx) })
	} else {
		p.spawn(p.dismiss)
	}
	<-ctx.Done()
	p.stop()
	return nil
}

func (p *Practice) start(ctx context.Context, sink driver.Sink) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.began {
		return ErrRunning
	}
	p.began, p.ctx, p.sink = true, ctx, sink
	return nil
}

func (p *Practice) stop() {
	p.mu.Lock()
	p.sink, p.ctx = nil, nil // spawn adds nothing from here on
	p.mu.Unlock()
	p.wg.Wait()
}

// spawn runs f on a goroutine that Run waits for. It reports false when Run
// is over.
func (p *Practice) spawn(f func(context.Context)) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.sink == nil {
		return false
	}
	ctx := p.ctx
	p.wg.Go(func() { f(ctx) })
	return true
}

// running returns the sink and the context of Run, or ErrNotRunning.
func (p *Practice) running() (driver.Sink, context.Context, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.sink == nil {
		return nil, nil, ErrNotRunning
	}
	return p.sink, p.ctx, nil
}

// dismiss closes the simulated chats of an earlier run that had scenarios:
// nobody plays them any more.
func (p *Practice) dismiss(ctx context.Context) {
	for _, id := range p.simulated() {
		if p.insist(ctx, id, false, closed(id, "The customer left.")) != nil {
			return
		}
	}
}

// simulated returns the open chats of simulated customers that nobody plays.
func (p *Practice) simulated() []chat.ChatID {
	sink, _, err := p.running()
	if err != nil {
		return nil
	}
	open := sink.Active()
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.DeleteFunc(open, func(id chat.ChatID) bool {
		r := p.rooms[id]
		return !strings.HasPrefix(string(id), demoPrefix) || r != nil && r.acted
	})
}

// room returns the room of a chat, new if need be. The caller holds p.mu.
func (p *Practice) room(id chat.ChatID) *room {
	r := p.rooms[id]
	if r == nil {
		r = newRoom(id)
		p.rooms[id] = r
	}
	return r
}

// tidy forgets the room if nothing is lost by it. The caller holds p.mu.
func (p *Practice) tidy(r *room) {
	if r.idle() && p.rooms[r.id] == r {
		delete(p.rooms, r.id)
	}
}

// sleep waits for d divided by the speed, or for ctx.
func (p *Practice) sleep(ctx context.Context, d time.Duration) error {
	return sleep(ctx, p.scaled(d))
}

func (p *Practice) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / p.opts.Speed)
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
