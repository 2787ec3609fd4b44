package wire

import "floorwalker/app/chat"

// dutyBody describes what is owed.
func dutyBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.ObligationStarted:
		obligation(c, &b.Obligation)
	case *chat.ObligationPaused:
		str(c, "obligation", &b.Obligation)
		str(c, "reason", &b.Reason)
	case *chat.ObligationResumed:
		str(c, "obligation", &b.Obligation)
		num(c, "due", &b.Due)
	case *chat.ObligationBreached:
		str(c, "obligation", &b.Obligation)
		str(c, "owner", &b.Owner)
		str(c, "cause", &b.Cause)
	case *chat.ObligationAttempted:
		str(c, "obligation", &b.Obligation)
		word(c, "outcome", &b.Outcome)
		str(c, "note", &b.Note)
	case *chat.ObligationHanded:
		str(c, "obligation", &b.Obligation)
		str(c, "to", &b.To)
		str(c, "note", &b.Note)
	case *chat.ObligationEnded:
		str(c, "obligation", &b.Obligation)
		word(c, "how", &b.How)
		str(c, "reason", &b.Reason)
	default:
		return false
	}
	return true
}

// wayBody describes how a chat goes on to its end and after it.
func wayBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.ChatStepped:
		word(c, "step", &b.Step)
		list(c, "skipped", &b.Skipped, skip)
	case *chat.ResolutionConfirmed:
		str(c, "message", &b.Message)
	case *chat.RatingAsked:
		word(c, "style", &b.Style)
	case *chat.RatingGiven:
		num(c, "stars", &b.Stars)
		str(c, "words", &b.Words)
	case *chat.IdentityVerified:
		strs(c, "checks", &b.Checks)
	case *chat.HelpAsked:
		str(c, "reason", &b.Reason)
	case *chat.HandedToChannel:
		word(c, "channel", &b.Channel)
		str(c, "ref", &b.Ref)
		str(c, "reason", &b.Reason)
		str(c, "note", &b.Note)
		num(c, "due", &b.Due)
	case *chat.TicketSaved:
		str(c, "ref", &b.Ref)
		embed(c, "ticket", &b.Ticket)
	case *chat.BotLineRejected:
		str(c, "message", &b.Message)
		str(c, "text", &b.Text)
		score(c, "confidence", &b.Confidence)
	case *chat.CustomerTyped:
		str(c, "draft", &b.Draft)
	case *chat.HelpAnswered:
		// nothing beside the kind
	default:
		return false
	}
	return true
}

func obligation(c *codec, o *chat.Obligation) {
	str(c, "id", &o.ID)
	word(c, "kind", &o.Kind)
	num(c, "started", &o.Started)
	num(c, "due", &o.Due)
	str(c, "owner", &o.Owner)
	word(c, "rule", &o.Rule)
	str(c, "cause", &o.Cause)
	str(c, "words", &o.Words)
	num(c, "policy", &o.Policy)
	num(c, "paused", &o.Paused)
	str(c, "paused_why", &o.PausedWhy)
	num(c, "breached", &o.Breached)
	num(c, "until", &o.Until)
	str(c, "handed_by", &o.HandedBy)
	num(c, "attempts", &o.Attempts)
	num(c, "last_attempt", &o.LastAttempt)
	word(c, "reason", &o.Reason)
	flag(c, "urgent", &o.Urgent)
	str(c, "ref", &o.Ref)
	str(c, "consent", &o.Consent)
	flag(c, "unconfirmed", &o.Unconfirmed)
	str(c, "number", &o.Number)
	word(c, "shift", &o.Shift)
	word(c, "how", &o.How)
}

func skip(c *codec, s *chat.Skip) {
	word(c, "step", &s.Step)
	str(c, "reason", &s.Reason)
}

func file(c *codec, f *chat.File) {
	str(c, "hash", &f.Hash)
	str(c, "name", &f.Name)
	word(c, "type", &f.Type)
	num(c, "size", &f.Size)
	num(c, "width", &f.Width)
	num(c, "height", &f.Height)
}
