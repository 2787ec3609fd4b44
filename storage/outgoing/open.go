package outgoing

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"runtime/debug"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"

	"floorwalker/storage"
)

// Memory is how long it is remembered that a parcel was delivered.
const Memory = 90 * 24 * time.Hour

// Options are what Open needs besides the path.
type Options struct {
	// Now is the clock; it is required.
	Now func() time.Time
	// Logger gets counts and paths; nil discards.
	Logger *slog.Logger

	// maxSize makes the file refuse to grow, as a full disk would.
	maxSize int
}

// Store is the file. See the package comment.
type Store struct {
	db        *bbolt.DB
	path      string
	now       func() time.Time
	log       *slog.Logger
	recovered string
	// broken is set when bbolt panicked: its locks may be held for ever.
	broken atomic.Bool
}

// lockTime is how long Open waits for another holder. The folder's own lock has
// seen to it that there is none.
const lockTime = 5 * time.Second

// Open opens the file, or makes it; its folder must exist. A damaged one is put
// aside. The errors are those of package storage.
func Open(path string, o Options) (*Store, error) {
	if o.Now == nil {
		return nil, errors.New("outgoing: Options.Now is required")
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	err := storage.Sound(path)
	var s *Store
	if err == nil {
		s, err = open(path, o)
	}
	if errors.Is(err, storage.ErrLayout) {
		o.Logger.Error("outgoing: the file is damaged", "path", path, "err", err)
		s, err = replace(path, o)
	}
	if err != nil {
		return nil, storage.Explain("open", path, err)
	}
	return s, nil
}

func open(path string, o Options) (*Store, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout: lockTime, NoFreelistSync: true, FreelistType: bbolt.FreelistMapType, NoStatistics: true, MaxSize: o.maxSize,
	})
	if err != nil {
		return nil, err
	}
	s := &Store{db: db, path: path, now: o.Now, log: o.Logger}
	err = db.View(verify) // before a byte is changed
	if err == nil {
		err = db.Update(prepare)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

// prepare makes what a new file lacks, and refuses one of a later version.
func prepare(tx *bbolt.Tx) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	v, err := get(tx, bucketMeta, keyVersion)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", storage.ErrLayout, err)
	case v == nil:
		return set(tx, bucketMeta, keyVersion, []byte{version})
	case len(v) != 1 || v[0] > version:
		return errors.New("a later version of this program wrote it")
	}
	return nil
}

// replace puts a damaged file aside and restores into a fresh one what can still
// be read.
func replace(path string, o Options) (*Store, error) {
	aside, err := freeName(path + ".damaged-" + o.Now().UTC().Format("20060102T150405Z"))
	if err != nil {
		return nil, err
	}
	if err := os.Rename(path, aside); err != nil { // #nosec G703 -- the hub's own folder
		return nil, err
	}
	saved := salvage(aside)
	s, err := open(path, o)
	if err != nil {
		return nil, err
	}
	if err := s.update("restore", saved.restore); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.recovered = fmt.Sprintf(
		"The list of what leaves the house was damaged. It was put aside as %s; %d parcels that had not arrived were recovered, and the tickets are read from the log again.",
		aside, len(saved.slips))
	return s, nil
}

func freeName(name string) (string, error) {
	for i := 1; i < 1000; i++ {
		try := name
		if i > 1 {
			try = fmt.Sprintf("%s-%d", name, i)
		}
		if _, err := os.Lstat(try); errors.Is(err, fs.ErrNotExist) { // #nosec G703 -- the hub's own folder
			return try, nil
		}
	}
	return "", fmt.Errorf("too many damaged files beside %s", name)
}

// Recovered returns the sentence to show if Open met a damaged file, or "".
func (s *Store) Recovered() string { return s.recovered }

// Close lets go of the file. Closing twice is harmless.
func (s *Store) Close() error {
	if s.broken.Load() {
		return nil
	}
	return storage.Explain("close", s.path, s.db.Close())
}

func (s *Store) view(op string, f func(*bbolt.Tx) error) error {
	return storage.Explain(op, s.path, s.guard(func() error { return s.db.View(f) }))
}

func (s *Store) update(op string, f func(*bbolt.Tx) error) error {
	err := storage.Explain(op, s.path, s.guard(func() error { return s.db.Update(f) }))
	if err != nil {
		s.log.Warn("outgoing: nothing was saved", "op", op, "err", err)
	}
	return err
}

// guard turns what bbolt panics with over a file that rots under it into an error.
func (s *Store) guard(f func() error) (err error) {
	damaged := func(cause error) error { return &storage.DamagedError{Path: s.path, Err: cause} }
	if s.broken.Load() {
		return damaged(storage.ErrLayout)
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			s.broken.Store(true)
			err = damaged(fmt.Errorf("%w: %v", storage.ErrLayout, r))
		}
	}()
	if err = f(); errors.Is(err, errSeal) {
		return damaged(err)
	}
	return err
}
