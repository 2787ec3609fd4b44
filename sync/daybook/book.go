package daybook

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/policy"
	"floorwalker/app/report"
)

// Journal is what is read; the hub's fulfils it.
type Journal interface {
	Read(ctx context.Context, after uint64, visit func(seq uint64, data []byte) error) error
	ReadChat(ctx context.Context, id chat.ChatID, visit func(seq uint64, data []byte) error) error
	ReadAudit(ctx context.Context, after uint64, visit func(seq uint64, data []byte) error) error
}

// Config is what a book needs to know. All of it is required.
type Config struct {
	Journal Journal
	// Edition is the policy in force, Now hub time.
	Edition func() *policy.Edition
	Now     func() chat.Instant
	// Began is when this hub began: observations of the one before have no end on
	// the stream if that was killed.
	Began chat.Instant
	// Newest is the position of the newest event that everybody may read, and
	// Fresh returns what follows a position, at most some of it, oldest first, and
	// the position behind that; ok is false where only the log itself has it.
	Newest func() uint64
	Fresh  func(after uint64) (lines [][]byte, at uint64, ok bool)
	// Team are the lines that make up the team now.
	Team func(ctx context.Context) ([][]byte, error)
}

// Book is the day's. Make one with New.
type Book struct {
	cfg Config

	mu    sync.Mutex // guards all below; held while the log is read
	day   *day
	seq   uint64 // read up to here
	audit uint64
	begun bool
	left  bool // what was looked at before this hub began has ended

	running atomic.Pointer[context.Context] // Run's, for as long as it runs
}

// New returns a book that has read nothing.
func New(cfg Config) *Book { return &Book{cfg: cfg} }

// beat is how often Run reads at least, and often.
const beat = 5 * time.Second

// Run reads now and then until ctx ends, so that an answer has little to wait for.
// It returns nil: what cannot be read now can be asked for later.
func (b *Book) Run(ctx context.Context) error {
	b.running.Store(&ctx)
	defer b.running.Store(nil)
	t := time.NewTicker(beat)
	defer t.Stop()
	for {
		_ = b.catchUp(ctx) // whoever asks is told
		select {
		case <-t.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// Answer is what there is to say of the day that runs.
type Answer struct {
	Day      report.Day
	Coverage coverage.Figures
}

// Ask returns the figures as they may be told to somebody on the team. Those of the day
// itself are the same for everybody: whoever has them may publish them, on a log that
// all can read (D-03). It fails where log or audit stream cannot be read. While Run
// runs, whoever gives up does not end the reading: others wait for it, too.
func (b *Book) Ask(ctx context.Context, who chat.AgentID, role chat.Role) (Answer, error) {
	if err := b.catchUp(b.reading(ctx)); err != nil {
		return Answer{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.cfg.Now()
	return Answer{
		Day:      b.day.tally.Day(b.cfg.Edition(), b.day.rooms.shared(now), now),
		Coverage: b.day.rooms.figures(who, role, now),
	}, nil
}

// Everything is Ask for whoever runs the hub, who could read log and audit anyway.
func (b *Book) Everything(ctx context.Context) (Answer, error) {
	return b.Ask(ctx, "", chat.RoleLead)
}

// reading is the context to read with for somebody who asks. A reading that is given
// up has to begin with the day anew, so it is not theirs while there is Run's.
func (b *Book) reading(asks context.Context) context.Context {
	if run := b.running.Load(); run != nil && (*run).Err() == nil {
		return *run
	}
	return asks
}

// catchUp reads what is new, and begins a new day when the old one is over.
func (b *Book) catchUp(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.begun {
		if err := b.begin(ctx); err != nil {
			return fmt.Errorf("reading the day from the log: %w", err)
		}
		b.begun = true
	}
	if err := b.read(ctx); err != nil {
		b.begun = false // half a batch may be in; the day is read anew
		return fmt.Errorf("reading the day's news: %w", err)
	}
	b.pass(b.cfg.Now())
	return nil
}

// errEnough ends a reading.
var errEnough = errors.New("that is enough")
