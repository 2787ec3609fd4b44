package referee

import "floorwalker/app/chat"

// Delivered returns the fact of how far a line of ours came, or nothing if it
// would tell nothing new: the chat or line is unknown, the line is the
// customer's or the bot's, or it has been sent already, which is final. A
// failed or unsure line has words; an empty reason gets plain ones.
//
// The state is sent, failed or unsure; any other returns nothing.
func Delivered(f *chat.Floor, id chat.ChatID, m chat.MessageID, state chat.Delivery, reason string) []chat.Event {
	c := f.Chat(id)
	if c == nil || !ours(c, m) {
		return nil
	}
	was, open := c.Outcomes()[m]
	if !open || was.Delivery == state {
		return nil
	}
	switch state {
	case chat.DeliverySent:
		reason = ""
	case chat.DeliveryFailed:
		reason = or(reason, "The chat's backend did not take this line.")
	case chat.DeliveryUnsure:
		reason = or(reason, "The chat's backend did not say whether this line arrived.")
	default:
		return nil
	}
	return []chat.Event{{
		ID: chat.EventID(string(m) + "/" + string(state)), Chat: id,
		Body: &chat.MessageDelivered{Message: m, Delivery: state, Reason: reason},
	}}
}

// ours looks from the end, as deliveries concern the newest lines.
func ours(c *chat.Chat, m chat.MessageID) bool {
	for i := len(c.Messages) - 1; i >= 0; i-- {
		if l := &c.Messages[i]; l.ID == m {
			return l.From == chat.SpeakerAgent || l.From == chat.SpeakerSystem
		}
	}
	return false
}

func or(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
