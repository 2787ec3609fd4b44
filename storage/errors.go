package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"floorwalker/storage/migrate"
)

// ErrClosed is what every method answers after Close.
var ErrClosed = errors.New("storage: the store is closed")

// ErrTooLong is for a name, a kind or a chat id that is longer than a key may
// be (see package key). Nothing of the call was saved.
var ErrTooLong = errors.New("storage: the name is longer than a key may be")

// InUseError says that another process, or another Store of this one, holds
// the file.
type InUseError struct{ Path string }

// Error is a sentence that may be shown as it is.
func (e *InUseError) Error() string {
	return fmt.Sprintf("Another Floorwalker is already using the profile in %s. Close it, or choose another profile.", e.Path)
}

// FullError says that there was no room for what should have been saved.
// The store still holds what it held before, and can be read.
type FullError struct {
	Path string
	Err  error
}

// Error is a sentence that may be shown as it is.
func (e *FullError) Error() string {
	return fmt.Sprintf("The disk that holds %s is full: the last change was not saved, everything before it is safe. Free some space.", e.Path)
}

// Unwrap returns what the system said.
func (e *FullError) Unwrap() error { return e.Err }

// FolderError says that the file cannot be made or written where it is to be:
// the folder is missing or read-only, or belongs to somebody else.
type FolderError struct {
	Path string
	Err  error
}

// Error is a sentence that may be shown as it is.
func (e *FolderError) Error() string {
	return fmt.Sprintf("Floorwalker cannot write to %s (%s). Make the folder writable, or choose another one.", filepath.Dir(e.Path), reason(e.Err))
}

// Unwrap returns what the system said.
func (e *FolderError) Unwrap() error { return e.Err }

// DamagedError says that something read from the file is not what was
// written. For the cached floor the way out is a new snapshot, saved with
// FloorBatch.Reset; a file whose structure is damaged is moved aside by the
// next Open.
type DamagedError struct {
	Path string
	Err  error
}

// Error is a sentence that may be shown as it is.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("Part of the saved state in %s is damaged and cannot be used: %v.", e.Path, e.Err)
}

// Unwrap returns what was found.
func (e *DamagedError) Unwrap() error { return e.Err }

// OpError is any other failure, with the operation that met it.
type OpError struct {
	Op  string
	Err error
}

// Error names the operation first.
func (e *OpError) Error() string { return "storage: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *OpError) Unwrap() error { return e.Err }

// fail gives err the type that tells a caller what to do about it.
func fail(op, path string, err error) error {
	switch {
	case err == nil:
		return nil
	case isTyped(err):
		return err
	case errors.Is(err, berrors.ErrDatabaseNotOpen):
		return ErrClosed
	case errors.Is(err, berrors.ErrTimeout):
		return &InUseError{Path: path}
	case isFull(err):
		return &FullError{Path: path, Err: err}
	case errors.Is(err, errSeal):
		return &DamagedError{Path: path, Err: err}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrNotExist), isReadOnly(err):
		return &FolderError{Path: path, Err: err}
	}
	return &OpError{Op: op, Err: err}
}

func isTyped(err error) bool {
	var (
		used    *InUseError
		full    *FullError
		folder  *FolderError
		damaged *DamagedError
		newer   *migrate.NewerError
	)
	return errors.Is(err, ErrClosed) || errors.Is(err, ErrTooLong) ||
		errors.As(err, &used) || errors.As(err, &full) || errors.As(err, &folder) ||
		errors.As(err, &damaged) || errors.As(err, &newer)
}

// isFull looks at the words as well, because bbolt keeps only the words of
// what went wrong while the file was growing.
func isFull(err error) bool {
	if errors.Is(err, berrors.ErrMaxSizeReached) {
		return true
	}
	for _, no := range fullDisk {
		if errors.Is(err, no) || strings.Contains(err.Error(), no.Error()) {
			return true
		}
	}
	return false
}

func isReadOnly(err error) bool {
	for _, no := range readOnlyDisk {
		if errors.Is(err, no) {
			return true
		}
	}
	return false
}

// reason is the innermost cause, which is the part of an error that is for people.
func reason(err error) string {
	var no syscall.Errno
	if errors.As(err, &no) {
		return no.Error()
	}
	return err.Error()
}
