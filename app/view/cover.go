package view

import "floorwalker/app/chat"

// Cover is who answers for the floor (D-12), in words and by name.
type Cover struct {
	// Words say who covers and until when, or "NO COVER" with since when and who
	// comes next (G-COV-03). They are never empty.
	Words string
	// Nobody says that nobody is accountable now.
	Nobody bool
	// Agent and Name are who is; Role is what the roster has them as.
	Agent chat.AgentID
	Name  string
	Role  chat.Role
	// Mine says that I am.
	Mine bool
	// Since is when they became so and Why in a clause; Until is when the roster
	// has somebody else or nobody, zero if it does not say.
	Since, Until chat.Instant
	Why          string
	// Shift is the id of the shift that I work in: the one that runs, the next one
	// between two, or, after its end, the one that I began and have not ended.
	// ShiftStart and ShiftEnd bound the one that runs or comes next. Running says
	// that that has begun by the roster's clock.
	Shift                string
	ShiftStart, ShiftEnd chat.Instant
	Running              bool
	// Begun is when I said that I begin it, and Ended when I ended it; zero if I
	// have not. Checks are what my desk had tested (C-TRF-02).
	Begun, Ended chat.Instant
	Checks       []chat.SelfCheck
	// Failed are the desks of the shift at which something failed (C-TRF-02).
	Failed []FailedTest
	// Chain are those who can answer for the floor, in the order in which it
	// goes to them.
	Chain []CoverPost
	// Asks are the questions that wait for an answer, those to me first.
	Asks []CoverAsk
	// Answer is what the last question of mine came to; zero before the first answer,
	// and from the next question on.
	Answer CoverAnswer
	// Break is since when I have been on a break, and BreakBy who covers it.
	Break   chat.Instant
	BreakBy string
	// Empty are the roles of the shift that nobody has (G-COV-03).
	Empty []chat.Role
}

// CoverPost is a person of the chain.
type CoverPost struct {
	Agent chat.AgentID
	Name  string
	Role  chat.Role
	// There says that they could answer now; Words say why not, or that they do.
	There bool
	Words string
	// Online, Idle and Break are what that follows from.
	Online, Idle bool
	Break        chat.Instant
	// Covers says that they answer for the floor now, Me that they are I.
	Covers, Me bool
}

// CoverAsk is a question to cover that waits for an answer.
type CoverAsk struct {
	chat.CoverAsk
	FromName, ToName string
	// Mine says that I answer it, Sent that I asked it.
	Mine, Sent bool
	// Break says that From asks for a break, and stays until there is a yes. Else they
	// have gone, and without one it comes to the lead.
	Break bool
}

// CoverAnswer is what became of a question of mine to cover for a break.
type CoverAnswer struct {
	chat.CoverAsk
	ToName string
	// Answered says that To said yes or no themselves, with Reason for the no; else
	// nobody answered, or the question had no point any more, and Reason says so.
	Answered, Accepted bool
	Reason             string
	// When is when it came.
	When chat.Instant
}
