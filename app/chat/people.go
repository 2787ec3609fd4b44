package chat

// Role is what an agent is on the floor for.
type Role string

// The roles of a floor (G-COV-01, -02, -04).
const (
	RolePrimary   Role = "primary"
	RoleSecondary Role = "secondary"
	RoleBackup    Role = "backup"
	RoleLead      Role = "lead"
)

// Valid reports whether r is one of the four roles.
func (r Role) Valid() bool {
	switch r {
	case RolePrimary, RoleSecondary, RoleBackup, RoleLead:
		return true
	}
	return false
}

// Presence is what the hub itself has verified about an agent (E-ACT-02).
type Presence string

// An agent is online while at least one desk of theirs is connected.
const (
	PresenceOffline Presence = "offline"
	PresenceOnline  Presence = "online"
)

// Agent is a person on the team.
type Agent struct {
	ID       AgentID
	Name     string
	Role     Role
	Presence Presence
	// Department is where a chat about something else is forwarded to
	// (V-FWD-02); it may be empty.
	Department string
	// Revoked agents stay known, so that old messages keep their author.
	Revoked bool
	// Focus says that they want to hear of their own chats only.
	Focus bool
	// Break is since when they are on a break, zero if they are not, and
	// BreakCover who covers for them.
	Break      Instant
	BreakCover AgentID
	// Idle says that nobody touches their desk.
	Idle bool
	// Outside says that only a backend knows them: they have no desk and are never
	// online, and nothing is ever given to them here.
	Outside bool
	// Owns counts the chats that this agent serves now.
	Owns int
}

// Customer is who a chat is with. Every field may be empty; all of it comes
// from strangers and is untrusted text.
type Customer struct {
	Name string
	// Contact is a mail address or a number, whichever the backend has; Phone is a
	// number where it has both.
	Contact string
	Phone   string
	Account string
	Page    string
	Locale  string
	// Data are what a backend keeps of the customer beside that, at most
	// [MostFields].
	Data []Field
	// Before are this customer's earlier chats, newest first (E-ACT-10).
	Before []PastChat
}

// MostFields is how many fields of its own a backend may have of a customer.
const MostFields = 30

// Field is something that a backend keeps of a customer under a name of its own.
type Field struct{ Name, Value string }

// PastChat is one line about an earlier chat of the same customer.
type PastChat struct {
	At      Instant
	Summary string
	Agent   AgentID
}

// Channel is how a customer reached the team (E-GEN-01).
type Channel string

// Channels that the practice floor plays; a driver may name others.
const (
	ChannelWebsite  Channel = "website"
	ChannelWhatsApp Channel = "whatsapp"
)
