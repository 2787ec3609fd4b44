package tickets

import (
	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/ui/words"
)

// news is what the hub has told, and what it was asked.
type news struct {
	page *Pane

	asked app.TicketQuery // the newest question that is or was under way
	under int             // answers that are awaited
	more  bool            // something was typed since
	read  bool            // a list came
	at    chat.Instant    // when
	err   string          // why the newest question has no answer
	due   chat.Instant    // when to ask again

	list  []ticket.Ticket
	check app.TicketCheck
	out   app.Outgoing
}

// ask asks for everything anew, or as soon as the question that is under way is
// answered, so that typing never runs ahead of the hub.
func (n *news) ask() {
	p := n.page
	if n.under > 0 {
		n.more = true
		return
	}
	n.more = false
	n.asked = app.TicketQuery{Words: p.search.Text, Limit: most}
	n.due = p.opts.Now().Add(again)
	n.under = 3
	failed := ""
	done := func(err error, took func()) {
		p.opts.Post(func() {
			if err != nil {
				failed = err.Error()
			} else {
				took()
			}
			if n.under--; n.under == 0 {
				n.answered(failed)
			}
		})
	}
	p.opts.Desk.ListTickets(n.asked, func(list []ticket.Ticket, err error) {
		done(err, func() { n.list, n.read, n.at = list, true, p.opts.Now() })
	})
	p.opts.Desk.CheckTickets(func(c app.TicketCheck, err error) { done(err, func() { n.check = c }) })
	p.opts.Desk.OutgoingTickets(func(o app.Outgoing, err error) { done(err, func() { n.out = o }) })
}

func (n *news) answered(failed string) {
	n.err = failed
	n.page.detail.renew()
	n.page.show()
	if n.more {
		n.ask()
	}
}

// get returns the ticket of a number, if it is in the list.
func (n *news) get(ref ticket.Ref) (ticket.Ticket, bool) {
	for i := range n.list {
		if n.list[i].Ref == ref {
			return n.list[i], true
		}
	}
	return ticket.Ticket{}, false
}

// words says how fresh the list is.
func (n *news) words() string {
	switch {
	case n.read && (!n.page.live || n.err != ""):
		return "as it was " + n.page.when(n.at)
	case n.read && len(n.list) == most:
		return "the newest " + words.Count(most, "ticket") + "; search or export for the others"
	case n.under > 0 && !n.read:
		return "reading…"
	}
	return ""
}
