package wire

import "floorwalker/app/chat"

func wish(c *codec, w chat.Wish) {
	switch w := w.(type) {
	case *chat.TakeOver:
		str(c, "reason", &w.Reason)
	case *chat.PostMessage:
		str(c, "text", &w.Text)
		flag(c, "despite_gap", &w.DespiteGap)
		word(c, "script", &w.Script)
		strs(c, "overrides", &w.Overrides)
		ref(c, "file", &w.File, file)
		word(c, "via", &w.Via)
	case *chat.PostNote:
		str(c, "text", &w.Text)
	case *chat.AcknowledgeAlert:
		word(c, "rule", &w.Rule)
	case *chat.MarkTrigger:
		word(c, "rule", &w.Rule)
		str(c, "message", &w.Message)
	case *chat.ConfirmTrigger:
		word(c, "rule", &w.Rule)
	case *chat.DismissTrigger:
		word(c, "rule", &w.Rule)
		str(c, "reason", &w.Reason)
	default:
		_ = companyWish(c, w) || dutyWish(c, w) || wayWish(c, w) || callWish(c, w) || shiftWish(c, w) || handoverWish(c, w) ||
			roomWish(c, w)
	}
}

// companyWish describes the wishes about who else is in a chat, and the shelves.
func companyWish(c *codec, w chat.Wish) bool {
	switch w := w.(type) {
	case *chat.Whisper:
		str(c, "text", &w.Text)
		str(c, "to", &w.To)
	case *chat.Leave:
		str(c, "reason", &w.Reason)
		flag(c, "send_copy", &w.SendCopy)
		str(c, "assignee", &w.Assignee)
	case *chat.Forward:
		str(c, "to", &w.To)
		str(c, "queue", &w.Queue)
		word(c, "reason", &w.Reason)
		str(c, "note", &w.Note)
	case *chat.Invite:
		str(c, "to", &w.To)
		str(c, "note", &w.Note)
	case *chat.AcceptOffer:
		str(c, "offer", &w.Offer)
		flag(c, "read", &w.Read)
	case *chat.DeclineOffer:
		str(c, "offer", &w.Offer)
		str(c, "reason", &w.Reason)
	case *chat.WithdrawOffer:
		str(c, "offer", &w.Offer)
		str(c, "reason", &w.Reason)
	case *chat.AddTag:
		str(c, "tag", &w.Tag)
	case *chat.RemoveTag:
		str(c, "tag", &w.Tag)
	case *chat.SaveRecord:
		word(c, "shelf", &w.Shelf)
		embed(c, "version", &w.Version)
	case *chat.AcceptChat, *chat.Observe, *chat.StopObserving, *chat.Join:
		// nothing beside the name
	default:
		return false
	}
	return true
}

// dutyWish describes the wishes about what is owed and about who is to take the chat.
func dutyWish(c *codec, w chat.Wish) bool {
	switch w := w.(type) {
	case *chat.KeepObligation:
		str(c, "obligation", &w.Obligation)
		str(c, "note", &w.Note)
	case *chat.AttemptObligation:
		str(c, "obligation", &w.Obligation)
		word(c, "outcome", &w.Outcome)
		str(c, "note", &w.Note)
	case *chat.HandObligation:
		str(c, "obligation", &w.Obligation)
		str(c, "to", &w.To)
		str(c, "note", &w.Note)
	case *chat.PromiseTo:
		word(c, "kind", &w.Kind)
		num(c, "due", &w.Due)
		str(c, "words", &w.Words)
	case *chat.Escalate:
		str(c, "to", &w.To)
		str(c, "queue", &w.Queue)
		str(c, "level", &w.Level)
		word(c, "reason", &w.Reason)
		str(c, "issue", &w.Issue)
		str(c, "steps", &w.Steps)
		str(c, "notice", &w.Notice)
		num(c, "resolve", &w.Resolve)
	case *chat.HandToChannel:
		word(c, "channel", &w.Channel)
		str(c, "reason", &w.Reason)
		str(c, "note", &w.Note)
		str(c, "notice", &w.Notice)
		num(c, "due", &w.Due)
	default:
		return false
	}
	return true
}

// wayWish describes the wishes about the way of a chat to its end, and about
// how the team works.
func wayWish(c *codec, w chat.Wish) bool {
	switch w := w.(type) {
	case *chat.EndChat:
		str(c, "reason", &w.Reason)
		embed(c, "ticket", &w.Ticket)
		list(c, "skipped", &w.Skipped, skip)
	case *chat.SaveTicket:
		embed(c, "ticket", &w.Ticket)
	case *chat.AskForHelp:
		str(c, "reason", &w.Reason)
	case *chat.SetStep:
		word(c, "step", &w.Step)
		str(c, "reason", &w.Reason)
	case *chat.ConfirmResolution:
		str(c, "message", &w.Message)
	case *chat.VerifyIdentity:
		strs(c, "checks", &w.Checks)
	case *chat.SetFocus:
		flag(c, "on", &w.On)
	case *chat.ChangePolicy:
		num(c, "version", &w.Version)
		blob(c, "file", &w.File)
		str(c, "reason", &w.Reason)
	case *chat.AnswerHelp, *chat.AskRating:
		// nothing beside the name
	default:
		return false
	}
	return true
}
