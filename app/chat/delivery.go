package chat

import "maps"

// Delivery is how far a line of ours has come on its way to the customer.
type Delivery string

// The states of delivery. A customer's and a bot's line has none.
const (
	DeliveryNone    Delivery = ""
	DeliveryPending Delivery = "pending"
	DeliverySent    Delivery = "sent"
	DeliveryFailed  Delivery = "failed"
	// DeliveryUnsure means that it may or may not have arrived; it is shown
	// and never sent again by itself.
	DeliveryUnsure Delivery = "unsure"
	// DeliveryDelivered means that the customer's side has confirmed the line,
	// and with it every line of ours before it that was sent. It is the farthest
	// that a line comes; only some backends report it.
	DeliveryDelivered Delivery = "delivered"
)

// Outcome is how far a line came, and why not farther.
type Outcome struct {
	Delivery Delivery
	Reason   string
}

// Outcomes returns the delivery states by message; an agent's line that is not
// in it was sent, and delivered if it is among the first [Chat.Reached] lines.
// The map is never changed after it is returned.
func (c *Chat) Outcomes() map[MessageID]Outcome { return c.delivery }

// OurLine returns where in Messages a line of an agent or of the system is, or
// -1. It looks from the end, as deliveries concern the newest lines.
func (c *Chat) OurLine(m MessageID) int {
	for i := len(c.Messages) - 1; i >= 0; i-- {
		if l := &c.Messages[i]; l.ID == m {
			if l.From == SpeakerAgent || l.From == SpeakerSystem {
				return i
			}
			return -1
		}
	}
	return -1
}

// reach folds how far a line of ours came. One number is kept for all lines that
// were confirmed, so that a chat does not grow with them. A line before it whose
// sending failed, or nobody knows of, stays what it is until it is confirmed
// itself; and what was confirmed is never merely sent, or lost, again.
func (c *Chat) reach(b *MessageDelivered) {
	if b.Delivery != DeliveryDelivered {
		if !c.confirmed(b.Message) {
			c.deliver(b.Message, Outcome{Delivery: b.Delivery, Reason: b.Reason})
		}
		return
	}
	at := c.OurLine(b.Message)
	if at < 0 {
		return
	}
	c.deliver(b.Message, Outcome{Delivery: DeliverySent})
	c.Reached = max(c.Reached, at+1)
}

// confirmed reports whether the customer's side has a line of ours for certain.
func (c *Chat) confirmed(m MessageID) bool {
	if _, open := c.delivery[m]; open || c.Reached == 0 {
		return false
	}
	at := c.OurLine(m)
	return at >= 0 && at < c.Reached
}

// newestConfirmed returns the line that Reached ends with. Unlike the number it
// is the same on every desk, whichever whispers it has been told of.
func (c *Chat) newestConfirmed() MessageID {
	if c.Reached == 0 {
		return ""
	}
	return c.Messages[c.Reached-1].ID
}

// deliver keeps only the states that are not simply sent, so that the map
// stays as small as the trouble.
func (c *Chat) deliver(m MessageID, o Outcome) {
	if _, open := c.delivery[m]; !open && o.Delivery == DeliverySent {
		return
	}
	next := maps.Clone(c.delivery)
	if next == nil {
		next = make(map[MessageID]Outcome, 1)
	}
	next[m] = o
	if o.Delivery == DeliverySent {
		delete(next, m)
	}
	c.delivery = next
}
