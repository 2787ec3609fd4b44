package referee

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// takeOver grants a claim, or the chat itself where nobody has to be stopped.
// The first claim wins; the loser is told who won (E-Q-02). Asking again for
// what one has, or is getting, is granted and does nothing.
func (r *ruling) takeOver(w *chat.TakeOver) (Decision, *chat.Refusal) {
	c := r.chat
	if c.Stage == chat.StageClosed {
		return Decision{}, refuseClosed()
	}
	if c.Owner == r.by.ID || c.Claim.Agent == r.by.ID {
		return Decision{}, nil
	}
	if no := r.taken(); no != nil {
		return Decision{}, no
	}
	if c.Stage == chat.StageQueued && !c.Bot {
		return r.own(), nil
	}
	reason, no := cleanReason(w.Reason)
	if no != nil {
		return Decision{}, no
	}
	return Decision{
		Events: r.events(&chat.TakeOverClaimed{Agent: r.by.ID, Reason: reason}),
		Effect: EffectTakeOver,
		Audit:  r.audit(AuditSteppedIn),
	}, nil
}

// taken refuses a chat that somebody else has or is getting. Not even a lead
// breaks into a claim: it ends within seconds, and a claim has one winner.
func (r *ruling) taken() *chat.Refusal {
	c := r.chat
	switch {
	case c.Claim.Open() && c.Claim.Agent != r.by.ID:
		return r.claimed()
	case c.Owner != "" && c.Owner != r.by.ID && !may(r.by.Role, chat.NameTakeOver, formColleague):
		return refuse(chat.RefusedTaken, r.name(c.Owner)+" serves this chat; only a lead can take it from a colleague.")
	}
	return nil
}

// claimed refuses what would change the owner in the middle of a takeover by
// somebody else: the backend is being told of that one already.
func (r *ruling) claimed() *chat.Refusal {
	if c := r.chat.Claim; !c.Open() || c.Agent == r.by.ID {
		return nil
	}
	return refuse(chat.RefusedTaken, r.name(r.chat.Claim.Agent)+" is already taking this chat over.")
}

// accept starts a queued chat (E-ACT-04, S-ACC-03).
func (r *ruling) accept() (Decision, *chat.Refusal) {
	c := r.chat
	switch {
	case c.Stage == chat.StageClosed:
		return Decision{}, refuseClosed()
	case c.Owner == r.by.ID:
		return Decision{}, nil
	case c.Owner != "":
		return Decision{}, refuse(chat.RefusedTaken, r.name(c.Owner)+" has already started this chat.")
	case c.Claim.Open() && c.Claim.Agent != r.by.ID:
		return Decision{}, r.claimed()
	case c.Claim.Open():
		return Decision{}, nil
	case c.Stage != chat.StageQueued:
		return Decision{}, refuse(chat.RefusedGone, "This chat does not wait in the queue; take it over instead.")
	}
	return r.own(), nil
}

// own makes the agent the owner at once and tells the customer.
func (r *ruling) own() Decision {
	es := r.events(&chat.ChatAccepted{Agent: r.by.ID}, r.line(takenOverBy(r.by.Name, r.policy)))
	return Decision{Events: es, Effect: EffectTakeOver, Audit: r.audit(AuditSteppedIn)}
}

// Confirm returns the facts that end an open claim after the driver stopped
// the bot: the takeover, and exactly one line that tells the customer who has
// joined (V-INV-04, A-36). Without an open claim it returns nothing. The line
// is pending: the hub posts it.
func Confirm(f *chat.Floor, id chat.ChatID, now chat.Instant, p *policy.Policy) []chat.Event {
	c := f.Chat(id)
	if c == nil || !c.Claim.Open() {
		return nil
	}
	by := c.Claim.Agent
	taken, told := c.Claim.ID+"/taken", c.Claim.ID+"/told"
	return []chat.Event{
		{ID: taken, At: now, Chat: id, By: by, Body: &chat.ChatTakenOver{Agent: by, From: c.Owner}},
		{ID: told, At: now, Chat: id, By: by, Body: line(told, takenOverBy(nameOf(f, by), p))},
	}
}

// Revert returns the fact that undoes an open claim, with the reason in words.
// Without an open claim it returns nothing.
func Revert(f *chat.Floor, id chat.ChatID, reason string) []chat.Event {
	c := f.Chat(id)
	if c == nil || !c.Claim.Open() {
		return nil
	}
	if reason == "" {
		reason = "The chat's backend refused the takeover."
	}
	return []chat.Event{{
		ID: c.Claim.ID + "/reverted", Chat: id, By: c.Claim.Agent,
		Body: &chat.TakeOverReverted{Agent: c.Claim.Agent, Reason: reason},
	}}
}
