package referee

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
	"floorwalker/app/ticket"
)

// maxReason is the longest reason of a lead's own to offer a call, in characters.
const maxReason = 40

// otherReason is the reason of a call that a lead offers for none of the six, where
// they give it no name.
const otherReason = "other"

// atOnce is how long "now" may take, as with the call after an acknowledgement
// (G-ON-04).
const atOnce = 5 * time.Minute

// offerCallback writes down that a call was offered, for one of the six reasons of
// the policy and for no other, but by a lead who says why (G-CB-01 to -07).
func (r *ruling) offerCallback(w *chat.OfferCallback) (Decision, *chat.Refusal) {
	if no := r.mustServe("offer a call in"); no != nil {
		return Decision{}, no
	}
	if w.Reason.Offered() {
		return r.facts(&chat.CallbackOffered{Reason: w.Reason}), nil
	}
	reason := chat.CallReason(cmp.Or(oneLine(string(w.Reason)), otherReason))
	switch {
	case !may(r.by.Role, chat.NameOfferCallback, formOverride):
		return Decision{}, refuse(chat.RefusedRole, "A call is offered for one of six reasons only: "+reasonsInWords()+"; a lead can offer it for another (G-CB-07).")
	case utf8.RuneCountInString(string(reason)) > maxReason || !utf8.ValidString(string(reason)):
		return Decision{}, refuse(chat.RefusedTooLong, "This reason is too long: at most 40 characters can be kept.")
	case r.policy == nil:
		return Decision{}, refuseNoPolicy()
	}
	override, no := r.needNote(w.Override, "why it is offered for a reason that is not on the list (G-CB-07)")
	if no != nil {
		return Decision{}, no
	}
	return r.facts(&chat.CallbackOffered{Reason: reason, Override: oneLine(override)}), nil
}

// reasonsInWords lists the six.
func reasonsInWords() string {
	var words []string
	for _, r := range chat.CallReasons() {
		words = append(words, strings.ReplaceAll(string(r), "_", " "))
	}
	return strings.Join(words, ", ")
}

// scheduleCallback makes an obligation of a call that the customer has agreed to,
// in a line of theirs (G-CB-08), at a time that somebody can keep (G-CB-09), with
// a number (G-CB-10). It stays unconfirmed until a line with that number has gone
// to the customer (G-CB-11).
func (r *ruling) scheduleCallback(w *chat.ScheduleCallback) (Decision, *chat.Refusal) {
	if no := r.mustServe("agree on a call in"); no != nil {
		return Decision{}, no
	}
	if r.edition == nil {
		return Decision{}, refuseNoPolicy()
	}
	if no := r.offered(w.Reason); no != nil {
		return Decision{}, no
	}
	if no := r.consented(w.Consent); no != nil {
		return Decision{}, no
	}
	due, no := r.slot(w)
	if no != nil {
		return Decision{}, no
	}
	owner, no := r.calledBy(w.Owner, due)
	if no != nil {
		return Decision{}, no
	}
	words, no := cleanReason(w.Words)
	if no != nil {
		return Decision{}, no
	}
	number, no := cleanReason(w.Number)
	if no != nil {
		return Decision{}, no
	}
	return r.facts(&chat.ObligationStarted{Obligation: chat.Obligation{
		ID: chat.ObligationID(r.cmd.ID), Kind: chat.OwedCall, Started: r.now, Due: due, Owner: owner, Cause: string(r.cmd.ID),
		Words: words, Policy: r.policy.Version, Reason: w.Reason, Urgent: w.Slot == chat.SlotNow || w.Slot == chat.SlotUrgent,
		Ref: r.ref(ticket.RefCallback), Consent: w.Consent, Unconfirmed: true, Number: number, Shift: r.shiftOf(due),
	}}), nil
}

// offered refuses a reason that is none of the six and that no lead has offered a
// call for in this chat.
func (r *ruling) offered(reason chat.CallReason) *chat.Refusal {
	by := func(o chat.CallbackOffer) bool { return o.Reason == reason && o.Override != "" }
	if reason.Offered() || slices.ContainsFunc(r.chat.Offered, by) {
		return nil
	}
	return refuse(chat.RefusedInvalid, "A call is agreed on for one of six reasons only: "+reasonsInWords()+" (G-CB-07).")
}

// consented refuses a call that the customer has not agreed to in so many words.
func (r *ruling) consented(id chat.MessageID) *chat.Refusal {
	at := slices.IndexFunc(r.chat.Messages, func(m chat.Message) bool { return m.ID == id })
	switch {
	case id == "":
		return refuse(chat.RefusedInvalid, "Mark the line in which the customer agrees to be called; without it no call can be scheduled (G-CB-08).")
	case at < 0:
		return refuse(chat.RefusedInvalid, "This chat has no such line; mark the one in which the customer agrees (G-CB-08).")
	case r.chat.Messages[at].From != chat.SpeakerCustomer:
		return refuse(chat.RefusedInvalid, "Only a line of the customer can agree to a call (G-CB-08).")
	}
	return nil
}

// slot returns by when the call is due (G-CB-09).
func (r *ruling) slot(w *chat.ScheduleCallback) (chat.Instant, *chat.Refusal) {
	switch w.Slot {
	case chat.SlotNow:
		return r.now.Add(atOnce), nil
	case chat.SlotUrgent:
		return r.within(r.policy.Callback.Urgent), nil
	case chat.SlotToday:
		return r.within(r.policy.Callback.Standard), nil
	case chat.SlotOwn:
		if w.Due <= r.now {
			return 0, refuse(chat.RefusedInvalid, "Say when the customer wants to be called; that time has to be ahead.")
		}
		return w.Due, nil
	}
	return 0, refuse(chat.RefusedInvalid, "Say when the call is: now, within two hours, today, or at a time of the customer's (G-CB-09).")
}

// within returns the end of a term: after a time, or with the cover of the day, or of
// the next day that has any.
func (r *ruling) within(t policy.Term) chat.Instant {
	if !t.SameDay {
		return r.now.Add(t.Within)
	}
	if end := roster.Of(r.edition).EndOfCover(r.now); end > r.now {
		return end
	}
	return r.now.Add(r.policy.Promise.Vague) // nobody is on the roster for a year
}

// calledBy returns who calls. Beyond the end of the shift somebody has to be named,
// for whoever agrees on it has gone home by then (G-CB-09).
func (r *ruling) calledBy(owner chat.AgentID, due chat.Instant) (chat.AgentID, *chat.Refusal) {
	s, runs := roster.Of(r.edition).ShiftAt(r.now)
	a := r.floor.Agent(owner)
	switch {
	case owner == "" && runs && due > s.End, owner == "" && !runs:
		return "", refuse(chat.RefusedInvalid, "This call is due after the end of the shift; name who makes it (G-CB-09).")
	case owner == "":
		return r.by.ID, nil
	case a == nil:
		return "", refuse(chat.RefusedInvalid, "Nobody on the team has this name.")
	case a.Revoked:
		return "", refuse(chat.RefusedInvalid, r.name(owner)+" is no longer on the team.")
	}
	return owner, nil
}

// shiftOf is the shift in which something is due, empty if there is none.
func (r *ruling) shiftOf(at chat.Instant) string {
	s, _ := roster.Of(r.edition).ShiftAt(at)
	return s.ID
}
