package practice

import (
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"floorwalker/assets"
)

// Options say what the practice floor plays. Zero values mean the default
// that each field names; Now has none.
type Options struct {
	// Now tells the time. It is required.
	Now func() time.Time

	// Scenarios turns the simulated customers on.
	Scenarios bool
	// Chats is how many simulated chats are alive at a time; 20 by default.
	Chats int
	// AtOnce is how many of them open within the first second, so that the
	// wall is not empty; 12 by default.
	AtOnce int
	// Speed divides every pause of customers and bot, and the time between
	// the lines of a played file; 1 by default.
	Speed float64
	// Seed chooses who comes, in which order, and how long they think.
	Seed uint64

	// File is a file of practice lines to play; none by default.
	File string
	// Rate is how many lines of File are played in a second, whatever Speed
	// and the lines' own times say; 0 leaves it to those.
	Rate float64
	// Overlap is how many chats of File are in progress at a time; 50 by
	// default.
	Overlap int
	// CloseAtEnd closes a chat of File after its last line.
	CloseAtEnd bool

	// LiveIdle is how long a chat from the web page stays open after its
	// customer has gone; 15 minutes by default.
	LiveIdle time.Duration
	// MaxStreams is how many customers' streams may be open; 5,000 by default.
	MaxStreams int
	// RequireToken reports whether a request carries a good token. Nil, as on
	// loopback, lets everybody in.
	RequireToken func(*http.Request) bool
	// Files holds the folders articles and scenarios; by default those that
	// are built in.
	Files fs.FS
	// Logger hears of malformed lines and of a sink that fails; never of
	// what a customer wrote. By default nobody does.
	Logger *slog.Logger
}

// ErrNoClock says that [Options.Now] is missing.
var ErrNoClock = errors.New("practice floor: Options.Now is nil")

func (o Options) withDefaults() Options {
	o.Chats = orDefault(o.Chats, 20)
	o.AtOnce = orDefault(o.AtOnce, 12)
	o.Overlap = orDefault(o.Overlap, 50)
	o.MaxStreams = orDefault(o.MaxStreams, 5000)
	o.LiveIdle = orDefault(o.LiveIdle, 15*time.Minute)
	if !(o.Speed > 0) { // not a number is no speed either
		o.Speed = 1
	}
	if !(o.Rate > 0) {
		o.Rate = 0
	}
	if o.Files == nil {
		o.Files = assets.Practice()
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

func orDefault[T int | time.Duration](v, otherwise T) T {
	if v <= 0 {
		return otherwise
	}
	return v
}
