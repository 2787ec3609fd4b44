package hub

import (
	"context"

	"floorwalker/app/chat"
)

// owner returns who serves the chat.
func (s *stage) owner(id chat.ChatID) (owner chat.AgentID) {
	s.t.Helper()
	err := s.hub.ask(context.Background(), func(_ context.Context, c *core) {
		if ct := c.floor.Chat(id); ct != nil {
			owner = ct.Owner
		}
	}, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return owner
}

// chatOf returns the first chat behind in that an agent serves.
func (s *stage) chatOf(agent chat.AgentID, in int) (id chat.ChatID, ok bool) {
	s.t.Helper()
	for i := range playChats {
		if id = playChat((in + i) % playChats); s.owner(id) == agent {
			return id, true
		}
	}
	return "", false
}

// standing returns how an agent stands to a chat, and what the offer is that
// they wish to accept.
func (s *stage) standing(id chat.ChatID, agent chat.AgentID, w chat.Wish) (owns, serves bool, kind chat.OfferKind) {
	s.t.Helper()
	err := s.hub.ask(context.Background(), func(_ context.Context, c *core) {
		ct := c.floor.Chat(id)
		if ct == nil {
			return
		}
		owns, serves = ct.Owner == agent, ct.Serves(agent)
		if a, ok := w.(*chat.AcceptOffer); ok {
			o, _ := ct.Offer(a.Offer)
			kind = o.Kind
		}
	}, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return owns, serves, kind
}

// offers returns what is offered of a chat.
func (s *stage) offers(id chat.ChatID) (offers []chat.Offer) {
	s.t.Helper()
	err := s.hub.ask(context.Background(), func(_ context.Context, c *core) {
		if ct := c.floor.Chat(id); ct != nil {
			offers = ct.Offers
		}
	}, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return offers
}

// session returns the hub's end of an agent's newest connection.
func (s *stage) session(id chat.AgentID) (found *session) {
	l := &s.hub.sessions
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.all {
		if c.who.Agent == id {
			found = c
		}
	}
	return found
}
