package app

import (
	"time"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
)

// Stream is the way to the hub. Its methods do not block.
type Stream interface {
	// Send hands a command to the connection, or says that there is none.
	Send(chat.Command) error
	// RetryNow cuts short the wait for the next attempt to connect.
	RetryNow()
}

// Item is an event with the bytes that the cache keeps.
type Item struct {
	Raw   []byte
	Event chat.Event // nil Body for a kind that this version does not know
}

// Position is how far the cache has come.
type Position struct {
	Floor  string
	Resume string
	At     chat.Instant
}

// Batch is what the cache takes in one transaction.
type Batch struct {
	Reset    bool
	Items    []Item
	Drop     []chat.ChatID
	Position Position
}

// Draft is what somebody began to write.
type Draft struct {
	Chat chat.ChatID
	Kind string
	Text string
	At   chat.Instant
}

// Cache is this desk's own disk.
type Cache interface {
	Load(visit func(Item) error) (Position, bool, error)
	Save(Batch) error
	SaveDraft(Draft) error
	Drafts(visit func(Draft) error) error
	SetLooked(map[chat.ChatID]chat.Instant) error
	LoadLooked() (map[chat.ChatID]chat.Instant, error)
}

// Clock is hub time as this desk knows it.
type Clock interface {
	// Now returns hub time; uncertain is true while it is a guess.
	Now() (now chat.Instant, uncertain bool)
	// Age is how long ago the hub was last heard; false if never (D-15).
	Age() (time.Duration, bool)
}

// Caller brings alerts before a person. Its method does not block.
type Caller interface {
	Call([]alert.Action)
}

// LinkState is where the connection is in its life.
type LinkState string

// The states of the connection.
const (
	LinkOffline  LinkState = "offline"
	LinkDialing  LinkState = "dialing"
	LinkReading  LinkState = "reading" // greeted, catching up
	LinkLive     LinkState = "live"
	LinkRefused  LinkState = "refused" // the token is not good; no retry by itself
	LinkStopping LinkState = "stopped"
)

// Link is the connection, with the reason for its state.
type Link struct {
	State LinkState
	Code  string
	Words string
	// RetryAt is when the next attempt is made, by this machine's clock.
	RetryAt time.Time
	// Since the wall was last whole; zero if it never was.
	AsOf chat.Instant
}

// Me is who works at this desk, as the hub says.
type Me struct {
	Agent chat.AgentID
	Name  string
	Role  chat.Role
	Floor string
	// Policy is the version that the hub works by.
	Policy int
}
