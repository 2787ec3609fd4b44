package chat

type (
	// FocusChanged says that an agent wants to hear of their own chats only.
	// Somebody else watches meanwhile; the watching never stops.
	FocusChanged struct {
		Agent AgentID
		On    bool
	}

	// PolicyChanged puts a new policy in force. The floor does not keep it:
	// whoever works by a policy reads it.
	PolicyChanged struct {
		Version int
		File    []byte // the whole file, UTF-8
		Reason  string
	}
)

// The kinds of events about how the team works.
const (
	KindFocusChanged  Kind = "FocusChanged"
	KindPolicyChanged Kind = "PolicyChanged"
)

// Kind implements Body for each event.
func (*FocusChanged) Kind() Kind  { return KindFocusChanged }
func (*PolicyChanged) Kind() Kind { return KindPolicyChanged }

// The commands about how the team works. They have no chat.
const (
	NameSetFocus     CommandName = "SetFocus"
	NameChangePolicy CommandName = "ChangePolicy"
)

type (
	// SetFocus turns one's own focus mode on or off.
	SetFocus struct{ On bool }

	// ChangePolicy puts a new policy in force; leads only.
	ChangePolicy struct {
		// Version is the one that the file was edited from, so that nobody
		// overwrites what they have not seen.
		Version int
		File    []byte
		Reason  string
	}
)

// Name implements Wish for each command.
func (*SetFocus) Name() CommandName     { return NameSetFocus }
func (*ChangePolicy) Name() CommandName { return NameChangePolicy }
