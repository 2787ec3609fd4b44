package hub

import (
	"fmt"
	"log/slog"

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
// ends without one, whoever ended it: the bot, the backend, the customer, time.
func (c *core) ticketByRule(ct *chat.Chat, e *chat.Event) []chat.Event {
	if c.ticketed == ct.ID {
		return nil
	}
	form := &c.edition.Form
	t := ticket.Draft(ct, e.At, form)
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
