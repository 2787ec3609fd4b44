package trigger

import (
	"errors"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
)

// Why a trigger cannot be evaluated again.
var (
	// ErrKnowledge means that it was checked against knowledge that is not at
	// hand any more.
	ErrKnowledge = errors.New("trigger: checked against other knowledge")
	// ErrVersion means that another policy, rule or other weights raised it.
	ErrVersion = errors.New("trigger: judged by other rules")
	// ErrEvidence means that the chat does not have the lines.
	ErrEvidence = errors.New("trigger: the lines are not there")
)

// Check evaluates t, a trigger that was raised on c, once more from the chat's
// lines: the verdict's Score, Level and Spans are those that it would be raised
// with today (D-01). What a person marked is what it was: nothing was measured.
// Errors are ErrVersion, ErrKnowledge and ErrEvidence.
func (e *Engine) Check(c *chat.Chat, t chat.Trigger) (Verdict, error) {
	i := indexOf(t.Rule)
	switch {
	case i < 0 || t.Version != rules[i].version || t.Policy != e.policy.Version:
		return Verdict{}, ErrVersion
	case t.MarkedBy != "":
		return e.checkMark(c, i, &t)
	case i == atHallucination:
		return e.checkAnswer(c, &t)
	case weighed(i) && t.Weights != e.weights:
		return Verdict{}, ErrVersion
	}
	return e.checkLines(c, i, &t)
}

func (e *Engine) checkMark(c *chat.Chat, i int, t *chat.Trigger) (Verdict, error) {
	v := e.verdict(i)
	v.Score, v.Level, v.Held, v.Spans, v.Words = t.Score, t.Level, t.Level, t.Evidence, "somebody marked it"
	for _, s := range t.Evidence {
		if at := placeOf(c.Messages, s.Message, 0); at < 0 || s.To > len(c.Messages[at].Text) {
			return Verdict{}, ErrEvidence
		}
	}
	return v, nil
}

// checkAnswer has the answer of the knowledge, if that is still the same one.
func (e *Engine) checkAnswer(c *chat.Chat, t *chat.Trigger) (Verdict, error) {
	mem := e.chats[c.ID]
	if mem == nil {
		return Verdict{}, ErrKnowledge
	}
	for _, a := range [...]*knowledge.Answer{mem.suspected, mem.checked} {
		if a == nil || a.Version != t.Knowledge || !t.PointsAt(a.Message) {
			continue
		}
		f, v := e.suspicion(a), e.verdict(atHallucination)
		v.Score, v.Level, v.Knowledge = a.Score, f.rises.level(), a.Version
		v.Words, v.Spans = a.Explain(), a.Evidence()
		return v, nil
	}
	return Verdict{}, ErrKnowledge
}

// checkLines reads the chat again up to the line that t followed from. Lines
// may have one time, so of several that could have been it the one is taken
// that says what t says.
func (e *Engine) checkLines(c *chat.Chat, i int, t *chat.Trigger) (got Verdict, err error) {
	err = ErrEvidence
	mem := new(memory)
	mem.begin(0)
	for mem.next < len(c.Messages) && (err != nil || !same(&got, t)) {
		at := mem.next
		if c.Messages[at].At > t.RaisedAt {
			break
		}
		e.replay(mem, c, at, func(v *view) {
			if again, ok := v.again(i, t); ok {
				got, err = again, nil
			}
		})
	}
	return got, err
}

// again is the verdict of the rule of index i at the line at hand, if t may
// have followed from it.
func (v *view) again(i int, t *chat.Trigger) (got Verdict, ok bool) {
	got = v.e.verdict(i)
	var f finding
	switch {
	case i == atStuck:
		if v.mem.issue < 0 {
			return got, false
		}
		f = v.e.stuckFinding(v.mem, t.RaisedAt)
		got.Spans = stuckEvidence(v.mem, v.chat, t.RaisedAt)
	case came(v.message()) != t.RaisedAt || v.e.found[i].rises == 0:
		return got, false
	default:
		f = v.e.found[i]
		got.Spans = v.evidence(i)
	}
	got.Score, got.Level, got.Held = f.score, f.rises.level(), t.Level
	got.Tier, got.Words = tierOf(i, got.Level), nouns[i]
	return got, f.rises > 0
}

// same reports whether a verdict is what t says.
func same(v *Verdict, t *chat.Trigger) bool {
	return v.Score == t.Score && v.Level == t.Level && slices.Equal(v.Spans, t.Evidence)
}
