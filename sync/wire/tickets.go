package wire

import "floorwalker/app/chat"

// What a hub answers about tickets over HTTP, beside the stream, as JSON. Fields
// may be added, and whoever reads ignores what it does not know.

// TicketQuery chooses tickets, as the parameters since, until, q and limit do.
type TicketQuery struct {
	// Since and Until bound when their chats ended: from Since on, before Until.
	// Zero is no bound.
	Since, Until chat.Instant
	// Words have to be in it, all of them, in any order and case.
	Words string
	// Limit is how many are wanted; zero is all.
	Limit int
}

// TicketCheck is what GET /tickets/check answers: the comparison of closed chats
// with tickets (G-TKT-01).
type TicketCheck struct {
	// At is when it was made, in hub time; zero if none was made yet.
	At chat.Instant `json:"at"`
	// Closed and Tickets are how many there were of each.
	Closed  int `json:"closed"`
	Tickets int `json:"tickets"`
	// The differences; none of them has an entry on a good night.
	Missing []chat.ChatID `json:"missing,omitempty"`
	Extra   []chat.ChatID `json:"extra,omitempty"`
	Double  []chat.ChatID `json:"double,omitempty"`
	Shared  []string      `json:"shared,omitempty"`
	// Failed says why it could not be made, in a sentence.
	Failed string `json:"failed,omitempty"`
}

// Differences returns how many there are.
func (c *TicketCheck) Differences() int {
	return len(c.Missing) + len(c.Extra) + len(c.Double) + len(c.Shared)
}

// Similar is what GET /similar answers: how many resolved tickets are about the same
//
type Similar struct {
	Resolved int `json:"resolved"`
}

// Outgoing is what GET /outgoing answers: what leaves the house, and what does not.
type Outgoing struct {
	// Words says what is wrong or switched off, one sentence each.
	Words []string `json:"words,omitempty"`
	// Hook is the name of the webhook that tickets go to, empty for none; Copies
	// says that customers' copies go out.
	Hook   string `json:"hook,omitempty"`
	Copies bool   `json:"copies"`
	// Tickets is how many tickets the hub has, Waiting and Undeliverable how many
	// parcels of them.
	Tickets       int `json:"tickets"`
	Waiting       int `json:"waiting"`
	Undeliverable int `json:"undeliverable"`
	// Parcels are those that are undeliverable and then those that wait, the
	// oldest first, at most as many as one answer takes.
	Parcels []OutgoingParcel `json:"parcels,omitempty"`
	// Unsent are tickets of which a parcel could not even be made.
	Unsent []UnsentTicket `json:"unsent,omitempty"`
}

// OutgoingParcel is one that has not arrived.
type OutgoingParcel struct {
	Key string `json:"key"`
	// Kind is "webhook" or "mail", To the webhook's name or a covered address.
	Kind string `json:"kind"`
	To   string `json:"to"`
	// Ticket is the ticket's number.
	Ticket string `json:"ticket"`
	// State is "waiting" or "undeliverable".
	State    string       `json:"state"`
	Made     chat.Instant `json:"made"`
	Attempts int          `json:"attempts"`
	// Maybe says that the receiver may have it already.
	Maybe bool `json:"maybe,omitempty"`
	// Last is when the last attempt began, Due when the next may.
	Last chat.Instant `json:"last,omitzero"`
	Due  chat.Instant `json:"due,omitzero"`
	// Words is what the last attempt came to; they may be a stranger's.
	Words string `json:"words,omitempty"`
}

// UnsentTicket says why a parcel of a ticket could not be made.
type UnsentTicket struct {
	Ticket string `json:"ticket"`
	Words  string `json:"words"`
}

// RetryParcel is the body of POST /outgoing/retry; an empty key means all that are
// undeliverable.
type RetryParcel struct {
	Key string `json:"key"`
}

// Retried is what it answers: how many go again.
type Retried struct {
	Retried int `json:"retried"`
}
