package conformance

import (
	"time"

	"floorwalker/app/chat"
)

// Vendor is the steering wheel of a stand-in. Chats are named by the id that the driver
// gives them, people by [People], teams by [Teams]. What a method does has happened at
// the vendor when it returns; the driver hears of it as the vendor's own clients would.
// All may be called while the driver runs, from one goroutine.
//
// A method that the stand-in has not, as Can says, is never called.
type Vendor interface {
	// Can reports whether there is such a thing at this vendor.
	Can(Act) bool

	// OpenChat lets a customer come and returns the id that the driver will give the
	// chat. It waits for nobody: a vendor whose chats exist from the first line on says
	// that line too.
	OpenChat(Opening) chat.ChatID
	// CustomerSays and the three below return what the vendor calls the line, for Edit
	// and Remove.
	CustomerSays(id chat.ChatID, text string) string
	// BotSays lets the bot answer, as sure of itself as confidence says, from 0 to 1;
	// 0 is a bot that does not say.
	BotSays(id chat.ChatID, text string, confidence float64) string
	// HumanSays lets somebody answer in the vendor's own screen.
	HumanSays(id chat.ChatID, by chat.AgentID, text string) string
	// Note writes a note in the vendor's own screen.
	Note(id chat.ChatID, by chat.AgentID, text string) string
	Edit(id chat.ChatID, line, text string)
	Remove(id chat.ChatID, line string)
	// Type lets the customer type and not send.
	Type(id chat.ChatID, draft string)

	// Assign gives the chat to somebody in the vendor's own screen; an empty agent puts
	// it back among those that wait. It stops the bot, as it does there.
	Assign(id chat.ChatID, to chat.AgentID)
	// AssignTeam gives it to a team and to nobody in it.
	AssignTeam(id chat.ChatID, team string)
	// GiveBot gives it back to the bot.
	GiveBot(id chat.ChatID)
	// Close ends it in the vendor's own screen.
	Close(id chat.ChatID, by chat.AgentID)
	// Tag sets the whole list of tags.
	Tag(id chat.ChatID, tags ...string)
	Block(id chat.ChatID, on bool)
	// Rate lets the customer answer, with 1 to 5 stars.
	Rate(id chat.ChatID, stars int, comment string)
	// Receive lets the customer's side confirm that it has everything.
	Receive(id chat.ChatID)

	// Cut loses every connection that is open. New ones are welcome at once.
	Cut()
	// Trouble makes something go wrong; see there.
	Trouble(Trouble)
	// Requests returns what the driver has asked and said so far, in order: each call,
	// and on a stream each frame that is more than a sign of life.
	Requests() []Request
	// State returns what the vendor itself thinks of a chat.
	State(id chat.ChatID) VendorState
}

// Opening is a customer who comes.
type Opening struct {
	Name, Mail, Phone, Page string
	// Text is the customer's first line; never empty.
	Text string
	// Bot says that a bot answers at first; where it is false the chat waits for a
	// person.
	Bot bool
}

// Act is one thing that a stand-in can be steered to do, or that its State tells.
type Act string

// The acts. The first three of a vendor are always there: OpenChat, CustomerSays, State.
const (
	// ActBefore says that there is a life at the vendor before the driver runs, and
	// while it does not.
	ActBefore     Act = "before"
	ActBot        Act = "bot"        // BotSays, and Opening.Bot
	ActConfidence Act = "confidence" // what BotSays says of how sure the bot is
	ActHuman      Act = "human"      // HumanSays, Assign and Close in the vendor's own screen
	ActTeams      Act = "teams"      // AssignTeam
	ActGiveBot    Act = "give_bot"   // GiveBot
	ActNote       Act = "note"       // Note, and VendorState.Notes
	ActTag        Act = "tag"        // Tag, and VendorState.Tags
	ActBlock      Act = "block"      // Block, and VendorState.Blocked
	ActEdit       Act = "edit"
	ActRemove     Act = "remove"
	ActType       Act = "type" // that somebody types
	ActDraft      Act = "draft"
	ActRate       Act = "rate"
	ActReceive    Act = "receive"
	ActReopen     Act = "reopen" // a customer who writes opens a closed chat again
	ActCut        Act = "cut"
	// ActRequests says that there are requests to look at: a vendor outside.
	ActRequests Act = "requests"
)

// ActTrouble returns the act of making that go wrong.
func ActTrouble(t Trouble) Act { return Act("trouble/" + string(t)) }

// Kind is what a request is for.
type Kind string

// The kinds of requests. What is not among the first four changes what the vendor or
// its people see, and is never sent by who only watches (V-INV-01).
const (
	KindRead      Kind = "read"      // of one chat, or of who is who
	KindList      Kind = "list"      // of chats
	KindConnect   Kind = "connect"   // finds, opens or keeps a stream
	KindSubscribe Kind = "subscribe" // says on it what is wanted
	KindWrite     Kind = "write"     // a line, a note, a tag
	KindAssign    Kind = "assign"
	KindState     Kind = "state" // open, closed, pending
	KindPresence  Kind = "presence"
	KindTyping    Kind = "typing"
	KindReadMark  Kind = "readmark"
)

// Silent reports whether nobody can learn of it.
func (k Kind) Silent() bool {
	return k == KindRead || k == KindList || k == KindConnect || k == KindSubscribe
}

// Request is one thing that the driver has asked or said.
type Request struct {
	At time.Time
	// Method is that of HTTP, or "WS" for a frame.
	Method, Path string
	// Route is Method and Path with what differs from chat to chat left out, such as
	// "GET /api/v1/accounts/{account}/conversations/{id}".
	Route string
	Kind  Kind
	Chat  chat.ChatID // if it is about one
}

// VendorState is what the vendor thinks of a chat.
type VendorState struct {
	Open bool
	// Bot says that the bot answers.
	Bot bool
	// Owner is who serves it, by [People]; empty if nobody does or the bot.
	Owner chat.AgentID
	Team  string
	// Lines are what the customer sees, oldest first; without those that were removed.
	Lines []Line
	Notes []Line
	Tags  []string // sorted
	// Guests are who is in it beside the owner, where the vendor knows.
	Guests  []chat.AgentID
	Blocked bool
	// Ended is what the vendor keeps of why it ended, in its words.
	Ended string
	// Transcripts are the addresses that it was mailed to.
	Transcripts []string
	// Asked counts how often the customer was asked for a rating.
	Asked int
}

// Line is one line at the vendor.
type Line struct {
	ID   string
	At   time.Time
	From chat.Speaker
	// By is who wrote it, by [People], where the vendor knows.
	By   chat.AgentID
	Text string
	// File is the name of what came with it, if anything did.
	File string
	// Edited says that it was changed after it was sent.
	Edited bool
}
