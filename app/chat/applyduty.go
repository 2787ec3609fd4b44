package chat

import "slices"

// applyDuty folds what is owed; it reports whether e was about that.
func (c *Chat) applyDuty(e *Event) bool {
	switch b := e.Body.(type) {
	case *ObligationStarted:
		c.owe(e.At, b.Obligation)
	case *ObligationPaused:
		c.alter(b.Obligation, func(o *Obligation) {
			if o.Paused.IsZero() {
				o.Paused, o.PausedWhy = e.At, b.Reason
			}
		})
	case *ObligationResumed:
		c.alter(b.Obligation, func(o *Obligation) {
			later := b.Due - o.Due
			o.Started, o.Due, o.Paused, o.PausedWhy = o.Started+later, b.Due, 0, ""
			if !o.Until.IsZero() {
				o.Until += later
			}
		})
	case *ObligationBreached:
		c.alter(b.Obligation, func(o *Obligation) { o.Breached = e.At })
	case *ObligationAttempted:
		c.called(Attempt{
			ID: AttemptID(e.ID), Obligation: b.Obligation, By: e.By, Began: e.At, Ended: e.At, Outcome: b.Outcome, Note: b.Note,
		})
	case *ObligationHanded:
		c.alter(b.Obligation, func(o *Obligation) {
			o.Owner = b.To
			if e.By != "" {
				o.HandedBy = e.By
			}
		})
	case *ObligationEnded:
		c.failed(e, b)
		c.Obligations = slices.DeleteFunc(slices.Clone(c.Obligations),
			func(o Obligation) bool { return o.ID == b.Obligation })
	default:
		return false
	}
	return true
}

func (c *Chat) owe(at Instant, o Obligation) {
	if o.Kind == OwedCall {
		c.CallOwed = at
		if o.Reason == CallDelayCheck {
			c.Night.Upset = at
		}
		c.resumed(ObligationID(o.Cause))
	}
	c.Obligations = append(slices.Clone(c.Obligations), o)
	c.orderDues()
}

// alter changes one obligation in a copy of the list.
func (c *Chat) alter(id ObligationID, to func(*Obligation)) {
	next := slices.Clone(c.Obligations)
	for i := range next {
		if next[i].ID == id {
			to(&next[i])
		}
	}
	c.Obligations = next
	c.orderDues()
}

// orderDues keeps the nearest first, in a list that nobody else has yet.
func (c *Chat) orderDues() {
	slices.SortStableFunc(c.Obligations, func(a, b Obligation) int { return int(a.Due - b.Due) })
}

// applyWay folds how a chat goes on to its end and after it.
func (c *Chat) applyWay(e *Event) bool {
	switch b := e.Body.(type) {
	case *ChatStepped:
		c.step(e.At, b.Step)
	case *ResolutionConfirmed:
		c.Confirmed = b.Message
	case *RatingAsked:
		c.Rating.AskedAt = e.At
	case *RatingGiven:
		c.Rating.Stars, c.Rating.Words = b.Stars, b.Words
	case *IdentityVerified:
		c.Verified = Verification{At: e.At, By: e.By, Checks: b.Checks}
	case *HelpAsked:
		c.Help = Help{By: e.By, At: e.At, Reason: b.Reason}
	case *HelpAnswered:
		c.Help.AnsweredBy, c.Help.AnsweredAt = e.By, e.At
	case *TicketSaved:
		c.TicketRef, c.Ticket = b.Ref, b.Ticket
	case *BotLineRejected:
		c.tellRejected(e, b)
	case *CustomerTyped:
		c.Typed, c.Draft = e.At, b.Draft
	default:
		return false
	}
	return true
}

// step moves a chat that somebody serves. Whoever goes back to before
// confirming has learned that it is not solved.
func (c *Chat) step(at Instant, to Step) {
	if c.Stage != StageActive {
		return
	}
	c.Step, c.StepSince = to, at
	if to.Order() < StepConfirming.Order() {
		c.Confirmed = ""
	}
}

// escalate remembers an offer that is an escalation.
func (c *Chat) escalate(e *Event, o *Offer) {
	if o.Kind == OfferEscalation {
		c.Escalation = Escalation{Offer: *o, State: EscalationOpen, At: e.At, By: o.From}
	}
}

// escalated remembers what became of it.
func (c *Chat) escalated(e *Event, id OfferID, to EscalationState, by AgentID) {
	if x := &c.Escalation; x.Offer.ID == id && x.State == EscalationOpen {
		x.State, x.At, x.By = to, e.At, by
	}
}

func escalationEnd(how HowReturned) EscalationState {
	switch how {
	case ReturnedDeclined:
		return EscalationRejected
	case ReturnedExpired:
		return EscalationExpired
	}
	return EscalationCancelled
}
