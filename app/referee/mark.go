package referee

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
)

// mark lets a person say of one line that the bot is wrong there, or that the
// customer is frustrated (G-TRIG-01, G-TRIG-02). What follows is the same kind
// of alert as a detected one. Where the rule, or a suspicion of invented facts,
// has found that line already, the person has confirmed it; where the rule
// holds for another line, it is made as loud as a mark. In a chat that somebody serves
// there is nobody to call: that the bot was wrong is a notice there, for the log of its
// errors (G-OPS-02).
func (r *ruling) mark(w *chat.MarkTrigger) (Decision, *chat.Refusal) {
	m, no := r.markable(w)
	if no != nil {
		return Decision{}, no
	}
	held, holds := r.chat.Trigger(w.Rule)
	if !holds && w.Rule == policy.RuleBotWrong {
		if suspected, ok := r.chat.Trigger(policy.RuleHallucination); ok && suspected.PointsAt(m.ID) {
			return r.confirmed(suspected), nil
		}
	}
	switch {
	case !holds:
		return r.marked(w.Rule, m)
	case held.MarkedBy != "" && held.PointsAt(m.ID):
		return Decision{}, nil // it was said already
	case (held.Level != chat.LevelAlert || r.chat.Owner != "") && !held.PointsAt(m.ID):
		return r.marked(w.Rule, m)
	}
	return r.confirmed(held), nil
}

// markable finds the line that is meant, or says why nothing can be said of it.
func (r *ruling) markable(w *chat.MarkTrigger) (chat.Message, *chat.Refusal) {
	from, whose := markedSpeaker(w.Rule)
	if from == "" {
		return chat.Message{}, refuse(chat.RefusedInvalid, "Only a wrong answer of the bot and a customer's frustration can be marked.")
	}
	switch c := r.chat; {
	case !c.Active():
		return chat.Message{}, refuseClosed()
	case w.Rule == policy.RuleBotWrong: // which is written down, whoever serves
	case c.Owner == r.by.ID:
		return chat.Message{}, refuse(chat.RefusedTaken, "You serve this chat already; there is nobody to call.")
	case c.Owner != "":
		return chat.Message{}, refuse(chat.RefusedTaken, r.name(c.Owner)+" serves this chat already; there is nobody to call.")
	}
	at := slices.IndexFunc(r.chat.Messages, func(m chat.Message) bool { return m.ID == w.Message })
	if at < 0 {
		return chat.Message{}, refuse(chat.RefusedInvalid, "This chat has no such line.")
	}
	m := r.chat.Messages[at]
	if m.From != from {
		return chat.Message{}, refuse(chat.RefusedInvalid, "This can be said of a line of "+whose+" only.")
	}
	return m, nil
}

// markedSpeaker says whose lines a rule can be marked on; from is empty for a
// rule that nobody can mark.
func markedSpeaker(rule chat.RuleID) (from chat.Speaker, whose string) {
	switch rule {
	case policy.RuleBotWrong:
		return chat.SpeakerBot, "the bot"
	case policy.RuleFrustration:
		return chat.SpeakerCustomer, "the customer"
	}
	return "", ""
}

// marked raises the rule as a person's word.
func (r *ruling) marked(rule chat.RuleID, m chat.Message) (Decision, *chat.Refusal) {
	p := r.policy
	if p == nil {
		p = new(policy.Policy) // a desk that has just started
	}
	t, ok := trigger.Marked(p, rule, &m, r.by.ID, r.now)
	if !ok {
		return Decision{}, refuse(chat.RefusedInvalid, "There are no words in this line.")
	}
	if r.chat.Owner != "" {
		t.Level = chat.LevelNotice
	}
	return Decision{Events: r.events(&chat.TriggerRaised{Trigger: t})}, nil
}

// confirm lets a person say that what is suspected is so. Once is
// enough, whoever says it.
func (r *ruling) confirm(w *chat.ConfirmTrigger) (Decision, *chat.Refusal) {
	if w.Rule != policy.RuleHallucination && w.Rule != policy.RuleBotWrong {
		return Decision{}, refuse(chat.RefusedInvalid, "Only a wrong answer of the bot and invented facts can be confirmed.")
	}
	held, ok := r.chat.Trigger(w.Rule)
	if !ok {
		return Decision{}, refuseGone()
	}
	return r.confirmed(held), nil
}

// confirmed says that a trigger is right. What was only a badge calls somebody
// from then on, unless one serves the chat: a person is sure of it.
func (r *ruling) confirmed(held chat.Trigger) Decision {
	if held.ConfirmedBy != "" {
		return Decision{}
	}
	bodies := []chat.Body{&chat.TriggerConfirmed{Rule: held.Rule}}
	if held.Level != chat.LevelAlert && r.chat.Owner == "" {
		held.Level, held.RaisedAt = chat.LevelAlert, r.now
		bodies = slices.Insert(bodies, 0, chat.Body(&chat.TriggerRaised{Trigger: held}))
	}
	return Decision{Events: r.events(bodies...)}
}
