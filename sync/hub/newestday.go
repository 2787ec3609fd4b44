package hub

import (
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/report"
)

// dayFor is how old the figures of the day may be that somebody is told.
const dayFor = time.Second

// newestDay is what was told of the day last. The day is the same for everybody, and
// to say what is open in it is a pass over all chats on the loop, so those who ask
// within [dayFor] share one. The zero value has told nothing.
type newestDay struct {
	mu  sync.Mutex // held while the day is read
	day report.Day // its At is 0 before the first
}

// ask returns the figures, by read if those at hand are too old or of another day.
func (n *newestDay) ask(now func() chat.Instant, read func() (report.Day, error)) (report.Day, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	d := &n.day
	if at := now(); d.At != 0 && d.At <= at && at < min(d.At.Add(dayFor), d.To) {
		return *d, nil
	}
	fresh, err := read()
	if err == nil {
		*d = fresh
	}
	return fresh, err
}
