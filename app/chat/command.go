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
// structs in this file.
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

// NewWish returns an empty wish of the given name, or nil for one that this
// version does not know.
func NewWish(n CommandName) Wish {
	if f := newWish[n]; f != nil {
		return f()
	}
	return nil
}

// CommandNames returns every command this version knows, in no particular order.
func CommandNames() []CommandName {
	ns := make([]CommandName, 0, len(newWish))
	for n := range newWish {
		ns = append(ns, n)
	}
	return ns
}

// newWish is read-only after initialisation.
var newWish = map[CommandName]func() Wish{
	NameTakeOver:         func() Wish { return new(TakeOver) },
	NameAcceptChat:       func() Wish { return new(AcceptChat) },
	NamePostMessage:      func() Wish { return new(PostMessage) },
	NamePostNote:         func() Wish { return new(PostNote) },
	NameObserve:          func() Wish { return new(Observe) },
	NameStopObserving:    func() Wish { return new(StopObserving) },
	NameAcknowledgeAlert: func() Wish { return new(AcknowledgeAlert) },
	NameDismissTrigger:   func() Wish { return new(DismissTrigger) },
}

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
)

// Error returns the sentence for people.
func (r *Refusal) Error() string { return r.Words }
