package referee

import (
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Decide answers one command in a scene without follow-up records and with certain
// time; see [Scene.Decide].
func Decide(f *chat.Floor, c chat.Command, now chat.Instant, e *policy.Edition) (Decision, *chat.Refusal) {
	return Scene{Floor: f, Now: now, Edition: e}.Decide(c)
}

// actor finds who asks, and refuses who may not (E-ACT-02: presence is what
// the hub verified, not what a desk says).
func actor(f *chat.Floor, c chat.Command) (*chat.Agent, *chat.Refusal) {
	a := f.Agent(c.By)
	switch {
	case a == nil:
		return nil, refuse(chat.RefusedRole, "Nobody on the team has this name; ask a lead for access.")
	case a.Revoked:
		return nil, refuse(chat.RefusedRole, "Your access has been revoked; ask a lead.")
	case a.Outside:
		return nil, refuse(chat.RefusedRole, "Only the chat platform knows of you; ask a lead for access.")
	case a.Presence != chat.PresenceOnline:
		return nil, refuse(chat.RefusedOffline, "You are offline; only people who are online can act.")
	case !May(a.Role, c.Body.Name()):
		return nil, refuse(chat.RefusedRole, "Your role may not do this.")
	}
	return a, nil
}

// ruling is one command being decided.
type ruling struct {
	scene Scene
	floor *chat.Floor
	chat  *chat.Chat
	by    *chat.Agent
	cmd   chat.Command
	now   chat.Instant
	// Both are nil, or policy is the edition's.
	edition *policy.Edition
	policy  *policy.Policy
}

func (r *ruling) decide() (Decision, *chat.Refusal) {
	switch w := r.cmd.Body.(type) {
	case *chat.TakeOver:
		return r.takeOver(w)
	case *chat.AcceptChat:
		return r.accept()
	case *chat.PostMessage:
		return r.postMessage(w)
	case *chat.PostNote:
		return r.postNote(w)
	case *chat.Observe:
		return Decision{Audit: r.audit(AuditObserved)}, nil
	case *chat.StopObserving:
		return Decision{Audit: r.audit(AuditStopped)}, nil
	case *chat.AcknowledgeAlert:
		return r.acknowledge(w)
	case *chat.DismissTrigger:
		return r.dismiss(w)
	case *chat.MarkTrigger:
		return r.mark(w)
	case *chat.ConfirmTrigger:
		return r.confirm(w)
	}
	return r.decideLadder()
}

// decideLadder decides what takes a person into a chat and out of it, and what
// stays on it.
func (r *ruling) decideLadder() (Decision, *chat.Refusal) {
	switch w := r.cmd.Body.(type) {
	case *chat.Whisper:
		return r.whisper(w)
	case *chat.Join:
		return r.join()
	case *chat.Leave:
		return r.leave(w)
	case *chat.AddTag:
		return r.addTag(w)
	case *chat.RemoveTag:
		return r.removeTag(w)
	case *chat.EndChat:
		return r.endChat(w)
	}
	return r.decideOffer()
}

// decideOffer decides what is held out to somebody, and their answer.
func (r *ruling) decideOffer() (Decision, *chat.Refusal) {
	switch w := r.cmd.Body.(type) {
	case *chat.Forward:
		return r.forward(w)
	case *chat.Invite:
		return r.invite(w)
	case *chat.AcceptOffer:
		return r.acceptOffer(w)
	case *chat.DeclineOffer:
		return r.declineOffer(w)
	case *chat.WithdrawOffer:
		return r.withdrawOffer(w)
	case *chat.Escalate:
		return r.escalate(w)
	case *chat.HandToChannel:
		return r.handToChannel(w)
	}
	return r.decideDuty()
}

// decideDuty decides what is said of the way of a chat, and of what is owed.
func (r *ruling) decideDuty() (Decision, *chat.Refusal) {
	switch w := r.cmd.Body.(type) {
	case *chat.AskForHelp:
		return r.askForHelp(w)
	case *chat.AnswerHelp:
		return r.answerHelp()
	case *chat.ConfirmResolution:
		return r.confirmResolution(w)
	case *chat.SetStep:
		return r.setStep(w)
	case *chat.AskRating:
		return r.askRating()
	case *chat.VerifyIdentity:
		return r.verifyIdentity(w)
	case *chat.KeepObligation:
		return r.keepObligation(w)
	case *chat.AttemptObligation:
		return r.attemptObligation(w)
	case *chat.HandObligation:
		return r.handObligation(w)
	case *chat.PromiseTo:
		return r.promiseTo(w)
	case *chat.SaveTicket:
		return r.saveTicket(w)
	}
	return r.decideCall()
}

// decideCall decides what is said of calls, of the night and of the bot's errors.
func (r *ruling) decideCall() (Decision, *chat.Refusal) {
	switch w := r.cmd.Body.(type) {
	case *chat.BeginAttempt:
		return r.beginAttempt(w)
	case *chat.EndAttempt:
		return r.endAttempt(w)
	case *chat.OfferCallback:
		return r.offerCallback(w)
	case *chat.ScheduleCallback:
		return r.scheduleCallback(w)
	case *chat.ReviewNight:
		return r.reviewNight(w)
	case *chat.UnlockNight:
		return r.unlockNight(w)
	case *chat.WriteBotError:
		return r.writeBotError(w)
	}
	return r.decideTeam()
}

func refuseUnknown() *chat.Refusal {
	return refuse(chat.RefusedInvalid, "This version does not know that command.")
}

// postNote is open to everybody who is signed in, also on a closed chat: what
// was learnt late still belongs to it.
func (r *ruling) postNote(w *chat.PostNote) (Decision, *chat.Refusal) {
	text, no := cleanText(w.Text, "note")
	if no != nil {
		return Decision{}, no
	}
	return Decision{Events: r.events(&chat.NotePosted{
		Message: chat.MessageID(r.cmd.ID), Name: r.by.Name, Text: text, Mentions: mentions(text, r.floor, r.by.ID),
	})}, nil
}

// acknowledge is granted once; whoever says it after that has nothing to add.
func (r *ruling) acknowledge(w *chat.AcknowledgeAlert) (Decision, *chat.Refusal) {
	t, ok := r.chat.Trigger(w.Rule)
	if !ok {
		return Decision{}, refuseGone()
	}
	if t.AcknowledgedBy != "" {
		return Decision{}, nil
	}
	return Decision{Events: r.events(&chat.AlertAcknowledged{Rule: w.Rule})}, nil
}

func (r *ruling) dismiss(w *chat.DismissTrigger) (Decision, *chat.Refusal) {
	held, ok := r.chat.Trigger(w.Rule)
	if !ok {
		return Decision{}, refuseGone()
	}
	reason, no := needReason(w.Reason, "Say in a few words why this was no reason to step in.")
	if no != nil {
		return Decision{}, no
	}
	bodies := []chat.Body{&chat.TriggerDismissed{Rule: w.Rule, Reason: reason}}
	for i := range r.chat.Obligations { // what was no error is not written up
		o := &r.chat.Obligations[i]
		if _, no := r.mine(o.ID); no == nil && o.Kind == chat.OwedWriteUp && held.PointsAt(chat.MessageID(o.Cause)) {
			bodies = append(bodies, &chat.ObligationEnded{Obligation: o.ID, How: chat.EndedVoid, Reason: reason})
		}
	}
	return Decision{Events: r.events(bodies...)}, nil
}

// events gives the bodies their ids, "<cmd>", "<cmd>/1" and so on, and to a
// line of the system that of its event.
func (r *ruling) events(bodies ...chat.Body) []chat.Event { return r.eventsFrom(0, bodies...) }

// eventsFrom is events for what stands behind n others of the decision.
func (r *ruling) eventsFrom(n int, bodies ...chat.Body) []chat.Event {
	var of chat.ChatID
	if r.chat != nil {
		of = r.chat.ID
	}
	es := make([]chat.Event, len(bodies))
	for i, b := range bodies {
		id := chat.EventID(r.cmd.ID)
		if n+i > 0 {
			id += chat.EventID("/" + strconv.Itoa(n+i))
		}
		if m, ok := b.(*chat.MessagePosted); ok && m.Message == "" {
			m.Message = chat.MessageID(id)
		}
		es[i] = chat.Event{ID: id, At: r.now, Chat: of, By: r.by.ID, Body: b}
	}
	return es
}

// audit is the fact that this command begins or ends an observation.
func (r *ruling) audit(k AuditKind) *AuditFact {
	return &AuditFact{ID: r.cmd.ID, Kind: k, At: r.now, Chat: r.chat.ID, Agent: r.by.ID, Serving: r.serving()}
}

// step is the fact that this command went up or down the ladder.
func (r *ruling) step(k AuditKind) *AuditFact {
	f := r.audit(k)
	f.ID += chat.CommandID("/" + string(k))
	return f
}

// serving is who may write to the customer before this command has its effect.
func (r *ruling) serving() []chat.AgentID {
	if r.chat.Owner == "" {
		return nil
	}
	return append([]chat.AgentID{r.chat.Owner}, r.chat.Joined...)
}

// name begins a sentence, nameIn stands within one.
func (r *ruling) name(id chat.AgentID) string { return nameOf(r.floor, id) }

func (r *ruling) nameIn(id chat.AgentID) string {
	if a := r.floor.Agent(id); a != nil && a.Name != "" {
		return a.Name
	}
	return "a colleague"
}

func nameOf(f *chat.Floor, id chat.AgentID) string {
	if a := f.Agent(id); a != nil && a.Name != "" {
		return a.Name
	}
	return "A colleague"
}

func refuseClosed() *chat.Refusal {
	return refuse(chat.RefusedClosed, "This chat is closed.")
}

func refuseGone() *chat.Refusal {
	return refuse(chat.RefusedGone, "This alert has gone already; there is nothing left to answer.")
}
