package chat

// OthersDid counts what has happened in the chat that an agent who is about to
// act might think again about: lines of the customer, the bot and other
// agents, and every change of who serves the chat that was not the agent's
// own. It comes to the same number whenever the same events are folded.
//
// What me did does not count, on whatever desk: else a person's own earlier
// words would look like news to their next ones. Nor does what nobody would
// think again for: notes, how far a line came, triggers, obligations, and the
// lines of the system, which only tell what counts already. A takeover that
// fails counts for everybody, for its agent did not want that.
func (c *Chat) OthersDid(me AgentID) int {
	if me == "" {
		return c.moves
	}
	return c.moves - c.movesBy[me]
}

// countMove brings what OthersDid returns up to date.
func (c *Chat) countMove(e *Event) {
	by := e.By
	switch b := e.Body.(type) {
	case *MessagePosted:
		if b.From == SpeakerSystem {
			return
		}
	case *ChatOpened, *ChatQueued, *ChatClosed:
	case *ChatAccepted:
		by = b.Agent
	case *TakeOverClaimed:
		by = b.Agent
	case *ChatTakenOver:
		by = b.Agent
	case *ChatForwarded:
		by = b.To
	case *AgentLeft:
		by = b.Agent
	case *ChatReturned:
		by = b.Agent
	case *TakeOverReverted:
		by = ""
	default:
		return
	}
	c.moves++
	if by == "" {
		return
	}
	if c.movesBy == nil {
		c.movesBy = make(map[AgentID]int, 1)
	}
	c.movesBy[by]++
}
