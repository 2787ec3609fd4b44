package stage

import (
	"io"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// The methods of this file answer for a hub without tickets, at once.

// ListTickets finds none.
func (d *Desk) ListTickets(_ app.TicketQuery, got func([]ticket.Ticket, error)) { got(nil, nil) }

// CheckTickets finds no difference.
func (d *Desk) CheckTickets(got func(app.TicketCheck, error)) {
	got(app.TicketCheck{At: d.Floor.now}, nil)
}

// OutgoingTickets tells of nothing that goes out.
func (d *Desk) OutgoingTickets(got func(app.Outgoing, error)) { got(app.Outgoing{}, nil) }

// RetryParcel is written down.
func (d *Desk) RetryParcel(key string, got func(int, error)) {
	d.ask("retry %s", key)
	got(0, nil)
}

// ExportTickets writes nothing.
func (d *Desk) ExportTickets(_ app.TicketQuery, format string, _ io.Writer, got func(error)) (cancel func()) {
	d.ask("export %s", format)
	got(nil)
	return func() {}
}

// FloorTicket knows none.
func (d *Desk) FloorTicket(_ chat.ChatID, got func(ticket.Ticket, bool)) { got(ticket.Ticket{}, false) }
