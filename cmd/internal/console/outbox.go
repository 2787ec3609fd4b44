package console

import (
	"errors"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/storage"
	"floorwalker/sync/outbox"
)

// commands is the outbox as the desk's port.
type commands struct{ box *outbox.Outbox }

var _ app.Outbox = commands{}

// outboxOn makes the outbox whose disk is the store.
func outboxOn(store *storage.Store) func(app.OutboxNeeds) app.Outbox {
	_, _, salvaged := store.Recovered()
	return func(n app.OutboxNeeds) app.Outbox {
		return commands{outbox.New(outbox.Config{
			Store: store, Send: n.Send, Knows: n.Knows, Folded: n.Folded, Now: n.Now, Who: n.Who, Salvaged: salvaged,
			Changed: func(e outbox.Entry) { n.Changed(waiting(e)) },
		})}
	}
}

func waiting(e outbox.Entry) app.Waiting {
	return app.Waiting{
		Command: e.Command, State: app.WaitState(e.State), Why: app.Hold(e.Why), Refusal: e.Refusal, Made: e.Made,
	}
}

func waitings(es []outbox.Entry) []app.Waiting {
	ws := make([]app.Waiting, len(es))
	for i, e := range es {
		ws[i] = waiting(e)
	}
	return ws
}

// errTooLong is outbox.ErrTooLong for people.
var errTooLong = errors.New("it is too long to be sent")

// plain returns the part of an error that has the words for people.
func plain(err error) error {
	var disk *outbox.StoreError
	switch {
	case errors.As(err, &disk):
		return disk.Err
	case errors.Is(err, outbox.ErrTooLong):
		return errTooLong
	}
	return err
}

// Load implements app.Outbox.
func (c commands) Load() ([]app.Waiting, error) {
	es, err := c.box.Load()
	return waitings(es), err
}

// Add implements app.Outbox.
func (c commands) Add(cmd chat.Command) (app.Waiting, error) {
	e, err := c.box.Add(cmd)
	return waiting(e), plain(err)
}

// AddHeld implements app.Outbox.
func (c commands) AddHeld(cmd chat.Command) (app.Waiting, error) {
	e, err := c.box.AddHeld(cmd, outbox.HeldGap)
	return waiting(e), plain(err)
}

// AddAll implements app.Outbox.
func (c commands) AddAll(cmds []chat.Command) error {
	_, err := c.box.AddAll(cmds)
	return plain(err)
}

// Confirm implements app.Outbox.
func (c commands) Confirm(id chat.CommandID) (app.Waiting, error) {
	e, err := c.box.Confirm(id)
	return waiting(e), plain(err)
}

// Entry implements app.Outbox.
func (c commands) Entry(id chat.CommandID) (app.Waiting, bool) {
	e, ok := c.box.Entry(id)
	return waiting(e), ok
}

// Discard implements app.Outbox.
func (c commands) Discard(id chat.CommandID) error { return plain(c.box.Discard(id)) }

// Happened implements app.Outbox.
func (c commands) Happened(id chat.ChatID, e chat.EventID) { c.box.Happened(id, e) }

// Result implements app.Outbox.
func (c commands) Result(id chat.CommandID, r *chat.Refusal) { c.box.Result(id, r) }

// Live implements app.Outbox.
func (c commands) Live(who string) error { return plain(c.box.Live(who)) }

// CatchingUp implements app.Outbox.
func (c commands) CatchingUp() { c.box.CatchingUp() }

// Broken implements app.Outbox.
func (c commands) Broken() { c.box.Broken() }

// Flush implements app.Outbox.
func (c commands) Flush() error { return plain(c.box.Flush()) }

// Next implements app.Outbox.
func (c commands) Next() (time.Duration, bool) { return c.box.Next() }
