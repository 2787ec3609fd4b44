package storage

import (
	"log/slog"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
)

// Options are what Open needs besides the path.
type Options struct {
	// Now gives the wall clock's time, for names of files that are put aside and
	// for the age of settings. It is required.
	Now func() time.Time
	// Logger gets what is worth knowing later; never the words of a customer,
	// an agent or a setting. Nil discards.
	Logger *slog.Logger
	// LockTimeout is how long Open waits for another holder of the file to let
	// go, at each of its two steps. Zero is one second.
	LockTimeout time.Duration
	// NoSync leaves out every sync. It is for benchmarks: a power cut then
	// damages the file.
	NoSync bool

	// maxSize makes the file refuse to grow, as a full disk would, where a
	// test cannot have one. Zero is no limit.
	maxSize int
}

const defaultLockTimeout = time.Second

// eventsFill is how full bbolt packs a page of events when it splits it. See
// doc.go for the figures.
const eventsFill = 0.9

// Store is one profile's file. Its methods may be called from any goroutine;
// writes take turns, and reads see the last write that was completed.
type Store struct {
	db        *bbolt.DB
	path      string
	now       func() time.Time
	log       *slog.Logger
	recovered recovery
	// broken is set when a panic came out of bbolt; see guard.
	broken atomic.Bool
}

// recovery is what Open found damaged, if anything.
type recovery struct{ words, aside string }

// Recovered reports whether Open had to put a damaged file aside: the words
// to show, and where the damaged file is now.
func (s *Store) Recovered() (words, aside string, ok bool) {
	return s.recovered.words, s.recovered.aside, s.recovered.aside != ""
}

// Close waits for transactions in progress and lets go of the file. Closing
// twice is harmless.
func (s *Store) Close() error {
	if s.broken.Load() {
		// A transaction that panicked may hold bbolt's locks for ever, so
		// waiting for it would be waiting for ever. The process is about to end.
		return nil
	}
	return fail("close", s.path, s.db.Close())
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.LockTimeout <= 0 {
		o.LockTimeout = defaultLockTimeout
	}
	return o
}

// bolt returns the options for bbolt. doc.go says why each is as it is.
func (o Options) bolt(readOnly bool) *bbolt.Options {
	return &bbolt.Options{
		Timeout:        o.LockTimeout,
		ReadOnly:       readOnly,
		NoFreelistSync: true,
		FreelistType:   bbolt.FreelistMapType,
		NoSync:         o.NoSync,
		NoStatistics:   true,
		MaxSize:        o.maxSize,
	}
}
