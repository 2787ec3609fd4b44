package chat

type (
	// ChatReturned gives a chat back to the bot, which answers from now on.
	ChatReturned struct {
		// Agent is who gave it back.
		Agent  AgentID
		Reason string
	}

	// CustomerBlocked says that the customer may not write any more, or may again.
	CustomerBlocked struct {
		On     bool
		Reason string
	}

	// TranscriptAsked says that the chat is to be mailed to an address.
	TranscriptAsked struct{ To string }
)

// The kinds of events about what only a backend can do.
const (
	KindChatReturned    Kind = "ChatReturned"
	KindCustomerBlocked Kind = "CustomerBlocked"
	KindTranscriptAsked Kind = "TranscriptAsked"
)

// Kind implements Body for each event.
func (*ChatReturned) Kind() Kind    { return KindChatReturned }
func (*CustomerBlocked) Kind() Kind { return KindCustomerBlocked }
func (*TranscriptAsked) Kind() Kind { return KindTranscriptAsked }

// The commands about what only a backend can do.
const (
	NameReturnToBot    CommandName = "ReturnToBot"
	NameBlockCustomer  CommandName = "BlockCustomer"
	NameSendTranscript CommandName = "SendTranscript"
)

type (
	// ReturnToBot gives one's chat back to the bot.
	ReturnToBot struct{ Reason string }

	// BlockCustomer keeps the customer from writing, or lets them again.
	BlockCustomer struct {
		On     bool
		Reason string
	}

	// SendTranscript has the backend mail the chat to an address.
	SendTranscript struct{ To string }
)

// Name implements Wish for each command.
func (*ReturnToBot) Name() CommandName    { return NameReturnToBot }
func (*BlockCustomer) Name() CommandName  { return NameBlockCustomer }
func (*SendTranscript) Name() CommandName { return NameSendTranscript }

// applyBack folds what was done at the backend alone; it reports whether e was that.
func (c *Chat) applyBack(e *Event) bool {
	switch b := e.Body.(type) {
	case *ChatReturned:
		c.Stage, c.Bot, c.Owner, c.Claim, c.Joined = StageBot, true, "", Claim{}, nil
		c.Step, c.StepSince, c.Queue, c.GivenBy = "", 0, "", ""
		c.keepLead()
		c.tell(e, b.Agent, "", b.Reason, Told{What: ToldToBot})
	case *CustomerBlocked:
		what := ToldUnblocked
		if b.On {
			what = ToldBlocked
		}
		c.Blocked = b.On
		c.tell(e, e.By, "", b.Reason, Told{What: what})
	case *TranscriptAsked:
		c.tell(e, e.By, "", b.To, Told{What: ToldTranscript})
	case *BackendDid:
		if !b.OK {
			c.tell(e, "", "", b.Words, Told{What: ToldBackend, Operation: b.Operation})
		}
	default:
		return false
	}
	return true
}
