package obligation

import (
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/policy"
	"floorwalker/app/promise"
)

// promised turns what a line of ours promises into what is owed (D-11).
func (f *follower) promised(m *chat.MessagePosted) {
	owner := f.cause.By
	if owner == "" {
		owner = f.chat.Owner
	}
	if flow.OffersCall(m.Text) {
		f.callOffered()
	}
	// The series promises a call whatever the library's wording is by now, and
	// only to a customer who was there once.
	if f.silenceLine(m.Script) > 1 && f.chat.FirstLine >= 0 {
		f.pledge(chat.Obligation{
			Kind: chat.OwedCall, Owner: owner, Cause: chat.CauseSilence, Words: "call after silence",
			Reason: chat.CallSilent, Urgent: urgent(f.chat), Due: f.at.Add(f.policy.Silence.Call),
		}, anyCall)
	}
	// What a number was given for, and what the texts of a night speak of, is the
	// call that is owed already.
	same := f.numbered(m)
	same = f.acknowledged(m) && f.owes(chat.OwedCall) || same
	f.pledges(m, owner, same)
}

// pledges starts what a line promises; known says that the call it speaks of is
// owed already.
func (f *follower) pledges(m *chat.MessagePosted, owner chat.AgentID, known bool) {
	for _, said := range f.timed(m.Script, Promises(m.Text, f.at, f.policy)) {
		o := chat.Obligation{Kind: chat.OwedPromise, Owner: owner, Cause: string(m.Message), Words: said.Words, Due: said.Due}
		same := func(run *chat.Obligation) bool { return strings.EqualFold(run.Words, said.Words) }
		if said.Kind == promise.Call {
			o.Kind, o.Reason, same = chat.OwedCall, chat.CallPromised, anyCall
			if known {
				continue
			}
			if said.DueKnown {
				same = promisedCall
			}
		}
		f.pledge(o, same)
	}
}

// timed leaves out, of the message that closes what is not solved, what names no
// time: the steps that it lists are what it promises by its own times (G-CLOSE-05,
// G-CLOSE-06), and are not owed beside them.
func (f *follower) timed(id string, all []promise.Promise) []promise.Promise {
	vague := func(p promise.Promise) bool { return !p.DueKnown }
	if !slices.Contains(f.unresolved, id) || !slices.ContainsFunc(all, func(p promise.Promise) bool { return p.DueKnown }) {
		return all
	}
	return slices.DeleteFunc(all, vague)
}

// A call is a call: who was promised one by three is not called again at four.
func anyCall(*chat.Obligation) bool { return true }

// promisedCall is a call that no rule voids: one that follows from a rule ends
// with its reason, and what was promised for a time does not (G-NR-04).
func promisedCall(run *chat.Obligation) bool { return !ByRule(run.Reason) }

// pledge starts o unless the same has been promised for a time that is not
// later.
func (f *follower) pledge(o chat.Obligation, same func(*chat.Obligation) bool) {
	covers := func(run *chat.Obligation) bool { return run.Kind == o.Kind && run.Due <= o.Due && same(run) }
	for i := range f.chat.Obligations {
		if covers(&f.chat.Obligations[i]) {
			return
		}
	}
	for i := range f.facts {
		if b, ok := f.facts[i].Body.(*chat.ObligationStarted); ok && covers(&b.Obligation) {
			return
		}
	}
	f.run(o)
	if o.Kind == chat.OwedCall {
		f.callOffered()
	}
}

// callOffered ends the reminder to offer a call (G-CB-05).
func (f *follower) callOffered() {
	f.end(Kept, func(o *chat.Obligation) bool { return o.Kind == chat.OwedCallback })
}

// Promises returns what text promises if it is sent at now, each with a due
// time: where the words name none, the policy's for vague ones. A composer that
// warns of promises asks here, so that it warns of what the ledger will hold.
func Promises(text string, now chat.Instant, p *policy.Policy) []promise.Promise {
	options := promise.Options{DayEnd: time.Duration(p.Cover.Window.To) * time.Minute}
	// Nearly every line promises nothing, and a zone takes longer to load than
	// a line to read.
	if len(promise.Find(text, now, nil, options)) == 0 {
		return nil
	}
	found := promise.Find(text, now, p.Cover.Location(), options)
	for i := range found {
		if !found[i].DueKnown {
			found[i].Due = now.Add(p.Promise.Vague)
		}
	}
	return found
}

// NextAttempt is when what is owed may be tried again at the earliest
// (followup.gap, A-15); zero is at once.
func NextAttempt(o chat.Obligation, p *policy.Policy) chat.Instant {
	if o.LastAttempt.IsZero() {
		return 0
	}
	return o.LastAttempt.Add(p.FollowUp.Gap)
}

// ByHand reports whether somebody may say that k has been done. The other
// clocks see for themselves, and stop when what is owed happens.
func ByHand(k chat.ObligationKind) bool {
	switch k {
	case chat.OwedReview, chat.OwedWriteUp: // what is written there is the proof
		return false
	}
	return k.Outlives() || k == chat.OwedCallback
}
