package chat

// Night is what becomes of a chat that came while nobody was on cover (G-ON-01).
type Night struct {
	// Shift is the one that works it off, From when that starts; both are empty
	// for a chat of the day.
	Shift string
	From  Instant
	// Reviewed is when somebody looked at it, with what came of that: whether it
	// needs a call, and why if not.
	Reviewed   Instant
	ReviewedBy AgentID
	Call       bool
	Note       string
	// Unlocked is why somebody may write before a call was tried (G-ON-05), and
	// UnlockedBy who said so; empty while nobody did.
	Unlocked   string
	UnlockedBy AgentID
	// Contact is when the customer was first spoken to by phone (G-ON-12).
	Contact Instant
	// Upset is when it showed that the delay has upset the customer: who is to ask
	// them a day later whether all is well owes that since then (G-ONESC-02).
	Upset Instant
}

// Filed reports whether the chat came in a night.
func (n Night) Filed() bool { return !n.From.IsZero() }

type (
	// NightFiled puts a chat on the worklist of the next shift.
	NightFiled struct {
		Shift string
		From  Instant
	}

	// NightReviewed says that somebody has looked at it (G-ON-02).
	NightReviewed struct {
		Call bool
		// Note says why nobody calls, where nobody does.
		Note string
	}

	// NightUnlocked lets people write before a call was tried (G-ON-05, A-17).
	NightUnlocked struct{ Reason string }
)

// The kinds of events about the night.
const (
	KindNightFiled    Kind = "NightFiled"
	KindNightReviewed Kind = "NightReviewed"
	KindNightUnlocked Kind = "NightUnlocked"
)

// Kind implements Body for each event.
func (*NightFiled) Kind() Kind    { return KindNightFiled }
func (*NightReviewed) Kind() Kind { return KindNightReviewed }
func (*NightUnlocked) Kind() Kind { return KindNightUnlocked }

// The commands about the night.
const (
	NameReviewNight CommandName = "ReviewNight"
	NameUnlockNight CommandName = "UnlockNight"
)

type (
	// ReviewNight says what becomes of a chat of the night.
	ReviewNight struct {
		Call bool
		Note string
	}

	// UnlockNight asks to write before a call was tried, and says why.
	UnlockNight struct{ Reason string }
)

// Name implements Wish for each command.
func (*ReviewNight) Name() CommandName { return NameReviewNight }
func (*UnlockNight) Name() CommandName { return NameUnlockNight }

// applyCall folds calls, offers of them, the night and write-ups; it reports
// whether e was about one of those.
func (c *Chat) applyCall(e *Event) bool {
	switch b := e.Body.(type) {
	case *AttemptBegan:
		c.called(b.attempt(e))
	case *AttemptEnded:
		c.called(b.attempt(e))
	case *CallPlaced:
		c.Calls = c.Calls.placed(b)
	case *CallbackOffered:
		c.Offered = append(c.Offered[:len(c.Offered):len(c.Offered)],
			CallbackOffer{Reason: b.Reason, Override: b.Override, At: e.At, By: e.By})
	case *CallbackConfirmed:
		c.alter(b.Obligation, func(o *Obligation) { o.Unconfirmed = false })
	case *NightFiled:
		c.Night = Night{Shift: b.Shift, From: b.From}
	case *NightReviewed:
		c.Night.Reviewed, c.Night.ReviewedBy, c.Night.Call, c.Night.Note = e.At, e.By, b.Call, b.Note
	case *NightUnlocked:
		c.Night.Unlocked, c.Night.UnlockedBy = b.Reason, e.By
	case *BotErrorWritten:
		c.BotErrors = append(c.BotErrors[:len(c.BotErrors):len(c.BotErrors)], BotError{BotErrorWritten: *b, At: e.At, By: e.By})
	default:
		return false
	}
	return true
}

// called puts an attempt into the log, and what follows from it into the call
// that it is for.
func (c *Chat) called(a Attempt) {
	if o, runs := c.Owed(a.Obligation); runs && o.Cause != "" && len(c.Calls.Of(ObligationID(o.Cause))) > 0 {
		a.After = ObligationID(o.Cause)
	}
	c.Calls = c.Calls.with(a)
	of := c.Calls.Of(a.Obligation)
	c.alter(a.Obligation, func(o *Obligation) {
		o.Attempts, o.LastAttempt = of.Failed(), of.LastEnd()
		if first := of.First(); o.Kind == OwedCall && !first.IsZero() && first <= o.Due {
			o.Breached = 0 // it was in time, and only told late
		}
	})
	if a.Spoke() {
		c.Failed = nil
	}
	if a.Outcome == AttemptReached && c.Night.Filed() && (c.Night.Contact.IsZero() || a.Began < c.Night.Contact) {
		c.Night.Contact = a.Began
	}
}
