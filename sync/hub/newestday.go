package hub

import (
	"sync"
	"sync/atomic"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/report"
)

// dayFor is how old the figures of the day may be that somebody is told.
const dayFor = time.Second

// newestDay is what was told of the day last. The day is the same for everybody, and
// to say what is open in it is a pass over all chats on the loop, so those who ask
// within [dayFor] share one. Who publishes the day is told of that at once all the
// same: see outdate. The zero value has told nothing.
type newestDay struct {
	mu  sync.Mutex // held while the day is read
	day report.Day // its At is 0 before the first
	of  uint64     // what edition was when its reading began

	edition atomic.Uint64
}

// outdate has the next who asks read the day anew, whatever is being read now.
func (n *newestDay) outdate() { n.edition.Add(1) }

// ask returns the figures, by read if those at hand are too old or of another day.
func (n *newestDay) ask(now func() chat.Instant, read func() (report.Day, error)) (report.Day, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	d, edition := &n.day, n.edition.Load()
	if at := now(); n.of == edition && d.At != 0 && d.At <= at && at < min(d.At.Add(dayFor), d.To) {
		return *d, nil
	}
	fresh, err := read()
	if err == nil {
		*d, n.of = fresh, edition
	}
	return fresh, err
}
