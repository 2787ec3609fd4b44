package chat

// ID types are distinct so that a chat can never be passed where an agent is
// meant. All are opaque: only the package that makes one may look inside.
type (
	// ChatID names one chat for ever; drivers derive it from the backend's own id.
	ChatID string
	// AgentID names a person on the team.
	AgentID string
	// MessageID names a message within its chat.
	MessageID string
	// EventID makes an event idempotent: a command's id, the backend's message
	// id, or a digest of what the event follows from.
	EventID string
	// CommandID is made by the desk when the key goes down, and never reused.
	CommandID string
	// OfferID names an offer of a chat: the id of the command that made it.
	OfferID string
	// ObligationID names something owed.
	ObligationID string
	// RuleID names a trigger's rule, such as "low_confidence".
	RuleID string
)
