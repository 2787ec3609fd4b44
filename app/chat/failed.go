package chat

import (
	"slices"
	"time"
)

// TextWithin is for how long a closed chat whose call has failed waits for somebody to
// write to the customer by WhatsApp instead (G-FU-08). While it waits, other closed
// chats leave the floor before it does.
const TextWithin = 24 * time.Hour

// keepFailed is how many failed calls a chat remembers.
const keepFailed = 8

// FailedCall is a call that was tried as often as it has to be, as it was owed: its
// number is where a message goes.
type FailedCall struct {
	Obligation
	// Ended is when it had failed.
	Ended Instant
}

// failed keeps a call that has ended in vain. One that ends in any other way, also
// after it failed, is nothing to write about any more.
func (c *Chat) failed(e *Event, b *ObligationEnded) {
	if o, runs := c.Owed(b.Obligation); runs && o.Kind == OwedCall && b.How == EndedFailed {
		c.Failed = append(slices.Clone(c.Failed), FailedCall{Obligation: o, Ended: e.At})
		c.Failed = c.Failed[max(0, len(c.Failed)-keepFailed):]
		return
	}
	c.resumed(b.Obligation)
}

// resumed forgets a call that had failed, and is owed again or has ended otherwise.
func (c *Chat) resumed(id ObligationID) {
	if _, failed := c.HasFailed(id); failed {
		c.Failed = slices.DeleteFunc(slices.Clone(c.Failed), func(f FailedCall) bool { return f.ID == id })
	}
}

// HasFailed returns the call of that id, if it ended in vain.
func (c *Chat) HasFailed(id ObligationID) (FailedCall, bool) {
	for i := range c.Failed {
		if c.Failed[i].ID == id {
			return c.Failed[i], true
		}
	}
	return FailedCall{}, false
}

// Texted reports whether somebody wrote to the customer by WhatsApp at a time or
// later, by a line that has not failed.
func (c *Chat) Texted(since Instant) bool {
	for _, m := range slices.Backward(c.Messages) {
		if m.At < since {
			return false
		}
		if m.From == SpeakerAgent && m.Via == ChannelWhatsApp && c.delivery[m.ID].Delivery != DeliveryFailed {
			return true
		}
	}
	return false
}

// textBy is until when the chat waits for a message about a call that failed; zero if
// for none.
func (c *Chat) textBy() Instant {
	if len(c.Failed) == 0 {
		return 0
	}
	last := c.Failed[len(c.Failed)-1].Ended
	if c.Texted(last) {
		return 0
	}
	return last.Add(TextWithin)
}
