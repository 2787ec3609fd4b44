package cover

import (
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
)

// Standing is how cover stands at one instant, for screens. It is a value.
type Standing struct {
	// Words say in one sentence who answers for the floor and why; they are
	// never empty. Where nobody does they begin with NO COVER.
	Words string
	// Written is false for a roster that names nobody: then nobody is held to a
	// shift, and who answers is whoever is there.
	Written bool
	// Covered says that a shift runs. Shift is that shift, else the next one; its
	// ID is empty if there is none within a year.
	Covered bool
	Shift   roster.Shift
	// Agent answers for the floor since Since, with Why in words; empty is NO COVER.
	Agent chat.AgentID
	Name  string
	Role  chat.Role
	Since chat.Instant
	Why   string
	// There says that they are connected, at their desk and not on a break.
	There bool
	// Until is when this changes by itself: an open question that runs out, or
	// the next begin or end of a shift. Zero is never.
	Until chat.Instant
	// Chain is who answers in turn: the roster's people, each once, in the order
	// primary, secondary, lead, backup.
	Chain []Link
	// Asks are the questions that wait for an answer, oldest first.
	Asks []chat.CoverAsk
	// Empty are the roles of the shift that nobody has (G-COV-03).
	Empty []policy.Role
}

// Link is one person of the chain.
type Link struct {
	Agent chat.AgentID
	Name  string
	Role  policy.Role
	// There says that they could answer now; Words say why not, or that they do.
	There bool
	Words string
}

// State returns how cover stands.
func State(f *chat.Floor, ed *policy.Edition, now chat.Instant) Standing {
	s := at(f, ed, now)
	cov := f.Cover()
	st := Standing{Written: s.r.Written(), Covered: s.runs, Shift: s.shift, Since: cov.Since, Why: cov.Why, Asks: cov.Asks}
	if !s.runs {
		st.Shift = s.r.Next(now)
	}
	if st.Until, _ = Due(f, ed, now); st.Until < now {
		st.Until = 0
	}
	st.Empty = s.r.NoCover(st.Shift)
	if !st.Written {
		st.Empty = nil
		st.Agent, st.Name = obligation.Accountable(f, chat.Obligation{})
		if p := f.Agent(st.Agent); p != nil {
			st.Role = p.Role // nobody stands in for anybody
		}
	} else if st.Agent = cov.Agent; st.Agent != "" {
		st.Name, st.Role = s.name(cov.Agent), cov.Role
	}
	st.There = s.there(st.Agent)
	st.Chain = s.chain(st.Shift, st.Agent)
	st.Words = s.words(&st)
	return st
}

// words is the sentence of a standing.
func (s *scene) words(st *Standing) string {
	if !st.Written {
		if st.Agent == "" {
			return obligation.NoCover + ": nobody is here, and the roster names nobody."
		}
		return st.Name + " answers for the floor: the roster names nobody, so whoever is here does."
	}
	if st.Agent == "" {
		return s.noCover(st)
	}
	var b strings.Builder
	b.WriteString(st.Name + " answers for the floor")
	if s.runs {
		b.WriteString(" until " + s.clock(s.shift.End))
	}
	if st.Why != "" {
		b.WriteString(": " + st.Why)
	}
	if away := s.away(st.Agent); away != "" {
		b.WriteString("; they are " + away)
	}
	if asked := s.askedFor(st.Agent); len(asked) > 0 {
		verb := " is"
		if len(asked) > 1 {
			verb = " are"
		}
		b.WriteString("; " + s.names(asked) + verb + " asked to cover")
	}
	return b.String() + "."
}

func (s *scene) noCover(st *Standing) string {
	switch {
	case s.runs:
		return obligation.NoCover + ": nobody of the roster is on the team."
	case st.Shift.ID == "":
		return obligation.NoCover + ": no shift comes within a year."
	}
	words := obligation.NoCover + " until " + s.clock(st.Shift.Start)
	if who, _ := s.headOf(st.Shift); who != "" {
		words += ", when " + s.name(who) + " begins"
	}
	return words + "."
}

// headOf is who answers for the floor when a shift begins.
func (s *scene) headOf(shift roster.Shift) (chat.AgentID, policy.Role) {
	then := at(s.f, s.ed, shift.Start)
	who, role := then.head()
	if len(who) == 0 {
		return "", ""
	}
	return who[0], role
}

func (s *scene) askedFor(from chat.AgentID) []chat.AgentID {
	var asked []chat.AgentID
	for _, a := range s.f.Cover().Asks {
		if a.From == from && !slices.Contains(asked, a.To) {
			asked = append(asked, a.To)
		}
	}
	return asked
}

// chain lists the people of a shift.
func (s *scene) chain(shift roster.Shift, holder chat.AgentID) []Link {
	var chain []Link
	for _, role := range policy.Roles() {
		for _, a := range s.r.Who(shift, role) {
			if s.revoked(a) || slices.ContainsFunc(chain, func(l Link) bool { return l.Agent == a }) {
				continue
			}
			l := Link{Agent: a, Name: s.name(a), Role: role, There: s.there(a), Words: s.away(a)}
			switch {
			case a == holder && l.Words == "":
				l.Words = "answers for the floor"
			case a == holder:
				l.Words = "answers for the floor, but is " + l.Words
			case l.Words == "":
				l.Words = "here"
			}
			chain = append(chain, l)
		}
	}
	return chain
}
