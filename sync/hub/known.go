package hub

import (
	"context"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Known implements driver.KnownSink. What it says of calls under way is as of after the
// batch in which it was asked: what was decided before it has its call in the queue by
// then.
func (s *sink) Known(ctx context.Context, id chat.ChatID) (known driver.Known, ok bool) {
	err := s.hub.ask(ctx, func(_ context.Context, c *core) {
		ct := c.floor.Chat(id)
		if ct == nil || ct.Driver != s.driver {
			return
		}
		ok = true
		known = driver.Known{
			Open: ct.Active(), Bot: ct.Bot, Owner: ct.Owner, Queue: ct.Queue,
			Guests: slices.Clone(ct.Joined), Tags: slices.Clone(ct.Tags), Customer: ct.Customer,
			Claimed: ct.Claim.Open(), Blocked: ct.Blocked,
		}
	}, func(*core, uint64) { known.Telling = s.hub.effects.busy(id) })
	return known, ok && err == nil
}

// busy reports whether the backend is being told something of the chat, or is to be.
func (x *effects) busy(id chat.ChatID) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	_, busy := x.queues[id]
	return busy
}

// Outsider implements driver.KnownSink. Who has the name of somebody on the team is
// taken to be that person; the mail address of an agent is nothing that a floor knows.
// Whoever comes onto the team later under that name is the same person as before.
func (s *sink) Outsider(ctx context.Context, who driver.Outsider) (chat.AgentID, error) {
	name := strings.TrimSpace(who.Name)
	if !validName(name) {
		name = titleName(s.driver, who.ID)
	}
	id := agentIDOf(name)
	err := s.hub.ask(ctx, func(_ context.Context, c *core) {
		if c.floor.Agent(id) != nil {
			return
		}
		c.stage(chat.Event{
			ID:   chat.EventID(s.driver + ":outsider:" + string(id)),
			Body: &chat.AgentAdded{Agent: id, Name: name, Outside: true},
		})
	}, nil)
	if err != nil {
		return "", err
	}
	return id, nil
}

// titleName is what somebody without a usable name is called.
func titleName(driver, id string) string {
	name := "somebody at " + driver + " " + id
	if !validName(name) {
		name = "somebody at " + driver
	}
	return name
}
