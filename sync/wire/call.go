package wire

import "floorwalker/app/chat"

// callBody describes calls, the night and what the bot did wrong.
func callBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.AttemptBegan:
		str(c, "attempt", &b.Attempt)
		str(c, "obligation", &b.Obligation)
		str(c, "record", &b.Record)
		num(c, "began", &b.Began)
		flag(c, "uncertain", &b.Uncertain)
		flag(c, "offline", &b.Offline)
	case *chat.CallPlaced:
		str(c, "attempt", &b.Attempt)
		str(c, "obligation", &b.Obligation)
		str(c, "record", &b.Record)
		word(c, "how", &b.How)
		str(c, "words", &b.Words)
	case *chat.AttemptEnded:
		sub(c, "attempt", func(c *codec) { attempt(c, &b.Attempt) })
		num(c, "gap", &b.Gap)
	case *chat.CallbackOffered:
		word(c, "reason", &b.Reason)
		str(c, "override", &b.Override)
	case *chat.CallbackConfirmed:
		str(c, "obligation", &b.Obligation)
		str(c, "message", &b.Message)
	case *chat.NightFiled:
		word(c, "shift", &b.Shift)
		num(c, "from", &b.From)
	case *chat.NightReviewed:
		flag(c, "call", &b.Call)
		str(c, "note", &b.Note)
	case *chat.NightUnlocked:
		str(c, "reason", &b.Reason)
	case *chat.BotErrorWritten:
		botError(c, b)
	case *chat.BotErrorsSubmitted:
		word(c, "shift", &b.Shift)
		num(c, "count", &b.Count)
		flag(c, "none_seen", &b.NoneSeen)
	default:
		return false
	}
	return true
}

// attempt is in nanoseconds where it is a length: Gap.
func attempt(c *codec, a *chat.Attempt) {
	str(c, "id", &a.ID)
	str(c, "obligation", &a.Obligation)
	str(c, "record", &a.Record)
	str(c, "by", &a.By)
	num(c, "began", &a.Began)
	num(c, "ended", &a.Ended)
	word(c, "outcome", &a.Outcome)
	str(c, "note", &a.Note)
	num(c, "again", &a.Again)
	flag(c, "uncertain", &a.Uncertain)
	num(c, "told", &a.Told)
	str(c, "after", &a.After)
	num(c, "gap", &a.Gap)
	flag(c, "early", &a.Early)
	str(c, "mail", &a.Mail)
	word(c, "unmailed", &a.Unmailed)
	word(c, "placed", &a.Placed)
	str(c, "placed_why", &a.PlacedWhy)
}

func botError(c *codec, b *chat.BotErrorWritten) {
	str(c, "obligation", &b.Obligation)
	str(c, "message", &b.Message)
	str(c, "question", &b.Question)
	str(c, "answer", &b.Answer)
	str(c, "expected", &b.Expected)
	str(c, "cause", &b.Cause)
	str(c, "action", &b.Action)
	str(c, "status", &b.Status)
}

// callWish describes the wishes about them.
func callWish(c *codec, w chat.Wish) bool {
	switch w := w.(type) {
	case *chat.BeginAttempt:
		str(c, "obligation", &w.Obligation)
		str(c, "record", &w.Record)
		num(c, "began", &w.Began)
		flag(c, "uncertain", &w.Uncertain)
		flag(c, "offline", &w.Offline)
	case *chat.EndAttempt:
		str(c, "attempt", &w.Attempt)
		str(c, "obligation", &w.Obligation)
		str(c, "record", &w.Record)
		num(c, "began", &w.Began)
		num(c, "ended", &w.Ended)
		word(c, "outcome", &w.Outcome)
		str(c, "note", &w.Note)
		num(c, "again", &w.Again)
		flag(c, "uncertain", &w.Uncertain)
	case *chat.OfferCallback:
		word(c, "reason", &w.Reason)
		str(c, "override", &w.Override)
	case *chat.ScheduleCallback:
		word(c, "reason", &w.Reason)
		str(c, "consent", &w.Consent)
		word(c, "slot", &w.Slot)
		num(c, "due", &w.Due)
		str(c, "owner", &w.Owner)
		str(c, "number", &w.Number)
		str(c, "words", &w.Words)
	case *chat.ReviewNight:
		flag(c, "call", &w.Call)
		str(c, "note", &w.Note)
	case *chat.UnlockNight:
		str(c, "reason", &w.Reason)
	case *chat.WriteBotError:
		botError(c, (*chat.BotErrorWritten)(w))
	case *chat.SubmitBotErrors:
		word(c, "shift", &w.Shift)
		flag(c, "none_seen", &w.NoneSeen)
	default:
		return false
	}
	return true
}
