package chat

// Event is a fact: it has happened, it has a place in the log, and nobody can
// refuse it any more.
type Event struct {
	// ID makes the event idempotent within its chat.
	ID EventID
	// At is hub time; it never runs backwards in the log.
	At Instant
	// Chat is empty for facts about the team.
	Chat ChatID
	// By is the agent whose command this follows from, if any.
	By   AgentID
	Body Body
}

// Body is what happened. The dynamic type is always a pointer to one of the
// structs of this package that are listed in [Kinds].
type Body interface{ Kind() Kind }

// Kind names a body on the wire and in the log.
type Kind string

// The kinds of events. A kind is never renamed and never reused.
const (
	KindChatOpened        Kind = "ChatOpened"
	KindCustomerDescribed Kind = "CustomerDescribed"
	KindMessagePosted     Kind = "MessagePosted"
	KindMessageDelivered  Kind = "MessageDelivered"
	KindNotePosted        Kind = "NotePosted"
	KindChatQueued        Kind = "ChatQueued"
	KindChatAccepted      Kind = "ChatAccepted"
	KindTakeOverClaimed   Kind = "TakeOverClaimed"
	KindChatTakenOver     Kind = "ChatTakenOver"
	KindTakeOverReverted  Kind = "TakeOverReverted"
	KindChatClosed        Kind = "ChatClosed"
	KindAgentJoined       Kind = "AgentJoined"
	KindAgentLeft         Kind = "AgentLeft"
	KindOfferMade         Kind = "OfferMade"
	KindOfferAccepted     Kind = "OfferAccepted"
	KindOfferReturned     Kind = "OfferReturned"
	KindChatForwarded     Kind = "ChatForwarded"
	KindWhisperPosted     Kind = "WhisperPosted"
	KindTagAdded          Kind = "TagAdded"
	KindTagRemoved        Kind = "TagRemoved"
	KindTriggerRaised     Kind = "TriggerRaised"
	KindTriggerCleared    Kind = "TriggerCleared"
	KindTriggerDismissed  Kind = "TriggerDismissed"
	KindTriggerConfirmed  Kind = "TriggerConfirmed"
	KindAlertAcknowledged Kind = "AlertAcknowledged"
	KindAgentAdded        Kind = "AgentAdded"
	KindAgentRevoked      Kind = "AgentRevoked"
	KindPresenceChanged   Kind = "PresenceChanged"
	KindRecordSaved       Kind = "RecordSaved"
)

type (
	// ChatOpened puts a chat on the floor; a chat that was closed comes back.
	ChatOpened struct {
		Customer Customer
		Channel  Channel
		// Bot says that a bot answers at first.
		Bot bool
		// Driver is the backend's name, such as "practice".
		Driver string
		// Since is when it was opened for the first time, where it comes back
		// after it has left the floor; its ticket's number is made from that.
		Since Instant
		// Choice is what the customer chose before the chat, such as a department,
		// and Site where the channel is, such as an inbox (C-ROUTE-01).
		Choice, Site string
	}

	// CustomerDescribed replaces what is known about the customer.
	CustomerDescribed struct{ Customer Customer }

	// MessagePosted is a line that the customer sees.
	MessagePosted struct {
		Message MessageID
		From    Speaker
		Name    string
		Text    string
		// Confidence is the bot's own; zero is "no score".
		Confidence Score
		DespiteGap bool
		// Delivery is pending for an agent's line until the driver confirms it.
		Delivery Delivery
		// Script is the id of the approved response that the line was filled
		// from; empty for the author's own words.
		Script string
		// Overrides are the rules that warned of the line and that its author
		// overrode (D-11).
		Overrides []string
		// File is what came with the line, if anything did.
		File *File
		// Masked says that secrets in Text are covered (G-SEC-04); Sealed is the
		// hub's own sealed original, which no desk can read.
		Masked bool
		Sealed []byte
		// Via is the channel that the line goes by where that is not the chat's
		// own: [ChannelWhatsApp] is to the customer's number, through the
		// platform (G-FU-08). Empty is the chat's own.
		Via Channel
		// Said is when it was said where that lies before the hub learnt of it; zero
		// is the event's At. See [Message.History].
		Said Instant
	}

	// MessageDelivered tells how far a line of ours came.
	MessageDelivered struct {
		Message  MessageID
		Delivery Delivery
		// Reason says in words why it failed or is unsure.
		Reason string
	}

	// NotePosted is a line that only the team sees.
	NotePosted struct {
		Message MessageID
		Name    string
		Text    string
		// Mentions are those who are named in Text and are to hear of it.
		Mentions []AgentID
	}

	// ChatQueued says that the chat waits for a person (E-Q-01, E-Q-04).
	ChatQueued struct{ Queue, Reason string }

	// ChatAccepted gives a queued chat its one owner (S-ACC-03, E-ACT-04).
	ChatAccepted struct {
		Agent AgentID
		// Rule is what gave it to them: [AutoRule] or a rule's name; empty says that
		// they took it themselves.
		Rule string
	}

	// TakeOverClaimed grants a takeover before the backend has confirmed it.
	TakeOverClaimed struct {
		Agent AgentID
		// Reason is the agent's own, asked for where no trigger is active.
		Reason string
	}

	// ChatTakenOver confirms the claim: the bot is stopped, Agent serves.
	ChatTakenOver struct {
		Agent AgentID
		// From is who served before; empty means the bot.
		From AgentID
	}

	// TakeOverReverted undoes a claim, with a reason in words.
	TakeOverReverted struct {
		Agent  AgentID
		Reason string
	}

	// ChatClosed takes the chat off the floor.
	ChatClosed struct {
		Reason string
		// Skipped are the steps of the closing that were left out, and why
		// (G-CLOSE-01, G-COMM-03).
		Skipped []Skip
	}

	// AgentJoined brings a person into the chat beside its owner, who keeps it
	// (V-JOIN-03).
	AgentJoined struct {
		Agent AgentID
		// Invited is the offer that this follows from, if it does.
		Invited OfferID
	}

	// AgentLeft takes a person out of the chat (V-LEAVE-01).
	AgentLeft struct {
		Agent AgentID
		// Next is who serves from now on if the owner left and somebody had
		// joined; if nobody had, ChatQueued stands behind this event.
		Next   AgentID
		Reason string
	}

	// OfferMade holds the chat out to a person or a team (V-FWD-01, V-INVITE-01).
	OfferMade struct{ Offer Offer }

	// OfferAccepted ends an offer; what it brings about is an event of its own.
	OfferAccepted struct {
		Offer OfferID
		Agent AgentID
	}

	// OfferReturned gives an offer back to its sender, who served meanwhile.
	OfferReturned struct {
		Offer OfferID
		How   HowReturned
		// Reason is in words: the receiver's own, or why it is void.
		Reason string
		// Agent is who declined; empty if nobody did.
		Agent AgentID
	}

	// ChatForwarded gives the chat its next owner in one step, so that it is
	// never in two people's list and never in none (S-TRF-05).
	ChatForwarded struct {
		From, To AgentID
		Offer    OfferID
		// Queue is set where the chat was offered to a team.
		Queue  string
		Reason ForwardReason
	}

	// WhisperPosted is a line that To alone sees, and who wrote it. It is the
	// only event that not every desk is told of; see [Event.Concerns].
	WhisperPosted struct {
		Message MessageID
		To      AgentID
		Name    string
		Text    string
	}

	// TagAdded and TagRemoved change what a chat is found under (E-ACT-09).
	TagAdded struct{ Tag string }

	// TagRemoved takes a tag away.
	TagRemoved struct{ Tag string }

	// TriggerRaised says that a rule fired, or fired louder than before.
	TriggerRaised struct{ Trigger Trigger }

	// TriggerCleared says that the reason for a trigger has gone.
	TriggerCleared struct {
		Rule   RuleID
		Reason string
	}

	// TriggerDismissed is an agent's word that a trigger was not one.
	TriggerDismissed struct {
		Rule   RuleID
		Reason string
	}

	// TriggerConfirmed is an agent's word that a suspected trigger is one
	// . Who it was is the event's By.
	TriggerConfirmed struct{ Rule RuleID }

	// AlertAcknowledged says that somebody has seen an alert.
	AlertAcknowledged struct{ Rule RuleID }

	// AgentAdded puts a person on the team, or changes name and role.
	AgentAdded struct {
		Agent AgentID
		Name  string
		Role  Role
		// Department is where a chat about something else is forwarded to
		// (V-FWD-02); it may be empty.
		Department string
		// Outside is as in [Agent].
		Outside bool
	}

	// AgentRevoked takes a person's access away.
	AgentRevoked struct{ Agent AgentID }

	// PresenceChanged is what the hub saw of an agent's desks.
	PresenceChanged struct {
		Agent    AgentID
		Presence Presence
	}

	// RecordSaved puts a version of a record on a shelf that all desks share.
	// The floor does not keep it: whoever reads a shelf merges versions.
	RecordSaved struct {
		Shelf Shelf
		// Version is the encoded version, a JSON object of package record.
		Version []byte
	}
)

// Kind implements Body for each event.
func (*ChatOpened) Kind() Kind        { return KindChatOpened }
func (*CustomerDescribed) Kind() Kind { return KindCustomerDescribed }
func (*MessagePosted) Kind() Kind     { return KindMessagePosted }
func (*MessageDelivered) Kind() Kind  { return KindMessageDelivered }
func (*NotePosted) Kind() Kind        { return KindNotePosted }
func (*ChatQueued) Kind() Kind        { return KindChatQueued }
func (*ChatAccepted) Kind() Kind      { return KindChatAccepted }
func (*TakeOverClaimed) Kind() Kind   { return KindTakeOverClaimed }
func (*ChatTakenOver) Kind() Kind     { return KindChatTakenOver }
func (*TakeOverReverted) Kind() Kind  { return KindTakeOverReverted }
func (*ChatClosed) Kind() Kind        { return KindChatClosed }
func (*TriggerRaised) Kind() Kind     { return KindTriggerRaised }
func (*TriggerCleared) Kind() Kind    { return KindTriggerCleared }
func (*TriggerDismissed) Kind() Kind  { return KindTriggerDismissed }
func (*TriggerConfirmed) Kind() Kind  { return KindTriggerConfirmed }
func (*AlertAcknowledged) Kind() Kind { return KindAlertAcknowledged }
func (*AgentAdded) Kind() Kind        { return KindAgentAdded }
func (*AgentRevoked) Kind() Kind      { return KindAgentRevoked }
func (*PresenceChanged) Kind() Kind   { return KindPresenceChanged }
func (*AgentJoined) Kind() Kind       { return KindAgentJoined }
func (*AgentLeft) Kind() Kind         { return KindAgentLeft }
func (*OfferMade) Kind() Kind         { return KindOfferMade }
func (*OfferAccepted) Kind() Kind     { return KindOfferAccepted }
func (*OfferReturned) Kind() Kind     { return KindOfferReturned }
func (*ChatForwarded) Kind() Kind     { return KindChatForwarded }
func (*WhisperPosted) Kind() Kind     { return KindWhisperPosted }
func (*TagAdded) Kind() Kind          { return KindTagAdded }
func (*TagRemoved) Kind() Kind        { return KindTagRemoved }
func (*RecordSaved) Kind() Kind       { return KindRecordSaved }
