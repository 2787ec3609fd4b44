package catchup

import (
	"context"
	"time"

	"floorwalker/app/chat"
)

// Stream is one subscribed connection.
type Stream[E any] interface {
	// Next returns the next event. It ends with an error when the connection is lost,
	// or ctx is over. It is called from one goroutine.
	Next(ctx context.Context) (E, error)
	// Close may be called at any time, and more than once.
	Close() error
}

// Engine runs one driver's connection.
type Engine[E any] struct {
	// Connect dials and subscribes. It returns when the vendor has confirmed that
	// events will come. An error that is a [Refused] means that a person has to do
	// something; it is tried again rarely.
	Connect func(ctx context.Context) (Stream[E], error)
	// List reads what is there and delivers it: everything if since is zero, else
	// what has changed since then, by the vendor's clock where it has one.
	List func(ctx context.Context, since time.Time) error
	// Handle delivers events that came, oldest first; one or as many as were waiting.
	Handle func(ctx context.Context, batch []E) error
	// Sweep, if not nil, is called every SweepEvery while the stream lives, between
	// two events, for what a stream forgets.
	Sweep      func(ctx context.Context, since time.Time) error
	SweepEvery time.Duration
	// Live is the state in which everything is well: [chat.BackendLive] by default.
	Live chat.BackendState

	Health *Health
	// Now and Random (0 to 1) are required.
	Now    func() time.Time
	Random func() float64
	// Overlap is how far before the loss List is asked to look; 15 s by default.
	Overlap time.Duration
	// Keep is how many events wait at most; 65,536 by default.
	Keep int
	// Shortest and Longest bound the pause before the next attempt; 1 s and 30 s by
	// default. It grows until a connection has been live for as long as Longest. Refusal is the pause after a Refused; 1 min by default.
	Shortest, Longest, Refusal time.Duration
}

// Refused is a no that a person has to do something about: a token, a right, a plan.
type Refused struct {
	// Words are a sentence for a team lead.
	Words string
	Err   error
}

// Error returns the words.
func (r *Refused) Error() string { return r.Words }

// Unwrap returns the cause.
func (r *Refused) Unwrap() error { return r.Err }

// Run works until ctx is over and returns nil then, or the error of a List or Handle
// that says that the sink is gone.
func (e *Engine[E]) Run(ctx context.Context) error { return e.run(ctx) }
