package hub

import "floorwalker/app/chat"

// maskTeam masks what people wrote beside the lines of a chat: to the team, as reasons,
// what was typed or changed, and what of a customer a rule of routing went by.
func maskTeam(b chat.Body) bool {
	switch b := b.(type) {
	case *chat.TeamPosted:
		b.Text = mask(b.Text)
	case *chat.MessageEdited:
		b.Text = mask(b.Text)
	case *chat.CustomerTyped:
		b.Draft = mask(b.Draft)
	case *chat.ChatReturned:
		b.Reason = mask(b.Reason)
	case *chat.CustomerBlocked:
		b.Reason = mask(b.Reason)
	case *chat.TranscriptAsked:
		b.To = mask(b.To)
	case *chat.ChatRouted:
		b.Why = mask(b.Why)
	default:
		return false
	}
	return true
}
