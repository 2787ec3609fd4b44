package referee

import (
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
)

// keepObligation says that what was owed is done (D-11, G-ESC-05). It is open for
// what no line of the chat can keep; every other clock ends by what happens, and
// by nobody's word.
func (r *ruling) keepObligation(w *chat.KeepObligation) (Decision, *chat.Refusal) {
	if _, failed := r.chat.HasFailed(w.Obligation); failed {
		return r.letBe(w)
	}
	o, no := r.mine(w.Obligation)
	if no != nil {
		return Decision{}, no
	}
	if !obligation.ByHand(o.Kind) {
		return Decision{}, refuse(chat.RefusedInvalid, "This clock stops by itself when it is done; nobody can say so for it.")
	}
	note, no := r.needNote(w.Note, "what came of it")
	if no != nil {
		return Decision{}, no
	}
	return Decision{Events: r.events(&chat.ObligationEnded{Obligation: o.ID, How: chat.EndedKept, Reason: note})}, nil
}

// letBe says that nobody need write to a customer whose call has failed, and why
// (G-FU-08): the chat may leave the floor.
func (r *ruling) letBe(w *chat.KeepObligation) (Decision, *chat.Refusal) {
	if r.policy == nil {
		return Decision{}, refuseNoPolicy()
	}
	note, no := r.needNote(w.Note, "why nobody writes to them")
	if no != nil {
		return Decision{}, no
	}
	return Decision{Events: r.events(&chat.ObligationEnded{Obligation: w.Obligation, How: chat.EndedVoid, Reason: note})}, nil
}

// attemptObligation writes down a call that reached nobody (G-FU-06, G-NR-04).
// The last of the policy's attempts ends the duty as failed. One too soon after
// the one before does not count and is refused.
func (r *ruling) attemptObligation(w *chat.AttemptObligation) (Decision, *chat.Refusal) {
	o, no := r.mine(w.Obligation)
	switch {
	case no != nil:
		return Decision{}, no
	case o.Kind != chat.OwedCall:
		return Decision{}, refuse(chat.RefusedInvalid, "Only a call can be tried in vain.")
	case !validOutcome(w.Outcome):
		return Decision{}, refuse(chat.RefusedInvalid, "Say whether nobody answered, the line was busy, the number is wrong, or what else.")
	}
	note, no := cleanNote(w.Note)
	if no != nil {
		return Decision{}, no
	}
	if left := obligation.NextAttempt(o, r.policy).Sub(r.now); !o.LastAttempt.IsZero() && left > 0 {
		return Decision{}, refuse(chat.RefusedBusy, "The last attempt is not long enough ago; try again in "+minutes(left)+" (A-15).")
	}
	bodies := []chat.Body{&chat.ObligationAttempted{Obligation: o.ID, Outcome: w.Outcome, Note: note}}
	if n := o.Attempts + 1; n >= r.policy.FollowUp.Attempts {
		bodies = append(bodies, &chat.ObligationEnded{
			Obligation: o.ID, How: chat.EndedFailed, Reason: "The customer was not reached in " + strconv.Itoa(n) + " attempts.",
		})
	}
	return Decision{Events: r.events(bodies...)}, nil
}

func validOutcome(s string) bool {
	switch s {
	case chat.AttemptNoAnswer, chat.AttemptBusy, chat.AttemptWrong, chat.AttemptOther:
		return true
	}
	return false
}

// minutes writes a wait, rounded up so that it is over when it says so.
func minutes(d time.Duration) string {
	n := int((d + time.Minute - 1) / time.Minute)
	if n == 1 {
		return "1 minute"
	}
	return strconv.Itoa(n) + " minutes"
}

// handObligation gives what is owed to somebody who can see to it: who is online,
// or a lead, whether or not they are (G-CHK-E1). It is never owed by nobody.
func (r *ruling) handObligation(w *chat.HandObligation) (Decision, *chat.Refusal) {
	o, no := r.mine(w.Obligation)
	if no != nil {
		return Decision{}, no
	}
	if !o.Kind.Outlives() {
		return Decision{}, refuse(chat.RefusedInvalid, "This belongs to who serves the chat; forward the chat instead.")
	}
	switch a := r.floor.Agent(w.To); {
	case a == nil:
		return Decision{}, refuse(chat.RefusedInvalid, "Nobody on the team has this name.")
	case a.Revoked:
		return Decision{}, refuse(chat.RefusedInvalid, r.name(w.To)+" is no longer on the team.")
	case a.Outside:
		return Decision{}, refuse(chat.RefusedInvalid, outsider(r.name(w.To))+"; choose somebody of the team.")
	case o.Owner == w.To:
		return Decision{}, nil
	case a.Presence != chat.PresenceOnline && a.Role != chat.RoleLead:
		return Decision{}, refuse(chat.RefusedOffline, r.name(w.To)+" is offline; hand it to somebody who is online, or to a lead.")
	}
	note, no := needReason(w.Note, "Say in a few words what "+r.nameIn(w.To)+" has to know.")
	if no != nil {
		return Decision{}, no
	}
	return Decision{Events: r.events(&chat.ObligationHanded{Obligation: o.ID, To: w.To, Note: note})}, nil
}

// promiseTo makes an obligation of what was promised by word of mouth (D-11,
//
func (r *ruling) promiseTo(w *chat.PromiseTo) (Decision, *chat.Refusal) {
	if no := r.mustServe("promise something in"); no != nil {
		return Decision{}, no
	}
	switch {
	case r.policy == nil:
		return Decision{}, refuseNoPolicy()
	case w.Kind != chat.OwedCall && w.Kind != chat.OwedPromise:
		return Decision{}, refuse(chat.RefusedInvalid, "A call or something else can be promised here.")
	case w.Due <= r.now:
		return Decision{}, refuse(chat.RefusedInvalid, "Say by when; that time has to be ahead.")
	}
	words, no := needReason(w.Words, "Say in a few words what was promised.")
	if no != nil {
		return Decision{}, no
	}
	return Decision{Events: r.events(r.promised(chat.ObligationID(r.cmd.ID), w.Kind, w.Due, words))}, nil
}

// promised is the fact that this agent owes something from now on.
func (r *ruling) promised(id chat.ObligationID, k chat.ObligationKind, due chat.Instant, words string) *chat.ObligationStarted {
	return &chat.ObligationStarted{Obligation: chat.Obligation{
		ID: id, Kind: k, Started: r.now, Due: due, Owner: r.by.ID, Cause: string(r.cmd.ID), Words: words, Policy: r.policy.Version,
	}}
}

// mine finds an obligation that this agent may act on: their own, one of a team,
// or of whoever covers the floor; a lead may act on everybody's. It may well run
// on a chat that has closed.
func (r *ruling) mine(id chat.ObligationID) (chat.Obligation, *chat.Refusal) {
	o, runs := r.chat.Owed(id)
	switch {
	case r.policy == nil:
		return o, refuseNoPolicy()
	case !runs:
		return o, refuse(chat.RefusedGone, "This is not owed any more.")
	case o.Owner.Person() && o.Owner != r.by.ID && r.by.Role != chat.RoleLead:
		return o, refuse(chat.RefusedNotOwner, r.name(o.Owner)+" owes this; only they or a lead can act on it.")
	}
	return o, nil
}
