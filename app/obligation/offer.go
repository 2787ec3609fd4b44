package obligation

import (
	"cmp"

	"floorwalker/app/chat"
)

// offered makes the silence stand still, and starts what an escalation owes:
// the receiver its solution, by the time that the customer was told (E-ESC-07).
func (f *follower) offered(o *chat.Offer) {
	if run, ok := f.talking(); ok && Silence(run.Kind) > 0 && run.Paused.IsZero() {
		f.pause(run.ID, waitsFor(o))
	}
	if o.Kind != chat.OfferEscalation {
		return
	}
	f.upset()
	// What the notice to the customer promises is what the escalation owes.
	f.end(Void, func(run *chat.Obligation) bool {
		return run.Kind == chat.OwedPromise && run.Started == f.at && run.Owner == o.From
	})
	// A customer who is told of another escalation goes by its time, and by its
	// number.
	for i := range f.chat.Obligations {
		if run := &f.chat.Obligations[i]; f.told(run) {
			f.endOne(run.ID, Void, "promised anew")
		}
	}
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
	case chat.OfferAwait:
		return "the chat waits for somebody who is away"
	case chat.OfferInvitation:
		return "an invitation waits for an answer"
	}
	return "the forward waits for an answer"
}

// accepted gives what the escalation owes to who took it.
func (f *follower) accepted(b *chat.OfferAccepted) {
	f.goOn()
	x := &f.chat.Escalation
	if x.Offer.ID != b.Offer || x.State != chat.EscalationAccepted {
		return
	}
	f.hand(b.Agent, func(o *chat.Obligation) bool { return owedWith(o, b.Offer) })
	// Whoever escalated asks the customer in the end whether it is solved
	// (G-ESC-05).
	f.once(chat.Obligation{
		Kind: chat.OwedConfirm, Owner: x.Offer.From, Cause: string(b.Offer), Words: x.Offer.Issue, Due: f.resolve(&x.Offer),
	})
}

// returned gives what the customer was told back to who told them, for nobody
// has taken it off them (G-ESC-03, A-60). Only who cancels an escalation has
// told the customer not to wait for it (E-ESC-08).
func (f *follower) returned(b *chat.OfferReturned) {
	f.goOn()
	o := &f.chat.Escalation.Offer
	if o.ID != b.Offer {
		return
	}
	for _, run := range f.chat.Obligations {
		switch {
		case !owedWith(&run, o.ID):
		case b.How == chat.ReturnedWithdrawn:
			f.endOne(run.ID, Void, "the escalation was cancelled")
		default:
			f.endOne(run.ID, Void, "the escalation came back")
			f.keep(o, &run)
		}
	}
}

// keep makes the sender of o owe what was. The clock goes on as it ran: the
// customer was told one time, and if that is over it is over once.
func (f *follower) keep(o *chat.Offer, was *chat.Obligation) {
	f.start(chat.Obligation{
		ID: f.toldID(string(o.ID)), Kind: chat.OwedPromise, Owner: o.From, Cause: string(o.ID),
		Words:   "what was promised with " + cmp.Or(o.Ref, "the escalation"),
		Started: was.Started, Due: was.Due, Breached: was.Breached, Policy: was.Policy,
	})
}

// told reports whether o is what a customer was told of an escalation that came
// back. Its cause alone would not tell: it may be a line's id as well.
func (f *follower) told(o *chat.Obligation) bool {
	return o.Kind == chat.OwedPromise && o.ID == f.toldID(o.Cause)
}

func (f *follower) toldID(offer string) chat.ObligationID {
	return chat.ObligationID("told-" + digest(string(f.chat.ID), offer))
}

func owedWith(o *chat.Obligation, id chat.OfferID) bool {
	return o.Kind == chat.OwedEscalation && o.Cause == string(id)
}

// goOn lets the silence run again once nothing is held out any more.
func (f *follower) goOn() {
	if run, ok := f.talking(); ok && !run.Paused.IsZero() && len(f.chat.Offers) == 0 {
		f.fact("resumed", string(run.ID), &chat.ObligationResumed{Obligation: run.ID, Due: run.Due + f.at - run.Paused})
	}
}

// channelled starts what a customer was told who will be reached otherwise.
func (f *follower) channelled(b *chat.HandedToChannel) {
	o := chat.Obligation{Owner: f.cause.By, Cause: b.Ref, Words: b.Reason, Due: b.Due}
	if o.Due <= f.at {
		o.Due = f.at.Add(f.policy.Promise.Vague)
	}
	if o.Kind = chat.OwedPromise; b.Channel == chat.HandPhone {
		o.Kind, o.Reason = chat.OwedCall, chat.CallPromised
	}
	f.pledge(o, func(run *chat.Obligation) bool { return run.Started == f.at || o.Kind == chat.OwedCall })
}
