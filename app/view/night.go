package view

import "floorwalker/app/chat"

// Night is the worklist of the chats that came while nobody was there (G-ON-01).
type Night struct {
	// Shift is the one whose worklist it is and From when that begins.
	Shift string
	From  chat.Instant
	// Review is by when all of them are to be reviewed (G-ON-02), Call by when
	// the first call is to be tried.
	Review, Call chat.Instant
	Reviewed     int
	// Chats are all of them, in order: what is not reviewed first, then by what
	// is due, closed ones among them.
	Chats []NightChat
}

// Of returns how many chats there are.
func (n *Night) Of() int { return len(n.Chats) }

// Left returns how many are not reviewed.
func (n *Night) Left() int { return len(n.Chats) - n.Reviewed }

// NightChat is a chat of the worklist.
type NightChat struct {
	Chat     chat.ChatID
	Customer string
	Opened   chat.Instant
	Closed   bool
	// Owner serves it, empty if nobody does.
	Owner     chat.AgentID
	OwnerName string
	// Issue is the customer's first line.
	Issue string
	// Reviewed is when and by whom; Call says that the customer is called.
	Reviewed   chat.Instant
	ReviewedBy string
	ToCall     bool
	// Note is what was written about it.
	Note string
	// Acknowledge, Call and Resolve are by when the customer has to be answered,
	// called and helped; zero once that is done or not owed.
	Acknowledge, Call, Resolve chat.Instant
	// Acknowledged is when they were written to for the first time since, zero if
	// they were not: the call comes straight after (G-ON-04).
	Acknowledged chat.Instant
	// Obligation is the call that is owed to them, empty if none is.
	Obligation chat.ObligationID
	// Tried counts attempts to call, Contact is when the customer was reached, and
	// Calling says that an attempt runs.
	Tried   int
	Contact chat.Instant
	Calling bool
	// Locked says that nothing but an acknowledgement may be sent.
	Locked bool
	// Unlocked is the reason with which somebody opened it.
	Unlocked string
	// Upset says that the customer is upset about the delay (G-ONESC-01).
	Upset bool
}
