package app

import (
	"context"
	"io"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// Tickets is the way to the tickets that the hub keeps (G-TKT-01). Its methods wait for
// the hub and are called from goroutines of the desk's. Errors are sentences for people.
type Tickets interface {
	// List returns tickets, the newest first.
	List(ctx context.Context, q TicketQuery) ([]ticket.Ticket, error)
	// Check returns the newest nightly comparison of closed chats with tickets.
	Check(ctx context.Context) (TicketCheck, error)
	// Similar returns how many resolved tickets are about the same as a chat.
	Similar(ctx context.Context, id chat.ChatID) (int, error)
	// Outgoing returns what leaves the house, and what could not.
	Outgoing(ctx context.Context) (Outgoing, error)
	// Retry sends a parcel again, or all undeliverable ones if key is empty.
	Retry(ctx context.Context, key string) (int, error)
	// Export writes all tickets that are chosen to w, as "csv" or "json".
	Export(ctx context.Context, q TicketQuery, format string, w io.Writer) error
}

// TicketQuery chooses tickets.
type TicketQuery struct {
	// Since and Until bound when their chats ended; zero is no bound.
	Since, Until chat.Instant
	// Words have to be in it, all of them, in any order and case.
	Words string
	// Limit is how many are wanted; zero is as many as there are.
	Limit int
}

// TicketCheck is a comparison of closed chats with tickets. On a good night none of
// its lists holds anything (G-TKT-01).
type TicketCheck struct {
	// At is when it was made; zero if none was.
	At              chat.Instant
	Closed, Tickets int
	// Missing are closed chats without a ticket, Extra chats with one that have not
	// ended, Double chats with several numbers, Shared numbers of several chats.
	Missing, Extra, Double []chat.ChatID
	Shared                 []string
	// Failed says why it could not be made.
	Failed string
}

// Differences returns how many there are.
func (c *TicketCheck) Differences() int {
	return len(c.Missing) + len(c.Extra) + len(c.Double) + len(c.Shared)
}

// Outgoing is what leaves the house: tickets to the team's own system, copies to
// customers.
type Outgoing struct {
	// Words say what is wrong or switched off, one sentence each.
	Words []string
	// Hook is the name of the team's ticket system, empty if tickets go nowhere;
	// Copies says that customers' copies go out.
	Hook   string
	Copies bool
	// Tickets is how many the hub has, Waiting and Undeliverable how many parcels of
	// them.
	Tickets, Waiting, Undeliverable int
	// Parcels are the undeliverable ones and then those that wait, the oldest first.
	Parcels []Parcel
	// Unsent are tickets of which a parcel could not even be made.
	Unsent []UnsentTicket
}

// Parcel is one that has not arrived.
type Parcel struct {
	Key string
	// Mail says that it is a customer's copy; To is a covered address then, and
	// otherwise the name of the team's system.
	Mail          bool
	To            string
	Ticket        ticket.Ref
	Undeliverable bool
	Made          chat.Instant
	Attempts      int
	// Maybe says that it may have arrived all the same.
	Maybe bool
	// Last is when it was last tried, Due when it will be next.
	Last, Due chat.Instant
	// Words are what came of that, a stranger's words perhaps.
	Words string
}

// UnsentTicket says why a parcel of a ticket could not be made.
type UnsentTicket struct {
	Ticket ticket.Ref
	Words  string
}

// AttachTickets gives the desk its way to the tickets, before Run.
func (d *Desk) AttachTickets(t Tickets) { d.errands.tickets = t }

// ListTickets calls back, from a goroutine of its own, with tickets, the newest first.
func (d *Desk) ListTickets(q TicketQuery, got func([]ticket.Ticket, error)) {
	d.onTickets(func(ctx context.Context, t Tickets) { got(t.List(ctx, q)) }, func(err error) { got(nil, err) })
}

// CheckTickets calls back, from a goroutine of its own, with the nightly check.
func (d *Desk) CheckTickets(got func(TicketCheck, error)) {
	d.onTickets(func(ctx context.Context, t Tickets) { got(t.Check(ctx)) }, func(err error) { got(TicketCheck{}, err) })
}

// SimilarTickets calls back, from a goroutine of its own, with how many resolved
// tickets are about the same as a chat. An error is no reason to say that there are
// some.
func (d *Desk) SimilarTickets(id chat.ChatID, got func(resolved int, err error)) {
	d.onTickets(func(ctx context.Context, t Tickets) { got(t.Similar(ctx, id)) }, func(err error) { got(0, err) })
}

// OutgoingTickets calls back, from a goroutine of its own, with what leaves the house.
func (d *Desk) OutgoingTickets(got func(Outgoing, error)) {
	d.onTickets(func(ctx context.Context, t Tickets) { got(t.Outgoing(ctx)) }, func(err error) { got(Outgoing{}, err) })
}

// RetryParcel sends a parcel again, or all that are undeliverable if key is empty, and
// calls back, from a goroutine of its own, with how many those are. The hub lets leads
// only.
func (d *Desk) RetryParcel(key string, got func(int, error)) {
	d.onTickets(func(ctx context.Context, t Tickets) { got(t.Retry(ctx, key)) }, func(err error) { got(0, err) })
}

// ExportTickets writes all tickets that are chosen to w, as "csv" or "json", and calls
// back, from a goroutine of its own, when that has ended. After an error w has a part of
// them. cancel gives it up.
func (d *Desk) ExportTickets(q TicketQuery, format string, w io.Writer, got func(error)) (cancel func()) {
	own, cancel := context.WithCancel(d.errands.ctx)
	d.onTickets(func(_ context.Context, t Tickets) {
		defer cancel()
		got(t.Export(own, q, format, w))
	}, func(err error) {
		cancel()
		got(err)
	})
	return cancel
}

// onTickets asks the hub if it is there, and says so if it is not.
func (d *Desk) onTickets(ask func(context.Context, Tickets), away func(error)) {
	d.do(func() {
		e := d.errands
		if !d.live || e.tickets == nil {
			e.work.Go(func() { away(ErrAway) })
			return
		}
		e.work.Go(func() { ask(e.ctx, e.tickets) })
	})
}

// FloorTicket calls back, from a goroutine of its own, with the newest ticket of a chat
// that has ended and is still on the floor, which is one that SaveTicket can change.
func (d *Desk) FloorTicket(id chat.ChatID, got func(t ticket.Ticket, ok bool)) {
	d.do(func() {
		var raw []byte
		if c := d.floor.Chat(id); c != nil && !c.Active() {
			raw = c.Ticket
		}
		d.errands.work.Go(func() {
			t, err := ticket.Decode(raw)
			got(t, err == nil && len(raw) > 0)
		})
	})
}
