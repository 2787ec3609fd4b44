package chat

// Step is how far an agent has come with a chat that they serve (S-GEN-01).
type Step string

// The steps in their order.
const (
	StepGreeting   Step = "greeting"
	StepClarifying Step = "clarifying"
	StepResolving  Step = "resolving"
	StepConfirming Step = "confirming"
	StepClosing    Step = "closing"
)

// Steps returns the steps in their order.
func Steps() []Step {
	return []Step{StepGreeting, StepClarifying, StepResolving, StepConfirming, StepClosing}
}

// Order returns 1 for the first step to 5 for the last, and 0 for what is none.
func (s Step) Order() int {
	switch s {
	case StepGreeting:
		return 1
	case StepClarifying:
		return 2
	case StepResolving:
		return 3
	case StepConfirming:
		return 4
	case StepClosing:
		return 5
	}
	return 0
}

// Valid reports whether s is one of the five.
func (s Step) Valid() bool { return s.Order() > 0 }

// StageWords says for people where the chat is on its way; never empty
// (S-GEN-01).
func (c *Chat) StageWords() string {
	switch c.Stage {
	case StageBot:
		return "bot answers"
	case StageQueued:
		return "waiting for a person"
	case StageClosed:
		return "closed"
	}
	if c.Step.Valid() {
		return string(c.Step)
	}
	return string(StepGreeting)
}

// Skip is a step that was left out on purpose.
type Skip struct {
	// Step names it: one of [Steps], or a step of the closing.
	Step string
	// Reason is in words.
	Reason string
}

type (
	// ChatStepped says how far the chat has come. A step back to before
	// [StepConfirming] takes back that the customer confirmed anything.
	ChatStepped struct {
		Step    Step
		Skipped []Skip
	}

	// ResolutionConfirmed says that the customer has agreed that it is solved,
	// and in which line (G-CLOSE-01).
	ResolutionConfirmed struct{ Message MessageID }

	// HelpAsked calls the lead to a chat (S-MULTI-04).
	HelpAsked struct{ Reason string }

	// HelpAnswered says that somebody has come; who is the event's By.
	HelpAnswered struct{}

	// IdentityVerified says which questions the customer answered rightly
	// (G-SEC-02).
	IdentityVerified struct{ Checks []string }

	// CustomerTyped says that the customer is at their keyboard.
	CustomerTyped struct {
		// Draft is what they have typed and not sent, at most [MostDraft] characters;
		// empty where the backend does not say.
		Draft string
	}

	// BotLineRejected is a line of the bot that came after the takeover and
	// that no customer has seen (D-08).
	BotLineRejected struct {
		Message    MessageID
		Text       string
		Confidence Score
	}
)

// MostDraft is how many characters of a draft are told.
const MostDraft = 200

// The kinds of events about the way of a chat.
const (
	KindChatStepped         Kind = "ChatStepped"
	KindResolutionConfirmed Kind = "ResolutionConfirmed"
	KindHelpAsked           Kind = "HelpAsked"
	KindHelpAnswered        Kind = "HelpAnswered"
	KindIdentityVerified    Kind = "IdentityVerified"
	KindCustomerTyped       Kind = "CustomerTyped"
	KindBotLineRejected     Kind = "BotLineRejected"
)

// Kind implements Body for each event.
func (*ChatStepped) Kind() Kind         { return KindChatStepped }
func (*ResolutionConfirmed) Kind() Kind { return KindResolutionConfirmed }
func (*HelpAsked) Kind() Kind           { return KindHelpAsked }
func (*HelpAnswered) Kind() Kind        { return KindHelpAnswered }
func (*IdentityVerified) Kind() Kind    { return KindIdentityVerified }
func (*CustomerTyped) Kind() Kind       { return KindCustomerTyped }
func (*BotLineRejected) Kind() Kind     { return KindBotLineRejected }

// The commands about the way of a chat.
const (
	NameSetStep           CommandName = "SetStep"
	NameConfirmResolution CommandName = "ConfirmResolution"
	NameAskForHelp        CommandName = "AskForHelp"
	NameAnswerHelp        CommandName = "AnswerHelp"
	NameVerifyIdentity    CommandName = "VerifyIdentity"
)

type (
	// SetStep says how far the chat has come, where it does not show.
	SetStep struct {
		Step   Step
		Reason string
	}

	// ConfirmResolution says that the customer has agreed, and in which line.
	ConfirmResolution struct{ Message MessageID }

	// AskForHelp calls the lead.
	AskForHelp struct{ Reason string }

	// AnswerHelp says "I am coming".
	AnswerHelp struct{}

	// VerifyIdentity ticks the checks that the customer passed.
	VerifyIdentity struct{ Checks []string }
)

// Name implements Wish for each command.
func (*SetStep) Name() CommandName           { return NameSetStep }
func (*ConfirmResolution) Name() CommandName { return NameConfirmResolution }
func (*AskForHelp) Name() CommandName        { return NameAskForHelp }
func (*AnswerHelp) Name() CommandName        { return NameAnswerHelp }
func (*VerifyIdentity) Name() CommandName    { return NameVerifyIdentity }

// Help is a call for the lead.
type Help struct {
	By         AgentID
	At         Instant
	Reason     string
	AnsweredBy AgentID
	AnsweredAt Instant
}

// Open reports whether somebody has called and nobody has come.
func (h Help) Open() bool { return !h.At.IsZero() && h.AnsweredAt.IsZero() }

// Verification is what is known about who the customer is.
type Verification struct {
	At     Instant
	By     AgentID
	Checks []string
}
