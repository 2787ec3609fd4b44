package chat

// Command is a wish. It is bound to the chat that was on screen when the key
// went down, and its id gives it one effect however often it is sent.
type Command struct {
	ID   CommandID
	Chat ChatID
	// By is filled in by the hub from the connection; a desk cannot choose it.
	By   AgentID
	Body Wish
}

// Wish is what is wanted. The dynamic type is always a pointer to one of the
// structs of this package that are listed in [CommandNames].
type Wish interface{ Name() CommandName }

// CommandName names a wish on the wire and in the audit log.
type CommandName string

// The commands. A name is never renamed and never reused.
const (
	NameTakeOver         CommandName = "TakeOver"
	NameAcceptChat       CommandName = "AcceptChat"
	NamePostMessage      CommandName = "PostMessage"
	NamePostNote         CommandName = "PostNote"
	NameObserve          CommandName = "Observe"
	NameStopObserving    CommandName = "StopObserving"
	NameAcknowledgeAlert CommandName = "AcknowledgeAlert"
	NameDismissTrigger   CommandName = "DismissTrigger"
	NameMarkTrigger      CommandName = "MarkTrigger"
	NameConfirmTrigger   CommandName = "ConfirmTrigger"
	NameWhisper          CommandName = "Whisper"
	NameJoin             CommandName = "Join"
	NameLeave            CommandName = "Leave"
	NameForward          CommandName = "Forward"
	NameInvite           CommandName = "Invite"
	NameAcceptOffer      CommandName = "AcceptOffer"
	NameDeclineOffer     CommandName = "DeclineOffer"
	NameWithdrawOffer    CommandName = "WithdrawOffer"
	NameAddTag           CommandName = "AddTag"
	NameRemoveTag        CommandName = "RemoveTag"
	NameEndChat          CommandName = "EndChat"
	NameSaveRecord       CommandName = "SaveRecord"
)

type (
	// TakeOver asks to serve the chat instead of the bot, or of a colleague.
	TakeOver struct {
		// Reason is asked for where no trigger is active (G-TRIG-11).
		Reason string
	}

	// AcceptChat starts a queued chat (S-ACC-03, E-ACT-04).
	AcceptChat struct{}

	// PostMessage writes to the customer; only the owner may.
	PostMessage struct {
		Text string
		// DespiteGap insists although the desk has a known gap (D-15).
		DespiteGap bool
		// Script, Overrides, File and Via are as in [MessagePosted].
		Script    string
		Overrides []string
		File      *File
		Via       Channel
	}

	// PostNote writes to the team.
	PostNote struct{ Text string }

	// Observe opens a chat invisibly; it leaves an audit fact and no event
	// (V-INV-01).
	Observe struct{}

	// StopObserving ends it.
	StopObserving struct{}

	// AcknowledgeAlert says "I have seen it".
	AcknowledgeAlert struct{ Rule RuleID }

	// DismissTrigger says "this was none", with a reason.
	DismissTrigger struct {
		Rule   RuleID
		Reason string
	}

	// MarkTrigger says what no rule has: "the bot is wrong here", of a line of
	// the bot, or "this is frustration", of one of the customer (G-TRIG-02).
	// What follows is a trigger like a detected one.
	MarkTrigger struct {
		Rule    RuleID
		Message MessageID
	}

	// ConfirmTrigger says that what is suspected is so.
	ConfirmTrigger struct{ Rule RuleID }

	// Whisper writes to whoever serves the chat, and to nobody else (C-OBS-06).
	Whisper struct {
		Text string
		// To is who served the chat on the screen of who whispers. If somebody
		// else does by now, the whisper is refused: it was not meant for them.
		To AgentID
	}

	// Join comes into a chat beside its owner; both sides are told once
	// (V-JOIN-02).
	Join struct{}

	// Leave goes out of a chat that one serves or has joined (V-LEAVE-01). The rest
	// is for the ticket that it leaves behind where nobody else is in the chat
	// (V-LEAVE-02), and means nothing otherwise.
	Leave struct {
		Reason string
		// SendCopy has the customer sent the chat's details by mail (V-LEAVE-03).
		SendCopy bool
		// Assignee has the ticket; whoever leaves has it if this is empty
		// (V-LEAVE-04).
		Assignee AgentID
	}

	// Forward offers the chat to a person, or to a team if To is empty
	// (S-TRF-01 to -06).
	Forward struct {
		To     AgentID
		Queue  string
		Reason ForwardReason
		// Note has at least policy's note.min characters (S-TRF-03).
		Note string
	}

	// Invite asks somebody into the chat (V-INVITE-01).
	Invite struct {
		To   AgentID
		Note string
	}

	// AcceptOffer says yes: to serve a forwarded chat, or to join.
	AcceptOffer struct {
		Offer OfferID
		// Read says that the notes of an escalation have been read, without
		// which it is not accepted (E-ESC-05).
		Read bool
	}

	// DeclineOffer says no, and why.
	DeclineOffer struct {
		Offer  OfferID
		Reason string
	}

	// WithdrawOffer takes back what one has offered.
	WithdrawOffer struct {
		Offer OfferID
		// Reason is mandatory for an escalation (E-ESC-07).
		Reason string
	}

	// AddTag and RemoveTag change what the chat is found under (E-ACT-09).
	AddTag struct{ Tag string }

	// RemoveTag takes a tag away.
	RemoveTag struct{ Tag string }

	// EndChat closes the chat; only its owner may.
	EndChat struct {
		Reason string
		// Ticket is the chat's ticket, a JSON object of package ticket.
		Ticket []byte
		// Skipped are the closing steps that were left out, and why.
		Skipped []Skip
	}

	// SaveRecord puts a version on a shelf. It has no chat. It is never too
	// late: what somebody else wrote meanwhile stays beside it.
	SaveRecord struct {
		Shelf   Shelf
		Version []byte
	}
)

// Name implements Wish for each command.
func (*TakeOver) Name() CommandName         { return NameTakeOver }
func (*AcceptChat) Name() CommandName       { return NameAcceptChat }
func (*PostMessage) Name() CommandName      { return NamePostMessage }
func (*PostNote) Name() CommandName         { return NamePostNote }
func (*Observe) Name() CommandName          { return NameObserve }
func (*StopObserving) Name() CommandName    { return NameStopObserving }
func (*AcknowledgeAlert) Name() CommandName { return NameAcknowledgeAlert }
func (*DismissTrigger) Name() CommandName   { return NameDismissTrigger }
func (*MarkTrigger) Name() CommandName      { return NameMarkTrigger }
func (*ConfirmTrigger) Name() CommandName   { return NameConfirmTrigger }
func (*Whisper) Name() CommandName          { return NameWhisper }
func (*Join) Name() CommandName             { return NameJoin }
func (*Leave) Name() CommandName            { return NameLeave }
func (*Forward) Name() CommandName          { return NameForward }
func (*Invite) Name() CommandName           { return NameInvite }
func (*AcceptOffer) Name() CommandName      { return NameAcceptOffer }
func (*DeclineOffer) Name() CommandName     { return NameDeclineOffer }
func (*WithdrawOffer) Name() CommandName    { return NameWithdrawOffer }
func (*AddTag) Name() CommandName           { return NameAddTag }
func (*RemoveTag) Name() CommandName        { return NameRemoveTag }
func (*EndChat) Name() CommandName          { return NameEndChat }
func (*SaveRecord) Name() CommandName       { return NameSaveRecord }

// Refusal is the answer "no" to a command: a code for programs and a
// sentence for people. It is an answer, not a failure: nothing happened.
type Refusal struct {
	Code  RefusalCode
	Words string
}

// RefusalCode tells one refusal from another.
type RefusalCode string

// The reasons for which a command is refused.
const (
	RefusedNoSuchChat RefusalCode = "no_such_chat"
	RefusedClosed     RefusalCode = "closed"
	RefusedTaken      RefusalCode = "taken"
	RefusedNotOwner   RefusalCode = "not_owner"
	RefusedRole       RefusalCode = "role"
	RefusedOffline    RefusalCode = "offline"
	RefusedInvalid    RefusalCode = "invalid"
	RefusedTooLong    RefusalCode = "too_long"
	RefusedGone       RefusalCode = "gone"
	RefusedBusy       RefusalCode = "busy"
	RefusedGap        RefusalCode = "gap"
	RefusedNotStored  RefusalCode = "not_stored"
	// RefusedTooSoon is of a call (G-FU-06), and says from when on.
	RefusedTooSoon RefusalCode = "too_soon"
	// RefusedUncertain is of what cannot be undone while nobody is sure of the
	// time.
	RefusedUncertain RefusalCode = "uncertain"
	// RefusedLocked is of a line to a customer of the night (G-ON-05).
	RefusedLocked RefusalCode = "locked"
	// RefusedCover is of a break that nobody covers.
	RefusedCover RefusalCode = "cover"
	// RefusedUnowned is of a shift whose end would leave something to nobody
	// (G-END-01).
	RefusedUnowned RefusalCode = "unowned"
)

// Error returns the sentence for people.
func (r *Refusal) Error() string { return r.Words }
