package obligation

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// How an obligation ended.
const (
	// Kept means that what was owed was done, in time or late.
	Kept = "kept"
	// Void means that it was not owed any more.
	Void = "void"
)

// Follow returns what follows from e for the clocks of c. c is the chat after
// e was folded into it; an event that the fold did not apply must not be
// passed. The facts carry e's time; ends come before starts.
func Follow(c *chat.Chat, e *chat.Event, p *policy.Policy) []chat.Event {
	f := follower{chat: c, cause: e, policy: p}
	switch b := e.Body.(type) {
	case *chat.ChatOpened:
		f.opened()
	case *chat.ChatQueued:
		f.queued()
	case *chat.ChatAccepted:
		f.owned(b.Agent, "")
	case *chat.ChatTakenOver:
		f.owned(b.Agent, b.From)
	case *chat.ChatForwarded:
		f.forwarded(b.From, b.To)
	case *chat.AgentLeft:
		f.left(b)
	case *chat.MessagePosted:
		f.spoken(b)
	case *chat.TriggerRaised:
		f.raised(b.Trigger)
	case *chat.TriggerCleared:
		f.withdrawn(b.Rule)
	case *chat.TriggerDismissed:
		f.withdrawn(b.Rule)
	case *chat.ChatClosed:
		f.end(Void, func(chat.Obligation) bool { return true })
	}
	return f.facts
}

// follower collects the facts that follow from one event.
type follower struct {
	chat   *chat.Chat
	cause  *chat.Event
	policy *policy.Policy
	facts  []chat.Event
}

// opened starts the wait of a chat that comes without a bot.
func (f *follower) opened() {
	if f.chat.Stage == chat.StageQueued {
		f.wait()
	}
}

// queued starts the wait of a chat that nobody serves. An owner who gave it
// back owes no answer any more.
func (f *follower) queued() {
	f.end(Void, func(o chat.Obligation) bool { return o.Kind == chat.OwedFirstResponse })
	f.wait()
}

// wait starts the clock of accepting (S-ACC-06). The register has no number
// of its own for it: a queued customer waits for a person as one with an
// immediate trigger does.
func (f *follower) wait() { f.start(chat.OwedAccept, "", "", f.policy.TakeOver.Immediate) }

// owned ends what was owed by nobody in particular and starts what the new
// owner owes (G-SLA-01, A-03).
func (f *follower) owned(agent, from chat.AgentID) {
	f.served()
	if agent == from {
		return // Somebody who already serves the chat takes nothing over.
	}
	f.end(Void, func(o chat.Obligation) bool {
		return o.Kind == chat.OwedFirstResponse && o.Owner != agent
	})
	f.start(chat.OwedFirstResponse, agent, "", f.policy.FirstResponse.Max)
}

// served ends what is owed until somebody serves the chat.
func (f *follower) served() {
	f.end(Kept, func(o chat.Obligation) bool {
		return o.Kind == chat.OwedTakeOver || o.Kind == chat.OwedAccept
	})
}

// forwarded moves what the sender still owes to who accepted. Where nothing is
// owed, because the sender has answered, the new owner owes a first line of
// their own, as after every change of hands.
func (f *follower) forwarded(from, to chat.AgentID) {
	f.served()
	if from != to && !f.move(to) {
		f.start(chat.OwedFirstResponse, to, "", f.policy.FirstResponse.Max)
	}
}

// left moves what an owner who leaves still owes to who serves next. They have
// been in the chat already, so nothing new is owed. Where nobody serves next,
// the ChatQueued behind this event does the rest.
func (f *follower) left(b *chat.AgentLeft) {
	if b.Next != "" && f.chat.Owner == b.Next {
		f.move(b.Next)
	}
}

// spoken ends the wait for a person's first line, which whoever has joined may
// write as well as the owner (V-JOIN-03). A bot's and a system's line never
// count as a person's answer (G-SLA-02).
func (f *follower) spoken(m *chat.MessagePosted) {
	if m.From != chat.SpeakerAgent {
		return
	}
	f.end(Kept, func(o chat.Obligation) bool {
		return o.Kind == chat.OwedFirstResponse && (o.Owner == f.cause.By || f.chat.Serves(f.cause.By))
	})
}

// raised starts the clock of an alert (G-SLA-04). A notice calls nobody, and
// where an agent serves already there is nothing to take over.
func (f *follower) raised(t chat.Trigger) {
	if t.Level != chat.LevelAlert || !f.chat.Active() || f.chat.Owner != "" {
		return
	}
	f.start(chat.OwedTakeOver, "", t.Rule, f.policy.TakeOverWithin(t.Tier))
}

// withdrawn ends the clock of a trigger that has gone. If an agent serves the
// chat it has gone because the takeover took place, whatever order the hub
// works in.
func (f *follower) withdrawn(r chat.RuleID) {
	how := Void
	if f.chat.Owner != "" {
		how = Kept
	}
	f.end(how, func(o chat.Obligation) bool { return o.Kind == chat.OwedTakeOver && o.Rule == r })
}
