package referee

import "floorwalker/app/chat"

// Effect is what the hub must ask of the driver once the events are on disk.
type Effect string

// The effects. Post means every pending MessagePosted among the events.
const (
	EffectNone Effect = ""
	// EffectTakeOver asks the driver to stop whoever speaks and to give the
	// chat to who serves it once the events are folded: the agent of the
	// claim, of the acceptance or of the forward, or the next one where the
	// owner left. The claim is the id of that event. Pending lines among the
	// events are posted after it.
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
	// Audit is about observing. It goes to the audit stream only; there is
	// never an event for it (V-INV-01). The hub drops it if it is no news: a
	// second look, or the end of an observation that there was not.
	Audit *AuditFact
	// Step is about the ladder and goes to the audit stream always: a
	// whisper, a joining, a leaving. A joining has both facts.
	Step *AuditFact
}

// AuditKind names an audit fact.
type AuditKind string

// The audit facts. A kind is never renamed and never reused.
const (
	AuditObserved AuditKind = "observed"
	AuditStopped  AuditKind = "stopped"
	// AuditSteppedIn ends an observation by a visible act (V-INV-03). The
	// referee does not know who observes, because the floor does not; the hub
	// does, and drops this fact if the agent was not observing that chat.
	AuditSteppedIn AuditKind = "stepped_in"
	// The other steps of the ladder. Of a whisper there is who, when and
	// where, and not what was said.
	AuditWhispered AuditKind = "whispered"
	AuditJoined    AuditKind = "joined"
	AuditLeft      AuditKind = "left"
	// AuditRevealed says that somebody looked at the original of a line whose
	// secrets are masked. What it says is in no fact.
	AuditRevealed AuditKind = "revealed"
)

// AuditFact is what leads may see about the ladder, and nobody else. As JSON it
// lies on the audit stream and goes to their desks: a name of a field may never
// change.
type AuditFact struct {
	// ID makes the fact idempotent on its stream: the command's id, and for a
	// step "<cmd>/<kind>", as one command may have two facts.
	ID    chat.CommandID `json:"id"`
	Kind  AuditKind      `json:"kind"`
	At    chat.Instant   `json:"at"`
	Chat  chat.ChatID    `json:"chat"`
	Agent chat.AgentID   `json:"agent"`
	// Serving is the owner and then whoever had joined, as it was before the
	// command had its effect. A lead who is among them, or serves the chat
	// when they ask, is not shown the fact (D-03).
	Serving []chat.AgentID `json:"serving,omitempty"`
	// Message is the line that was revealed.
	Message chat.MessageID `json:"message,omitempty"`
}

func refuse(code chat.RefusalCode, words string) *chat.Refusal {
	return &chat.Refusal{Code: code, Words: words}
}
