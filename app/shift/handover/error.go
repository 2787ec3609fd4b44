package handover

import "errors"

// What can be wrong with a document that somebody else made.
var (
	// ErrUnreadable says that it is no handover at all, or too large to be one.
	ErrUnreadable = errors.New("handover: not a handover")
	// ErrTooLarge says that it does not fit into an event.
	ErrTooLarge = errors.New("handover: too large to be sent; shorten the notes")
	// ErrChanged says that it is not what was signed.
	ErrChanged = errors.New("handover: changed after it was signed")
)

// Error is a failure with what was being done.
type Error struct {
	Op  string
	Err error
}

// Error names the operation first.
func (e *Error) Error() string { return "handover: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
