package obligation

import (
	"strconv"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
)

// by returns when something is due within a term: after a span, or by the end of
// cover of the day, or of the next day that has any.
func (f *follower) by(t policy.Term) chat.Instant {
	if t.SameDay {
		if end := roster.Of(f.edition).EndOfCover(f.at); end > f.at {
			return end
		}
		return f.at.Add(f.policy.Promise.Vague) // there will never be anybody
	}
	return f.at.Add(t.Within)
}

// ByRule reports whether a call for this reason follows from a rule and was
// promised to nobody: it is void once there is nothing to call about.
func ByRule(r chat.CallReason) bool {
	switch r {
	case chat.CallLeftUnconfirmed, chat.CallTechnical, chat.CallBilling, chat.CallUrgentSilent, chat.CallSetupAbandoned,
		chat.CallOvernight:
		return true
	}
	return false
}

func byRule(o *chat.Obligation) bool { return o.Kind == chat.OwedCall && ByRule(o.Reason) }

// call starts a call for a reason, at most once for each.
func (f *follower) call(r chat.CallReason, due chat.Instant, o chat.Obligation) {
	for i := range f.chat.Obligations {
		if run := &f.chat.Obligations[i]; run.Kind == chat.OwedCall && run.Reason == r {
			return
		}
	}
	o.Kind, o.Reason, o.Due = chat.OwedCall, r, max(due, f.at)
	f.run(o)
}

// attempted follows what came of a call. Late arrivals are judged like all others:
// the fold has said by now which attempts count.
func (f *follower) attempted(b *chat.AttemptEnded) {
	a, ok := f.chat.Calls.Attempt(b.Attempt.ID)
	if !ok {
		return
	}
	if o, runs := f.chat.Owed(a.Obligation); runs && o.Kind == chat.OwedCall {
		f.answered(&o, &a)
	}
	f.resume()
	if a.Outcome == chat.AttemptReached && f.chat.Night.Filed() {
		f.contacted(&a)
	}
}

// answered ends the call o if the attempt a is the end of it.
func (f *follower) answered(o *chat.Obligation, a *chat.Attempt) {
	note := strings.TrimSpace(a.Note)
	switch {
	case a.Spoke() && o.Reason == chat.CallDelayCheck && note == "":
		// What the customer said is to be written down, and is not (G-ONESC-03).
	case a.Outcome == chat.AttemptReached:
		f.endOne(o.ID, Kept, note)
	case a.Outcome == chat.AttemptCallBack:
		f.endOne(o.ID, Kept, note)
		f.again(o, a)
	case f.chat.Calls.Of(o.ID).Failed() >= f.policy.FollowUp.Attempts:
		f.endOne(o.ID, chat.EndedFailed, "The customer was not reached in "+strconv.Itoa(f.policy.FollowUp.Attempts)+" attempts.")
	}
}

// resume starts again what has failed by too many attempts, once a late arrival has
// shown that one of them was too early to count: else nobody would call any
// more, nor might anybody write. What is owed or was written meanwhile is enough, and
// so is that there is nothing to call about.
func (f *follower) resume() {
	if f.owes(chat.OwedCall) {
		return
	}
	for i := range f.chat.Failed {
		o := &f.chat.Failed[i]
		log := f.chat.Calls.Of(o.ID)
		// Those that counted when it failed are fewer now: a policy that asks for
		// more since then takes nothing back.
		if n := log.Failed(); n >= f.policy.FollowUp.Attempts || n >= o.Attempts {
			continue
		}
		if f.chat.Texted(o.Ended) || ByRule(o.Reason) && f.chat.Confirmed != "" {
			continue
		}
		next := sameCall(&o.Obligation)
		next.Due = max(f.by(f.policy.FollowUp.Urgent), log.LastEnd().Add(f.policy.FollowUp.Gap))
		f.run(next)
		return
	}
}

// sameCall is a call that goes on from o. It is the same to the customer, so it has
// the same number and owner.
func sameCall(o *chat.Obligation) chat.Obligation {
	return chat.Obligation{
		Kind: chat.OwedCall, Owner: o.Owner, HandedBy: o.HandedBy, Cause: string(o.ID), Words: o.Words,
		Reason: o.Reason, Urgent: o.Urgent, Ref: o.Ref, Consent: o.Consent, Unconfirmed: o.Unconfirmed,
		Number: o.Number, Shift: o.Shift,
	}
}

// again starts the call that a customer asked for when they were reached at a bad
// moment.
func (f *follower) again(o *chat.Obligation, a *chat.Attempt) {
	next := sameCall(o)
	next.Due = a.Again
	if o.Reason != chat.CallDelayCheck { // of that it is still to be written down what they say
		next.Reason = chat.CallAgain
	}
	if next.Due <= f.at {
		next.Due = f.by(f.policy.FollowUp.Urgent)
	}
	f.run(next)
}

// told of the number: a line of ours with the number of a call in it is what
// confirms the call (G-CB-11). It reports whether it was one.
func (f *follower) numbered(m *chat.MessagePosted) bool {
	found := false
	for i := range f.chat.Obligations {
		o := &f.chat.Obligations[i]
		if o.Kind != chat.OwedCall || o.Ref == "" || !strings.Contains(strings.ToUpper(m.Text), strings.ToUpper(o.Ref)) {
			continue
		}
		found = true
		if o.Unconfirmed {
			f.fact("confirmed", string(o.ID), &chat.CallbackConfirmed{Obligation: o.ID, Message: m.Message})
		}
	}
	return found
}

// started follows a call that was agreed on in the chat: nobody need be reminded
// to offer one any more (G-CB-05).
func (f *follower) started(o *chat.Obligation) {
	if o.Kind == chat.OwedCall && (o.Reason.Offered() || o.Ref != "") {
		f.callOffered()
	}
}
