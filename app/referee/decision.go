package referee

import "floorwalker/app/chat"

// Effect is what the hub must ask of the driver once the events are on disk.
type Effect string

// The effects. Post means every pending MessagePosted among the events.
const (
	EffectNone Effect = ""
	// EffectTakeOver asks the driver to stop whoever speaks and to give the
	// chat to the agent. The claim is the id of the first event. Pending
	// lines among the events are posted after it.
	EffectTakeOver Effect = "take_over"
	// EffectPost asks the driver to bring the pending line to the customer.
	EffectPost Effect = "post"
)

// Decision is a "yes". The zero Decision is "yes, and nothing is to be done",
// which is what a replay and a wish that is already true get.
type Decision struct {
	// Events are to be appended in this order, in one batch. ID, Chat, By and
	// Body are set; At is a proposal that the hub replaces.
	Events []chat.Event
	Effect Effect
	// Audit goes to the audit stream only; there is never an event for it
	// (V-INV-01).
	Audit *AuditFact
}

// AuditKind names an audit fact.
type AuditKind string

// The audit facts of observing.
const (
	AuditObserved AuditKind = "observed"
	AuditStopped  AuditKind = "stopped"
	// AuditSteppedIn ends an observation by a visible act (V-INV-03). The
	// referee does not know who observes, because the floor does not; the hub
	// does, and drops this fact if the agent was not observing that chat.
	AuditSteppedIn AuditKind = "stepped_in"
)

// AuditFact is what leads may see about observing, and nobody else.
type AuditFact struct {
	// ID is the command's; it makes the fact idempotent on its stream.
	ID    chat.CommandID
	Kind  AuditKind
	At    chat.Instant
	Chat  chat.ChatID
	Agent chat.AgentID
}

func refuse(code chat.RefusalCode, words string) *chat.Refusal {
	return &chat.Refusal{Code: code, Words: words}
}
