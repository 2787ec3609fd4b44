package chat

import "slices"

// OfferKind is what is offered with a chat.
type OfferKind string

// A forward hands the chat over; an invitation asks somebody to come into it
// (V-FWD-01, V-INVITE-01).
const (
	OfferForward    OfferKind = "forward"
	OfferInvitation OfferKind = "invitation"
)

// ForwardReason is why a chat is forwarded, for reports (S-TRF-06).
type ForwardReason string

// The reasons to forward. One of them is mandatory.
const (
	ForwardExpertise   ForwardReason = "expertise"
	ForwardLoadBalance ForwardReason = "load_balance"
	ForwardOther       ForwardReason = "other"
)

// Valid reports whether r is one of the three.
func (r ForwardReason) Valid() bool {
	return r == ForwardExpertise || r == ForwardLoadBalance || r == ForwardOther
}

// Offer is a chat held out to somebody who has not answered yet. Until they
// accept, From serves the chat and answers for it.
type Offer struct {
	ID   OfferID
	Kind OfferKind
	From AgentID
	// To is one person; it is empty where Queue says which team may answer.
	To    AgentID
	Queue string
	// Reason is set for a forward.
	Reason ForwardReason
	// Note is what the receiver reads before they answer (S-TRF-03).
	Note string
	Made Instant
	// Due is when the offer goes back to the sender by itself.
	Due Instant

	// The rest is set for an escalation only. Ref is the number that the customer
	// was told, Level how far up it goes, Issue and Steps what is the matter and
	// what has been tried, and Resolve when the customer was told to expect the
	// end of it.
	Ref, Level, Issue, Steps string
	Resolve                  Instant
}

// For reports whether agent a may accept or decline; nobody ("") may not.
func (o Offer) For(a AgentID) bool {
	if o.To != "" {
		return a == o.To
	}
	return a != "" && a != o.From
}

// HowReturned is how an offer ended without being accepted.
type HowReturned string

// The ends of an offer that nobody accepted.
const (
	ReturnedDeclined  HowReturned = "declined"  // the receiver said no, and why
	ReturnedExpired   HowReturned = "expired"   // nobody answered in time
	ReturnedWithdrawn HowReturned = "withdrawn" // the sender took it back
	ReturnedVoid      HowReturned = "void"      // the chat went elsewhere or ended
)

// Return is an offer that came back to a sender who still has to find
// somebody, or to go on alone.
type Return struct {
	Offer Offer
	How   HowReturned // declined or expired
	// Reason is in words, the receiver's own if they declined.
	Reason string
	// Agent is who declined; empty if nobody did.
	Agent AgentID
	At    Instant
}

// Offer returns the open offer of that id.
func (c *Chat) Offer(id OfferID) (Offer, bool) {
	for _, o := range c.Offers {
		if o.ID == id {
			return o, true
		}
	}
	return Offer{}, false
}

// Forwarding returns the open forward; a chat has at most one.
func (c *Chat) Forwarding() (Offer, bool) {
	for _, o := range c.Offers {
		if o.Kind == OfferForward {
			return o, true
		}
	}
	return Offer{}, false
}

// HasJoined reports whether a writes here beside the owner (V-JOIN-03).
func (c *Chat) HasJoined(a AgentID) bool { return a != "" && slices.Contains(c.Joined, a) }

// Serves reports whether a may write to the customer: the owner, and whoever
// has joined.
func (c *Chat) Serves(a AgentID) bool { return a != "" && (c.Owner == a || c.HasJoined(a)) }
