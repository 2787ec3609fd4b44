package chat

// The commands about what is owed.
const (
	NameKeepObligation    CommandName = "KeepObligation"
	NameAttemptObligation CommandName = "AttemptObligation"
	NameHandObligation    CommandName = "HandObligation"
	NamePromiseTo         CommandName = "PromiseTo"
)

type (
	// KeepObligation says that what was owed has been done, with a note of what
	// came of it.
	KeepObligation struct {
		Obligation ObligationID
		Note       string
	}

	// AttemptObligation says that it was tried in vain (G-NR-04). Old desks send
	// it; [EndAttempt] says more.
	AttemptObligation struct {
		Obligation ObligationID
		// Outcome is one of the Attempt constants.
		Outcome, Note string
	}

	// HandObligation gives what one owes to a colleague.
	HandObligation struct {
		Obligation ObligationID
		To         AgentID
		Note       string
	}

	// PromiseTo writes down a promise that was made in other ways than a line
	// of the chat, or that the words of a line did not show (D-11).
	PromiseTo struct {
		Kind  ObligationKind // call or promise
		Due   Instant
		Words string
	}
)

// Name implements Wish for each command.
func (*KeepObligation) Name() CommandName    { return NameKeepObligation }
func (*AttemptObligation) Name() CommandName { return NameAttemptObligation }
func (*HandObligation) Name() CommandName    { return NameHandObligation }
func (*PromiseTo) Name() CommandName         { return NamePromiseTo }
