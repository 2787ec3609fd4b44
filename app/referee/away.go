package referee

import (
	"cmp"
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// awaitAgent has a chat wait for somebody who is away (C-TRF-04): an offer to them
// without an end. Whoever asks for it serves the customer until then, as with any other
// offer.
func (r *ruling) awaitAgent(w *chat.AwaitAgent) (Decision, *chat.Refusal) {
	if no := r.mayHandOn("have wait"); no != nil {
		return Decision{}, no
	}
	if no := r.away(w.To, policy.AwayWait); no != nil {
		return Decision{}, no
	}
	note, no := r.needNote(w.Note, "what "+r.nameIn(w.To)+" is needed for")
	if no != nil {
		return Decision{}, no
	}
	return Decision{Events: r.events(&chat.OfferMade{Offer: chat.Offer{
		ID: chat.OfferID(r.cmd.ID), Kind: chat.OfferAwait, From: r.by.ID, To: w.To, Reason: chat.ForwardOther, Note: note, Made: r.now,
	}})}, nil
}

// promiseContact writes down that somebody who is away gets in touch with the customer,
// within what the policy allows to promise (C-TRF-04, A-34). It is owed by them, and
// outlives the chat.
func (r *ruling) promiseContact(w *chat.PromiseContact) (Decision, *chat.Refusal) {
	if no := r.mustServe("promise something in"); no != nil {
		return Decision{}, no
	}
	if r.policy == nil {
		return Decision{}, refuseNoPolicy()
	}
	if no := r.away(w.To, policy.AwayPromise); no != nil {
		return Decision{}, no
	}
	if w.How != chat.ContactMail && w.How != chat.ContactPhone {
		return Decision{}, refuse(chat.RefusedInvalid, "Say whether "+r.nameIn(w.To)+" writes a mail or phones.")
	}
	latest := r.now.Add(r.policy.Transfer.Promise)
	due := cmp.Or(w.Due, latest)
	switch {
	case due <= r.now:
		return Decision{}, refuse(chat.RefusedInvalid, "Say by when; that time has to be ahead.")
	case due > latest:
		return Decision{}, refuse(chat.RefusedInvalid, "The team promises contact within "+hours(r.policy.Transfer.Promise)+"; choose an earlier time.")
	}
	note, no := r.needNote(w.Note, "what "+r.nameIn(w.To)+" has to know")
	if no != nil {
		return Decision{}, no
	}
	o := r.promised(chat.ObligationID(r.cmd.ID), chat.OwedContact, due, note)
	o.Obligation.Owner, o.Obligation.How, o.Obligation.HandedBy = w.To, w.How, r.by.ID
	return Decision{Events: r.events(o)}, nil
}

// away refuses what the policy does not do about somebody who is away, and somebody who
// is not: they are asked like everybody else.
func (r *ruling) away(id chat.AgentID, by policy.AwayMode) *chat.Refusal {
	switch how := r.policy.Transfer.Away; {
	case by == policy.AwayWait && !how.Wait():
		return refuse(chat.RefusedInvalid, "The team's policy promises contact where the wanted person is away, and lets no chat wait.")
	case by == policy.AwayPromise && !how.Promise():
		return refuse(chat.RefusedInvalid, "The team's policy lets a chat wait where the wanted person is away, and promises no contact.")
	}
	switch a := r.floor.Agent(id); {
	case a == nil:
		return refuse(chat.RefusedInvalid, "Nobody on the team has this name.")
	case a.Revoked:
		return refuse(chat.RefusedInvalid, r.name(id)+" is no longer on the team.")
	case a.Outside:
		return refuse(chat.RefusedInvalid, outsider(r.name(id))+"; choose somebody of the team.")
	case id == r.by.ID:
		return refuse(chat.RefusedInvalid, "You are there yourself.")
	case a.Presence == chat.PresenceOnline:
		return refuse(chat.RefusedInvalid, r.name(id)+" is online; forward the chat to them instead.")
	}
	return nil
}

// hours writes a time of whole hours, or otherwise of minutes.
func hours(d time.Duration) string {
	switch n := int(d / time.Hour); {
	case d%time.Hour != 0:
		return minutes(d)
	case n == 1:
		return "1 hour"
	default:
		return strconv.Itoa(n) + " hours"
	}
}
