package app

import (
	"context"
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

// Auditor reads the hub's audit stream for a lead (D-03). Its method does not
// block.
type Auditor interface {
	// Follow reads in a term, on from where it was if it has read in the same
	// one; 0 stops reading for now. What is read comes by AuditBegan,
	// AuditFacts and AuditEnded, with the term.
	Follow(term uint64)
}

// Explainer asks the hub for its part of an explanation (D-01). Its method waits for
// the answer and is called from goroutines of the desk's.
type Explainer interface {
	Why(ctx context.Context, id chat.ChatID) (HubWhy, error)
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
	// Reset forgets the floor first. Records stay: a snapshot is merged with
	// them.
	Reset bool
	Items []Item
	Drop  []chat.ChatID
	// Records are versions to keep, Forget those that others replace. A version
	// in both is not kept.
	Records []Record
	Forget  []RecordKey
	// Position is where the cache stands afterwards. If it names another floor
	// than before, the records of that one are dropped first.
	Position Position
}

// Record is one version of what stands on a shelf, as the hub sent it (D-03).
type Record struct {
	Shelf chat.Shelf
	// ID is the record's, Mark tells its versions apart.
	ID, Mark string
	// Raw is the version's JSON, byte for byte.
	Raw []byte
}

// RecordKey names one version of a record.
type RecordKey struct {
	Shelf    chat.Shelf
	ID, Mark string
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
	// LoadRecords visits every version on every shelf of the position's floor.
	// whole is false if some could not be read: a new snapshot brings them.
	LoadRecords(visit func(Record) error) (whole bool, err error)
	// LoadMe returns who worked here last; false if nobody has.
	LoadMe() (Me, bool, error)
	SetMe(Me) error
}

// Outbox keeps commands from the moment they are given until the hub has
// answered, through crashes and days offline; package sync/outbox has the
// rules. It belongs to the desk's goroutine.
type Outbox interface {
	// Load reads what waits; what it returns beside an error is good.
	Load() ([]Waiting, error)
	// Add keeps a command and sends it as soon as it may go. After an error it
	// has not been taken.
	Add(chat.Command) (Waiting, error)
	// AddHeld keeps a command that goes only when the person insists (D-15).
	AddHeld(chat.Command) (Waiting, error)
	// AddAll keeps many commands, such as those of an import, or none of them.
	AddAll([]chat.Command) error
	// Confirm lets what is held, or was refused, go now.
	Confirm(chat.CommandID) (Waiting, error)
	// Discard forgets what is not on its way.
	Discard(chat.CommandID) error
	// Entry returns what waits under this id.
	Entry(chat.CommandID) (Waiting, bool)

	// Happened says that the fold has a new event.
	Happened(chat.ChatID, chat.EventID)
	// Result is the hub's answer.
	Result(chat.CommandID, *chat.Refusal)
	// Live says that nothing is missing from the fold, and who works here.
	Live(who string) error
	// CatchingUp says that the feed reads what it missed.
	CatchingUp()
	// Broken says that the connection has ended.
	Broken()
	// Flush writes and sends what may be; Next is how long that can wait, false
	// for as long as nothing happens.
	Flush() error
	Next() (after time.Duration, ok bool)
}

// OutboxNeeds is what an outbox asks of the desk, on the desk's goroutine.
type OutboxNeeds struct {
	// Send hands a command to the connection, or says that there is none.
	Send func(chat.Command) error
	// Knows reports whether the fold has the event.
	Knows func(chat.ChatID, chat.EventID) bool
	// Folded counts what has happened in a chat that a person might think
	// again about; false if it is not on the floor.
	Folded func(chat.ChatID) (int, bool)
	// Now is hub time; uncertain is true while it is a guess.
	Now func() (now chat.Instant, uncertain bool)
	// Who worked here, on which floor, when the program last ended; empty if
	// nobody has yet.
	Who string
	// Changed tells the new state of what waits. It may call the outbox.
	Changed func(Waiting)
}

// Waiting is a command that has not ended, or the news that it has.
type Waiting struct {
	// Command has no Body if this version does not know the wish.
	Command chat.Command
	State   WaitState
	// Why is set if the state is WaitHeld.
	Why Hold
	// Refusal is set if the state is WaitRefused.
	Refusal *chat.Refusal
	// Made is when the key went down, in hub time.
	Made chat.Instant
}

// WaitState is where a command is in its life.
type WaitState byte

// The states of a command.
const (
	WaitQueued  WaitState = 'q' // on disk, waits for the hub
	WaitSent    WaitState = 's' // handed to the connection, not answered
	WaitUnsure  WaitState = 'u' // the connection broke before the answer
	WaitHeld    WaitState = 'h' // waits for the person; see Waiting.Why
	WaitRefused WaitState = 'r' // the hub said no
	WaitDone    WaitState = 'd' // it has had its effect; told once
)

// Hold says why a command waits for the person.
type Hold string

// The reasons to hold a command.
const (
	HoldOld      Hold = "old"      // it waited too long
	HoldChanged  Hold = "changed"  // its chat has changed since
	HoldTime     Hold = "time"     // how long it waited is uncertain
	HoldBehind   Hold = "behind"   // an earlier one of its chat is held
	HoldLeft     Hold = "left"     // its chat is not on the floor any more
	HoldUnsigned Hold = "unsigned" // it was made before the desk knew who works here
	HoldOther    Hold = "other"    // somebody else made it, or for another floor
	HoldGap      Hold = "gap"      // lines of its chat may be missing here (D-15)
	HoldSalvaged Hold = "salvaged" // it comes from a damaged file
	HoldSilent   Hold = "silent"   // the hub is there and did not answer
	HoldUnknown  Hold = "unknown"  // a later version made it
)

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
