package referee

import (
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// TagForwarded is the tag of a chat that was forwarded (V-FWD-02).
const TagForwarded = "forwarded"

// acceptOffer lets the first who says yes have what is offered; the others are
// told who has it (E-Q-02, S-TRF-04). An offer that has run out is gone, also
// if the hub has not come to say so yet.
func (r *ruling) acceptOffer(w *chat.AcceptOffer) (Decision, *chat.Refusal) {
	o, open := r.chat.Offer(w.Offer)
	if !open && r.chat.Active() && r.chat.Owner == r.by.ID {
		return Decision{}, nil
	}
	if no := r.mayAnswer(o, open, "take the offer back if you want to keep the chat to yourself."); no != nil {
		return Decision{}, no
	}
	if words := r.floor.Unable(r.chat, accepting(o.Kind)); words != "" {
		return Decision{}, refuse(chat.RefusedInvalid, words)
	}
	if o.Kind == chat.OfferInvitation {
		return r.comesIn(o.ID)
	}
	if r.chat.Claim.Agent == r.by.ID {
		return Decision{}, nil
	}
	if no := r.claimed(); no != nil {
		return Decision{}, no
	}
	if o.Kind == chat.OfferEscalation && !w.Read {
		return Decision{}, refuse(chat.RefusedInvalid, "Open what was written with this escalation before you accept it (G-ESC-04).")
	}
	return r.handOver(o), nil
}

// accepting is what of the backend it takes to accept an offer.
func accepting(k chat.OfferKind) chat.Operation {
	if k == chat.OfferInvitation {
		return chat.OpJoin
	}
	return chat.OpForward
}

// handOver gives a forwarded chat its next owner in one fact, so that it is
// never in two people's list and never in none (S-TRF-05).
func (r *ruling) handOver(o chat.Offer) Decision {
	bodies := []chat.Body{
		&chat.OfferAccepted{Offer: o.ID, Agent: r.by.ID},
		&chat.ChatForwarded{From: r.chat.Owner, To: r.by.ID, Offer: o.ID, Queue: o.Queue, Reason: o.Reason},
	}
	// An escalation is no forward, in no list and in no report (E-ESC-00).
	if _, has := r.tag(TagForwarded); !has && o.Kind != chat.OfferEscalation {
		bodies = append(bodies, &chat.TagAdded{Tag: TagForwarded})
	}
	bodies = append(bodies, r.line(takenOverBy(r.by.Name, r.policy)))
	return Decision{Events: r.events(bodies...), Effect: EffectTakeOver, Audit: r.audit(AuditSteppedIn)}
}

// declineOffer says no, and why (V-INVITE-01, E-ESC-11). One person cannot say
// no for a team: the others may still accept, so such an offer is left alone.
func (r *ruling) declineOffer(w *chat.DeclineOffer) (Decision, *chat.Refusal) {
	o, open := r.chat.Offer(w.Offer)
	if no := r.mayAnswer(o, open, "take the offer back instead."); no != nil {
		return Decision{}, no
	}
	// Of an escalation a lead may say it for the team (E-ESC-11).
	if o.To == "" && (o.Kind != chat.OfferEscalation || r.by.Role != chat.RoleLead) {
		return Decision{}, refuse(chat.RefusedInvalid, "This chat is offered to all of "+o.Queue+"; leave it to the others, it goes back by itself.")
	}
	reason, no := needReason(w.Reason, "Say in a few words why you decline, so that "+r.nameIn(o.From)+" knows what to do.")
	if no != nil {
		return Decision{}, no
	}
	return Decision{Events: r.events(&chat.OfferReturned{
		Offer: o.ID, How: chat.ReturnedDeclined, Reason: reason, Agent: r.by.ID,
	})}, nil
}

// withdrawOffer lets the sender take back what nobody has answered.
func (r *ruling) withdrawOffer(w *chat.WithdrawOffer) (Decision, *chat.Refusal) {
	o, open := r.chat.Offer(w.Offer)
	switch {
	case !open:
		return Decision{}, r.offerGone()
	case o.From != r.by.ID:
		return Decision{}, refuse(chat.RefusedRole, r.name(o.From)+" made this offer; only they can take it back.")
	}
	if o.Kind == chat.OfferEscalation {
		return r.cancel(o, w.Reason)
	}
	return Decision{Events: r.events(&chat.OfferReturned{
		Offer: o.ID, How: chat.ReturnedWithdrawn, Reason: r.by.Name + " took the offer back.",
	})}, nil
}

// cancel takes an escalation back, with a reason. A customer who was told of it
// is told that too, and its tag goes (E-ESC-08, G-TAG-15).
func (r *ruling) cancel(o chat.Offer, why string) (Decision, *chat.Refusal) {
	reason, no := needReason(why, "Say in a few words why you take the escalation back (E-ESC-08).")
	if no != nil {
		return Decision{}, no
	}
	d := Decision{}
	bodies := []chat.Body{&chat.OfferReturned{Offer: o.ID, How: chat.ReturnedWithdrawn, Reason: reason}}
	if r.edition != nil {
		if own, has := r.tag(r.escalatedTag(o)); has {
			bodies = append(bodies, &chat.TagRemoved{Tag: own})
		}
	}
	// The notice is the line of the same command.
	if r.chat.Outcomes()[chat.MessageID(o.ID)].Delivery != chat.DeliveryFailed {
		bodies, d.Effect = append(bodies, r.spoken(strings.Replace(cancelNotice, refSlot, o.Ref, 1))), EffectPost
	}
	d.Events = r.events(bodies...)
	return d, nil
}

// mayAnswer refuses an answer to an offer that has gone or is not for this
// agent. mine says what the sender should do instead.
func (r *ruling) mayAnswer(o chat.Offer, open bool, mine string) *chat.Refusal {
	switch {
	case !open:
		return r.offerGone()
	case o.From == r.by.ID:
		return refuse(chat.RefusedRole, "You made this offer yourself; "+mine)
	case !o.For(r.by.ID):
		return refuse(chat.RefusedRole, "This chat is offered to "+r.receiver(o)+"; only they can answer.")
	case !o.Due.IsZero() && r.now >= o.Due:
		return refuse(chat.RefusedGone, "This offer has run out; the chat stays with "+r.nameIn(r.chat.Owner)+".")
	}
	return nil
}

// offerGone tells who has the chat, if anybody has.
func (r *ruling) offerGone() *chat.Refusal {
	switch c := r.chat; {
	case !c.Active():
		return refuseClosed()
	case c.Owner == "":
		return refuse(chat.RefusedGone, "This offer has gone; nobody serves the chat now.")
	case c.Owner == r.by.ID:
		return refuse(chat.RefusedGone, "This offer has gone; you serve the chat.")
	case c.HasJoined(r.by.ID):
		return refuse(chat.RefusedGone, "This offer has gone; you are in the chat, and "+r.nameIn(c.Owner)+" serves it.")
	default:
		return refuse(chat.RefusedTaken, r.name(c.Owner)+" serves this chat; the offer has gone.")
	}
}

// line is a pending line; events gives it the id of its event.
func (r *ruling) line(text string) *chat.MessagePosted { return line("", text) }

// tag returns the chat's own spelling of a tag, if it has it.
func (r *ruling) tag(t string) (string, bool) {
	at := slices.IndexFunc(r.chat.Tags, func(o string) bool { return strings.EqualFold(o, t) })
	if at < 0 {
		return "", false
	}
	return r.chat.Tags[at], true
}
