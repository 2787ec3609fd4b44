package hub

import (
	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/obligation"
	"floorwalker/app/referee"
	"floorwalker/app/shift/cover"
)

// follows returns the facts that the one brain derives from an event; ct is
// nil for one about the team.
func (c *core) follows(ct *chat.Chat, e *chat.Event) []chat.Event {
	facts := referee.Follow(c.floor, e)
	if ct == nil {
		return append(facts, cover.Follow(c.floor, e, c.edition)...)
	}
	facts = append(facts, obligation.Follow(ct, e, c.edition)...)
	facts = append(facts, flow.Follow(ct, e, c.edition)...)
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		if b.Via != "" {
			break // it is no line of the conversation
		}
		m := ct.Messages[len(ct.Messages)-1]
		facts = append(facts, c.engine.Message(ct, m)...)
		if !m.History() {
			c.doubt(ct, m)
		}
	case *chat.MessageEdited:
		facts = append(facts, c.engine.Rewritten(ct, b.Message)...)
	case *chat.MessageRemoved:
		c.engine.Rewritten(ct, b.Message)
	case *chat.ChatTakenOver, *chat.ChatAccepted:
		facts = append(facts, c.engine.Owned(ct)...)
	case *chat.ChatReturned:
		c.engine.Returned(ct.ID)
	case *chat.ChatClosed:
		c.engine.Forget(ct.ID)
		facts = append(facts, c.ticketByRule(ct, e, facts)...)
	case *chat.AttemptEnded:
		facts = append(facts, c.ticketCalls(ct, e)...)
	}
	return facts
}

// relive brings the detectors to where they were; what they say is on the log.
func (c *core) relive(ct *chat.Chat, e *chat.Event) {
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		if b.Via != "" {
			break
		}
		c.engine.Message(ct, ct.Messages[len(ct.Messages)-1])
	case *chat.MessageEdited:
		c.engine.Rewritten(ct, b.Message)
	case *chat.MessageRemoved:
		c.engine.Rewritten(ct, b.Message)
	case *chat.ChatTakenOver, *chat.ChatAccepted:
		c.engine.Owned(ct)
	case *chat.ChatReturned:
		c.engine.Returned(ct.ID)
	case *chat.ChatClosed:
		c.engine.Forget(ct.ID)
	}
}
