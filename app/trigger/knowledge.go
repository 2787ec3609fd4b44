package trigger

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
)

// Question returns m, a line of c, as a question for the knowledge, with the
// customer's line that it answers; ok is false if there is nothing to ask: it
// is not the bot's, says nothing, or an agent serves the chat.
func (e *Engine) Question(c *chat.Chat, m chat.Message) (q knowledge.Question, ok bool) {
	if m.From != chat.SpeakerBot || !mayRaise(c) || strings.TrimSpace(m.Text) == "" {
		return q, false
	}
	q = knowledge.Question{Chat: c.ID, Message: m.ID, Text: m.Text}
	for at := placeOf(c.Messages, m.ID, 0) - 1; at >= 0; at-- {
		if c.Messages[at].From == chat.SpeakerCustomer {
			q.Before = c.Messages[at].Text
			break
		}
	}
	return q, true
}

// Checked takes in what the knowledge says of a line of c, whenever that comes,
// and returns the facts that follow (G-TRIG-04). Nothing follows if the line is
// gone, if an agent serves the chat or has spoken since, or if it was closed.
// An answer without a score is kept for Explain only.
func (e *Engine) Checked(c *chat.Chat, a knowledge.Answer) []chat.Event {
	at := answerAt(c, a.Message)
	if at < 0 || !mayRaise(c) {
		return nil
	}
	mem := e.remember(c.ID)
	if mem.checked == nil || answerAt(c, mem.checked.Message) <= at {
		mem.checked = &a
	}
	f := e.suspicion(&a)
	held, holds := c.Trigger(rules[atHallucination].id)
	switch {
	case !a.Score.Known():
	case f.rises == 0:
		if holds && !isWord(&held) && held.PointsAt(a.Message) {
			return []chat.Event{{
				ID: digest("cleared", string(c.ID), string(held.Rule), string(a.Message), a.Version), Chat: c.ID,
				Body: &chat.TriggerCleared{Rule: held.Rule, Reason: "the knowledge holds it now"},
			}}
		}
	case !holds || f.rises > loud(held.Level):
		fact := e.raise(c, atHallucination, a.Message, &f, a.Evidence(), c.Messages[at].At)
		if c.Knows(fact.ID) { // it was dismissed, and says the same of the same line
			return nil
		}
		fact.Body.(*chat.TriggerRaised).Trigger.Knowledge = a.Version
		mem.suspected = &a
		return []chat.Event{fact}
	}
	return nil
}

func (e *Engine) suspicion(a *knowledge.Answer) finding {
	level, crossed, _ := e.limits[atHallucination].Level(a.Score)
	return finding{score: a.Score, rises: loud(level), crossed: crossed}
}

// answerAt returns where the chat has an answer of the bot that no agent has
// spoken after, -1 if it has none.
func answerAt(c *chat.Chat, id chat.MessageID) int {
	for at := len(c.Messages) - 1; at >= 0; at-- {
		switch m := &c.Messages[at]; {
		case m.From == chat.SpeakerAgent:
			return -1
		case m.ID == id:
			return at
		}
	}
	return -1
}
