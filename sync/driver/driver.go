package driver

import (
	"context"
	"errors"
	"net/http"

	"floorwalker/app/chat"
)

// ErrUnsure says that a call may or may not have had its effect.
var ErrUnsure = errors.New("the backend did not say whether it worked")

// Driver is one chat backend.
type Driver interface {
	// Name is short, lower case and never changes: it stands in the log.
	Name() string
	// Capabilities say of each operation whether the backend has it. They do not
	// change while the driver lives, but for rights that turn out to be missing.
	Capabilities() chat.Capabilities
	// Run brings the backend's chats to the sink until ctx ends. It returns
	// nil then, or the error that makes going on impossible.
	Run(ctx context.Context, sink Sink) error
	// TakeOver stops the bot and gives the chat to the agent. When it returns
	// nil, no line of the bot reaches the customer any more. The same claim
	// again does nothing.
	TakeOver(ctx context.Context, id chat.ChatID, by Person, claim chat.EventID) error
	// Post brings one line to the customer. The same message id again has no
	// second effect where the backend allows that.
	Post(ctx context.Context, id chat.ChatID, line Line) error
	// Serving reads back who serves the chat; the hub asks after a crash in
	// mid-call. Empty means the bot.
	Serving(ctx context.Context, id chat.ChatID) (chat.AgentID, error)
}

// Titled is a driver of a backend that people call otherwise than by the driver's name,
// such as "Live Helper Chat".
type Titled interface{ Title() string }

// Closer is a driver whose customers can be told that an agent has ended their
// chat. Close returns when the backend knows; the same claim again does
// nothing. A customer who writes after that opens the chat again (E-Q-04).
type Closer interface {
	Close(ctx context.Context, id chat.ChatID, claim chat.EventID) error
}

// Person is the agent as a customer may see them.
type Person struct {
	ID   chat.AgentID
	Name string
}

// Line is what goes to a customer. A note can never be one: notes have no
// path to a driver (E-ACT-08).
type Line struct {
	Message chat.MessageID
	From    chat.Speaker // agent or system
	Person  Person       // for an agent's line
	Text    string
	// File goes with the line; its bytes are at the [FileSink]. A driver that can
	// show none sends the text, and says in it what the file is called.
	File *chat.File
}

// Sink is the hub's side.
type Sink interface {
	// Deliver puts facts on the log and returns, for each, its sequence
	// number there, when all are on disk. At is filled in by the hub. A fact
	// that is already known has the number that it got the first time. A bot's
	// line that comes after a takeover is refused with ErrFenced, and what can never
	// be taken with ErrUnfit: those before it have been delivered then, as many as
	// there are numbers, and those behind it have not.
	Deliver(ctx context.Context, facts ...chat.Event) ([]uint64, error)
	// Lines returns the customer-visible lines of a chat in log order, from
	// the log itself, so also those of a chat long closed. Each has its
	// sequence number; an unknown chat has none.
	Lines(ctx context.Context, id chat.ChatID) ([]Committed, error)
	// Active returns the chats of this driver that the hub thinks are open.
	Active() []chat.ChatID
}

// ErrFenced refuses a bot's line in a chat that an agent has taken over (D-08).
var ErrFenced = errors.New("an agent has taken this chat over")

// ErrUnfit refuses a fact that the log never takes, such as one of a chat that was never
// opened, or one that is too large. Delivering it again is of no use.
var ErrUnfit = errors.New("the hub cannot take that fact")

// Committed is a fact with its place in the log.
type Committed struct {
	Seq   uint64
	Event chat.Event
}

// Follower is a driver that wants to see the customer-visible lines of its
// chats, its own among them, in log order, after they are on disk. Follow is
// called from the hub's loop and must not block.
type Follower interface {
	Follow(line Committed)
}

// Mounter is a driver with HTTP routes of its own, such as a webhook or the
// practice page. The hub has checked Host and Origin before a request comes
// here.
type Mounter interface {
	Mount(mux *http.ServeMux)
}

// Texter is a driver whose platform can write to a customer by WhatsApp at a number,
// from the team's own account there and from nobody's telephone (G-FU-08, G-ON-07). The
// chat may be over. Text returns when the platform has taken the message; as with
// Post, [ErrUnsure] is for when nobody knows. It is never called twice for one message,
// however it ended. A backend whose driver is none cannot send WhatsApp.
type Texter interface {
	// Number is in E.164.
	Text(ctx context.Context, id chat.ChatID, number string, line Line) error
}

// Repeatable is a driver that can tell whether the same message id posted
// again has a second effect. Others get no line twice: what was pending when a
// hub stopped is unsure.
type Repeatable interface {
	RepeatablePosts() bool
}
