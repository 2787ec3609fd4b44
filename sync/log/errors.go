package log

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go"
)

var (
	// ErrConflict says that an expected sequence did not match. Nothing was
	// written.
	ErrConflict = errors.New("somebody else wrote to that subject first")
	// ErrFull says that the disk, or the limit set for the log, is full.
	// Nothing of the batch was kept.
	ErrFull = errors.New("the disk is full")
	// ErrReadOnly says that the data folder cannot be written.
	ErrReadOnly = errors.New("the data folder is read-only")
	// ErrTooLarge says that a record is over [MaxRecord], or a batch over
	// [MaxBatch] records or [MaxBatchBytes]. Nothing was written.
	ErrTooLarge = errors.New("too large")
	// ErrFenced says that this log held the lease and lost it; it accepts no
	// appends until the lease is got again. Nothing was written.
	ErrFenced = errors.New("the lease was lost")
	// ErrUnsure says that no acknowledgement came in time: the batch is on
	// disk whole or not at all, and only a reading can tell which.
	ErrUnsure = errors.New("no acknowledgement, the batch may or may not be on disk")
	// ErrCorrupt says that what is on disk is not what was written there.
	ErrCorrupt = errors.New("the store is damaged")
	// ErrNeedCheckpoint says that a purge would remove, or has removed, events
	// that no checkpoint of this process's schema stands for.
	ErrNeedCheckpoint = errors.New("no checkpoint stands for the events to be purged, or purged")
	// ErrSilent says that the store did not answer for so long that it was
	// given up. That says nothing about what is in it: try again.
	ErrSilent = errors.New("the store does not answer; the machine or its disk may be overloaded")
	// ErrUsage says that the caller broke a rule of this package.
	ErrUsage = errors.New("wrong use")
	// ErrClosed says that the log was closed.
	ErrClosed = errors.New("closed")
)

// silent gives a wait that ended without an answer its name. Whoever ended it
// by a context of their own gets that context's error as well.
func silent(err error) error {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrTimeout) {
		return fmt.Errorf("%w (%w)", ErrSilent, err)
	}
	return err
}

// OpError says which operation failed, and on what.
type OpError struct {
	Op  string // what was being done, such as "append"
	Err error
}

// Error returns one sentence.
func (e *OpError) Error() string { return fmt.Sprintf("log: %s: %v", e.Op, e.Err) }

// Unwrap returns the cause.
func (e *OpError) Unwrap() error { return e.Err }

// InUseError says that another process holds the data folder.
type InUseError struct {
	Dir     string
	PID     int    // 0 if the holder's note could not be read
	Program string // as the holder named itself, "" if unknown
}

// Error names the process that holds the folder.
func (e *InUseError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("the data folder %s is in use by another process", e.Dir)
	}
	return fmt.Sprintf("the data folder %s is in use by %s (process %d)", e.Dir, e.Program, e.PID)
}
