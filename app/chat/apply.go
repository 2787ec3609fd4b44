package chat

import (
	"cmp"
	"slices"
)

// apply folds one event that is new to c.
func (c *Chat) apply(e *Event) {
	c.countMove(e)
	switch b := e.Body.(type) {
	case *MessagePosted:
		c.post(e, b)
	case *NotePosted:
		c.Messages = append(c.Messages, Message{
			ID: b.Message, At: e.At, From: SpeakerNote, Agent: e.By, Name: b.Name, Text: b.Text,
			Mentions: b.Mentions,
		})
		c.LastAt = e.At
	case *WhisperPosted:
		c.Messages = append(c.Messages, Message{
			ID: b.Message, At: e.At, From: SpeakerWhisper, Agent: e.By, To: b.To, Name: b.Name, Text: b.Text,
		})
	case *MessageDelivered:
		c.reach(b)
	case *TeamPosted:
		c.Side = keepLast(c.Side, b.line(e), KeepSide)
	default:
		c.Revision++
		c.applyFact(e)
	}
	if len(c.Returned) > 0 && !e.Private() {
		c.heed(e)
	}
}

// applyFact folds what is no line.
func (c *Chat) applyFact(e *Event) {
	for _, fold := range [...]func(*Chat, *Event) bool{
		(*Chat).applyOwnership, (*Chat).applyCompany, (*Chat).applyTrigger, (*Chat).applyDuty, (*Chat).applyWay,
		(*Chat).applyCall, (*Chat).applyBack, (*Chat).applyRewrite, (*Chat).applyRoute, (*Chat).applyGroup,
	} {
		if fold(c, e) {
			return
		}
	}
}

// heed drops what came back to people who have done something about it, or can
// do nothing any more. A whisper is not heard of by everybody, so it is none.
func (c *Chat) heed(e *Event) {
	left := slices.DeleteFunc(slices.Clone(c.Returned), func(r Return) bool {
		return r.Offer.From == e.By || !c.Serves(r.Offer.From)
	})
	if len(left) == len(c.Returned) {
		return
	}
	c.Returned = left
	c.Revision++
}

// open puts the chat on the floor, for the first time or again.
func (c *Chat) open(at Instant, o *ChatOpened) {
	if c.Active() {
		return
	}
	c.Driver, c.Channel, c.Customer = o.Driver, o.Channel, o.Customer
	c.Stage, c.Bot, c.LastAt, c.Began = StageBot, o.Bot, at, at
	c.Closed, c.ClosedWhy = 0, ""
	c.Step, c.StepSince, c.Confirmed = "", 0, ""
	c.Help, c.Verified, c.Ticket, c.TicketRef = Help{}, Verification{}, nil, ""
	c.Night, c.Offered = Night{}, nil
	c.ServedBy, c.Alerted, c.Unanswered, c.LeftAt = "", nil, nil, ""
	if c.Opened.IsZero() {
		c.Opened = at
		if !o.Since.IsZero() {
			c.Opened = o.Since
		}
	}
	c.Choice, c.Site = o.Choice, o.Site
	c.Routed, c.Queue, c.GivenBy, c.Draft = Routing{}, "", "", ""
	if !o.Bot {
		c.Stage, c.QueuedAt = StageQueued, at
	}
}

// applyOwnership folds who is in the chat and who serves it; it reports
// whether e was that.
func (c *Chat) applyOwnership(e *Event) bool {
	switch b := e.Body.(type) {
	case *ChatOpened:
		c.open(e.At, b)
	case *CustomerDescribed:
		c.Customer = b.Customer
	case *ChatQueued:
		c.Stage, c.QueuedAt, c.QueuedWhy = StageQueued, e.At, b.Reason
		c.Owner, c.Bot, c.Joined, c.Step, c.StepSince = "", false, nil, "", 0
		c.Queue, c.GivenBy = cmp.Or(b.Queue, c.Routed.Queue), ""
		c.keepLead()
	case *ChatAccepted:
		c.own(b.Agent, e.At)
		c.GivenBy = b.Rule
	case *ChatForwarded:
		c.own(b.To, e.At)
	case *TakeOverClaimed:
		c.Claim = Claim{ID: e.ID, Agent: b.Agent, At: e.At, Reason: b.Reason}
	case *ChatTakenOver:
		c.own(b.Agent, e.At)
	case *TakeOverReverted:
		c.Claim = Claim{}
	case *ChatClosed:
		c.Stage, c.Closed, c.ClosedWhy = StageClosed, e.At, b.Reason
		c.Unanswered, c.LeftAt = c.Triggers, c.Step
		c.Owner, c.Bot, c.Claim, c.Joined = "", false, Claim{}, nil
		c.Step, c.StepSince, c.Queue, c.GivenBy, c.Draft = "", 0, "", "", ""
		c.keepLead()
		// Obligations are not dropped here: each ends by a fact of its own, so
		// that a report can tell kept from void.
		c.Triggers = nil
	default:
		return false
	}
	return true
}

// applyCompany folds who else is in the chat, to whom it is offered and what
// it is tagged; it reports whether e was that.
func (c *Chat) applyCompany(e *Event) bool {
	switch b := e.Body.(type) {
	case *AgentJoined:
		if !c.HasJoined(b.Agent) && c.Owner != b.Agent {
			c.Joined = append(slices.Clone(c.Joined), b.Agent)
		}
	case *AgentLeft:
		c.tellLeft(e, b)
		c.leave(b, e.At)
		c.keepLead()
	case *OfferMade:
		c.Offers = append(slices.Clone(c.Offers), b.Offer)
		c.escalate(e, &b.Offer)
	case *OfferAccepted:
		c.tellAccepted(e, b)
		c.escalated(e, b.Offer, EscalationAccepted, b.Agent)
		c.answer(b.Offer)
	case *OfferReturned:
		c.tellReturned(e, b)
		c.escalated(e, b.Offer, escalationEnd(b.How), b.Agent)
		c.giveBack(e.At, b)
	case *TagAdded:
		if at, found := slices.BinarySearch(c.Tags, b.Tag); !found {
			c.Tags = slices.Insert(slices.Clone(c.Tags), at, b.Tag)
		}
	case *TagRemoved:
		c.Tags = without(c.Tags, b.Tag)
	default:
		return false
	}
	return true
}

func (c *Chat) leave(b *AgentLeft, at Instant) {
	c.Joined = without(c.Joined, b.Agent)
	if c.Owner != b.Agent {
		return
	}
	if b.Next != "" {
		c.own(b.Next, at)
		return
	}
	c.Owner = ""
}

// giveBack ends an offer, and keeps for its sender that nobody took it. What
// they took back, and what went void, they need not be told.
func (c *Chat) giveBack(at Instant, b *OfferReturned) {
	o, open := c.Offer(b.Offer)
	c.answer(b.Offer)
	if !open || b.How != ReturnedDeclined && b.How != ReturnedExpired {
		return
	}
	others := slices.DeleteFunc(slices.Clone(c.Returned), func(r Return) bool { return r.Offer.From == o.From })
	c.Returned = append(others, Return{Offer: o, How: b.How, Reason: b.Reason, Agent: b.Agent, At: at})
}

func (c *Chat) answer(id OfferID) {
	c.Offers = slices.DeleteFunc(slices.Clone(c.Offers), func(o Offer) bool { return o.ID == id })
}

// without returns a copy of s that lacks x.
func without[T comparable](s []T, x T) []T {
	return slices.DeleteFunc(slices.Clone(s), func(o T) bool { return o == x })
}

// applyTrigger folds triggers; it reports whether e was about one.
func (c *Chat) applyTrigger(e *Event) bool {
	switch b := e.Body.(type) {
	case *TriggerRaised:
		c.raise(b.Trigger)
	case *TriggerCleared:
		c.clear(b.Rule)
	case *TriggerDismissed:
		c.clear(b.Rule)
		c.Alerted = without(c.Alerted, b.Rule)
	case *TriggerConfirmed:
		c.change(b.Rule, func(t *Trigger) { t.ConfirmedBy = e.By })
	case *AlertAcknowledged:
		c.change(b.Rule, func(t *Trigger) { t.AcknowledgedBy = e.By })
	default:
		return false
	}
	return true
}

func (c *Chat) post(e *Event, b *MessagePosted) {
	c.Messages = append(c.Messages, Message{
		ID: b.Message, At: e.At, From: b.From, Agent: e.By, Name: b.Name, Text: b.Text,
		Confidence: b.Confidence, DespiteGap: b.DespiteGap,
		Script: b.Script, Overrides: b.Overrides, File: b.File, Masked: b.Masked, Via: b.Via,
		Said: b.Said,
	})
	c.LastAt, c.LastLine = e.At, len(c.Messages)-1
	if b.From == SpeakerCustomer {
		c.Heard, c.Draft = max(c.Heard, heardAt(&c.Messages[c.LastLine])), ""
		if c.FirstLine < 0 {
			c.FirstLine = c.LastLine
		}
	}
	if b.Delivery != DeliveryNone {
		c.deliver(b.Message, Outcome{Delivery: b.Delivery})
	}
}

func (c *Chat) own(a AgentID, at Instant) {
	c.Owner, c.OwnedSince, c.ServedBy, c.Claim = a, at, a, Claim{}
	c.Stage, c.Bot, c.Queue, c.GivenBy = StageActive, false, "", ""
	c.Brought, c.Joined = c.Triggers, without(c.Joined, a)
	c.keepLead()
	if c.Step == "" {
		c.Step, c.StepSince = StepGreeting, at
	}
}

func (c *Chat) raise(t Trigger) {
	next := slices.DeleteFunc(slices.Clone(c.Triggers), func(o Trigger) bool { return o.Rule == t.Rule })
	c.Triggers = append(next, t)
	if t.Level == LevelAlert && !slices.Contains(c.Alerted, t.Rule) {
		c.Alerted = append(slices.Clone(c.Alerted), t.Rule)
	}
}

func (c *Chat) clear(r RuleID) {
	c.Triggers = slices.DeleteFunc(slices.Clone(c.Triggers), func(o Trigger) bool { return o.Rule == r })
}

// change changes the trigger of a rule, if it holds, in a copy of the list.
func (c *Chat) change(r RuleID, to func(*Trigger)) {
	next := slices.Clone(c.Triggers)
	for i := range next {
		if next[i].Rule == r {
			to(&next[i])
		}
	}
	c.Triggers = next
}
