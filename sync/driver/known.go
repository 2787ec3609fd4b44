package driver

import (
	"context"

	"floorwalker/app/chat"
)

// KnownSink is a [Sink] whose hub says what it knows of a chat, so that a driver that
// has read a vendor's state can tell only what is different, and whose hub can give
// people an id whom only the backend knows.
type KnownSink interface {
	Sink
	// Known returns what the hub knows of a chat, and whether it does.
	Known(ctx context.Context, id chat.ChatID) (Known, bool)
	// Outsider returns the agent's id for somebody whom the backend knows: that of
	// the member of the team with the same mail address or name, or of one who is
	// put on the team as an outsider, without a desk.
	Outsider(ctx context.Context, who Outsider) (chat.AgentID, error)
}

// Known is what the hub knows of a chat.
type Known struct {
	Open     bool
	Bot      bool         // the bot answers
	Owner    chat.AgentID // who serves it; empty while nobody does
	Queue    string       // the team that it waits for
	Guests   []chat.AgentID
	Tags     []string
	Customer chat.Customer
	// Claimed says that a takeover is under way, so that what the vendor says of the
	// owner may be older than what the hub is telling it.
	Claimed bool
	// Telling says the same of anything that the hub is telling the vendor, or is about
	// to: who serves the chat, that it is over, a tag.
	Telling bool
	// Blocked says that the customer may not write.
	Blocked bool
}
