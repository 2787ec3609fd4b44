package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"floorwalker/storage/migrate"
)

const fileMode = 0o600

// Open opens the profile's file, or makes it; the folder must exist. Errors
// that a person can do something about are *InUseError, *FolderError,
// *FullError and *migrate.NewerError, each a sentence to show.
//
// A damaged file does not fail: it is moved aside, never deleted, a fresh one
// takes its place with the drafts and settings that could still be read, and
// Recovered says so.
func Open(path string, o Options) (*Store, error) {
	if o.Now == nil {
		return nil, errors.New("storage: Options.Now is required")
	}
	o = o.withDefaults()
	var s *Store
	found, err := look(path, o)
	if err == nil {
		s, err = open(path, o)
	}
	var r recovery
	var saved salvaged
	if isDamage(err) {
		o.Logger.Error("storage: the file is damaged", "path", path, "err", err)
		if r, saved, err = putAside(path, found, o); err == nil {
			s, err = open(path, o)
		}
	}
	if err != nil {
		return nil, fail("open", path, err)
	}
	s.recovered = r
	if err := saved.restore(s); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// look examines the file as it lies there, under bbolt's shared lock and
// without changing a byte. It returns what it looked at, so that nothing else
// is ever moved aside; nil where there is no file yet.
func look(path string, o Options) (found fs.FileInfo, err error) {
	f, err := os.Open(path) //nolint:gosec // G304: the path is the profile's own
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	if found, err = f.Stat(); err != nil || found.Size() == 0 {
		// An empty file is what a crash between creating and writing leaves.
		return found, err
	}
	db, err := bbolt.Open(path, fileMode, o.bolt(true))
	if err != nil {
		if isSystem(err) {
			return found, err
		}
		return found, fmt.Errorf("%w: %w", errLayout, err)
	}
	defer func() { _ = db.Close() }()
	if found, err = f.Stat(); err != nil {
		return found, err
	}
	p, err := openPages(f, found.Size())
	if err != nil {
		return found, err
	}
	if err := p.walk(); err != nil {
		return found, err
	}
	if err := migrate.CheckVersion(db); err != nil {
		return found, err
	}
	return found, nil
}

// isDamage also counts a migration that met what its version never wrote:
// keeping the desk from starting for ever would save nobody's data, and the
// file stays beside the fresh one, as does the backup made before.
func isDamage(err error) bool {
	var step *migrate.StepError
	return errors.Is(err, errLayout) || errors.Is(err, migrate.ErrVersion) || errors.As(err, &step)
}

// isSystem tells what the system refused from what the file's bytes are to
// blame for.
func isSystem(err error) bool {
	var no *fs.PathError
	return errors.Is(err, berrors.ErrTimeout) || errors.As(err, &no) || isReadOnly(err) || isFull(err)
}

// open opens a file that is missing, empty or known to be sound.
func open(path string, o Options) (*Store, error) {
	db, err := bbolt.Open(path, fileMode, o.bolt(false))
	if err != nil {
		return nil, err
	}
	s := &Store{db: db, path: path, now: o.Now, log: o.Logger}
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

func (s *Store) prepare() error {
	// A new file's name is on the disk only when its folder is.
	if !s.db.NoSync {
		if err := syncFolder(filepath.Dir(s.path)); err != nil {
			return err
		}
	}
	ran, err := migrate.Run(s.db, migrate.Options{Now: s.now(), Prepare: createBuckets})
	if err != nil {
		return err
	}
	if ran.To != ran.From {
		s.log.Info("storage: migrated", "path", s.path, "from", ran.From, "to", ran.To, "backup", ran.Backup)
	}
	return s.db.View(func(tx *bbolt.Tx) error {
		for _, name := range buckets() {
			if tx.Bucket(name) == nil {
				return layoutf("the bucket %s is missing", name)
			}
		}
		return nil
	})
}

// createBuckets makes the buckets of today's layout in a new file.
func createBuckets(tx *bbolt.Tx) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return nil
}
