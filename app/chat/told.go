package chat

// What is a thing between colleagues that a thread keeps a line of.
type What string

// The things that a line for the team tells.
const (
	ToldAccepted What = "accepted" // an offer was taken, with its whole note
	ToldDeclined What = "declined" // the receiver said no, and why
	ToldExpired  What = "expired"  // nobody answered in time
	ToldLeft     What = "left"     // somebody went, and said why
	// ToldRejected is a line of the bot that came too late and reached nobody.
	ToldRejected What = "rejected"

	// ToldToBot is that somebody gave the chat back to the bot, and why.
	ToldToBot What = "to_bot"
	// ToldBlocked and ToldUnblocked are that the customer may not write, or may again.
	ToldBlocked   What = "blocked"
	ToldUnblocked What = "unblocked"
	// ToldTranscript is that the chat is mailed; the text is the address.
	ToldTranscript What = "transcript"
	// ToldBackend is that something did not work at the backend, with its words.
	ToldBackend What = "backend"
)

// Told is what a line of [SpeakerTeam] is about, where its text is what
// somebody wrote. It is never changed.
type Told struct {
	What What
	// Offer is what became of the offer. It is empty for who left.
	Offer OfferKind
	// Queue is the team that the offer was made to, if it was one.
	Queue  string
	Reason ForwardReason
	// By is who declined or accepted; the line's Agent made the offer.
	By AgentID
	// Operation is what did not work, for ToldBackend.
	Operation Operation
}

// tell puts a line for the team at the end of the thread. It is a memory of an
// event that has counted already, so it moves nothing else: neither the newest
// line nor its time, and nobody's next wish goes stale of it.
func (c *Chat) tell(e *Event, by, to AgentID, text string, told Told) {
	c.Messages = append(c.Messages, Message{
		ID: MessageID("team " + e.ID), At: e.At, From: SpeakerTeam, Agent: by, To: to, Text: text, Told: &told,
	})
}

// tellAccepted keeps the note of an offer, which goes with the offer.
func (c *Chat) tellAccepted(e *Event, b *OfferAccepted) {
	if o, open := c.Offer(b.Offer); open {
		c.tell(e, o.From, o.To, o.Note, Told{What: ToldAccepted, Offer: o.Kind, Queue: o.Queue, Reason: o.Reason, By: b.Agent})
	}
}

// tellReturned keeps why nobody took an offer. What its sender took back, and
// what went void, nobody has answered.
func (c *Chat) tellReturned(e *Event, b *OfferReturned) {
	what := ToldDeclined
	switch b.How {
	case ReturnedDeclined:
	case ReturnedExpired:
		what = ToldExpired
	default:
		return
	}
	if o, open := c.Offer(b.Offer); open {
		c.tell(e, o.From, o.To, b.Reason, Told{What: what, Offer: o.Kind, Queue: o.Queue, Reason: o.Reason, By: b.Agent})
	}
}

// tellRejected shows what the bot would have said (D-08).
func (c *Chat) tellRejected(e *Event, b *BotLineRejected) {
	c.tell(e, "", "", b.Text, Told{What: ToldRejected})
	c.Messages[len(c.Messages)-1].Confidence = b.Confidence
}

// tellLeft keeps the words of somebody who went; who says nothing is told of
// by the system's line alone.
func (c *Chat) tellLeft(e *Event, b *AgentLeft) {
	if b.Reason != "" && c.Serves(b.Agent) {
		c.tell(e, b.Agent, b.Next, b.Reason, Told{What: ToldLeft})
	}
}
