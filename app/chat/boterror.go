package chat

type (
	// BotErrorWritten is the write-up of something that the bot did wrong
	// (G-QUAL-03). Obligation is what it keeps, empty if nothing asked for it.
	BotErrorWritten struct {
		Obligation ObligationID
		// Message is the bot's line.
		Message MessageID
		// Question, Answer and Expected are what was asked, what the bot said and
		// what it should have said; Cause, Action and Status what is known of why,
		// what is done about it and how far that is.
		Question, Answer, Expected string
		Cause, Action, Status      string
	}

	// BotErrorsSubmitted gives in what was written in a shift, or says in so many
	// words that there was nothing to write.
	BotErrorsSubmitted struct {
		Shift    string
		Count    int
		NoneSeen bool
	}
)

// The kinds of events about the bot's errors.
const (
	KindBotErrorWritten    Kind = "BotErrorWritten"
	KindBotErrorsSubmitted Kind = "BotErrorsSubmitted"
)

// Kind implements Body for each event.
func (*BotErrorWritten) Kind() Kind    { return KindBotErrorWritten }
func (*BotErrorsSubmitted) Kind() Kind { return KindBotErrorsSubmitted }

// BotError is a write-up as the chat keeps it.
type BotError struct {
	BotErrorWritten
	At Instant
	By AgentID
}

// The commands about the bot's errors.
const (
	NameWriteBotError   CommandName = "WriteBotError"
	NameSubmitBotErrors CommandName = "SubmitBotErrors"
)

type (
	// WriteBotError writes one up, in the fields of [BotErrorWritten].
	WriteBotError struct {
		Obligation                 ObligationID
		Message                    MessageID
		Question, Answer, Expected string
		Cause, Action, Status      string
	}

	// SubmitBotErrors gives in those of a shift.
	SubmitBotErrors struct {
		Shift    string
		NoneSeen bool
	}
)

// Name implements Wish for each command.
func (*WriteBotError) Name() CommandName   { return NameWriteBotError }
func (*SubmitBotErrors) Name() CommandName { return NameSubmitBotErrors }
