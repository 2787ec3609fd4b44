package flow

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
)

// Mark is one step of the closing protocol.
type Mark struct {
	// Step is its id, which a [chat.Skip] names.
	Step string
	// Words name it for people.
	Words    string
	Response script.ResponseID // the approved text, if it is a message
	// Done is when it was done; zero means that it is open.
	Done chat.Instant
}

// Trace returns the closing protocol of c in order.
func Trace(c *chat.Chat, e *policy.Edition) []Mark { return nil }

// Missing returns the steps of t that are open and that nobody has given a
// reason for.
func Missing(t []Mark, skipped []chat.Skip) []Mark { return nil }
