package chat

// OfferEscalation gives a chat to who knows or may do more (E-ESC-01). Like any
// offer it has to be accepted.
const OfferEscalation OfferKind = "escalation"

// The reasons to escalate, beside [ForwardOther] (E-ESC-01 to -03).
const (
	EscalateExpertise ForwardReason = "advanced_expertise"
	EscalateAsked     ForwardReason = "customer_asked"
	EscalateSensitive ForwardReason = "sensitive"
)

// ValidEscalation reports whether r is a reason to escalate.
func (r ForwardReason) ValidEscalation() bool {
	switch r {
	case EscalateExpertise, EscalateAsked, EscalateSensitive, ForwardOther:
		return true
	}
	return false
}

// EscalationState is what has become of an escalation.
type EscalationState string

// The states; only open and accepted ones wait for somebody.
const (
	EscalationOpen      EscalationState = "open"
	EscalationAccepted  EscalationState = "accepted"
	EscalationRejected  EscalationState = "rejected"
	EscalationExpired   EscalationState = "expired"
	EscalationCancelled EscalationState = "cancelled"
)

// Escalation is the newest of a chat; the zero value is none.
type Escalation struct {
	Offer Offer
	State EscalationState
	// At and By are of the newest change of State; nobody let it run out.
	At Instant
	By AgentID
}

// HandedToChannel says that the customer will be reached in another way, such
// as by phone.
type HandedToChannel struct {
	Channel string // phone, mail or ticket
	Ref     string
	Reason  string
	Note    string
	// Due is when the customer was told to expect it.
	Due Instant
}

// The channels that a chat is handed to.
const (
	HandPhone  = "phone"
	HandMail   = "mail"
	HandTicket = "ticket"
)

// KindHandedToChannel names the event.
const KindHandedToChannel Kind = "HandedToChannel"

// Kind implements Body.
func (*HandedToChannel) Kind() Kind { return KindHandedToChannel }

// The commands that give a chat to somebody, or to something, else.
const (
	NameEscalate      CommandName = "Escalate"
	NameHandToChannel CommandName = "HandToChannel"
)

type (
	// Escalate tells the customer and then offers the chat to a person, or to
	// a team if To is empty (E-ESC-01 to -09).
	Escalate struct {
		To     AgentID
		Queue  string
		Level  string
		Reason ForwardReason
		// Issue and Steps are what is the matter and what has been tried.
		Issue, Steps string
		// Notice is what the customer reads; "{ref}" in it becomes the number.
		Notice string
		// Resolve is when the customer was told that it will be solved.
		Resolve Instant
	}

	// HandToChannel tells the customer and goes on by phone, mail or ticket.
	HandToChannel struct {
		Channel string
		Reason  string
		Note    string
		Notice  string
		Due     Instant
	}
)

// Name implements Wish for each command.
func (*Escalate) Name() CommandName      { return NameEscalate }
func (*HandToChannel) Name() CommandName { return NameHandToChannel }
