package view

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/shift/cover"
)

// CoverOf returns who answers for the floor as me sees it.
func CoverOf(f *chat.Floor, st cover.Standing, me chat.AgentID) Cover {
	v := Cover{
		Words: st.Words, Nobody: st.Agent == "", Agent: st.Agent, Name: st.Name, Role: st.Role,
		Mine: me != "" && st.Agent == me, Since: st.Since, Until: until(st), Why: f.Cover().Why,
		Shift: st.Shift.ID, ShiftStart: st.Shift.Start, ShiftEnd: st.Shift.End, Running: st.Covered,
	}
	for _, r := range st.Empty {
		v.Empty = append(v.Empty, chat.Role(r))
	}
	for _, l := range st.Chain {
		v.Chain = append(v.Chain, coverPost(f, l, me, st.Agent))
	}
	for _, a := range st.Asks {
		ask := CoverAsk{
			CoverAsk: a, FromName: nameOn(f, a.From), ToName: nameOn(f, a.To), Mine: me != "" && a.To == me, Sent: me != "" && a.From == me,
			Break: !cover.ByRule(a.Ask),
		}
		if ask.Mine {
			v.Asks = append([]CoverAsk{ask}, v.Asks...)
			continue
		}
		v.Asks = append(v.Asks, ask)
	}
	if a := f.Agent(me); a != nil && !a.Break.IsZero() {
		v.Break = a.Break
		if a.BreakCover != "" {
			v.BreakBy = nameOn(f, a.BreakCover)
		}
	}
	if id := overtime(f, st, me); id != "" {
		v.Shift = id
	}
	v.begun(f.Shift(v.Shift), me)
	v.Failed = failedTests(f, f.Shift(st.Shift.ID))
	return v
}

// until is when the roster has somebody else or nobody. A question that runs out
// earlier is not that.
func until(st cover.Standing) chat.Instant {
	switch {
	case !st.Written:
		return 0
	case st.Covered:
		return st.Shift.End
	}
	return st.Shift.Start
}

// overtime is the newest shift that me has begun and not ended, while no other runs
// that the roster has them in: who stays after its end still has to go out of it
// (G-END-02). It is empty for who is in no such shift.
func overtime(f *chat.Floor, st cover.Standing, me chat.AgentID) string {
	mine := func(l cover.Link) bool { return l.Agent == me }
	if me == "" || st.Covered && slices.ContainsFunc(st.Chain, mine) {
		return ""
	}
	for _, id := range slices.Backward(f.Shifts()) {
		if s := f.Shift(id); id <= st.Shift.ID || st.Shift.ID == "" {
			if _, began := s.StartedBy(me); began {
				if s.EndedBy(me) {
					return ""
				}
				return id
			}
		}
	}
	return ""
}

// begun says what me has done about the shift.
func (v *Cover) begun(s *chat.ShiftState, me chat.AgentID) {
	start, ok := s.StartedBy(me)
	if !ok {
		return
	}
	v.Begun, v.Checks = start.At, start.Checks
	for _, e := range s.Ended {
		if e.Agent == me && e.At >= start.At {
			v.Ended = e.At
		}
	}
}

func coverPost(f *chat.Floor, l cover.Link, me, covers chat.AgentID) CoverPost {
	p := CoverPost{
		Agent: l.Agent, Name: l.Name, Role: chat.Role(l.Role), There: l.There, Words: l.Words,
		Covers: l.Agent != "" && l.Agent == covers, Me: l.Agent != "" && l.Agent == me,
	}
	if a := f.Agent(l.Agent); a != nil {
		p.Online, p.Idle, p.Break = a.Presence == chat.PresenceOnline && !a.Revoked, a.Idle, a.Break
	}
	return p
}

// nameOn returns what people call somebody.
func nameOn(f *chat.Floor, id chat.AgentID) string {
	if a := f.Agent(id); a != nil {
		return cmp.Or(a.Name, string(id))
	}
	return string(id)
}
