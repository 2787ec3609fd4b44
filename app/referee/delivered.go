package referee

import "floorwalker/app/chat"

// Delivered returns the fact of how far a line of ours came, or nothing if it
// would tell nothing new: the chat or line is unknown, the line is the
// customer's or the bot's, or it has come that far already. Sent is taken back
// by nothing, and delivered is all that follows it. A failed or unsure line has
// words; an empty reason gets plain ones.
//
// The state is sent, failed, unsure or delivered; any other returns nothing. A
// line that the customer's side has confirmed before its sending was known to
// have worked is told as sent first, so that the order is kept.
func Delivered(f *chat.Floor, id chat.ChatID, m chat.MessageID, state chat.Delivery, reason string) []chat.Event {
	c := f.Chat(id)
	if c == nil {
		return nil
	}
	at := c.OurLine(m)
	was, open := c.Outcomes()[m]
	if at < 0 || was.Delivery == state || !open && state != chat.DeliveryDelivered {
		return nil
	}
	switch state {
	case chat.DeliverySent:
		return []chat.Event{cameTo(id, m, state, "")}
	case chat.DeliveryFailed:
		return []chat.Event{cameTo(id, m, state, or(reason, "The chat's backend did not take this line."))}
	case chat.DeliveryUnsure:
		return []chat.Event{cameTo(id, m, state, or(reason, "The chat's backend did not say whether this line arrived."))}
	case chat.DeliveryDelivered:
		return confirmed(c, m, at, open)
	}
	return nil
}

// confirmed is what a confirmation tells. Where a later line was confirmed, only
// that this one did arrive can be new.
func confirmed(c *chat.Chat, m chat.MessageID, at int, open bool) (facts []chat.Event) {
	if open {
		facts = append(facts, cameTo(c.ID, m, chat.DeliverySent, ""))
	}
	if at >= c.Reached {
		facts = append(facts, cameTo(c.ID, m, chat.DeliveryDelivered, ""))
	}
	return facts
}

func cameTo(id chat.ChatID, m chat.MessageID, state chat.Delivery, reason string) chat.Event {
	return chat.Event{
		ID: chat.EventID(string(m) + "/" + string(state)), Chat: id,
		Body: &chat.MessageDelivered{Message: m, Delivery: state, Reason: reason},
	}
}

func or(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
