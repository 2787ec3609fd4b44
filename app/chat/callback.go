package chat

// CallReason is why a customer is called.
type CallReason string

// The reasons for which a call may be offered (G-CB-01 to -06).
const (
	CallScreenShare    CallReason = "screen_share"
	CallBillingDispute CallReason = "billing_dispute"
	CallConfiguration  CallReason = "configuration"
	CallPrefersPhone   CallReason = "prefers_phone"
	CallLongChat       CallReason = "long_chat"
	CallFrustrated     CallReason = "frustrated"
)

// The reasons that follow from a rule, and from what was said.
const (
	CallLeftUnconfirmed CallReason = "left_unconfirmed" // G-FU-01
	CallTechnical       CallReason = "technical"        // G-FU-02
	CallBilling         CallReason = "billing"          // G-FU-03
	CallUrgentSilent    CallReason = "urgent_silent"    // G-FU-04
	CallSetupAbandoned  CallReason = "setup_abandoned"  // G-FU-05
	CallSilent          CallReason = "silent"           // G-NR-04
	CallOvernight       CallReason = "overnight"        // G-ON-01, G-ON-04
	CallDelayCheck      CallReason = "delay_check"      // G-ONESC-02
	CallAgain           CallReason = "call_back"        // the customer asked for another time
	CallPromised        CallReason = "promised"         // D-11
)

// CallReasons returns those that may be offered, in their order.
func CallReasons() []CallReason {
	return []CallReason{
		CallScreenShare, CallBillingDispute, CallConfiguration, CallPrefersPhone, CallLongChat, CallFrustrated,
	}
}

// Offered reports whether r is one of the six for which a call may be offered
// in a chat (G-CB-07).
func (r CallReason) Offered() bool {
	switch r {
	case CallScreenShare, CallBillingDispute, CallConfiguration, CallPrefersPhone, CallLongChat, CallFrustrated:
		return true
	}
	return false
}

// CallSlot is when a call is agreed for (G-CB-09).
type CallSlot string

// The slots.
const (
	SlotNow    CallSlot = "now"
	SlotUrgent CallSlot = "urgent" // within callback.urgent
	SlotToday  CallSlot = "today"  // within callback.standard
	SlotOwn    CallSlot = "own"    // the customer's own time
)

type (
	// CallbackOffered says that a call was offered in the chat, and why; a lead
	// who offers one for another reason overrides in words (G-CB-07).
	CallbackOffered struct {
		Reason   CallReason
		Override string
	}

	// CallbackConfirmed says that the customer was sent the number of the call
	// (G-CB-11), and in which line.
	CallbackConfirmed struct {
		Obligation ObligationID
		Message    MessageID
	}
)

// The kinds of events about callbacks.
const (
	KindCallbackOffered   Kind = "CallbackOffered"
	KindCallbackConfirmed Kind = "CallbackConfirmed"
)

// Kind implements Body for each event.
func (*CallbackOffered) Kind() Kind   { return KindCallbackOffered }
func (*CallbackConfirmed) Kind() Kind { return KindCallbackConfirmed }

// CallbackOffer is a call that was offered while the chat went on.
type CallbackOffer struct {
	Reason   CallReason
	Override string
	At       Instant
	By       AgentID
}

// The commands about callbacks.
const (
	NameOfferCallback    CommandName = "OfferCallback"
	NameScheduleCallback CommandName = "ScheduleCallback"
)

type (
	// OfferCallback offers a call.
	OfferCallback struct {
		Reason   CallReason
		Override string
	}

	// ScheduleCallback writes down a call that the customer has agreed to.
	ScheduleCallback struct {
		Reason CallReason
		// Consent is the customer's line that agrees (G-CB-08).
		Consent MessageID
		Slot    CallSlot
		// Due is meant where Slot is the customer's own time.
		Due Instant
		// Owner is who calls; empty is who schedules.
		Owner AgentID
		// Number is what to dial; empty is the customer's own.
		Number string
		Words  string
	}
)

// Name implements Wish for each command.
func (*OfferCallback) Name() CommandName    { return NameOfferCallback }
func (*ScheduleCallback) Name() CommandName { return NameScheduleCallback }
