package flow

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Follow returns what follows from e for the way of c. c is the chat after e
// was folded into it. The facts carry e's time.
func Follow(c *chat.Chat, e *chat.Event, ed *policy.Edition) []chat.Event { return nil }
