package practice

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// room is what the practice floor knows about one chat while it runs. All
// fields but the channels are guarded by Practice.mu.
type room struct {
	id chat.ChatID

	open bool // ChatOpened is on disk
	// customer is who they are, as far as the hub knows it from here.
	customer chat.Customer
	closed   bool

	owner  chat.AgentID
	claims map[chat.EventID]struct{}
	fenced bool
	// blocked says that the customer may not write, judged that this is known.
	blocked, judged bool
	// heard counts the agent's lines that this process saw.
	heard int

	// gate is held while a line of the bot is under way (D-08). Whoever
	// sends to it holds it until they receive from it.
	gate chan struct{}
	// stir wakes the simulated customer, if there is one; it never fills.
	stir chan struct{}
	// acted says that a simulated customer plays this chat.
	acted bool
	// busy counts deliveries under way, so that nobody gets a second room,
	// with a second gate, for the same chat.
	busy int

	tail    *tail
	streams int
	live    liveChat
	// typed is when the hub was told last that the customer types.
	typed  time.Time
	rating rating
	// confirmed is up to which delivery number the customer's client is known to
	// have drawn everything.
	confirmed int64
}

func newRoom(id chat.ChatID) *room {
	return &room{id: id, gate: make(chan struct{}, 1), stir: make(chan struct{}, 1)}
}

// idle reports whether forgetting the room loses nothing that matters.
func (r *room) idle() bool {
	if r.streams > 0 || r.busy > 0 || r.blocked || r.acted || r.live.answering {
		return false
	}
	return r.closed || (!r.open && !r.fenced && r.owner == "")
}

// stirStreams has everybody who listens look again.
func (r *room) stirStreams() {
	if r.tail == nil {
		return
	}
	for ear := range r.tail.ears {
		signal(ear)
	}
}

// end notes that the chat is over, and where in its transcript, for whoever
// listens.
func (r *room) end() {
	r.closed = true
	if r.tail != nil && r.tail.loaded {
		r.tail.end()
	}
}

func (r *room) wake() { signal(r.stir) }

// signal leaves one token in c, which has room for one.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

const (
	tailMost = 1024 // lines kept in memory before the older half is dropped
	tailKeep = 512
)

// tail is the end of a chat's transcript, kept while somebody listens. It is
// guarded by Practice.mu.
//
// It is registered first and filled from the log afterwards, so a line is in
// the one, in the other or in both, and its sequence number tells which.
type tail struct {
	loaded bool
	early  []driver.Committed // came before the log had been read
	lines  []driver.Committed
	first  int64 // delivery number of lines[0]
	last   uint64
	ends   []int64 // after which delivery numbers the chat was over
	ears   map[chan struct{}]struct{}
}

func newTail() *tail { return &tail{first: 1, ears: make(map[chan struct{}]struct{})} }

// add appends a line that was just committed.
func (t *tail) add(c driver.Committed) {
	if !t.loaded {
		t.early = append(t.early, c)
		return
	}
	t.push(c)
	for ear := range t.ears {
		signal(ear)
	}
}

// newest returns the delivery number of the newest line.
func (t *tail) newest() int64 { return t.first + int64(len(t.lines)) - 1 }

// end notes that the chat is over after the newest line.
func (t *tail) end() {
	t.ends = append(t.ends, t.newest())
	for ear := range t.ears {
		signal(ear)
	}
}

func (t *tail) push(c driver.Committed) {
	if c.Seq <= t.last && t.last != 0 {
		return
	}
	t.last = c.Seq
	t.lines = append(t.lines, c)
	if len(t.lines) <= tailMost {
		return
	}
	drop := len(t.lines) - tailKeep
	t.lines = append(make([]driver.Committed, 0, tailMost), t.lines[drop:]...)
	t.first += int64(drop)
}

// load fills the tail with what the log holds; the second time it does nothing.
func (t *tail) load(all []driver.Committed) {
	if t.loaded {
		return
	}
	t.loaded = true
	for _, c := range all {
		t.push(c)
	}
	for _, c := range t.early {
		t.push(c)
	}
	t.early = nil
	for ear := range t.ears {
		signal(ear)
	}
}

// after returns up to most lines behind delivery number n. It reports false
// where the tail does not reach that far back.
func (t *tail) after(n int64, most int) ([]driver.Committed, bool) {
	if n+1 < t.first {
		return nil, false
	}
	skip := n + 1 - t.first
	if skip >= int64(len(t.lines)) {
		return nil, true
	}
	rest := t.lines[skip:]
	return append([]driver.Committed(nil), rest[:min(len(rest), most)]...), true
}
