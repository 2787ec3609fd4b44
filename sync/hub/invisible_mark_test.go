package hub

import (
	"context"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// mark has an agent say with one key what they think of the newest line of the
// bot or of the customer, or confirm what is suspected (G-TRIG-02, A-47).
func (s *stage) mark(id chat.CommandID, in chat.ChatID, d *servedDesk) {
	s.t.Helper()
	lines := s.newest(in)
	switch s.rng.IntN(4) {
	case 0:
		d.wish(id, in, &chat.MarkTrigger{Rule: policy.RuleFrustration, Message: lines[chat.SpeakerCustomer]})
	case 1, 2:
		d.wish(id, in, &chat.MarkTrigger{Rule: policy.RuleBotWrong, Message: lines[chat.SpeakerBot]})
	default:
		d.wish(id, in, &chat.ConfirmTrigger{Rule: policy.RuleBotWrong})
	}
}

// newest returns the newest line of each speaker in a chat.
func (s *stage) newest(in chat.ChatID) map[chat.Speaker]chat.MessageID {
	s.t.Helper()
	lines := make(map[chat.Speaker]chat.MessageID)
	err := s.hub.ask(context.Background(), func(_ context.Context, c *core) {
		if ct := c.floor.Chat(in); ct != nil {
			for _, m := range ct.Messages {
				lines[m.From] = m.ID
			}
		}
	}, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return lines
}
