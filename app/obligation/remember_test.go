package obligation_test

import (
	"fmt"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
)

// escalated is an escalation whose end the customer was told; within is counted
// from when it happens.
func escalated(id string, from chat.AgentID, within chat.Instant) chat.Body {
	return &chat.OfferMade{Offer: chat.Offer{
		ID: chat.OfferID(id), Kind: chat.OfferEscalation, From: from, Queue: "q", Ref: "ES-" + id, Resolve: within,
	}}
}

// comesBack is the return of what the n-th event of a life may have offered.
func comesBack(n int, how chat.HowReturned) chat.Body {
	return &chat.OfferReturned{Offer: chat.OfferID(fmt.Sprint("om", n)), How: how}
}

// remembers sees that nothing that a customer was told with an escalation is
// forgotten: what is void of it is owed in another way, by the same time, unless
// the customer was told otherwise (G-ESC-03, G-ESC-05, A-60, E-ESC-08, D-11).
func (w *world) remembers(e *chat.Event, before []chat.Obligation, facts []chat.Event) {
	for i := range facts {
		end, ok := facts[i].Body.(*chat.ObligationEnded)
		if !ok || end.How != obligation.Void {
			continue
		}
		at := slices.IndexFunc(before, func(o chat.Obligation) bool { return o.ID == end.Obligation })
		switch o := before[at]; o.Kind {
		case chat.OwedEscalation:
			w.cameBack(e, &o)
		case chat.OwedPromise:
			w.promisedAnew(e, &o)
		}
	}
	w.answered(e)
}

// cameBack sees that was, which is void, is the sender's again.
func (w *world) cameBack(e *chat.Event, was *chat.Obligation) {
	b, ok := e.Body.(*chat.OfferReturned)
	if !ok || was.Cause != string(b.Offer) {
		w.t.Fatalf("%+v is void by %T", was, e.Body)
	}
	n := 0
	for _, o := range w.chat().Obligations {
		if o.Kind == chat.OwedPromise && o.Cause == was.Cause && o.Owner == w.chat().Escalation.Offer.From &&
			o.Started == was.Started && o.Due == was.Due && o.Breached == was.Breached {
			n++
		}
	}
	if want := map[bool]int{true: 0, false: 1}[b.How == chat.ReturnedWithdrawn]; n != want {
		w.t.Fatalf("%s: %d promises for %+v, want %d", b.How, n, was, want)
	}
}

// promisedAnew sees that a promise is void only because another escalation has
// taken its place.
func (w *world) promisedAnew(e *chat.Event, was *chat.Obligation) {
	b, ok := e.Body.(*chat.OfferMade)
	if !ok || b.Offer.Kind != chat.OfferEscalation || !w.escalates(b.Offer.ID) {
		w.t.Fatalf("%+v is void by %T", was, e.Body)
	}
}

// answered sees that no escalation that has come back is left with who did not
// take it.
func (w *world) answered(e *chat.Event) {
	b, ok := e.Body.(*chat.OfferReturned)
	if ok && w.chat().Escalation.Offer.ID == b.Offer && w.escalates(b.Offer) {
		w.t.Fatalf("%s came back, and is owed by who did not take it", b.Offer)
	}
}

func (w *world) escalates(id chat.OfferID) bool {
	return slices.ContainsFunc(w.chat().Obligations, func(o chat.Obligation) bool {
		return o.Kind == chat.OwedEscalation && o.Cause == string(id)
	})
}
