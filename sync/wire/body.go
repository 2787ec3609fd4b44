package wire

import "floorwalker/app/chat"

// body describes the fields of each kind of event. A name is never renamed:
// logs live for years.
func body(c *codec, b chat.Body) {
	switch b := b.(type) {
	case *chat.MessagePosted:
		str(c, "message", &b.Message)
		word(c, "from", &b.From)
		str(c, "name", &b.Name)
		str(c, "text", &b.Text)
		score(c, "confidence", &b.Confidence)
		flag(c, "despite_gap", &b.DespiteGap)
		word(c, "delivery", &b.Delivery)
		word(c, "script", &b.Script)
		strs(c, "overrides", &b.Overrides)
		ref(c, "file", &b.File, file)
		flag(c, "masked", &b.Masked)
		blob(c, "sealed", &b.Sealed)
		word(c, "via", &b.Via)
		num(c, "said", &b.Said)
	case *chat.MessageDelivered:
		str(c, "message", &b.Message)
		word(c, "delivery", &b.Delivery)
		str(c, "reason", &b.Reason)
	case *chat.NotePosted:
		str(c, "message", &b.Message)
		str(c, "name", &b.Name)
		str(c, "text", &b.Text)
		strs(c, "mentions", &b.Mentions)
	case *chat.ChatOpened:
		sub(c, "customer", func(c *codec) { customer(c, &b.Customer) })
		word(c, "channel", &b.Channel)
		flag(c, "bot", &b.Bot)
		word(c, "driver", &b.Driver)
		num(c, "since", &b.Since)
		str(c, "choice", &b.Choice)
		word(c, "site", &b.Site)
	case *chat.CustomerDescribed:
		sub(c, "customer", func(c *codec) { customer(c, &b.Customer) })
	case *chat.ChatClosed:
		str(c, "reason", &b.Reason)
		list(c, "skipped", &b.Skipped, skip)
	default:
		factBody(c, b)
	}
}

// factBody describes what is no line.
func factBody(c *codec, b chat.Body) {
	_ = ownershipBody(c, b) || companyBody(c, b) || triggerBody(c, b) || dutyBody(c, b) || wayBody(c, b) ||
		teamBody(c, b) || callBody(c, b) || shiftBody(c, b) || handoverBody(c, b) || backendBody(c, b) || roomBody(c, b)
}

func ownershipBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.ChatQueued:
		str(c, "queue", &b.Queue)
		str(c, "reason", &b.Reason)
	case *chat.ChatAccepted:
		str(c, "agent", &b.Agent)
		word(c, "rule", &b.Rule)
	case *chat.TakeOverClaimed:
		str(c, "agent", &b.Agent)
		str(c, "reason", &b.Reason)
	case *chat.ChatTakenOver:
		str(c, "agent", &b.Agent)
		str(c, "from", &b.From)
	case *chat.TakeOverReverted:
		str(c, "agent", &b.Agent)
		str(c, "reason", &b.Reason)
	default:
		return false
	}
	return true
}

// companyBody describes who else is in a chat, whispers and tags.
func companyBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.WhisperPosted:
		str(c, "message", &b.Message)
		str(c, "to", &b.To)
		str(c, "name", &b.Name)
		str(c, "text", &b.Text)
	case *chat.AgentJoined:
		str(c, "agent", &b.Agent)
		str(c, "invited", &b.Invited)
	case *chat.AgentLeft:
		str(c, "agent", &b.Agent)
		str(c, "next", &b.Next)
		str(c, "reason", &b.Reason)
	case *chat.OfferMade:
		offer(c, &b.Offer)
	case *chat.OfferAccepted:
		str(c, "offer", &b.Offer)
		str(c, "agent", &b.Agent)
	case *chat.OfferReturned:
		str(c, "offer", &b.Offer)
		word(c, "how", &b.How)
		str(c, "reason", &b.Reason)
		str(c, "agent", &b.Agent)
	case *chat.ChatForwarded:
		str(c, "from", &b.From)
		str(c, "to", &b.To)
		str(c, "offer", &b.Offer)
		str(c, "queue", &b.Queue)
		word(c, "reason", &b.Reason)
	case *chat.TagAdded:
		str(c, "tag", &b.Tag)
	case *chat.TagRemoved:
		str(c, "tag", &b.Tag)
	default:
		return false
	}
	return true
}

func offer(c *codec, o *chat.Offer) {
	str(c, "id", &o.ID)
	word(c, "kind", &o.Kind)
	str(c, "from", &o.From)
	str(c, "to", &o.To)
	str(c, "queue", &o.Queue)
	word(c, "reason", &o.Reason)
	str(c, "note", &o.Note)
	num(c, "made", &o.Made)
	num(c, "due", &o.Due)
	str(c, "ref", &o.Ref)
	str(c, "level", &o.Level)
	str(c, "issue", &o.Issue)
	str(c, "steps", &o.Steps)
	num(c, "resolve", &o.Resolve)
}

func triggerBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.TriggerRaised:
		trigger(c, &b.Trigger)
	case *chat.TriggerCleared:
		word(c, "rule", &b.Rule)
		str(c, "reason", &b.Reason)
	case *chat.TriggerDismissed:
		word(c, "rule", &b.Rule)
		str(c, "reason", &b.Reason)
	case *chat.TriggerConfirmed:
		word(c, "rule", &b.Rule)
	case *chat.AlertAcknowledged:
		word(c, "rule", &b.Rule)
	default:
		return false
	}
	return true
}

func teamBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.AgentAdded:
		str(c, "agent", &b.Agent)
		str(c, "name", &b.Name)
		word(c, "role", &b.Role)
		str(c, "department", &b.Department)
		flag(c, "outside", &b.Outside)
	case *chat.AgentRevoked:
		str(c, "agent", &b.Agent)
	case *chat.PresenceChanged:
		str(c, "agent", &b.Agent)
		word(c, "presence", &b.Presence)
	case *chat.RecordSaved:
		word(c, "shelf", &b.Shelf)
		embed(c, "version", &b.Version)
	case *chat.FocusChanged:
		str(c, "agent", &b.Agent)
		flag(c, "on", &b.On)
	case *chat.PolicyChanged:
		num(c, "version", &b.Version)
		blob(c, "file", &b.File)
		str(c, "reason", &b.Reason)
	default:
		return false
	}
	return true
}

func customer(c *codec, p *chat.Customer) {
	str(c, "name", &p.Name)
	str(c, "contact", &p.Contact)
	str(c, "phone", &p.Phone)
	str(c, "account", &p.Account)
	str(c, "page", &p.Page)
	str(c, "locale", &p.Locale)
	list(c, "before", &p.Before, func(c *codec, b *chat.PastChat) {
		num(c, "at", &b.At)
		str(c, "summary", &b.Summary)
		str(c, "agent", &b.Agent)
	})
	list(c, "data", &p.Data, func(c *codec, f *chat.Field) {
		word(c, "name", &f.Name)
		str(c, "value", &f.Value)
	})
}

func trigger(c *codec, t *chat.Trigger) {
	word(c, "rule", &t.Rule)
	num(c, "version", &t.Version)
	num(c, "policy", &t.Policy)
	word(c, "tier", &t.Tier)
	word(c, "level", &t.Level)
	score(c, "score", &t.Score)
	score(c, "threshold", &t.Threshold)
	num(c, "raised_at", &t.RaisedAt)
	word(c, "weights", &t.Weights)
	word(c, "knowledge", &t.Knowledge)
	str(c, "marked_by", &t.MarkedBy)
	str(c, "confirmed_by", &t.ConfirmedBy)
	str(c, "acknowledged_by", &t.AcknowledgedBy)
	list(c, "evidence", &t.Evidence, func(c *codec, e *chat.Evidence) {
		str(c, "message", &e.Message)
		num(c, "from", &e.From)
		num(c, "to", &e.To)
		str(c, "words", &e.Words)
	})
}
