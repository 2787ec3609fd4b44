package hub

import (
	"context"
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
		c.stage(c.sameRef(e))
	}
	c.ticketed = ""
}

// sameRef gives a ticket the number that its chat had before it left the floor:
// a chat that comes back and ends again keeps its ticket. A desk that saw
// only the new beginning cannot know it.
func (c *core) sameRef(e chat.Event) chat.Event {
	b, ok := e.Body.(*chat.TicketSaved)
	if !ok {
		return e
	}
	ref := c.ref(e.Chat)
	if ref == "" || ref == b.Ref {
		return e
	}
	t, err := ticket.Decode(b.Ticket)
	if err != nil {
		return e // the referee lets none through that cannot be read
	}
	t.Ref = ticket.Ref(ref)
	raw, err := ticket.Encode(t)
	if err != nil {
		return e
	}
	e.Body = &chat.TicketSaved{Ref: ref, Ticket: raw}
	return e
}

// ref returns the number of the ticket that a chat had before it left the floor,
// if it did.
func (c *core) ref(id chat.ChatID) string {
	if err := c.recall(context.Background(), id); err != nil {
		c.logger.Warn("the past of a chat cannot be read, so its ticket may have another number", slog.Any("error", err))
	}
	if p := c.past[id]; p != nil {
		return p.ref
	}
	return ""
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
	if ref := c.ref(ct.ID); ref != "" {
		t.Ref = ticket.Ref(ref)
	}
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
