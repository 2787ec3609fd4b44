package app

import (
	"testing"

	"floorwalker/app/chat"
)

// A take-over that the hub accepted and the chat's backend did not is said, with the
// reason, to whom it concerns and to nobody else.
func TestATakeOverThatTheBackendRefusesIsSaid(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("a")...)
		s.give(s.ev("a", &chat.TakeOverClaimed{Agent: "ben"}), s.ev("a", &chat.TakeOverReverted{Agent: "ben", Reason: "it is away"}))
		want(t, "of a colleague's", len(s.settle().Notices), 0)
		s.give(s.ev("a", &chat.TakeOverClaimed{Agent: "asha"}), s.ev("a", &chat.TakeOverReverted{Agent: "asha", Reason: "it is away"}))
		got := s.settle().Notices
		want(t, "of one's own", len(got), 1)
		want(t, "it says", []any{got[0].Chat, got[0].Words, got[0].Bad}, []any{chat.ChatID("a"), "You did not get this chat: it is away", true})
	})
}
