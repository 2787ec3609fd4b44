package chat

// Stage is where a chat is on its way (S-GEN-01). No chat lacks one.
type Stage string

// The stages that exist so far.
const (
	StageBot    Stage = "bot"    // the bot answers
	StageQueued Stage = "queued" // waits for a person
	StageActive Stage = "active" // an agent serves it
	StageClosed Stage = "closed"
)

// Chat is the state of one conversation. Its fields are read freely and
// changed by [Floor.Apply] only.
type Chat struct {
	ID       ChatID
	Driver   string
	Channel  Channel
	Customer Customer
	Stage    Stage
	// Opened is when the chat was opened for the first time, Began when it came
	// onto the floor last.
	Opened, Began Instant
	Closed        Instant
	// ClosedWhy is the reason in words.
	ClosedWhy string

	// Step is how far the agent who serves the chat has come, since StepSince;
	// both are empty while nobody serves it.
	Step      Step
	StepSince Instant
	// Confirmed is the customer's line that says that it is solved; empty until
	// then, and again when the chat goes back a step.
	Confirmed MessageID

	// Owner serves the chat; empty while the bot does or nobody.
	Owner AgentID
	// OwnedSince is when Owner began.
	OwnedSince Instant
	// ServedBy is who served it last, also when it has closed; empty if nobody has
	// since it came onto the floor.
	ServedBy AgentID
	// Claim is a takeover that the backend has not confirmed yet.
	Claim Claim
	// Joined are the agents who write here beside the owner, in the order in
	// which they came. The slice is replaced, never changed in place.
	Joined []AgentID
	// Offers are those that nobody has answered yet, oldest first. The slice
	// is replaced, never changed in place.
	Offers []Offer
	// Returned are the offers that were declined or ran out, at most one of each
	// sender and the newest last, until that sender does something in the chat
	// or goes out of it. The slice is replaced, never changed in place.
	Returned []Return
	// Tags are in order, each once. The slice is replaced, never changed in place.
	Tags []string
	// Bot reports whether a bot may speak.
	Bot bool

	// QueuedAt and QueuedWhy describe the wait of a queued chat.
	QueuedAt  Instant
	QueuedWhy string

	// Queue is the team that a queued chat waits for, empty for any.
	Queue string
	// Routed is where the chat belongs (V-ROUTE-01).
	Routed Routing
	// GivenBy is the rule by which the owner has it, [AutoRule] for automatic
	// assignment; empty if they came to it by themselves.
	GivenBy string
	// Choice and Site are as in [ChatOpened].
	Choice, Site string
	// Group says that it is a group chat, Lead who leads it (C-TRF-03).
	Group bool
	Lead  AgentID
	// Blocked says that the customer may not write.
	Blocked bool
	// Side is the team's side thread, oldest first and at most [KeepSide] (C-INT-01).
	// What the slice holds is never changed in place.
	Side []TeamLine

	// Messages are all lines in log order, notes, lines of the team and such
	// whispers as this desk has been told of among them. Elements never change, so a
	// copy of the header may be read elsewhere: a line that is edited or removed is so
	// in a new slice, and Rewritten counts how often that happened.
	Messages  []Message
	Rewritten int
	// LastAt is the time of the newest line that is not a whisper: no desk may
	// tell from it whether others whisper.
	LastAt Instant
	// LastLine indexes the newest line that the customer sees; -1 if none.
	LastLine int
	// FirstLine indexes the customer's first line (E-ACT-10); -1 if none.
	FirstLine int
	// Heard is when the customer wrote last; zero if they never did.
	Heard Instant
	// Reached counts Messages up to and with the newest line of ours that the
	// customer's side has confirmed; 0 if none. Those of ours among them that
	// have no outcome were delivered.
	Reached int

	// Triggers are those that hold now, oldest first. The slice is replaced,
	// never changed in place.
	Triggers []Trigger
	// Brought are the triggers that held when an agent last took the chat: why
	// they are here (S-ACC-04).
	Brought []Trigger
	// Unanswered are the triggers that held when it closed, and LeftAt the step
	// that it had come to; both are empty while it is on the floor.
	Unanswered []Trigger
	LeftAt     Step
	// Alerted are the rules that have called for a person since the chat came onto
	// the floor, but for those that were dismissed. The slice is replaced, never
	// changed in place.
	Alerted []RuleID
	// Obligations are those that run now, nearest first. The slice is
	// replaced, never changed in place.
	Obligations []Obligation

	// Calls are the attempts to phone the customer. They stay when the chat
	// closes, and when it comes back.
	Calls CallLog
	// CallOwed is when a call came to be owed last: who was silent before that is
	// called already.
	CallOwed Instant
	// Failed are the newest calls that ended in vain, oldest first, for as long as
	// nobody has spoken to the customer or let it be. The slice is replaced, never
	// changed in place.
	Failed []FailedCall
	// Offered are the calls that were offered since the chat came, oldest first.
	// The slice is replaced, never changed in place; so is BotErrors, the write-ups.
	Offered   []CallbackOffer
	BotErrors []BotError
	// Night is set for a chat that came while nobody was on cover.
	Night Night

	// Rating is what the customer was asked about the chat, and said.
	Rating Rating
	// Verified is who checked that the customer is who they say.
	Verified Verification
	// Help is the newest call for a lead.
	Help Help
	// Escalation is the newest; the zero value is none.
	Escalation Escalation
	// Ticket is the chat's ticket as package ticket wrote it, under TicketRef; a chat
	// that goes on has one if its only person once left it (V-LEAVE-02);
	// the slice is replaced, never changed in place.
	Ticket    []byte
	TicketRef string
	// Typed is when the customer was last seen typing.
	Typed Instant
	// Draft is what they had typed then and not sent; it is gone with their next line.
	Draft string

	// delivery holds the states of our lines that are not simply sent; it is
	// replaced, never changed in place.
	delivery map[MessageID]Outcome

	// settled is from when on a closed chat may be forgotten; zero while it owes
	// something.
	settled Instant

	// applied holds a digest of every event id that this chat has folded.
	applied idSet

	// waits is where it stands among those that wait for a person.
	waits waits

	// moves and movesBy are for OthersDid; no part of [Floor.Hash], which has
	// all that they follow from.
	moves   int
	movesBy map[AgentID]int

	// Revision counts the events that changed more than the lines: who serves,
	// what holds, what is owed, who the customer is. Whoever keeps something
	// that follows from those need not compare them all at every line. It is
	// this process's own count and no part of [Floor.Hash].
	Revision uint64
}

// Claim is a takeover in flight.
type Claim struct {
	ID     EventID
	Agent  AgentID
	At     Instant
	Reason string
}

// Open reports whether a takeover is waiting for the backend.
func (c Claim) Open() bool { return c.Agent != "" }

// Active reports whether the chat is on the floor.
func (c *Chat) Active() bool { return c.Stage != StageClosed }

// Speaking returns who would answer the customer now.
func (c *Chat) Speaking() Speaker {
	switch {
	case c.Owner != "":
		return SpeakerAgent
	case c.Bot:
		return SpeakerBot
	default:
		return SpeakerSystem
	}
}

// Trigger returns the trigger of the given rule, if it holds now.
func (c *Chat) Trigger(r RuleID) (Trigger, bool) { return TriggerOf(c.Triggers, r) }

// Knows reports whether the event id has been folded into this chat.
func (c *Chat) Knows(id EventID) bool { return c.applied.has(id) }
