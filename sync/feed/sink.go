package feed

import (
	"floorwalker/app/chat"
	"floorwalker/sync/link"
)

// Item is an event and the bytes it came as.
type Item struct {
	// Raw is the one-line form, which package wire decodes. It belongs to the
	// receiver. Items of one batch share one allocation.
	Raw []byte
	// Event has a nil Body if this version does not know the kind; Raw is
	// still worth keeping, for the version that does.
	Event chat.Event
}

// Result answers a command.
type Result struct {
	ID chat.CommandID
	OK bool
	// Refusal is nil if OK.
	Refusal *chat.Refusal
}

// State is where the connection is in its life.
type State = link.State

// The states, so that nobody else needs package link.
const (
	Offline    = link.Offline
	Dialing    = link.Dialing
	Greeting   = link.Greeting
	CatchingUp = link.CatchingUp
	Live       = link.Live
	Refused    = link.Refused
	Stopped    = link.Stopped
)

// Code and Reason say why a state holds.
type (
	// Code names a reason for programs.
	Code = link.Code
	// Reason is a code and a sentence for people.
	Reason = link.Reason
)

// The reasons that a feed adds to those of a link.
const (
	CodeGap      Code = "gap"       // an event is missing or cannot be read
	CodeStalled  Code = "stalled"   // the hub answers but does not go on
	CodeBadToken Code = "bad_token" // the hub does not know this desk
	CodeRevoked  Code = "revoked"   // the hub does not want to know it any more
	CodeNewToken Code = "new_token" // the agent signed in again
)

// Status is the connection and what the hub said of itself.
type Status struct {
	link.Status
	// Welcome is what the last welcome said; zero before the first.
	Welcome Welcome
}

// Welcome is how a hub introduces itself and the agent.
type Welcome struct {
	Agent  chat.AgentID
	Name   string // the agent's display name
	Role   chat.Role
	Floor  string // the workspace's display name
	Policy int    // the policy's version
	Hub    string // the hub's program version
	// Resumed is false if a snapshot follows.
	Resumed bool
}

// Sink takes the stream. Its methods are called from one goroutine, the one in
// Feed.Run, in order. See the package comment for which follows which.
type Sink interface {
	// Reset begins a snapshot of about total chats: forget everything, gaps
	// and the stored position too.
	Reset(total int)
	// Events are new facts in log order. The slice belongs to the sink.
	Events(batch []Item)
	// Live says that nothing is missing up to here. The resume token is empty
	// only if the hub gave none.
	Live(resume string)
	// Position is the resume token that stands behind the Events just given.
	Position(resume string)
	// Result answers a command that was sent on this connection.
	Result(Result)
	// Gap says that something of these chats, or if not known of any chat, is
	// missing. A Reset clears it; a Gap can follow a Reset.
	Gap(chats []chat.ChatID, known bool)
	// Status tells every change of state and every welcome.
	Status(Status)
}
