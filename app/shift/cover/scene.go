package cover

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
)

// scene is the floor and its roster at one instant.
type scene struct {
	f     *chat.Floor
	ed    *policy.Edition
	r     *roster.Roster
	at    chat.Instant
	shift roster.Shift
	runs  bool
}

func at(f *chat.Floor, ed *policy.Edition, now chat.Instant) scene {
	s := scene{f: f, ed: ed, r: roster.Of(ed), at: now}
	s.shift, s.runs = s.r.ShiftAt(now)
	return s
}

// there reports whether somebody is connected, at their desk, not on a break, and
// has not ended the shift that runs.
func (s *scene) there(a chat.AgentID) bool {
	p := s.f.Agent(a)
	return s.here(p) && !p.Idle
}

// here is the same of somebody who may have left their desk for a moment.
func (s *scene) here(p *chat.Agent) bool {
	return p != nil && !p.Revoked && p.Presence == chat.PresenceOnline && p.Break.IsZero() && !s.ended(p.ID)
}

// ended reports whether somebody has gone home from the shift that runs. Their
// program may stay connected for hours, and answers for nothing (G-END-02).
func (s *scene) ended(a chat.AgentID) bool {
	return s.runs && s.f.Shift(s.shift.ID).EndedBy(a)
}

// revoked is true of nobody whom the floor does not know: a roster may name
// people before they have access.
func (s *scene) revoked(a chat.AgentID) bool {
	p := s.f.Agent(a)
	return p != nil && p.Revoked
}

// has returns who has a place in a role now, by the roster, without those whose
// access is gone.
func (s *scene) has(role policy.Role) []chat.AgentID { return s.had(role, s.at) }

func (s *scene) had(role policy.Role, at chat.Instant) []chat.AgentID {
	return slices.DeleteFunc(s.r.WhoAt(at, role), s.revoked)
}

// head is who answers for the floor by the roster alone, without being asked:
// the primary, and where the roster names none, who comes next in the chain. A
// backup is among them on holidays only (G-COV-04).
func (s *scene) head() ([]chat.AgentID, policy.Role) {
	for _, role := range policy.Roles() {
		if role == policy.RoleBackup && s.shift.Day != policy.DayHoliday {
			break
		}
		if who := s.has(role); len(who) > 0 {
			return who, role
		}
	}
	return nil, ""
}

// backups are those who may be asked now: on a holiday, and while somebody is on
// a break (G-COV-04).
func (s *scene) backups() []chat.AgentID {
	if s.shift.Day == policy.DayHoliday || s.broken() {
		return s.has(policy.RoleBackup)
	}
	return nil
}

// broken reports whether who should answer for the floor is on a break.
func (s *scene) broken() bool {
	who, _ := s.head()
	return slices.ContainsFunc(append(who, s.f.Cover().Agent), func(a chat.AgentID) bool {
		p := s.f.Agent(a)
		return p != nil && !p.Break.IsZero()
	})
}

// candidates are those who may be asked to cover for somebody and could begin
// at once, in the order of the roster.
func (s *scene) candidates(from chat.AgentID) []chat.AgentID {
	var who []chat.AgentID
	for _, a := range slices.Concat(s.has(policy.RoleSecondary), s.backups()) {
		if a != from && s.there(a) && !slices.Contains(who, a) {
			who = append(who, a)
		}
	}
	return who
}

// isBackup reports whether somebody is here as a backup and as nothing else: the
// place that the roster gives them now counts before what they are on the team.
func (s *scene) isBackup(p *chat.Agent) bool {
	for _, role := range policy.Roles() {
		if slices.Contains(s.has(role), p.ID) {
			return role == policy.RoleBackup
		}
	}
	return p.Role == chat.RoleBackup
}

// roleOf is the role in which somebody would answer for the floor: that of the
// roster, else lead for a lead and secondary for anybody else.
func (s *scene) roleOf(a chat.AgentID) chat.Role {
	for _, role := range policy.Roles() {
		if slices.Contains(s.has(role), a) {
			return chat.Role(role)
		}
	}
	p := s.f.Agent(a)
	switch {
	case p != nil && p.Role == chat.RoleLead:
		return chat.RoleLead
	case p != nil && p.Role == chat.RoleBackup:
		return chat.RoleBackup
	}
	return chat.RoleSecondary
}

// stands reports whether who answers for the floor can: they are there, and if
// they do so by their place in the roster, its time is not over.
func (s *scene) stands(c chat.Cover) bool {
	if !s.there(c.Agent) {
		return false
	}
	role := policy.Role(c.Role)
	if slices.Contains(s.has(role), c.Agent) {
		return true
	}
	return c.Role != chat.RolePrimary && !slices.Contains(s.had(role, c.Since), c.Agent)
}

// choice is somebody who answers for the floor without being asked, and why.
type choice struct {
	agent chat.AgentID
	role  chat.Role
	why   string
}

// standIn returns who answers when nobody who was asked has accepted: a lead who
// is there, else the first person who is, else one who is connected and idle,
// else the lead of the roster although they are not connected. It is nobody only
// where the roster names nobody but people who have left the team.
func (s *scene) standIn() choice {
	if a := s.firstThere(s.has(policy.RoleLead)); a != "" {
		return choice{a, chat.RoleLead, "lead by the roster"}
	}
	for _, idle := range []bool{false, true} {
		if p := s.person(idle); p != nil {
			why := "nobody else is here"
			if idle {
				why = "nobody is at their desk, and nobody else is connected"
			}
			return choice{p.ID, s.roleOf(p.ID), why}
		}
	}
	return s.onPaper()
}

// person returns the first of those who are connected, leads before others.
func (s *scene) person(idle bool) *chat.Agent {
	backups := s.backups()
	var best *chat.Agent
	s.f.EachAgent(func(p *chat.Agent) {
		if !s.here(p) || p.Idle != idle || s.isBackup(p) && !slices.Contains(backups, p.ID) {
			return
		}
		if best == nil || s.comparePeople(p, best) < 0 {
			best = p
		}
	})
	return best
}

// comparePeople puts first a lead, then by the roles of the floor. Of idle people
// the one who has cover keeps it.
func (s *scene) comparePeople(a, b *chat.Agent) int {
	keeps := func(p *chat.Agent) int {
		if p.Idle && p.ID == s.f.Cover().Agent {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(keeps(a), keeps(b)), cmp.Compare(rank(a.Role), rank(b.Role)), cmp.Compare(a.ID, b.ID))
}

func rank(r chat.Role) int {
	switch r {
	case chat.RoleLead:
		return 1
	case chat.RolePrimary:
		return 2
	case chat.RoleSecondary:
		return 3
	}
	return 4
}

// onPaper returns who is named although nobody is connected: the lead who has a
// place now or else in this shift, then who else has one, then any lead.
func (s *scene) onPaper() choice {
	const why = "nobody is connected"
	if who := s.has(policy.RoleLead); len(who) > 0 {
		return choice{who[0], chat.RoleLead, why}
	}
	if who, role := s.head(); len(who) > 0 {
		return choice{who[0], chat.Role(role), why}
	}
	for _, role := range policy.Roles() {
		if who := slices.DeleteFunc(s.r.Who(s.shift, role), s.revoked); len(who) > 0 && role != policy.RoleBackup {
			return choice{who[0], s.roleOf(who[0]), why}
		}
	}
	var lead chat.AgentID
	s.f.EachAgent(func(p *chat.Agent) {
		if p.Role == chat.RoleLead && !p.Revoked && (lead == "" || p.ID < lead) {
			lead = p.ID
		}
	})
	if lead != "" {
		return choice{lead, chat.RoleLead, why}
	}
	return choice{why: "nobody whom the roster names is on the team"}
}

// firstThere returns the first of who that is there, or nobody.
func (s *scene) firstThere(who []chat.AgentID) chat.AgentID {
	if i := slices.IndexFunc(who, s.there); i >= 0 {
		return who[i]
	}
	return ""
}

// name is what people call somebody.
func (s *scene) name(a chat.AgentID) string {
	if p := s.f.Agent(a); p != nil && p.Name != "" {
		return p.Name
	}
	return string(a)
}

// away says in words why somebody is not there; empty if they are.
func (s *scene) away(a chat.AgentID) string {
	p := s.f.Agent(a)
	switch {
	case p == nil:
		return "not on the team yet"
	case p.Revoked:
		return "not on the team any more"
	case s.ended(a):
		return "done with this shift"
	case !p.Break.IsZero():
		return "on a break"
	case p.Presence != chat.PresenceOnline:
		return "not connected"
	case p.Idle:
		return "not at the desk"
	}
	return ""
}
