package flow

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Facts are what the checklist needs and the chat does not hold.
type Facts struct {
	// Category says that the ticket has a resolution category, or next steps.
	Category bool
	// Ticket says that the ticket has all it must have, its tags among them.
	Ticket bool
}

// Check is one point of the list.
type Check struct {
	ID    string // G-CHK-C1 … G-CHK-C7
	Words string
	OK    bool
	// Why says in a clause what is missing, or what made it so.
	Why string
}

// Checklist returns the seven points in order.
func Checklist(c *chat.Chat, f Facts, e *policy.Edition) []Check { return nil }
