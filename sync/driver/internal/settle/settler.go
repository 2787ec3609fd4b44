package settle

import (
	"context"
	"slices"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Grace is how long after a call of ours what the vendor says is taken to be older
// than the call, where it can neither be seen that it is not, nor does it say what we
// wrote.
const Grace = 10 * time.Second

// Settler is one driver's. It may be used from many goroutines; states of one chat have
// to come from one at a time.
type Settler struct {
	name string
	sink driver.KnownSink
	now  func() time.Time

	mu    sync.Mutex
	chats map[chat.ChatID]*memory
}

// New returns the settler of the driver of that name.
func New(name string, sink driver.KnownSink, now func() time.Time) *Settler {
	return &Settler{name: name, sink: sink, now: now, chats: make(map[chat.ChatID]*memory)}
}

// memory is what is kept of a chat for as long as it is open.
type memory struct {
	order  int64     // of the newest state that was believed
	writes int       // calls of ours that are under way
	until  time.Time // the end of the grace of the last one
	after  int64     // the order that it had, if known
	want   *State    // what it wrote, if known
	// doubt says that something was not believed and has not been said since.
	doubt bool
	// customer is what the vendor said last. What the hub keeps may differ from it, as
	// it covers secrets, and that is no news each time.
	customer chat.Customer
	// over is since when both sides take it to be over; zero while it is not.
	over time.Time
}

// Facts returns what st says that the hub does not know, in the order in which it has
// to be delivered. A chat that the hub does not know is opened first, if st says that
// it is open; what is said of any other that it does not know is left.
func (s *Settler) Facts(ctx context.Context, st State) []chat.Event {
	known, ok := s.sink.Known(ctx, st.Chat)
	if !ok && (st.Says&SaysOpen == 0 || !st.Open) {
		return nil
	}
	d := difference{state: &st, driver: s.name, now: s.now()}
	switch s.belief(&st, &known, &d) {
	case stale:
		return nil
	case doubted:
		st.Says &= SaysCustomer
	case believed:
	}
	if !ok {
		d.open()
		known = driver.Known{Open: true, Bot: st.Bot, Customer: st.Customer}
	}
	d.find(&known)
	if !st.Open && (!known.Open || st.Says&SaysOpen != 0) {
		s.forget(&st)
	}
	return d.facts
}

// Settle delivers them.
func (s *Settler) Settle(ctx context.Context, st State) error {
	return Deliver(ctx, s.sink, s.Facts(ctx, st)...)
}

// belief is how far a state is believed.
type belief int

const (
	// believed is newer than what the hub knows.
	believed belief = iota
	// doubted may be older than what the hub itself has told the vendor.
	doubted
	// stale is older than what was believed before.
	stale
)

// belief judges st, and notes what it says of the customer.
func (s *Settler) belief(st *State, known *driver.Known, d *difference) belief {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.of(st.Chat)
	if st.Order != 0 && st.Order < m.order {
		return stale
	}
	if st.Says&SaysCustomer != 0 {
		d.sameCustomer = sameCustomer(&m.customer, &st.Customer)
		m.customer = st.Customer
	}
	if m.writes > 0 || known.Claimed || known.Telling || !s.past(m, st) {
		m.doubt = true
		return doubted
	}
	m.order, m.doubt, m.over = max(m.order, st.Order), false, time.Time{}
	m.until, m.want = time.Time{}, nil
	return believed
}

// past reports whether st is of a time after our last call.
func (s *Settler) past(m *memory, st *State) bool {
	heard := st.Heard
	if heard.IsZero() {
		heard = s.now()
	}
	switch {
	case !heard.Before(m.until):
		return true
	case m.after != 0 && st.Order != 0:
		return st.Order >= m.after
	}
	return m.want != nil && m.want.agrees(st)
}

// Begin says that a call is about to change who serves the chat, whether it is open,
// its tags or whether its customer is blocked. End has to follow.
func (s *Settler) Begin(id chat.ChatID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.of(id).writes++
}

// End says how the call ended: with what the vendor has now because of it, as far as
// that is known, and the Order that the vendor's answer names, if it does. It is nil
// where the call had no effect, or nobody knows.
func (s *Settler) End(id chat.ChatID, wrote *State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.of(id)
	m.writes--
	m.until, m.want, m.after = s.now().Add(Grace), wrote, 0
	if wrote != nil {
		m.after = wrote.Order
	}
}

// Doubtful returns the chats of which the vendor has said something that was taken to
// be older than our own call, and has not said anything since. A driver reads them again
// from time to time, such as in its sweep, so that the one time that it was not older is
// no loss.
func (s *Settler) Doubtful() []chat.ChatID {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []chat.ChatID
	for id, m := range s.chats {
		if m.doubt && m.writes == 0 && !s.now().Before(m.until) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func (s *Settler) of(id chat.ChatID) *memory {
	m := s.chats[id]
	if m == nil {
		m = new(memory)
		s.chats[id] = m
	}
	return m
}

// keptOver is how long a chat that is over is remembered, as a late state must not open
// it again; mostKept how many chats are remembered before those are looked for.
const (
	keptOver = time.Hour
	mostKept = 4096
)

// forget notes that a chat is over on both sides, and drops what is kept of those that
// have been for long.
func (s *Settler) forget(st *State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.chats[st.Chat]; m != nil && m.over.IsZero() {
		m.over = s.now()
	}
	if len(s.chats) <= mostKept {
		return
	}
	for id, m := range s.chats {
		if m.writes == 0 && !m.over.IsZero() && s.now().Sub(m.over) > keptOver {
			delete(s.chats, id)
		}
	}
}
