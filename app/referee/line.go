package referee

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// line is what the customer and the serving desk are told once about who came
// or went. Its message id is its event's.
func line(id chat.EventID, text string) *chat.MessagePosted {
	return &chat.MessagePosted{
		Message: chat.MessageID(id), From: chat.SpeakerSystem,
		Text: text, Delivery: chat.DeliveryPending,
	}
}

// takenOverBy is the one line by which the customer learns who serves them
// now (V-JOIN-02, A-36).
func takenOverBy(name string, p *policy.Policy) string {
	return worded(p, policy.Texts.TakenOverBy, name, " has joined the chat.")
}

// joinedBy is the same for somebody who comes in beside another.
func joinedBy(name string, p *policy.Policy) string {
	return worded(p, policy.Texts.JoinedBy, name, " has joined the chat.")
}

// leftBy is the same for somebody who goes (V-LEAVE-01).
func leftBy(name string, p *policy.Policy) string {
	return worded(p, policy.Texts.LeftBy, name, " has left the chat.")
}

// worded lets the team's own text name the person. A desk that has no policy
// yet, or a policy with an unusable text, still names them.
func worded(p *policy.Policy, text func(policy.Texts, string) string, name, plain string) string {
	if p != nil {
		if s := text(p.Texts, name); strings.Contains(s, name) {
			return s
		}
	}
	return name + plain
}
