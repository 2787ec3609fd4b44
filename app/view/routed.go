package view

import (
	"cmp"

	"floorwalker/app/chat"
)

// Routed is where a chat belongs by the policy's rules, and how it came to its owner
// (V-ROUTE-01).
type Routed struct {
	chat.Routing
	// AgentName is whom the rule names, if it names a person.
	AgentName string
	// GivenBy says in words how its owner came to it: by a rule, by automatic
	// assignment, or by nothing of the kind, which is empty.
	GivenBy string
}

// Words say it in a line, such as "Refunds → billing"; they are empty for a chat that
// no rule says anything about.
func (r *Routed) Words() string {
	to := cmp.Or(r.AgentName, r.Queue)
	switch {
	case r.Rule == "":
		return ""
	case to == "":
		return r.Rule
	}
	return r.Rule + " → " + to
}

func (b *Book) routed(c *chat.Chat) Routed {
	r := Routed{Routing: c.Routed}
	if c.Routed.Agent != "" {
		r.AgentName = b.names(c.Routed.Agent)
	}
	switch {
	case c.Owner == "" || c.GivenBy == "":
	case c.GivenBy == chat.AutoRule:
		r.GivenBy = "assigned automatically"
	default:
		r.GivenBy = "assigned by the rule " + c.GivenBy
	}
	return r
}

// forMe reports whether a chat that nobody serves waits for me, or for my team.
func (b *Book) forMe(c *chat.Chat) bool {
	if b.me == "" || c.Owner != "" || c.Stage != chat.StageQueued {
		return false
	}
	if who := c.Wanted(); who != "" {
		return who == b.me
	}
	return c.Queue != "" && c.Queue == b.department
}

// Group is who leads a chat that several serve together (C-TRF-03).
type Group struct {
	On   bool
	Lead chat.AgentID
	// LeadName is by name; Mine says that it is me.
	LeadName string
	Mine     bool
	// Away says that the lead has no desk, or is not at it: then its owner ends it.
	Away bool
}

func (b *Book) group(c *chat.Chat) Group {
	if !c.Group {
		return Group{}
	}
	return Group{On: true, Lead: c.Lead, LeadName: b.names(c.Lead), Mine: b.me != "" && c.Lead == b.me}
}

// Finish says of the thread of c what hangs on who is there, and which role I have: whether
// the lead of a group is away, and who may say that people are done with the chat, as the
// referee has it (C-TRF-03).
func (t *Thread) Finish(f *chat.Floor, c *chat.Chat, me chat.AgentID, role chat.Role) {
	if !t.Group.On {
		return
	}
	lead := f.Agent(c.Lead)
	t.Group.Away = lead == nil || lead.Revoked || lead.Outside || lead.Presence != chat.PresenceOnline
	if c.Active() && c.Owner != "" && (role == chat.RoleLead || t.Group.Away && me != "" && c.Owner == me) {
		t.MayFinish = true
	}
}
