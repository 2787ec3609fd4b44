package alert

import (
	"testing"

	"floorwalker/app/chat"
)

// E-Q-03: who is assigned a chat hears of it at once, until they have written in it; who
// took one themselves knows that they have it.
func TestAssignmentCallsWhoIsGiven(t *testing.T) {
	for name, tc := range map[string]struct {
		to   chat.AgentID
		rule string
		want string
	}{
		"automatically":     {"asha", chat.AutoRule, "show c:given P1"},
		"by a rule":         {"asha", "Refunds", "show c:given P1"},
		"to another":        {"meera", chat.AutoRule, ""},
		"taken by the same": {"asha", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage()
			s.at.Me.Accountable = false
			s.open("c")
			s.happens("c", &chat.ChatQueued{Queue: "billing"})
			expect(t, s.tell("c", &chat.ChatAccepted{Agent: tc.to, Rule: tc.rule}), tc.want)
		})
	}
	for name, end := range map[string]chat.Body{
		"a line of mine": &mine{&chat.MessagePosted{Message: "m", From: chat.SpeakerAgent, Text: "hello"}},
		"my leaving":     &mine{&chat.AgentLeft{Agent: "asha"}},
		"its end":        &chat.ChatClosed{},
	} {
		t.Run("ends with "+name, func(t *testing.T) {
			s := newStage()
			s.open("c")
			s.happens("c", &chat.ChatQueued{Queue: "billing"})
			s.tell("c", &chat.ChatAccepted{Agent: "asha", Rule: chat.AutoRule})
			expect(t, s.tell("c", end), "withdraw c:given")
		})
	}
}
