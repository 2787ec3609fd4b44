package app

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/outbox"
)

// commands is the real outbox as the desk's port, as cmd/internal/console
// has it.
type commands struct{ box *outbox.Outbox }

var _ Outbox = commands{}

// outboxOn makes the outbox whose disk is the cache's.
func outboxOn(c *fakeCache) func(OutboxNeeds) Outbox {
	return func(n OutboxNeeds) Outbox {
		return commands{outbox.New(outbox.Config{
			Store: c, Send: n.Send, Knows: n.Knows, Folded: n.Folded, Now: n.Now, Who: n.Who,
			Changed: func(e outbox.Entry) { n.Changed(waiting(e)) },
		})}
	}
}

// SaveOutbox implements outbox.Store.
func (c *fakeCache) SaveOutbox(changes map[chat.CommandID][]byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		return c.fail
	}
	for id, b := range changes {
		if b == nil {
			delete(c.outbox, id)
			continue
		}
		c.outbox[id] = b
	}
	return nil
}

// LoadOutbox implements outbox.Store.
func (c *fakeCache) LoadOutbox(visit func(chat.CommandID, []byte) error) error {
	for id, b := range c.outbox {
		if err := visit(id, b); err != nil {
			return err
		}
	}
	return nil
}

func waiting(e outbox.Entry) Waiting {
	return Waiting{
		Command: e.Command, State: WaitState(e.State), Why: Hold(e.Why), Refusal: e.Refusal, Made: e.Made,
	}
}

func waitings(es []outbox.Entry) []Waiting {
	ws := make([]Waiting, len(es))
	for i, e := range es {
		ws[i] = waiting(e)
	}
	return ws
}

// Load implements Outbox.
func (c commands) Load() ([]Waiting, error) {
	es, err := c.box.Load()
	return waitings(es), err
}

// Add implements Outbox.
func (c commands) Add(cmd chat.Command) (Waiting, error) {
	e, err := c.box.Add(cmd)
	return waiting(e), err
}

// AddHeld implements Outbox.
func (c commands) AddHeld(cmd chat.Command) (Waiting, error) {
	e, err := c.box.AddHeld(cmd, outbox.HeldGap)
	return waiting(e), err
}

// Confirm implements Outbox.
func (c commands) AddAll(cmds []chat.Command) error {
	_, err := c.box.AddAll(cmds)
	return err
}

func (c commands) Confirm(id chat.CommandID) (Waiting, error) {
	e, err := c.box.Confirm(id)
	return waiting(e), err
}

// Entry implements Outbox.
func (c commands) Entry(id chat.CommandID) (Waiting, bool) {
	e, ok := c.box.Entry(id)
	return waiting(e), ok
}

// Discard implements Outbox.
func (c commands) Discard(id chat.CommandID) error { return c.box.Discard(id) }

// Happened implements Outbox.
func (c commands) Happened(id chat.ChatID, e chat.EventID) { c.box.Happened(id, e) }

// Result implements Outbox.
func (c commands) Result(id chat.CommandID, r *chat.Refusal) { c.box.Result(id, r) }

// Live implements Outbox.
func (c commands) Live(who string) error { return c.box.Live(who) }

// CatchingUp implements Outbox.
func (c commands) CatchingUp() { c.box.CatchingUp() }

// Broken implements Outbox.
func (c commands) Broken() { c.box.Broken() }

// Flush implements Outbox.
func (c commands) Flush() error { return c.box.Flush() }

// Next implements Outbox.
func (c commands) Next() (time.Duration, bool) { return c.box.Next() }
