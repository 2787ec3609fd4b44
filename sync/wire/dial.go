package wire

import "floorwalker/app/chat"

// Dial is what the team's telephone system is asked: that the telephone of an agent
// rings and dials a number. It is the body of a signed webhook.
type Dial struct {
	Attempt chat.AttemptID `json:"attempt"`
	Agent   chat.AgentID   `json:"agent"`
	// Number is in E.164.
	Number string `json:"number"`
	// Ref is what the customer was told to quote, or the ticket's number; it may be
	// empty.
	Ref string `json:"ref,omitempty"`
	// Began is when the attempt began.
	Began chat.Instant `json:"began"`
}
