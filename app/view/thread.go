package view

import (
	"floorwalker/app/chat"
)

// Stance is what my words would do in a chat, and so its frame.
type Stance int

// The stances that exist so far; Whisper and Join come between.
const (
	// Observing: nobody can tell that I am here, and I cannot write.
	Observing Stance = iota
	// Taking: I asked to take over and the bot may still speak.
	Taking
	// Yours: I serve the chat.
	Yours
	// Ended: the chat is closed.
	Ended
)

// Thread is the open chat.
type Thread struct {
	ID       chat.ChatID
	Customer chat.Customer
	Channel  chat.Channel
	Stage    chat.Stage
	Stance   Stance
	Speaking chat.Speaker
	Server   string // the agent who serves it, by name
	Opened   chat.Instant
	Owned    chat.Instant
	Queued   chat.Instant
	Why      string // why it is queued or closed

	// Messages are all lines; the slice is shared and never changes.
	Messages []chat.Message
	Outcomes map[chat.MessageID]chat.Outcome
	// Pending are lines of mine that the hub has not confirmed.
	Pending []PendingLine
	First   int // index of the customer's first line, -1 if none

	Triggers    []chat.Trigger
	Brought     []chat.Trigger // why the agent came
	Obligations []chat.Obligation
	Gap         bool
	Row         *Row
}

// PendingLine is a line from the moment Enter was pressed until it is an
// event of the chat, or is known not to become one.
type PendingLine struct {
	ID    chat.CommandID
	At    chat.Instant
	Text  string
	Note  bool
	State chat.Delivery // pending, failed or unsure
	// Words say why it failed, is unsure, is held, or waits.
	Words string
	// Queued says of a pending line that it waits for the connection.
	Queued bool
	// Held says of a failed line that nothing is wrong with it: it goes when
	// the person has confirmed it.
	Held bool
	// Stuck says of a held line that this person cannot confirm it here.
	Stuck bool
	// Gap says that it was held back because lines may be missing (D-15).
	Gap bool
}

// ThreadOf returns c as me sees it.
func (b *Book) ThreadOf(c *chat.Chat) *Thread {
	t := &Thread{
		ID: c.ID, Customer: c.Customer, Channel: c.Channel, Stage: c.Stage, Stance: Observing,
		Speaking: c.Speaking(), Opened: c.Opened, Owned: c.OwnedSince, Queued: c.QueuedAt, Why: c.QueuedWhy,
		Messages: c.Messages, Outcomes: c.Outcomes(), First: c.FirstLine,
		Triggers: c.Triggers, Brought: c.Brought, Obligations: c.Obligations, Gap: b.HasGap(c.ID), Row: b.Row(c.ID),
	}
	if c.Owner != "" {
		t.Server = b.names(c.Owner)
	}
	switch {
	case !c.Active():
		t.Stance, t.Why = Ended, c.ClosedWhy
	case c.Owner == b.me && b.me != "":
		t.Stance = Yours
	case c.Claim.Open() && c.Claim.Agent == b.me:
		t.Stance = Taking
	}
	return t
}
