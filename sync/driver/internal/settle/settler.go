package settle

import (
	"context"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Field is one thing that a State may say.
type Field uint

// The fields. A State says only what its Says names: a vendor's event is often about
// one of them.
const (
	SaysOpen Field = 1 << iota
	// SaysOwner is about Owner, Bot and Queue at once: who answers the customer.
	SaysOwner
	SaysTags
	SaysCustomer
	SaysBlocked
	SaysGuests

	SaysAll = SaysOpen | SaysOwner | SaysTags | SaysCustomer | SaysBlocked | SaysGuests
)

// State is what a vendor says of a chat.
type State struct {
	Chat chat.ChatID
	Says Field
	// Order grows with each change of the chat at the vendor, such as updated_at in
	// microseconds; 0 where the vendor has none.
	Order int64
	// At is when it became so, for reasons and for Said; zero if unknown.
	At time.Time

	Open  bool
	Bot   bool
	Owner chat.AgentID
	Queue string
	// By is who did it, if the vendor says; Reason why it ended, in words.
	By     chat.AgentID
	Reason string

	Tags     []string
	Blocked  bool
	Guests   []chat.AgentID
	Customer chat.Customer
	Channel  chat.Channel
	// Site and Choice are as in [chat.ChatOpened].
	Site, Choice string
}

// Settler is one driver's. It may be used from many goroutines, but for one chat by
// one at a time.
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
	order  int64
	writes int       // under way
	until  time.Time // ownership is not believed before, unless it is want
	want   ownership
}

type ownership struct {
	open, bot bool
	owner     chat.AgentID
	queue     string
}

// Facts returns what st says that the hub does not know, in the order in which it has
// to be delivered. A chat that the hub does not know is opened first, if st says that
// it is open.
func (s *Settler) Facts(ctx context.Context, st State) []chat.Event {
	return nil
}

// Settle delivers them.
func (s *Settler) Settle(ctx context.Context, st State) error {
	return Deliver(ctx, s.sink, s.Facts(ctx, st)...)
}

// Begin says that the hub's own call is about to change who serves the chat, or
// whether it is open. End has to follow.
func (s *Settler) Begin(id chat.ChatID) {}

// End says how the call ended: with the state that the vendor has now because of it, as
// far as it is known; nil where the call had no effect.
func (s *Settler) End(id chat.ChatID, now *State) {}

// Deliver hands facts to the sink, and goes on behind a bot's line that the hub refuses
// (D-08).
func Deliver(ctx context.Context, sink driver.Sink, facts ...chat.Event) error { return nil }
