package chat

// Operation is one thing that can be done with a chat at its backend. A backend
// either has it, or it is made up for, or it is not there ([Capability]).
type Operation string

// The operations, in the order in which a status page lists them.
const (
	OpStream       Operation = "stream"        // what happens comes by itself, and is not asked for
	OpAllChats     Operation = "all_chats"     // every open chat is seen, the bot's too (G-ROLE-03)
	OpObserve      Operation = "observe"       // without anybody learning of it (V-INV-01)
	OpHistory      Operation = "history"       // what was said before
	OpReplay       Operation = "replay"        // what was missed while the connection was lost
	OpReply        Operation = "reply"         // a line to the customer
	OpFile         Operation = "file"          // a file with it (E-ACT-06)
	OpReceipt      Operation = "receipt"       // that a line of ours has arrived
	OpTakeOver     Operation = "take_over"     // the bot falls silent (D-08)
	OpForward      Operation = "forward"       // to another person (V-FWD-01)
	OpForwardTeam  Operation = "forward_team"  // to a team (S-TRF-02)
	OpReturn       Operation = "return"        // back to the bot
	OpJoin         Operation = "join"          // a second person, seen by the customer (V-JOIN-02)
	OpInvite       Operation = "invite"        // of a colleague
	OpLeave        Operation = "leave"         // what a guest or the only one does
	OpEnd          Operation = "end"           // of the chat
	OpEndReason    Operation = "end_reason"    // why it ended, where the backend keeps it
	OpRating       Operation = "rating"        // the customer is asked (V-RATE-01)
	OpNote         Operation = "note"          // for the team only (E-ACT-08)
	OpTag          Operation = "tag"           // E-ACT-09
	OpCustomer     Operation = "customer"      // what is known of the customer
	OpDraft        Operation = "draft"         // what the customer is typing, before it is sent
	OpTyping       Operation = "typing"        // that the customer is typing
	OpBotMark      Operation = "bot_mark"      // which lines are the bot's
	OpConfidence   Operation = "confidence"    // how sure the bot was (G-TRIG-10)
	OpCanned       Operation = "canned"        // the backend's own canned responses
	OpArticle      Operation = "article"       // its help articles
	OpTranscript   Operation = "transcript"    // sent to the customer by mail
	OpBlock        Operation = "block"         // of a customer
	OpWhatsApp     Operation = "whatsapp"      // a text to a number (G-FU-08)
	OpTeamChannels Operation = "team_channels" // which teams the backend has
)

// Ability says how an operation is done.
type Ability string

// The abilities. An operation that a backend's description does not name is AbilityNone.
const (
	AbilityNative   Ability = "native"   // the backend does it
	AbilityEmulated Ability = "emulated" // it is made of something else; How says of what
	AbilityNone     Ability = "none"     // it cannot be done, and no screen offers it
)

// Capability is what a backend can do of one operation.
type Capability struct {
	Op      Operation
	Ability Ability
	// How is a sentence for people, such as "as a note, because Crisp has no field
	// for it"; it is empty where the operation is native and nothing has to be said.
	How string
	// Sees says in words what the customer sees of it; empty means nothing.
	Sees string
	// Unverified says that it was built from documents and never tried against a
	// live server.
	Unverified bool
}

// Capabilities are those of one backend, in the order of [Operations].
type Capabilities []Capability

// Of returns the capability; what is not named is none.
func (c Capabilities) Of(op Operation) Capability {
	for _, x := range c {
		if x.Op == op {
			return x
		}
	}
	return Capability{Op: op, Ability: AbilityNone}
}

// Can reports whether it can be done at all, natively or not.
func (c Capabilities) Can(op Operation) bool { return c.Of(op).Ability.Can() }

// Can reports whether a is native or emulated.
func (a Ability) Can() bool { return a == AbilityNative || a == AbilityEmulated }

// Operations returns all of them in the order of a status page.
func Operations() []Operation {
	return []Operation{
		OpStream, OpAllChats, OpObserve, OpHistory, OpReplay, OpReply, OpFile, OpReceipt,
		OpTakeOver, OpForward, OpForwardTeam, OpReturn, OpJoin, OpInvite, OpLeave, OpEnd,
		OpEndReason, OpRating, OpNote, OpTag, OpCustomer, OpDraft, OpTyping, OpBotMark,
		OpConfidence, OpCanned, OpArticle, OpTranscript, OpBlock, OpWhatsApp, OpTeamChannels,
	}
}

// BackendState says how the hub's connection to a backend is.
type BackendState string

// The states of a backend.
const (
	BackendStarting   BackendState = "starting"    // it has not been reached yet
	BackendCatchingUp BackendState = "catching_up" // reached; what was missed is being read
	BackendLive       BackendState = "live"        // everything that happens comes at once
	BackendPolling    BackendState = "polling"     // everything comes, when it is asked for
	BackendDown       BackendState = "down"        // it cannot be reached; tried again
	BackendRefused    BackendState = "refused"     // it says no; a person has to do something
)

// Well reports whether chats come.
func (s BackendState) Well() bool { return s == BackendLive || s == BackendPolling }

// Backend is a vendor's chat system as the floor knows it.
type Backend struct {
	// Name is the driver's, Title what people call it, such as "Chatwoot".
	Name, Title  string
	Capabilities Capabilities
	State        BackendState
	// Words say what is the matter, as a sentence; empty while all is well.
	Words string
	// Since is when State began.
	Since Instant
}
