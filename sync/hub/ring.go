package hub

import (
	"sync"

	"floorwalker/app/chat"
)

// ring holds the newest committed events for the sessions to read. Writing
// never waits for a reader.
type ring struct {
	mu      sync.Mutex // guards all below
	entries []entry
	next    int    // where the next entry goes
	full    bool   // entries has wrapped around
	last    uint64 // sequence of the newest entry, or where the hub started
	oldest  uint64 // sequence after which nothing is missing
	waiting map[chan struct{}]struct{}
}

type entry struct {
	seq     uint64
	raw     []byte
	private *chat.Event // nil: everybody may see it
}

func newRing(size int, at uint64) *ring {
	return &ring{entries: make([]entry, size), last: at, oldest: at, waiting: make(map[chan struct{}]struct{})}
}

// publish adds events, oldest first, and wakes every session.
func (r *ring) publish(events []committed) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range events {
		if r.full {
			r.oldest = r.entries[r.next].seq
		}
		r.entries[r.next] = entry{e.seq, e.raw, ifPrivate(&e.ev)}
		r.next++
		if r.next == len(r.entries) {
			r.next, r.full = 0, true
		}
		r.last = e.seq
	}
	for c := range r.waiting {
		select {
		case c <- struct{}{}:
		default: // it has a wake-up waiting already
		}
	}
}

// subscribe returns a channel that gets a value after each publish.
func (r *ring) subscribe() (wake chan struct{}, cancel func()) {
	wake = make(chan struct{}, 1)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiting[wake] = struct{}{}
	return wake, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.waiting, wake)
	}
}

// after appends to dst the events that follow seq and are for this audience,
// until maxBytes are in, and returns the sequence up to which all were looked
// at. What is for others counts for nothing, so that no frame is cut otherwise
// because of it (D-03); there may be no line at all although seq moved on. ok
// is false if the ring no longer holds them all, or if seq lies in the future
// of this log.
func (r *ring) after(seq uint64, maxBytes int, who audience, dst [][]byte) (lines [][]byte, at uint64, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if seq < r.oldest || seq > r.last {
		return dst, seq, false
	}
	size, n := len(r.entries), r.next
	if r.full {
		n = size
	}
	i := r.search(seq, n)
	for bytes := 0; i < n && bytes < maxBytes; i++ {
		e := r.entry(i)
		seq = e.seq
		if !who.sees(e.private) {
			continue
		}
		dst = append(dst, e.raw)
		bytes += len(e.raw) + 1
	}
	return dst, seq, true
}

// search returns the age-order index of the first entry after seq.
func (r *ring) search(seq uint64, n int) int {
	lo, hi := 0, n
	for lo < hi {
		mid := (lo + hi) / 2
		if r.entry(mid).seq <= seq {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// entry returns the i-th oldest entry.
func (r *ring) entry(i int) entry {
	if r.full {
		i = (r.next + i) % len(r.entries)
	}
	return r.entries[i]
}

// reaches reports whether seq is a position of this log from which the ring,
// or the log at most back events before it, can go on.
func (r *ring) reaches(seq uint64, back uint64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return seq <= r.last && seq+back >= r.oldest
}
