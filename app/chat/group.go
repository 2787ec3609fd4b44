package chat

// GroupChanged begins or ends a group chat, or names who leads it (C-TRF-03). In a
// group only its lead, or a lead of the floor, ends the chat.
type GroupChanged struct {
	On   bool
	Lead AgentID
}

// KindGroupChanged is the kind of [GroupChanged].
const KindGroupChanged Kind = "GroupChanged"

// Kind implements Body.
func (*GroupChanged) Kind() Kind { return KindGroupChanged }

// The commands about group chats.
const (
	NameBeginGroup CommandName = "BeginGroup"
	NameEndGroup   CommandName = "EndGroup"
	NameNameLead   CommandName = "NameLead"
)

type (
	// BeginGroup makes the chat a group chat, led by who serves it.
	BeginGroup struct{}

	// EndGroup makes it a chat like others again.
	EndGroup struct{}

	// NameLead names who leads the group from now on.
	NameLead struct{ Agent AgentID }
)

// Name implements Wish for each command.
func (*BeginGroup) Name() CommandName { return NameBeginGroup }
func (*EndGroup) Name() CommandName   { return NameEndGroup }
func (*NameLead) Name() CommandName   { return NameNameLead }

// applyGroup folds who leads; it reports whether e was about that.
func (c *Chat) applyGroup(e *Event) bool {
	b, ok := e.Body.(*GroupChanged)
	if !ok {
		return false
	}
	c.Group, c.Lead = b.On, ""
	if b.On {
		c.Lead = b.Lead
	}
	return true
}

// keepLead sees to it that who leads a group is somebody who is in the chat: else it
// is whoever serves it, and nobody leads a group that nobody is in.
func (c *Chat) keepLead() {
	if !c.Group || c.Serves(c.Lead) {
		return
	}
	c.Lead = c.Owner
	c.Group = c.Owner != ""
}
