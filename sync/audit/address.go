package audit

import (
	"net/url"

	"floorwalker/sync/link"
)

// AddressError means that the hub's address is none that can be read from.
type AddressError struct {
	Op  string
	Err error
}

// Error implements error.
func (e *AddressError) Error() string { return "audit: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *AddressError) Unwrap() error { return e.Err }

// address turns the URL of a hub's WebSocket into that of its audit stream.
func address(stream string) (*url.URL, error) {
	u, err := link.Beside(stream, "/audit")
	if err != nil {
		return nil, &AddressError{"parse address", err}
	}
	return u, nil
}
