package alert

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Team is what the floor as a whole calls a person for, beside its chats. Its
// reasons have keys without a chat.
type Team struct {
	// NoCover is since when nobody has been accountable although the roster says
	// that somebody should be; zero if somebody is (G-COV-03).
	NoCover chat.Instant
	// Ask is the oldest question to me to cover; its id is empty if there is none.
	Ask chat.CoverAsk
	// From is who asks, by name.
	From string
	// Handover is a signed document that I have to acknowledge.
	Handover Handover
	// Review is the night's worklist while some of it is not reviewed.
	Review Review
	// Record is the nearest call of mine that belongs to no chat.
	Record Record
	// Failed is the newest desk of the shift at which something failed.
	Failed SelfTest
	// Mention is the newest line that names me.
	Mention Mention
	// Outage and Recovery are of the backends, Overload of the people.
	Outage   Outage
	Recovery Recovery
	Overload Overload
}

// SelfTest is a desk at which something failed as a shift was begun (C-TRF-02).
type SelfTest struct {
	// Agent is who sits there, by name; empty is none.
	Agent string
	// At is when it was tried, and Checks are the names of what failed.
	At     chat.Instant
	Checks string
}

// Handover is a signed document that waits (D-05).
type Handover struct {
	// Hash names it; empty is none.
	Hash string
	// From is who signed it, by name.
	From string
	// Signed is since when it waits for me; Due is when it goes to the lead.
	Signed, Due chat.Instant
	// Raised is when it did; zero if it has not.
	Raised chat.Instant
	Items  int
}

// Review is what is left of the night's worklist (G-ON-02).
type Review struct {
	// From is when the shift began and Due when all has to be reviewed.
	From, Due chat.Instant
	Left, Of  int
}

// Record is a call that is owed without a chat.
type Record struct {
	Customer, Words string
	// Made is when it was written down and Due when it is to be made.
	Made, Due chat.Instant
	// Standard says that it has the day and not two hours (G-FU-07).
	Standard bool
}

// Team takes in what the floor as a whole calls for. It is called when any of it
// may have changed.
func (b *Bell) Team(t Team, at Moment) []Action {
	b.begin(&at)
	gone := b.forget(nowhere, t.reasons(at.Me, at.Policy))
	return b.settle(append(gone, b.advance(b.chats[nowhere], at, false)...), at)
}

// nowhere is the chat of what belongs to none.
const nowhere chat.ChatID = ""

func (t *Team) reasons(me Me, p *policy.Policy) []Reason {
	if me.Agent == "" {
		return nil
	}
	rs := append(t.noCover(me), t.asked()...)
	rs = append(append(rs, t.handover()...), t.review(me, p)...)
	rs = append(append(rs, t.record(p)...), t.failed(me)...)
	return append(rs, t.floor(me, p)...)
}

// failed calls the leads softly: nothing is lost yet, but somebody should help there
// before something is.
func (t *Team) failed(me Me) []Reason {
	if t.Failed.Agent == "" || me.Role != chat.RoleLead {
		return nil
	}
	return []Reason{{
		Key: Key{nowhere, CauseSelfTest}, Urgency: P2, Since: t.Failed.At,
		Customer: t.Failed.Agent, Words: "may miss alerts; what failed: " + t.Failed.Checks,
	}}
}

// noCover calls the leads, and whoever could be accountable. A backup never
// becomes that by itself (G-COV-04).
func (t *Team) noCover(me Me) []Reason {
	if t.NoCover.IsZero() || me.Role == chat.RoleBackup {
		return nil
	}
	return []Reason{{
		Key: Key{nowhere, CauseNoCover}, Urgency: P0, Since: t.NoCover,
		Customer: "NO COVER", Words: "nobody answers for the floor",
	}}
}

func (t *Team) asked() []Reason {
	if t.Ask.Ask == "" {
		return nil
	}
	return []Reason{{
		Key: Key{nowhere, CauseCoverAsked}, Urgency: P0, Since: t.Ask.At, Due: t.Ask.Until,
		Customer: t.From, Words: "asks you to cover", Text: t.Ask.Why,
	}}
}

func (t *Team) handover() []Reason {
	h := &t.Handover
	if h.Hash == "" {
		return nil
	}
	r := Reason{
		Key: Key{nowhere, CauseHandover}, Urgency: P1, Since: h.Signed, Due: h.Due,
		Customer: h.From, Words: "hands over " + count(h.Items, "thing"),
	}
	if !h.Raised.IsZero() {
		r.Key.Cause, r.Since, r.Due = CauseRaised, h.Raised, h.Raised
		r.Words = "left " + count(h.Items, "thing") + " that nobody has acknowledged"
	}
	return []Reason{r}
}

// review calls whoever is accountable, and leads, at the second mark of its time
// (G-ON-02, D-02).
func (t *Team) review(me Me, p *policy.Policy) []Reason {
	if t.Review.Left == 0 || !me.Accountable && me.Role != chat.RoleLead {
		return nil
	}
	within := t.Review.Due.Sub(t.Review.From)
	return []Reason{{
		Key: Key{nowhere, CauseReview}, Urgency: P1, Since: t.Review.From, Due: t.Review.Due,
		after:    within * time.Duration(p.Warn.At[1]) / 100,
		Customer: "The night", Words: "has " + count(t.Review.Left, "chat") + " that nobody has reviewed",
	}}
}

func (t *Team) record(p *policy.Policy) []Reason {
	o := &t.Record
	if o.Due.IsZero() {
		return nil
	}
	soon := Reason{
		Key: Key{nowhere, CauseFollowUp}, Urgency: P2, Since: o.Made, Due: o.Due, after: ahead(o.Made, o.Due, o.Standard, p),
		Customer: o.Customer, Words: "waits for your call", Text: o.Words,
	}
	late := soon
	late.Key.Cause, late.Urgency, late.after = CauseLate, P1, max(0, o.Due.Sub(o.Made))
	return []Reason{soon, late}
}
