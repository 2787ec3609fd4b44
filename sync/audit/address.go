package audit

import (
	"errors"
	"net/url"
	"strings"
)

// streamPath is where a hub has its WebSocket; the audit stream is beside it,
// also behind a proxy that puts both below a folder.
const streamPath = "/v1/stream"

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
	u, err := url.Parse(stream)
	if err != nil {
		return nil, &AddressError{"parse address", err}
	}
	switch u.Scheme {
	case "ws", "http":
		u.Scheme = "http"
	case "wss", "https":
		u.Scheme = "https"
	default:
		return nil, &AddressError{"parse address", errors.New("scheme is not ws or wss")}
	}
	if u.Host == "" {
		return nil, &AddressError{"parse address", errors.New("no host")}
	}
	folder := strings.TrimSuffix(strings.TrimSuffix(u.Path, streamPath), "/")
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: folder + "/audit"}, nil
}
