package practice

import "sync/atomic"

// Played tells how far a played file is. Its methods may be called from any
// goroutine.
type Played struct {
	total, lines, malformed, fenced atomic.Int64
	done                            chan struct{}
}

func newPlayed() *Played { return &Played{done: make(chan struct{})} }

// Done is closed when the last line is on the log's disk. It stays open where
// there is no file.
func (p *Played) Done() <-chan struct{} { return p.done }

// Total is how many good lines the file has.
func (p *Played) Total() int64 { return p.total.Load() }

// Lines is how many of them are on the log.
func (p *Played) Lines() int64 { return p.lines.Load() }

// Malformed is how many lines were skipped because they could not be read.
func (p *Played) Malformed() int64 { return p.malformed.Load() }

// Fenced is how many lines of the bot were not played because an agent had
// taken the chat over (D-08).
func (p *Played) Fenced() int64 { return p.fenced.Load() }
