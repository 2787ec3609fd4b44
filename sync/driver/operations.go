package driver

import (
	"context"

	"floorwalker/app/chat"
)

// What a driver can do beside watching, taking over and posting it says by
// implementing one of the interfaces below, and in its capabilities. The hub calls them
// after the fact is on its log, one at a time per chat and in the chat's order. Each
// call is made at most once for one fact, unless it returned a [Refusal] that says Again.
// An error becomes a sentence in the chat; a Refusal is that sentence.

// Noter is a driver whose backend keeps notes that the customer never sees (E-ACT-08).
type Noter interface {
	Note(ctx context.Context, id chat.ChatID, line Line) error
}

// Tagger is a driver whose backend keeps tags. Tag changes those and leaves all others
// as they are, also where the backend's own call replaces the whole list.
type Tagger interface {
	Tag(ctx context.Context, id chat.ChatID, add, remove []string) error
}

// TeamForwarder is a driver that can give a chat to a team and to nobody in it.
type TeamForwarder interface {
	ForwardTeam(ctx context.Context, id chat.ChatID, team string, claim chat.EventID) error
}

// Returner is a driver that can give a chat back to its bot, which speaks again as soon
// as Return has returned nil.
type Returner interface {
	Return(ctx context.Context, id chat.ChatID, claim chat.EventID) error
}

// Companion is a driver whose backend knows of more than one person in a chat.
type Companion interface {
	Join(ctx context.Context, id chat.ChatID, who Person) error
	Leave(ctx context.Context, id chat.ChatID, who Person) error
}

// Ending is why a chat has ended.
type Ending struct {
	Claim chat.EventID
	By    Person
	// Reason and Ticket are in words, and may be empty.
	Reason, Ticket string
}

// Ender is a driver that keeps why a chat has ended, before it ends it. It is asked
// instead of a [Closer]. A hub that starts again may ask once more, so a chat that has
// ended already at the vendor is left as it is, its reasons too.
type Ender interface {
	End(ctx context.Context, id chat.ChatID, e Ending) error
}

// Blocker is a driver that can keep a customer from writing.
type Blocker interface {
	Block(ctx context.Context, id chat.ChatID, on bool) error
}

// Transcriber is a driver whose backend mails a chat to an address.
type Transcriber interface {
	Transcript(ctx context.Context, id chat.ChatID, mail string) error
}

// Canned is one canned response of a backend.
type Canned struct {
	ID, Short, Text string
}

// CannedKeeper is a driver whose backend has canned responses of its own.
type CannedKeeper interface {
	Canned(ctx context.Context) ([]Canned, error)
	// SaveCanned makes or changes the one with that Short; with an empty Text it is
	// removed.
	SaveCanned(ctx context.Context, c Canned) error
}

// Article is a help article of a backend, to be sent as a link.
type Article struct {
	Title, URL, Summary string
}

// Librarian is a driver whose backend has help articles.
type Librarian interface {
	Articles(ctx context.Context, words string) ([]Article, error)
}
