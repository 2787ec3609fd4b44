package obligation

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
)

// file puts a chat that came while nobody covers the floor on the worklist of the
// next shift, and starts what is owed to it from then on: a look, a word and a call
// (G-ON-01 to -04, G-ON-10, G-ON-11). It reports whether it did. The clocks of the
// day are not owed to it meanwhile, for there is nobody to keep them.
func (f *follower) file() bool {
	r := roster.Of(f.edition)
	if f.chat.Began != f.at || r.Covered(f.at) { // a chat that is there already does not come now
		return false
	}
	next := r.Next(f.at)
	if next.ID == "" {
		return false // nobody will ever be there; the day's clocks say so
	}
	f.fact("night", string(f.chat.ID), &chat.NightFiled{Shift: next.ID, From: next.Start})
	o := chat.Obligation{Cause: next.ID, Shift: next.ID, Started: next.Start, Due: next.Start.Add(f.policy.Overnight.Review)}
	for _, k := range []chat.ObligationKind{chat.OwedReview, chat.OwedNightAck} {
		owed := func(run chat.Obligation) bool { return run.Kind == k && run.Shift == next.ID }
		if o.Kind = k; !slices.ContainsFunc(f.chat.Obligations, owed) {
			f.run(o)
		}
	}
	if !f.owes(chat.OwedCall) {
		f.call(chat.CallOvernight, next.Start.Add(f.policy.Overnight.Call), o)
	}
	return true
}

// asleep reports whether the chat waits for the shift that is to work it off.
func (f *follower) asleep() bool { return f.at < f.chat.Night.From }

// ofNight is what is owed to a chat of the night, whoever serves it.
func ofNight(o *chat.Obligation) bool {
	switch o.Kind {
	case chat.OwedReview, chat.OwedNightAck, chat.OwedNightResolve:
		return true
	}
	return o.Kind == chat.OwedCall && o.Reason == chat.CallOvernight && o.HandedBy == ""
}

// reviewed ends the look at a chat of the night. Where no call is needed there is
// nothing to say that one comes, either.
func (f *follower) reviewed(b *chat.NightReviewed) {
	f.end(Kept, func(o *chat.Obligation) bool { return o.Kind == chat.OwedReview })
	n := &f.chat.Night
	if b.Call {
		tried := f.chat.Calls.LastEnd() >= n.From
		if !f.owes(chat.OwedCall) && !tried { // also of a chat that has closed: the look outlives it, and so does the call
			f.call(chat.CallOvernight, n.From.Add(f.policy.Overnight.Call), chat.Obligation{
				Cause: n.Shift, Shift: n.Shift, Owner: f.chat.Owner,
			})
		}
		return
	}
	for i := range f.chat.Obligations {
		if o := &f.chat.Obligations[i]; o.Kind == chat.OwedNightAck || o.Kind == chat.OwedCall && o.Reason == chat.CallOvernight {
			f.endOne(o.ID, Void, b.Note)
		}
	}
}

// acknowledged ends the word that is owed to a customer of the night, by one of
// the team's texts for that, or by any line once somebody has said why they write
// first (G-ON-03, A-17). It reports whether the line was such a text.
func (f *follower) acknowledged(m *chat.MessagePosted) bool {
	text := m.Script != "" && slices.Contains(f.edition.Scripts.OvernightAck, m.Script)
	if text || f.chat.Night.Unlocked != "" {
		f.end(Kept, func(o *chat.Obligation) bool { return o.Kind == chat.OwedNightAck })
	}
	return text
}

// contacted starts the clock of who has a customer of the night on the phone for
// the first time (G-ON-12). It counts from when they were connected; one that is
// told of late is due at once.
func (f *follower) contacted(a *chat.Attempt) {
	f.end(Void, func(o *chat.Obligation) bool { return o.Kind == chat.OwedNightAck })
	if n := &f.chat.Night; n.Contact != a.Began || !f.chat.Active() || f.chat.Confirmed != "" || f.owes(chat.OwedNightResolve) {
		return
	}
	f.run(chat.Obligation{
		Kind: chat.OwedNightResolve, Owner: a.By, Cause: string(a.ID), Shift: f.chat.Night.Shift, Started: min(a.Began, f.at),
		Due: max(a.Began.Add(f.policy.Overnight.Resolve), f.at),
	})
}

// upset starts the call that asks, a day later, whether all is well again with a
// customer whom the delay has upset (G-ONESC-02, A-19), once a night. Whoever calls a
// lead to a chat of the night, by an escalation or for help, says as much.
func (f *follower) upset() {
	n := &f.chat.Night
	if !n.Filed() || !n.Upset.IsZero() {
		return
	}
	f.call(chat.CallDelayCheck, f.at.Add(f.policy.Delay.EscalationCheck), chat.Obligation{
		Cause: n.Shift, Shift: n.Shift, Owner: f.chat.Owner, Words: "ask whether all is well after the delay",
	})
}

// writeUp starts what is owed of a trigger that somebody says is so: the bot erred,
// and nobody learns from what is not written down (G-TRIG-02, G-TRIG-04, A-47).
func (f *follower) writeUp(t *chat.Trigger, by chat.AgentID) {
	if t.Rule != policy.RuleBotWrong && t.Rule != policy.RuleHallucination {
		return
	}
	cause := string(t.Rule)
	if len(t.Evidence) > 0 {
		cause = string(t.Evidence[0].Message)
	}
	written := func(b chat.BotError) bool { return string(b.Message) == cause }
	owed := func(o chat.Obligation) bool { return o.Kind == chat.OwedWriteUp && o.Cause == cause }
	if slices.ContainsFunc(f.chat.BotErrors, written) || slices.ContainsFunc(f.chat.Obligations, owed) {
		return
	}
	r := roster.Of(f.edition)
	shift, ok := r.ShiftAt(f.at)
	if !ok {
		shift = r.Next(f.at)
	}
	f.run(chat.Obligation{
		Kind: chat.OwedWriteUp, Owner: by, Rule: t.Rule, Cause: cause, Shift: shift.ID, Due: f.by(policy.Term{SameDay: true}),
	})
}

// written ends what was owed of the bot's line.
func (f *follower) written(b *chat.BotErrorWritten) {
	f.end(Kept, func(o *chat.Obligation) bool {
		return o.Kind == chat.OwedWriteUp && (o.ID == b.Obligation || b.Message != "" && o.Cause == string(b.Message))
	})
}
