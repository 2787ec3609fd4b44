package hub

import (
	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

// delivered stages what a backend tells by itself of how far a line of ours came,
// where that is news: most say no more than that they took it, and some say later
// that the customer has it, or again what is known. The fact keeps the backend's id,
// so that it has one number however often it is told.
func (c *core) delivered(e *chat.Event, b *chat.MessageDelivered) {
	facts := referee.Delivered(c.floor, e.Chat, b.Message, b.Delivery, b.Reason)
	for i := range facts {
		if i == len(facts)-1 {
			facts[i].ID = e.ID
		}
		c.stage(facts[i])
	}
}
