package obligation

import "floorwalker/app/chat"

// offered makes the silence stand still, and starts what an escalation owes:
// the receiver its solution, by the time that the customer was told (E-ESC-07).
func (f *follower) offered(o *chat.Offer) {
	if run, ok := f.talking(); ok && Silence(run.Kind) > 0 && run.Paused.IsZero() {
		f.pause(run.ID, waitsFor(o))
	}
	if o.Kind != chat.OfferEscalation {
		return
	}
	// What the notice to the customer promises is what the escalation owes.
	f.end(Void, func(run *chat.Obligation) bool {
		return run.Kind == chat.OwedPromise && run.Started == f.at && run.Owner == o.From
	})
	owner := o.To
	if owner == "" {
		owner = chat.OwnerQueue(o.Queue)
	}
	f.once(chat.Obligation{
		Kind: chat.OwedEscalation, Owner: owner, Cause: string(o.ID), Words: o.Issue, Due: f.resolve(o),
	})
}

// resolve is when an escalation is to be solved. The referee demands that the
// customer was told; a promise without a time is one for soon.
func (f *follower) resolve(o *chat.Offer) chat.Instant {
	if o.Resolve > f.at {
		return o.Resolve
	}
	return f.at.Add(f.policy.Promise.Vague)
}

func waitsFor(o *chat.Offer) string {
	switch o.Kind {
	case chat.OfferEscalation:
		return "the escalation waits for an answer"
	case chat.OfferInvitation:
		return "an invitation waits for an answer"
	}
	return "the forward waits for an answer"
}

// answered lets the silence run again once nothing is held out any more. By is
// who accepted, if somebody did.
func (f *follower) answered(id chat.OfferID, by chat.AgentID) {
	if run, ok := f.talking(); ok && !run.Paused.IsZero() && len(f.chat.Offers) == 0 {
		f.fact("resumed", string(run.ID), &chat.ObligationResumed{Obligation: run.ID, Due: run.Due + f.at - run.Paused})
	}
	x := f.chat.Escalation
	if x.Offer.ID != id {
		return
	}
	owed := func(o *chat.Obligation) bool { return o.Kind == chat.OwedEscalation && o.Cause == string(id) }
	if x.State != chat.EscalationAccepted {
		f.end(Void, owed)
		return
	}
	f.hand(by, owed)
	// Whoever escalated asks the customer in the end whether it is solved
	// (G-ESC-05).
	f.once(chat.Obligation{
		Kind: chat.OwedConfirm, Owner: x.Offer.From, Cause: string(id), Words: x.Offer.Issue, Due: f.resolve(&x.Offer),
	})
}

// channelled starts what a customer was told who will be reached otherwise.
func (f *follower) channelled(b *chat.HandedToChannel) {
	o := chat.Obligation{Owner: f.cause.By, Cause: b.Ref, Words: b.Reason, Due: b.Due}
	if o.Due <= f.at {
		o.Due = f.at.Add(f.policy.Promise.Vague)
	}
	if o.Kind = chat.OwedPromise; b.Channel == chat.HandPhone {
		o.Kind = chat.OwedCall
	}
	f.pledge(o, func(run *chat.Obligation) bool { return run.Started == f.at || o.Kind == chat.OwedCall })
}
