package files

import (
	"errors"
	"fmt"
	"strconv"
	"syscall"
)

// Errors that people are told; their words are sentences.
var (
	// ErrNone means that there is no content of that name.
	ErrNone = errors.New("There is no such file on the hub.") //nolint:staticcheck,revive // ST1005: it is shown as it is
	// ErrEmpty refuses a file without a byte.
	ErrEmpty = errors.New("The file is empty.") //nolint:staticcheck,revive // ST1005: it is shown as it is
	// ErrFull means that the store's own bound is reached.
	ErrFull = errors.New("The hub's store of files is full.") //nolint:staticcheck,revive // ST1005: it is shown as it is
	// ErrDiskFull means that the disk is.
	ErrDiskFull = errors.New("The hub's disk is full.") //nolint:staticcheck,revive // ST1005: it is shown as it is
	// ErrLibraryFull means that the library has [MaxLibrary] files.
	ErrLibraryFull = errors.New("The file library is full; remove a file first.") //nolint:staticcheck,revive // ST1005: it is shown as it is
	// ErrAway means that what keeps the files of all hubs cannot be reached.
	ErrAway = errors.New("The hub cannot reach the store that keeps the team's files; try again in a moment.") //nolint:staticcheck,revive // ST1005: it is shown as it is
	// ErrDamaged means that a content is not what was kept. It is not handed out.
	ErrDamaged = errors.New("The file that was kept is damaged; it must be sent again.") //nolint:staticcheck,revive // ST1005: it is shown as it is
	// ErrChanged means that another hub has changed the library meanwhile.
	ErrChanged = errors.New("Another hub has changed the file library meanwhile; try again there.") //nolint:staticcheck,revive // ST1005: it is shown as it is
	// ErrOtherLibrary means that a folder has a library beside that of all hubs.
	ErrOtherLibrary = errors.New("The folder of this hub has a file library of its own, " + libraryName + ", beside the one of the workspace. Move it away, and add what of it is missing.") //nolint:staticcheck,revive // ST1005: it is shown as it is
)

// TooLargeError refuses a file that is larger than its limit (E-ACT-06).
type TooLargeError struct {
	// Limit is the size of the largest file that is taken, in bytes.
	Limit int64
}

// Error is a sentence for people.
func (e *TooLargeError) Error() string {
	return "The file is larger than " + Size(e.Limit) + ", which is the most that may be sent here."
}

// Size writes a number of bytes as people read it: 5,242,880 is "5 MB".
func Size(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return strconv.FormatInt(n>>20, 10) + " MB"
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return strconv.FormatInt(n>>10, 10) + " KB"
	}
	return strconv.FormatInt(n, 10) + " bytes"
}

// StoreError is what went wrong with the folder, and in doing what.
type StoreError struct {
	Op  string
	Err error
}

// Error implements error.
func (e *StoreError) Error() string { return "files: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *StoreError) Unwrap() error { return e.Err }

// failed says what went wrong; a disk that is full has a sentence of its own.
func failed(op string, err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, errQuota) {
		err = errors.Join(ErrDiskFull, err)
	}
	return &StoreError{op, err}
}
