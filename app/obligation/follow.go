package obligation

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Follow returns what follows from e for the clocks of c. c is the chat after
// e was folded into it; an event that the fold did not apply must not be
// passed. The facts carry e's time; ends come before starts. What time alone
// has brought about before e is for [Elapse], which is asked first.
func Follow(c *chat.Chat, e *chat.Event, ed *policy.Edition) []chat.Event {
	f := follower{
		chat: c, cause: e, at: e.At, edition: ed, policy: &ed.Policy, series: ed.Scripts.Silence, unresolved: ed.Scripts.Unresolved,
	}
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		if m := (chat.Message{At: e.At, Said: b.Said}); !m.History() { // what is past starts no clock
			f.spoken(b)
		}
	case *chat.MessageRemoved:
		f.removed(b.Message)
	case *chat.CustomerTyped:
		f.typed()
	case *chat.TriggerRaised:
		f.raised(b.Trigger)
	case *chat.TriggerCleared:
		f.withdrawn(b.Rule)
	case *chat.TriggerDismissed:
		f.withdrawn(b.Rule)
	case *chat.ChatStepped:
		f.stepped(b)
	case *chat.ResolutionConfirmed:
		f.confirmed()
	case *chat.HandedToChannel:
		f.channelled(b)
	case *chat.TriggerConfirmed:
		if t, holds := c.Trigger(b.Rule); holds {
			f.writeUp(&t, e.By)
		}
	case *chat.ChatClosed:
		f.closed()
	default:
		if !f.worked() {
			f.moved()
		}
	}
	return f.facts
}

// worked follows calls, the night and write-ups; it reports whether the event was
// about one of those.
func (f *follower) worked() bool {
	switch b := f.cause.Body.(type) {
	case *chat.AttemptEnded:
		f.attempted(b)
	case *chat.CallbackOffered:
		f.callOffered()
	case *chat.ObligationStarted:
		f.started(&b.Obligation)
	case *chat.NightReviewed:
		f.reviewed(b)
	case *chat.BotErrorWritten:
		f.written(b)
	case *chat.HelpAsked:
		f.upset()
	default:
		return false
	}
	return true
}

// moved follows what changes who serves the chat, and to whom it is offered.
func (f *follower) moved() {
	switch b := f.cause.Body.(type) {
	case *chat.ChatOpened:
		f.opened()
	case *chat.ChatQueued:
		f.queued()
	case *chat.ChatReturned:
		f.toBot()
	case *chat.ChatAccepted:
		f.owned(b.Agent, "")
	case *chat.ChatTakenOver:
		f.owned(b.Agent, b.From)
	case *chat.ChatForwarded:
		f.forwarded(b.From, b.To)
	case *chat.AgentLeft:
		f.left(b)
	case *chat.OfferMade:
		f.offered(&b.Offer)
	case *chat.OfferAccepted:
		f.accepted(b)
	case *chat.OfferReturned:
		f.returned(b)
	}
}

// follower collects the facts that follow from one event, or from time.
type follower struct {
	chat    *chat.Chat
	cause   *chat.Event
	at      chat.Instant
	edition *policy.Edition
	policy  *policy.Policy // the edition's
	series  []string       // the responses of the silence, in order
	// unresolved are the responses that close what is not solved.
	unresolved []string
	facts      []chat.Event
	n          int // started so far
}

// opened starts the wait of a chat that comes without a bot, or files one that
// comes in the night.
func (f *follower) opened() {
	if !f.file() && f.chat.Stage == chat.StageQueued {
		f.wait()
	}
}

// queued starts the wait of a chat that nobody serves. An owner who gave it
// back owes no answer any more; how long the customer has been with people by
// now is not forgotten, but is whoever's who is accountable.
func (f *follower) queued() {
	f.end(Void, func(o *chat.Obligation) bool {
		return o.Kind == chat.OwedFirstResponse || o.Kind == chat.OwedAck || talk(o.Kind)
	})
	f.hand("", ofChat)
	if !f.asleep() {
		f.wait()
	}
}

// toBot ends what people owe to a chat that was given back to the bot: their time with
// it is over. What was promised stays promised, and what the night owes is owed by
// whoever is accountable.
func (f *follower) toBot() {
	for i := range f.chat.Obligations {
		o := &f.chat.Obligations[i]
		if o.Kind == chat.OwedFirstResponse || o.Kind == chat.OwedAccept || talk(o.Kind) || human(o) {
			f.endOne(o.ID, Void, "the bot answers again")
		}
	}
	f.hand("", ofNight)
}

// wait starts the clock of accepting (S-ACC-06). The register has no number
// of its own for it: a queued customer waits for a person as one with an
// immediate trigger does.
func (f *follower) wait() {
	f.once(chat.Obligation{Kind: chat.OwedAccept, Due: f.at.Add(f.policy.TakeOver.Immediate)})
}

// owned ends what was owed by nobody in particular and starts what the new
// owner owes (G-SLA-01, A-03).
func (f *follower) owned(agent, from chat.AgentID) {
	f.served()
	if agent != from { // Somebody who already serves the chat takes nothing over.
		f.end(Void, func(o *chat.Obligation) bool {
			return o.Kind == chat.OwedFirstResponse && o.Owner != agent
		})
		f.answer(agent)
	}
	f.inherit(agent)
}

// answer starts the wait for the first line of an owner.
func (f *follower) answer(agent chat.AgentID) {
	f.once(chat.Obligation{Kind: chat.OwedFirstResponse, Owner: agent, Due: f.at.Add(f.policy.FirstResponse.Max)})
}

// inherit gives a new owner what the chat itself owes. Human time begins with
// the first owner and goes on whoever comes next (G-SLA-03, G-CB-05); bot time
// is never part of it.
func (f *follower) inherit(agent chat.AgentID) {
	f.hand(agent, func(o *chat.Obligation) bool { return ofChat(o) || talk(o.Kind) })
	if f.chat.Confirmed == "" && !f.owes(chat.OwedResolution) {
		f.once(chat.Obligation{Kind: chat.OwedResolution, Owner: agent, Due: f.at.Add(f.policy.Resolution.Max)})
		f.once(chat.Obligation{Kind: chat.OwedCallback, Owner: agent, Due: f.at.Add(f.policy.Callback.Prompt)})
	}
	if _, runs := f.talking(); !runs {
		f.begin()
	}
}

// served ends what is owed until somebody serves the chat. That the bot has
// not said a word is not its fault any more.
func (f *follower) served() {
	f.end(Kept, func(o *chat.Obligation) bool {
		return o.Kind == chat.OwedTakeOver || o.Kind == chat.OwedAccept
	})
	f.end(Void, func(o *chat.Obligation) bool { return o.Kind == chat.OwedAck })
}

// forwarded moves what the sender still owes to who accepted. The clock goes
// on as it ran: a customer does not wait longer because two agents agreed on
// something. Where no first line is owed, because the sender has answered, the
// new owner owes one of their own, as after every change of hands.
func (f *follower) forwarded(from, to chat.AgentID) {
	f.served()
	if from == to {
		return
	}
	if f.owes(chat.OwedFirstResponse) {
		f.hand(to, first)
	} else {
		f.answer(to)
	}
	f.inherit(to)
}

// left moves what an owner who leaves still owes to who serves next. They have
// been in the chat already, so nothing new is owed. Where nobody serves next,
// the ChatQueued behind this event does the rest.
func (f *follower) left(b *chat.AgentLeft) {
	if b.Next != "" && f.chat.Owner == b.Next {
		f.hand(b.Next, first)
		f.inherit(b.Next)
	}
}

func first(o *chat.Obligation) bool { return o.Kind == chat.OwedFirstResponse }

// ofChat is what goes with the chat to whoever serves it.
func ofChat(o *chat.Obligation) bool { return human(o) || ofNight(o) }

// human is the time that people have had for the chat.
func human(o *chat.Obligation) bool {
	return o.Kind == chat.OwedResolution || o.Kind == chat.OwedCallback
}

// raised starts the clock of an alert (G-SLA-04). A notice calls nobody, and
// where an agent serves already there is nothing to take over.
func (f *follower) raised(t chat.Trigger) {
	if t.MarkedBy != "" {
		f.writeUp(&t, t.MarkedBy)
	}
	if t.Level == chat.LevelAlert && t.Rule == policy.RuleFrustration {
		f.upset()
	}
	if t.Level != chat.LevelAlert || !f.chat.Active() || f.chat.Owner != "" || f.asleep() {
		return
	}
	f.once(chat.Obligation{Kind: chat.OwedTakeOver, Rule: t.Rule, Due: f.at.Add(f.policy.TakeOverWithin(t.Tier))})
}

// withdrawn ends the clock of a trigger that has gone. If an agent serves the
// chat it has gone because the takeover took place, whatever order the hub
// works in.
func (f *follower) withdrawn(r chat.RuleID) {
	how := Void
	if f.chat.Owner != "" {
		how = Kept
	}
	f.end(how, func(o *chat.Obligation) bool { return o.Kind == chat.OwedTakeOver && o.Rule == r })
}
