package console

import (
	"context"
	"io"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/sync/courier"
	"floorwalker/sync/fetch"
	"floorwalker/sync/wire"
)

// tickets are the hub's as the desk asks for them.
type tickets struct{ client *fetch.Client }

var _ app.Tickets = tickets{}

// List implements app.Tickets.
func (t tickets) List(ctx context.Context, q app.TicketQuery) ([]ticket.Ticket, error) {
	return t.client.Tickets(ctx, wire.TicketQuery(q))
}

// Check implements app.Tickets.
func (t tickets) Check(ctx context.Context) (app.TicketCheck, error) {
	c, err := t.client.TicketCheck(ctx)
	return app.TicketCheck(c), err
}

// Similar implements app.Tickets.
func (t tickets) Similar(ctx context.Context, id chat.ChatID) (int, error) {
	return t.client.Similar(ctx, id)
}

// Outgoing implements app.Tickets.
func (t tickets) Outgoing(ctx context.Context) (app.Outgoing, error) {
	w, err := t.client.Outgoing(ctx)
	o := app.Outgoing{
		Words: w.Words, Hook: w.Hook, Copies: w.Copies, Tickets: w.Tickets, Waiting: w.Waiting, Undeliverable: w.Undeliverable,
	}
	for _, p := range w.Parcels {
		o.Parcels = append(o.Parcels, app.Parcel{
			Key: p.Key, Mail: p.Kind == string(courier.Mail), To: p.To, Ticket: ticket.Ref(p.Ticket),
			Undeliverable: p.State == string(courier.Undeliverable), Made: p.Made, Attempts: p.Attempts, Maybe: p.Maybe,
			Last: p.Last, Due: p.Due, Words: p.Words,
		})
	}
	for _, u := range w.Unsent {
		o.Unsent = append(o.Unsent, app.UnsentTicket{Ticket: ticket.Ref(u.Ticket), Words: u.Words})
	}
	return o, err
}

// Retry implements app.Tickets.
func (t tickets) Retry(ctx context.Context, key string) (int, error) { return t.client.Retry(ctx, key) }

// Export implements app.Tickets.
func (t tickets) Export(ctx context.Context, q app.TicketQuery, format string, w io.Writer) error {
	return t.client.ExportTickets(ctx, wire.TicketQuery(q), format, w)
}
