package courier

import (
	"errors"
	"fmt"
)

// A Store is the caller's disk. A method that returns nil has its effect on the
// disk, whatever happens next; one that returns an error has had none. Methods
// are called from several goroutines.
type Store interface {
	// Append keeps a parcel and its slip, both or neither. The key is new.
	Append(Parcel, Slip) error
	// Save replaces the slip of a parcel. Once a slip is Done the store may
	// forget the parcel's body at once, and the slip when nobody sends that
	// parcel again: until then, Slip tells a second Send that it was delivered.
	Save(Slip) error
	// Slip returns the slip of a key; false if there is none.
	Slip(Key) (Slip, bool, error)
	// Parcel returns the parcel of a key whose slip is not Done.
	Parcel(Key) (Parcel, error)
	// Pending calls f with each slip that is not Done, in any order, until f
	// returns an error, which it returns.
	Pending(f func(Slip) error) error
}

// What Send and Retry return, besides ErrInvalid and *StoreError.
var (
	// ErrUsedKey says that another parcel has this key.
	ErrUsedKey = errors.New("courier: another parcel has this key")
	// ErrUnknownKey says that no parcel of this key waits or is undeliverable.
	ErrUnknownKey = errors.New("courier: no parcel with this key is pending")
	// ErrUnderWay says that the parcel is on its way at this moment.
	ErrUnderWay = errors.New("courier: the parcel is on its way")
)

// A StoreError says what the disk could not do.
type StoreError struct {
	Op  string // append, save, read
	Err error
}

// Error implements error.
func (e *StoreError) Error() string { return fmt.Sprintf("courier: %s: %v", e.Op, e.Err) }

// Unwrap returns the store's own error.
func (e *StoreError) Unwrap() error { return e.Err }
