package view

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
)

// HelpCall is an agent's call for a lead that nobody has answered (S-ESC-02,
// S-MULTI-04).
type HelpCall struct {
	Chat     chat.ChatID
	Customer string
	Agent    chat.AgentID
	Name     string // the agent's
	At       chat.Instant
	Reason   string
}

// HelpCalls returns the calls that wait, the oldest first. It costs those calls
// and no other chat.
func (b *Book) HelpCalls() []HelpCall {
	if len(b.help) == 0 {
		return nil
	}
	calls := make([]HelpCall, 0, len(b.help))
	for id, c := range b.help {
		calls = append(calls, HelpCall{
			Chat: id, Customer: c.Customer.Name, Agent: c.Help.By, Name: b.names(c.Help.By), At: c.Help.At, Reason: c.Help.Reason,
		})
	}
	slices.SortFunc(calls, func(a, b HelpCall) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Chat, b.Chat)) })
	return calls
}

// among keeps c in a set, or out of it.
func among(set map[chat.ChatID]*chat.Chat, c *chat.Chat, is bool) {
	switch {
	case is:
		set[c.ID] = c
	case len(set) > 0:
		delete(set, c.ID)
	}
}

// oldest returns when the escalation was made that has waited longest.
func oldest(escalated map[chat.ChatID]*chat.Chat) (since chat.Instant) {
	for _, c := range escalated {
		if made := c.Escalation.Offer.Made; since.IsZero() || made < since {
			since = made
		}
	}
	return since
}
