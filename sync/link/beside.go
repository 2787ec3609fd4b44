package link

import (
	"errors"
	"net/url"
	"strings"
)

// streamPath is where a hub has its WebSocket.
const streamPath = "/v1/stream"

// Beside turns the URL of a hub's WebSocket into that of another of its routes, such
// as "/audit": it stands beside the stream, also behind a proxy that puts both below
// a folder. Of several hubs it is that of the first.
func Beside(stream, route string) (*url.URL, error) {
	u, err := url.Parse(Hubs(stream)[0])
	if err != nil {
		return nil, err
	}
	scheme := ""
	switch u.Scheme {
	case "ws", "http":
		scheme = "http"
	case "wss", "https":
		scheme = "https"
	default:
		return nil, errors.New("scheme is not ws or wss")
	}
	if u.Host == "" {
		return nil, errors.New("no host")
	}
	folder := strings.TrimSuffix(strings.TrimSuffix(u.Path, streamPath), "/")
	return &url.URL{Scheme: scheme, Host: u.Host, Path: folder + route}, nil
}
