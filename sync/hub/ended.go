package hub

import (
	"fmt"
	"log/slog"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// stageAll stages what one decision brings about. A closing that brings its
// ticket along gets no other one.
func (c *core) stageAll(events []chat.Event) {
	for i := range events {
		if events[i].Body.Kind() == chat.KindTicketSaved {
			c.ticketed = events[i].Chat
		}
	}
	for _, e := range events {
		c.stage(e)
	}
	c.ticketed = ""
}

// ticketByRule returns what a closing without a ticket brings about: a ticket that a
// rule has completed, and the tags that stand in it (G-TKT-01, A-22). No chat
// ends without one, whoever ended it: the bot, the backend, the customer, time. What
// else follows from the closing is on it, such as a call that is owed now (G-FU-01).
func (c *core) ticketByRule(ct *chat.Chat, e *chat.Event, follows []chat.Event) []chat.Event {
	if c.ticketed == ct.ID {
		return nil
	}
	form := &c.edition.Form
	after := *ct
	after.Obligations = owedAfter(ct.Obligations, follows)
	t := ticket.Draft(&after, e.At, form)
	form.Complete(&t)
	raw, err := ticket.Encode(t)
	if err != nil {
		c.logger.Error("a chat has ended and its ticket cannot be written", slog.String("chat", string(ct.ID)), slog.Any("error", err))
		return nil
	}
	var facts []chat.Event
	for i, tag := range form.TagsOf(&t) {
		facts = append(facts, chat.Event{
			ID: e.ID + chat.EventID(fmt.Sprint("/tag/", i)), Chat: ct.ID, Body: &chat.TagAdded{Tag: tag},
		})
	}
	return append(facts, chat.Event{
		ID: e.ID + "/ticket", Chat: ct.ID, Body: &chat.TicketSaved{Ref: string(t.Ref), Ticket: raw},
	})
}

// owedAfter returns what is owed when facts are folded, without folding them.
func owedAfter(owed []chat.Obligation, facts []chat.Event) []chat.Obligation {
	owed = slices.Clone(owed)
	for i := range facts {
		switch b := facts[i].Body.(type) {
		case *chat.ObligationStarted:
			owed = append(owed, b.Obligation)
		case *chat.ObligationEnded:
			owed = slices.DeleteFunc(owed, func(o chat.Obligation) bool { return o.ID == b.Obligation })
		}
	}
	return owed
}

// ticketCalls writes an attempt on the ticket of its chat, if that has one already; a
// later one is drafted with it (G-FU-09). An attempt that arrives days late does not
// differ from any other.
func (c *core) ticketCalls(ct *chat.Chat, e *chat.Event) []chat.Event {
	if len(ct.Ticket) == 0 {
		return nil
	}
	t, err := ticket.Decode(ct.Ticket)
	if err != nil || !t.TakeCalls(ct) {
		return nil // what cannot be read was said when it was saved
	}
	raw, err := ticket.Encode(t)
	if err != nil {
		c.logger.Error("a call cannot be written on its ticket", slog.String("chat", string(ct.ID)), slog.Any("error", err))
		return nil
	}
	return []chat.Event{{ID: e.ID + "/ticket", Chat: ct.ID, Body: &chat.TicketSaved{Ref: string(t.Ref), Ticket: raw}}}
}
