package flow

import "floorwalker/app/chat"

// NightLocked reports whether the customer of c may be written nothing but the
// acknowledgement of the night: they came while nobody was there and are phoned
// before anything is solved in the chat (G-ON-05, A-17). A call that was tried
// opens the chat, and so do a reason and a review that found no call needed.
func NightLocked(c *chat.Chat) bool {
	n := &c.Night
	if !n.Filed() || !c.Active() || n.Unlocked != "" || !n.Reviewed.IsZero() && !n.Call {
		return false
	}
	for i := range c.Calls {
		if c.Calls[i].Made() {
			return false
		}
	}
	return true
}
