package hub

import (
	"context"
	"sync"
	"time"

	"floorwalker/app/chat"
)

// graceTime is how long an agent stays online after the last desk went, so
// that a short break of the network is not news to everybody.
const graceTime = 3 * time.Second

// crowd counts each agent's connected desks and turns the first and the last
// into facts: presence is what the hub itself has seen (E-ACT-02).
type crowd struct {
	hub *Hub

	mu    sync.Mutex // guards desks
	desks map[chat.AgentID]int
}

func newCrowd(h *Hub) *crowd { return &crowd{hub: h, desks: make(map[chat.AgentID]int)} }

// came counts a desk and returns when its agent is online in the log.
func (c *crowd) came(ctx context.Context, id chat.AgentID) error {
	c.mu.Lock()
	c.desks[id]++
	c.mu.Unlock()
	return c.tell(ctx, id)
}

// went counts a desk out; the agent is offline after a grace.
func (c *crowd) went(id chat.AgentID) {
	c.mu.Lock()
	c.desks[id]--
	c.mu.Unlock()
	time.AfterFunc(graceTime, func() { _ = c.tell(context.Background(), id) }) // fails only at the hub's end
}

func (c *crowd) presence(id chat.AgentID) chat.Presence {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.desks[id] > 0 {
		return chat.PresenceOnline
	}
	return chat.PresenceOffline
}

// tell puts the agent's presence on the log if that does not know it yet.
func (c *crowd) tell(ctx context.Context, id chat.AgentID) error {
	return c.hub.ask(ctx, func(_ context.Context, co *core) {
		a, is := co.floor.Agent(id), c.presence(id)
		if a == nil || a.Presence == is {
			return
		}
		co.stage(chat.Event{ID: c.hub.cfg.newID("presence"), Body: &chat.PresenceChanged{Agent: id, Presence: is}})
	}, nil)
}

// settle puts everybody offline whom the log thinks online although no desk
// of theirs is here: the hub before this one may have been killed.
func (c *crowd) settle(ctx context.Context) error {
	return c.hub.ask(ctx, func(_ context.Context, co *core) {
		var gone []chat.AgentID
		co.floor.EachAgent(func(a *chat.Agent) {
			if a.Presence == chat.PresenceOnline && c.presence(a.ID) == chat.PresenceOffline {
				gone = append(gone, a.ID)
			}
		})
		for _, id := range gone {
			co.stage(chat.Event{ID: c.hub.cfg.newID("presence"), Body: &chat.PresenceChanged{Agent: id, Presence: chat.PresenceOffline}})
		}
		co.countedPeople(c.hub.cfg.newID)
	}, nil)
}
