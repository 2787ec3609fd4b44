package app

import (
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// TicketDraft calls back, from a goroutine of its own, with the chat's ticket as
// far as the chat proves it, and with what is still missing: a transcript may be
// long, and events must not wait for its summary. Of a chat that has a ticket it
// is that one. A chat that is not here has the zero ticket and no problems.
func (d *Desk) TicketDraft(id chat.ChatID, got func(ticket.Ticket, []ticket.Problem)) {
	d.do(func() {
		c, form := d.floor.Chat(id), &d.edition.Form
		if c == nil {
			d.explainer.work.Go(func() { got(ticket.Ticket{}, nil) })
			return
		}
		seen := *c // what it points to is never changed in place
		now, _ := d.cfg.Clock.Now()
		d.explainer.work.Go(func() {
			t, err := ticket.Decode(seen.Ticket)
			if err != nil || len(seen.Ticket) == 0 || seen.Active() {
				t = ticket.Draft(&seen, now, form)
			}
			got(t, form.Problems(&t))
		})
	})
}
