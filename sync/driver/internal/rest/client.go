package rest

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Client calls one vendor. Base, HTTP and Now are required; the rest has defaults.
type Client struct {
	// Base is what paths are added to; its own path is kept.
	Base *url.URL
	HTTP *http.Client
	// Sign adds the credentials to a request.
	Sign func(*http.Request)
	Now  func() time.Time
	// Timeout is how long one attempt may take; 10 s by default.
	Timeout time.Duration
	// Limit is how many bytes of an answer are read; 8 MiB by default. A longer one
	// is an error.
	Limit int64
	// Tries is how often a call that may be repeated is made; 3 by default.
	Tries int
	// Explain says what an answer means: nil where it is a yes. It sees every answer,
	// also those with status 200 (Live Helper Chat refuses in them). By default a
	// status below 300 is a yes. It must put nothing of the body into words that the
	// vendor has not meant for people.
	Explain func(Answer) error
	// Counted is told of each attempt, for quotas; it may be nil.
	Counted func()
	Logger  *slog.Logger

	mu    sync.Mutex
	quiet time.Time // until when the vendor wants to hear nothing
}

// Call is one call.
type Call struct {
	Method string
	// Path is added to the client's base; its segments are escaped already, see
	// [Path].
	Path string
	// Route names the call in errors and logs, without anybody's id.
	Route string
	Query url.Values
	Body  Body // nil for none
	// Into is what a JSON answer is decoded into; nil where nobody reads it.
	Into any
	// Same says that the same call again has no second effect, so that it may be
	// repeated where nobody knows what became of it. GET and HEAD always are.
	Same bool
	// Prompt says that the caller does not wait while the vendor wants to hear nothing:
	// the call fails at once then.
	Prompt bool
}

// Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Body is what a call sends. It is made anew for each attempt.
type Body func() (contentType string, body []byte, err error)

// Do makes the call.
func (c *Client) Do(ctx context.Context, call Call) error {
	_, err := c.Ask(ctx, call)
	return err
}

// Get reads.
func (c *Client) Get(ctx context.Context, route, path string, query url.Values, into any) error {
	return c.Do(ctx, Call{Method: http.MethodGet, Route: route, Path: path, Query: query, Into: into})
}
