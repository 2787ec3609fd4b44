package referee

import (
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// Follow returns the facts that follow from e for the offers that are open:
// each that can no longer mean what its sender meant goes back to them as
// void. f is the floor after e was folded into it. Most events have no
// consequences; of what Follow itself returns only a leaving has.
//
// A forward and an escalation stand while their sender owns the chat, an invitation while its
// sender serves the chat and its receiver does not. No offer outlives its
// chat, and none that names a person outlives that person's access.
//
// Whoever's access was taken away goes out of the chats that they serve.
//
// The id of each fact about an offer follows from the offer alone, which can
// go back by itself once: whoever follows the same log, also a second time,
// makes the same facts.
func Follow(f *chat.Floor, e *chat.Event) []chat.Event {
	b, revoked := e.Body.(*chat.AgentRevoked)
	switch _, back := e.Body.(*chat.OfferReturned); {
	case back:
		return nil
	case e.Chat != "":
		return voided(f, f.Chat(e.Chat), e)
	case !revoked:
		return nil
	}
	var touched []*chat.Chat
	f.EachChat(func(c *chat.Chat) {
		if c.Serves(b.Agent) {
			touched = append(touched, c)
			return
		}
		if slices.ContainsFunc(c.Offers, func(o chat.Offer) bool { return o.From == b.Agent || o.To == b.Agent }) {
			touched = append(touched, c)
		}
	})
	slices.SortFunc(touched, func(a, b *chat.Chat) int { return strings.Compare(string(a.ID), string(b.ID)) })
	var es []chat.Event
	for _, c := range touched {
		if gone := removed(f, c, e, b.Agent); len(gone) > 0 {
			es = append(es, gone...) // and what is offered follows from that
			continue
		}
		es = append(es, voided(f, c, e)...)
	}
	return es
}

// removed returns the facts by which an agent whose access was taken away goes
// out of a chat: nobody is left to somebody who cannot come back (S-TRF-05). The
// chat goes to whoever joined first of those who are there, or to the queue.
func removed(f *chat.Floor, c *chat.Chat, cause *chat.Event, a chat.AgentID) []chat.Event {
	if !c.Active() || !c.Serves(a) {
		return nil
	}
	id := cause.ID + "/" + chat.EventID(c.ID)
	left := &chat.AgentLeft{Agent: a, Reason: "no longer on the team"}
	es := []chat.Event{{ID: id + "/left", At: cause.At, Chat: c.ID, By: cause.By, Body: left}}
	if c.Owner != a {
		return es
	}
	if left.Next = heirOf(f, c, a); left.Next == "" {
		es = append(es, chat.Event{ID: id + "/queued", At: cause.At, Chat: c.ID, By: cause.By, Body: &chat.ChatQueued{
			Reason: nameOf(f, a) + " is no longer on the team",
		}})
	}
	return es
}

// Expire returns the fact that an offer has gone back to its sender because
// nobody answered by its Due, or nothing if it is not open any more.
// The hub calls it at that time. The fact is stamped with the instant at which
// it was due, not with that at which somebody noticed.
func Expire(f *chat.Floor, id chat.ChatID, offer chat.OfferID) []chat.Event {
	c := f.Chat(id)
	if c == nil {
		return nil
	}
	o, open := c.Offer(offer)
	if !open || o.Due.IsZero() { // one that waits for somebody has no end (C-TRF-04)
		return nil
	}
	e := returned(c.ID, o, chat.ReturnedExpired, "Nobody accepted in time.")
	e.At = o.Due
	return []chat.Event{e}
}

// voided returns the end of every open offer of c that does not stand.
func voided(f *chat.Floor, c *chat.Chat, cause *chat.Event) []chat.Event {
	if c == nil || len(c.Offers) == 0 {
		return nil
	}
	var es []chat.Event
	for _, o := range c.Offers {
		if why := unfounded(f, c, o); why != "" {
			e := returned(c.ID, o, chat.ReturnedVoid, why)
			e.At, e.By = cause.At, cause.By
			es = append(es, e)
		}
	}
	return es
}

// unfounded says in words why an offer does not stand, or nothing if it does.
func unfounded(f *chat.Floor, c *chat.Chat, o chat.Offer) string {
	switch {
	case !c.Active():
		return "The chat has ended."
	case revoked(f, o.From):
		return nameOf(f, o.From) + " is no longer on the team."
	case o.To != "" && revoked(f, o.To):
		return nameOf(f, o.To) + " is no longer on the team."
	case o.Kind != chat.OfferInvitation && c.Owner != o.From:
		return nowServing(f, c)
	case o.Kind == chat.OfferInvitation && c.Serves(o.To):
		return nameOf(f, o.To) + " is in the chat already."
	case o.Kind == chat.OfferInvitation && !c.Serves(o.From):
		return nameOf(f, o.From) + " has left the chat."
	}
	return ""
}

func revoked(f *chat.Floor, id chat.AgentID) bool {
	a := f.Agent(id)
	return a != nil && a.Revoked
}

func nowServing(f *chat.Floor, c *chat.Chat) string {
	if c.Owner == "" {
		return "Nobody serves this chat now."
	}
	return nameOf(f, c.Owner) + " serves this chat now."
}

// returned is the end of an offer that nobody accepted. An offer comes to this
// end by itself at most once, so its id needs no cause.
func returned(id chat.ChatID, o chat.Offer, how chat.HowReturned, why string) chat.Event {
	return chat.Event{
		ID: chat.EventID(o.ID) + "/returned", Chat: id,
		Body: &chat.OfferReturned{Offer: o.ID, How: how, Reason: why},
	}
}
