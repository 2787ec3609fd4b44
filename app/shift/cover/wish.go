package cover

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// The functions of this file judge the commands about cover. What they return
// is in the order in which it has to be folded; the caller gives each body the
// event id that it likes.

// Ask judges AskCover: from wants a break, and asks to, or everybody who may be
// asked if to is empty. The bodies are CoverAsked, one for each person who is
// asked; or BreakBegan at once, where from answers for nothing now. The id of a
// question is the command's, with the person behind it if there are several.
// Nobody goes on a break that another person has not accepted (D-12), except
// where the roster names nobody at all and nobody else is there.
func Ask(f *chat.Floor, ed *policy.Edition, now chat.Instant, cmd chat.CommandID, from, to chat.AgentID, reason string) ([]chat.Body, *chat.Refusal) {
	s := at(f, ed, now)
	cov := f.Cover()
	p := f.Agent(from)
	switch {
	case p == nil || p.Revoked:
		return nil, refuse(chat.RefusedRole, "You are not on the team.")
	case !p.Break.IsZero():
		return nil, refuse(chat.RefusedBusy, "You are on a break already.")
	case slices.ContainsFunc(cov.Asks, func(a chat.CoverAsk) bool { return a.From == from && !ByRule(a.Ask) }):
		return nil, refuse(chat.RefusedBusy, "You have asked already; the question waits for an answer.")
	case s.r.Written() && cov.Agent != from:
		return s.awake(from, &chat.BreakBegan{Agent: from, Cover: cov.Agent}), nil
	}
	asked, no := s.askedBy(from, to)
	if no != nil {
		return nil, no
	}
	if len(asked) == 0 {
		return s.awake(from, &chat.BreakBegan{Agent: from}), nil
	}
	bodies := s.awake(from)
	for _, a := range asked {
		id := string(cmd)
		if len(asked) > 1 {
			id += "/" + string(a)
		}
		bodies = append(bodies, &chat.CoverAsked{
			Ask: chat.AskID(id), From: from, To: a, Why: strings.TrimSpace(reason), Until: now.Add(ed.Policy.Cover.Switch),
		})
	}
	return bodies, nil
}

// askedBy returns who is asked to cover for a break: the one who was named, or
// all who may be. It is nobody only where no roster is written.
func (s *scene) askedBy(from, to chat.AgentID) ([]chat.AgentID, *chat.Refusal) {
	if to != "" {
		switch {
		case to == from:
			return nil, refuse(chat.RefusedInvalid, "You cannot cover for yourself.")
		case !s.there(to):
			return nil, refuse(chat.RefusedOffline, s.name(to)+" is "+s.away(to)+".")
		}
		return []chat.AgentID{to}, nil
	}
	var asked []chat.AgentID
	s.f.EachAgent(func(p *chat.Agent) {
		if p.ID != from && s.there(p.ID) {
			asked = append(asked, p.ID)
		}
	})
	slices.Sort(asked)
	if len(asked) == 0 && s.r.Written() {
		return nil, refuse(chat.RefusedOffline, "Nobody is here who could cover. A lead may let you go, and writes down why.")
	}
	return asked, nil
}

// Answer judges AnswerCover by me. A yes has CoverAnswered, then CoverChanged if
// who asked answers for the floor by the roster, then BreakBegan if the question
// was for a break. A no needs its reason, and is none of a lead's where cover
// comes to them anyway.
func Answer(f *chat.Floor, ed *policy.Edition, now chat.Instant, me chat.AgentID, ask chat.AskID, accept bool, reason string) ([]chat.Body, *chat.Refusal) {
	s := at(f, ed, now)
	reason = strings.TrimSpace(reason)
	q, no := s.answerable(me, ask, accept, reason)
	if no != nil {
		return nil, no
	}
	bodies := s.awake(me, &chat.CoverAnswered{Ask: ask, Agent: me, Accepted: accept, Reason: reason})
	if !accept {
		return bodies, nil
	}
	if s.r.Written() && f.Cover().Agent == q.From {
		bodies = append(bodies, &chat.CoverChanged{Agent: me, Role: s.roleOf(me), Shift: s.id(), Why: s.coverFor(&q)})
	}
	if p := f.Agent(q.From); !ByRule(ask) && p != nil && p.Break.IsZero() {
		bodies = append(bodies, &chat.BreakBegan{Agent: q.From, Cover: me})
	}
	return bodies, nil
}

// answerable returns the question that me may answer so.
func (s *scene) answerable(me chat.AgentID, ask chat.AskID, accept bool, reason string) (chat.CoverAsk, *chat.Refusal) {
	q, open := s.f.Cover().Ask(ask)
	switch {
	case !open || q.Until <= s.at:
		return q, refuse(chat.RefusedGone, "The question is over; cover has moved on.")
	case q.To != me:
		return q, refuse(chat.RefusedRole, "Somebody else was asked.")
	case accept && s.ended(me):
		return q, refuse(chat.RefusedOffline, "You have ended this shift; begin it again first.")
	case accept && !s.here(s.f.Agent(me)):
		return q, refuse(chat.RefusedOffline, "Come back from your break first.")
	case accept:
		return q, nil
	case reason == "":
		return q, refuse(chat.RefusedInvalid, "Say why not.")
	case ByRule(ask) && s.roleOf(me) == chat.RoleLead:
		return q, refuse(chat.RefusedRole, "Nobody else is here to answer for the floor, so it comes to the lead.")
	}
	return q, nil
}

// coverFor says why somebody covers who has accepted a question.
func (s *scene) coverFor(q *chat.CoverAsk) string {
	why := "covers for " + s.name(q.From)
	if w := s.away(q.From); w != "" {
		return why + ", who is " + w
	}
	if !ByRule(q.Ask) {
		why += ", who is on a break"
	}
	return why
}

// Take judges TakeCover by me: one CoverChanged, with the reason.
func Take(f *chat.Floor, ed *policy.Edition, now chat.Instant, me chat.AgentID, reason string) ([]chat.Body, *chat.Refusal) {
	s := at(f, ed, now)
	reason = strings.TrimSpace(reason)
	switch {
	case !s.r.Written():
		return nil, refuse(chat.RefusedInvalid, "The roster names nobody, so whoever is here answers for the floor.")
	case s.ended(me):
		return nil, refuse(chat.RefusedOffline, "You have ended this shift; begin it again first.")
	case !s.here(f.Agent(me)):
		return nil, refuse(chat.RefusedOffline, "Come back from your break first.")
	case f.Cover().Agent == me:
		return nil, refuse(chat.RefusedTaken, "You answer for the floor already.")
	case utf8.RuneCountInString(reason) < ed.Policy.Note.Min:
		return nil, tooShort(ed)
	}
	return s.awake(me, &chat.CoverChanged{Agent: me, Role: s.roleOf(me), Shift: s.id(), Why: reason}), nil
}

// Override judges OverrideBreak: a lead lets agent have a break that nobody
// covers, and answers for the floor meanwhile if agent did (D-12). The reason
// stays on the log.
func Override(f *chat.Floor, ed *policy.Edition, now chat.Instant, lead, agent chat.AgentID, reason string) ([]chat.Body, *chat.Refusal) {
	s := at(f, ed, now)
	by, p := f.Agent(lead), f.Agent(agent)
	reason = strings.TrimSpace(reason)
	switch {
	case by == nil || by.Revoked || by.Role != chat.RoleLead:
		return nil, refuse(chat.RefusedRole, "Only a lead lets somebody go without cover.")
	case p == nil || p.Revoked:
		return nil, refuse(chat.RefusedInvalid, "That person is not on the team.")
	case !p.Break.IsZero():
		return nil, refuse(chat.RefusedBusy, s.name(agent)+" is on a break already.")
	case utf8.RuneCountInString(reason) < ed.Policy.Note.Min:
		return nil, tooShort(ed)
	}
	began := &chat.BreakBegan{Agent: agent, Override: reason}
	if f.Cover().Agent != agent || !s.r.Written() || lead == agent || !s.here(by) {
		return s.awake(lead, began), nil
	}
	began.Cover = lead
	return s.awake(lead,
		&chat.CoverChanged{Agent: lead, Role: chat.RoleLead, Shift: s.id(), Why: "let " + s.name(agent) + " go on a break without cover"},
		began,
	), nil
}

// End judges EndBreak by me: one BreakEnded.
func End(f *chat.Floor, me chat.AgentID) ([]chat.Body, *chat.Refusal) {
	if p := f.Agent(me); p == nil || p.Break.IsZero() {
		return nil, refuse(chat.RefusedInvalid, "You are not on a break.")
	}
	return []chat.Body{&chat.BreakEnded{Agent: me}}, nil
}

// MayGo reports whether me may quit the program or be disturbed by nothing: not
// while they answer for the floor by the roster, for then somebody has to have
// accepted first. Words say what to do.
func MayGo(f *chat.Floor, ed *policy.Edition, now chat.Instant, me chat.AgentID) (words string, ok bool) {
	s := at(f, ed, now)
	if !s.r.Written() || !s.runs || f.Cover().Agent != me {
		return "", true
	}
	asked, no := s.askedBy(me, "")
	until := "You answer for the floor until " + s.clock(s.shift.End)
	if no != nil {
		return until + ", and nobody else is here. A lead may take cover.", false
	}
	return fmt.Sprintf("%s. Ask somebody to cover first: %s.", until, strings.TrimSuffix(s.names(asked), ".")), false
}

// awake puts before bodies that somebody is at their desk, if the floor does not
// know: who wishes for something is.
func (s *scene) awake(a chat.AgentID, bodies ...chat.Body) []chat.Body {
	if p := s.f.Agent(a); p != nil && p.Idle {
		return append([]chat.Body{&chat.IdleChanged{Agent: a}}, bodies...)
	}
	return bodies
}

func (s *scene) names(who []chat.AgentID) string {
	var names []string
	for _, a := range who {
		names = append(names, s.name(a))
	}
	return strings.Join(names, ", ")
}

func refuse(code chat.RefusalCode, words string) *chat.Refusal {
	return &chat.Refusal{Code: code, Words: words}
}

func tooShort(ed *policy.Edition) *chat.Refusal {
	return refuse(chat.RefusedInvalid, fmt.Sprintf("Say why in at least %d characters.", ed.Policy.Note.Min))
}
