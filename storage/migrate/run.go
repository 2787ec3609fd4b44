package migrate

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"time"

	"go.etcd.io/bbolt"
)

// Step leads from one version to the next.
type Step struct {
	// To is the version that the file has afterwards.
	To uint32
	// Name says in a few words what changes.
	Name string
	// Apply does it.
	Apply func(tx *bbolt.Tx) error
}

// Steps returns every migration there is. They MUST be in order, one for each
// version from 1 on, and each MUST have a fixture test.
func Steps() []Step {
	return []Step{
		{To: 1, Name: "number the chats and seal the records", Apply: toV1},
		{To: 2, Name: "make room for commands that wait", Apply: toV2},
		{To: 3, Name: "make room for the shared shelves", Apply: toV3},
	}
}

// Latest is the version that this program reads and writes.
func Latest() uint32 { return uint32(len(Steps())) } //nolint:gosec // G115: a handful

// NewerError says that a newer program has written the file.
type NewerError struct {
	Path       string
	Have, Know uint32
}

// Error is a sentence that may be shown as it is.
func (e *NewerError) Error() string {
	return fmt.Sprintf("The profile in %s was written by a newer Floorwalker (its format is %d, this program knows up to %d). Update Floorwalker; nothing was changed.", e.Path, e.Have, e.Know)
}

// StepError says which migration failed. The file is as it was before.
type StepError struct {
	To  uint32
	Err error
}

// Error names the step.
func (e *StepError) Error() string {
	return fmt.Sprintf("storage: migrating to version %d: %v", e.To, e.Err)
}

// Unwrap returns the cause.
func (e *StepError) Unwrap() error { return e.Err }

// Options say how to run.
type Options struct {
	// Now is for the name of the backup.
	Now time.Time
	// Prepare makes today's buckets in a file that is new.
	Prepare func(tx *bbolt.Tx) error
	// Steps are those of a test; nil means [Steps].
	Steps []Step
}

// Result tells what a run did.
type Result struct {
	From, To uint32
	// Backup is the copy made before, empty where nothing was to be migrated.
	Backup string
}

var (
	bucketMeta = []byte("meta")
	keyVersion = []byte("version")

	errTrial = errors.New("the trial run ends here")
)

// ErrVersion says that the file's version cannot be read: the file is damaged.
var ErrVersion = errors.New("the version of the file cannot be read")

// CheckVersion refuses a file that is too new. It only reads.
func CheckVersion(db *bbolt.DB) error {
	have, _, err := version(db)
	if err != nil {
		return err
	}
	if know := Latest(); have > know {
		return &NewerError{Path: db.Path(), Have: have, Know: know}
	}
	return nil
}

// Run brings the file up to date. Calling it on a file that is up to date
// costs one read.
func Run(db *bbolt.DB, o Options) (Result, error) {
	steps := o.Steps
	if steps == nil {
		steps = Steps()
	}
	latest := uint32(len(steps)) //nolint:gosec // G115: a handful
	have, fresh, err := version(db)
	if err != nil {
		return Result{}, err
	}
	r := Result{From: have, To: latest}
	switch {
	case fresh:
		r.From = latest
		return r, db.Update(func(tx *bbolt.Tx) error {
			return errors.Join(o.Prepare(tx), setVersion(tx, latest))
		})
	case have > latest:
		return Result{}, &NewerError{Path: db.Path(), Have: have, Know: latest}
	case have == latest:
		return r, nil
	}
	if r.Backup, err = backup(db, have, o.Now); err != nil {
		return Result{}, err
	}
	if err := apply(db, steps[have:], true); !errors.Is(err, errTrial) {
		return Result{}, err
	}
	return r, apply(db, steps[have:], false)
}

func apply(db *bbolt.DB, steps []Step, trial bool) error {
	return db.Update(func(tx *bbolt.Tx) error {
		for _, s := range steps {
			if err := s.Apply(tx); err != nil {
				return &StepError{To: s.To, Err: err}
			}
			if err := setVersion(tx, s.To); err != nil {
				return &StepError{To: s.To, Err: err}
			}
		}
		if trial {
			return errTrial
		}
		return nil
	})
}

// version reads the version; fresh means that the file holds nothing at all.
func version(db *bbolt.DB) (v uint32, fresh bool, err error) {
	err = db.View(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketMeta)
		if b == nil {
			k, _ := tx.Cursor().First()
			fresh = k == nil
			return nil
		}
		raw := b.Get(keyVersion)
		if len(raw) != 8 || binary.BigEndian.Uint32(raw[4:]) != versionSum(raw[:4]) {
			return ErrVersion
		}
		v = binary.BigEndian.Uint32(raw)
		return nil
	})
	return v, fresh, err
}

func setVersion(tx *bbolt.Tx, v uint32) error {
	b, err := tx.CreateBucketIfNotExists(bucketMeta)
	if err != nil {
		return err
	}
	raw := binary.BigEndian.AppendUint32(nil, v)
	return b.Put(keyVersion, binary.BigEndian.AppendUint32(raw, versionSum(raw)))
}

// versionSum keeps a flipped bit from passing for a newer program's file,
// which would be refused for ever.
func versionSum(v []byte) uint32 { return crc32.Checksum(v, crc32.MakeTable(crc32.Castagnoli)) }
