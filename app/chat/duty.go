package chat

import "strings"

// ObligationKind is what is owed.
type ObligationKind string

// The obligations; package obligation has the rules of each.
const (
	OwedTakeOver      ObligationKind = "takeover"        // G-SLA-04
	OwedAccept        ObligationKind = "accept"          // S-ACC-06
	OwedFirstResponse ObligationKind = "first_response"  // G-SLA-01
	OwedAck           ObligationKind = "ack"             // G-SLA-02: the bot's own first line
	OwedReply         ObligationKind = "reply"           // the customer spoke last
	OwedUpdate        ObligationKind = "update"          // the customer waits and knows for what
	OwedResolution    ObligationKind = "resolution"      // G-SLA-03
	OwedCallback      ObligationKind = "callback_prompt" // offer a call when it takes long
	OwedNudge         ObligationKind = "silence_nudge"   // G-NR-01
	OwedWarn          ObligationKind = "silence_warn"    // G-NR-02
	OwedClose         ObligationKind = "silence_close"   // G-NR-03
	OwedFinish        ObligationKind = "finish"          // confirmed, and not closed yet
	OwedCall          ObligationKind = "call"            // G-NR-04: a call that was promised
	OwedPromise       ObligationKind = "promise"         // D-11: anything else that was promised
	OwedEscalation    ObligationKind = "escalation"      // E-ESC-02
	OwedConfirm       ObligationKind = "confirm"         // G-ESC-05: the originator asks whether it is solved
	OwedContact       ObligationKind = "contact"         // C-TRF-04: who was away gets in touch

	OwedReview       ObligationKind = "overnight_review"  // G-ON-02: somebody looks at a chat of the night
	OwedNightAck     ObligationKind = "overnight_ack"     // G-ON-03, G-ON-10: its customer is told who calls
	OwedNightResolve ObligationKind = "overnight_resolve" // G-ON-12
	OwedWriteUp      ObligationKind = "bot_error"         // G-QUAL-03: what the bot did wrong is written up
)

// Outlives reports whether what is owed is still owed after the chat has
// closed: what a customer was promised does not end because a window did.
func (k ObligationKind) Outlives() bool {
	switch k {
	case OwedCall, OwedPromise, OwedEscalation, OwedConfirm, OwedContact, OwedReview, OwedWriteUp:
		return true
	}
	return false
}

// Owners that are nobody in particular begin with "@", as no agent's id may.
const (
	// OwnerBot owes what the bot does.
	OwnerBot AgentID = "@bot"
	// ownerTeam stands before the name of a team.
	ownerTeam string = "@team:"
)

// OwnerQueue returns the owner of what a whole team owes.
func OwnerQueue(queue string) AgentID { return AgentID(ownerTeam + queue) }

// Queue returns the team that a stands for, if it does for one.
func (a AgentID) Queue() (queue string, ok bool) { return strings.CutPrefix(string(a), ownerTeam) }

// Person reports whether a is somebody's id, and neither empty nor a bot's nor
// a team's.
func (a AgentID) Person() bool { return a != "" && !strings.HasPrefix(string(a), "@") }

// Obligation is something owed to a customer by a time.
type Obligation struct {
	ID   ObligationID
	Kind ObligationKind
	// Started is when the clock began to run. Whatever time it has been paused
	// is added to it and to Due alike, so that their difference stays the time
	// that was given.
	Started Instant
	Due     Instant
	// Owner is who owes it: an agent, [OwnerBot], a team ([OwnerQueue]), or
	// empty for whoever is accountable on the floor.
	Owner AgentID
	// Rule is the trigger that a takeover is owed for.
	Rule RuleID
	// Cause is the message or the offer that it follows from.
	Cause string
	// Words are what was promised, where somebody did in words.
	Words string
	// Policy is the version under which Due was set.
	Policy int
	// Paused is since when the clock stands still, zero while it runs.
	Paused    Instant
	PausedWhy string
	// Breached is when the time was over, zero until then. What is late is still
	// owed.
	Breached Instant
	// Until is when time alone puts something else in its place, such as the
	// warning for a question that nobody asked; zero if it never does.
	Until Instant
	// HandedBy is who last gave it to its owner by name, if anybody did.
	HandedBy AgentID
	// Attempts counts the calls in vain that count, LastAttempt is when the last
	// of any kind ended. The fold keeps both from [Chat.Calls].
	Attempts    int
	LastAttempt Instant

	// The rest is of calls. Reason is why, Urgent that it is one of the urgent
	// ones (G-FU-06).
	Reason CallReason
	Urgent bool
	// Ref is the number that the customer was given, such as "CB-…" (G-CB-10);
	// Consent the line in which they agreed (G-CB-08). Unconfirmed says that they
	// were not yet sent the number (G-CB-11).
	Ref         string
	Consent     MessageID
	Unconfirmed bool
	// Number is what to dial; empty is the customer's own.
	Number string
	// How says in which way a contact was promised: ContactMail or ContactPhone.
	How string
	// Shift is the one that it belongs to, where it belongs to one: that which
	// works off a night, or in which the bot erred.
	Shift string
}

// CauseSilence is the Cause of the call that a silent customer was promised: its
// time is that of the text that they got, whatever else a call may take.
const CauseSilence = "silence"

// How an obligation ended ([ObligationEnded]).
const (
	// EndedKept means that what was owed was done, in time or late.
	EndedKept = "kept"
	// EndedVoid means that it was not owed any more.
	EndedVoid = "void"
	// EndedFailed means that it was tried as often as it has to be.
	EndedFailed = "failed"
)

type (
	// ObligationStarted starts a clock.
	ObligationStarted struct{ Obligation Obligation }

	// ObligationPaused makes a clock stand still, with why in words.
	ObligationPaused struct {
		Obligation ObligationID
		Reason     string
	}

	// ObligationResumed lets it run again; it is due later by as long as it
	// stood still.
	ObligationResumed struct {
		Obligation ObligationID
		Due        Instant
	}

	// ObligationBreached says that the time was over; its At is the due time,
	// whenever the hub was awake to say so.
	ObligationBreached struct {
		Obligation ObligationID
		// Owner is who was accountable at that time.
		Owner AgentID
		// Cause is the message or the offer that it followed from.
		Cause string
	}

	// ObligationAttempted says that somebody tried in vain, such as a call that
	// nobody answered (G-NR-04). Old logs have it; [AttemptEnded] says more.
	ObligationAttempted struct {
		Obligation    ObligationID
		Outcome, Note string
	}

	// ObligationHanded gives what is owed to somebody else, who is told why.
	ObligationHanded struct {
		Obligation ObligationID
		To         AgentID
		Note       string
	}

	// ObligationEnded stops a clock for good.
	ObligationEnded struct {
		Obligation ObligationID
		// How is kept, void or failed.
		How string
		// Reason is in words, where there is more to say.
		Reason string
	}
)

// The kinds of events about what is owed.
const (
	KindObligationStarted   Kind = "ObligationStarted"
	KindObligationPaused    Kind = "ObligationPaused"
	KindObligationResumed   Kind = "ObligationResumed"
	KindObligationBreached  Kind = "ObligationBreached"
	KindObligationAttempted Kind = "ObligationAttempted"
	KindObligationHanded    Kind = "ObligationHanded"
	KindObligationEnded     Kind = "ObligationEnded"
)

// Kind implements Body for each event.
func (*ObligationStarted) Kind() Kind   { return KindObligationStarted }
func (*ObligationPaused) Kind() Kind    { return KindObligationPaused }
func (*ObligationResumed) Kind() Kind   { return KindObligationResumed }
func (*ObligationBreached) Kind() Kind  { return KindObligationBreached }
func (*ObligationAttempted) Kind() Kind { return KindObligationAttempted }
func (*ObligationHanded) Kind() Kind    { return KindObligationHanded }
func (*ObligationEnded) Kind() Kind     { return KindObligationEnded }

// Owed returns the obligation of that id, if it runs.
func (c *Chat) Owed(id ObligationID) (Obligation, bool) {
	for i := range c.Obligations {
		if c.Obligations[i].ID == id {
			return c.Obligations[i], true
		}
	}
	return Obligation{}, false
}
