package livehelperchat

import (
	"context"
	"errors"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
	"floorwalker/sync/driver/internal/settle"
)

// call is one thing that the hub wants of a chat. The room is held for as long as it
// takes, so no look reads half of it.
type call struct {
	d       *Driver
	r       *room
	sink    driver.KnownSink
	settler *settle.Settler
	row     chatRow
}

// begin takes the chat and reads how it is.
func (d *Driver) begin(ctx context.Context, id chat.ChatID) (*call, error) {
	n, err := vendorID(id)
	if err != nil {
		return nil, err
	}
	sink, settler, err := d.running()
	if err != nil {
		return nil, err
	}
	c := &call{d: d, r: d.room(n), sink: sink, settler: settler}
	c.r.mu.Lock()
	if c.row, err = d.api.chat(ctx, n); err != nil {
		c.r.mu.Unlock()
		return nil, forPeople(err)
	}
	return c, nil
}

// end gives the chat back and has it looked at soon.
func (c *call) end() {
	c.r.dirty.Store(true)
	c.r.settled = c.d.cfg.Now().Add(toldAgain)
	c.r.mu.Unlock()
	c.d.lookSoon()
}

// forPeople makes the refusal of everything one that the hub understands.
func forPeople(err error) error {
	var all *catchup.Refused
	if errors.As(err, &all) {
		return &driver.Refusal{Words: all.Words, Err: err}
	}
	return err
}

// did settles what became of a change: the server says yes also where it does nothing,
// and where it said nothing the change may be there. So the chat is read, and only what
// is read counts.
func (c *call) did(ctx context.Context, err error, as func(*chatRow) bool, no string) error {
	if err != nil && isRefusal(err) {
		return forPeople(err)
	}
	var all *catchup.Refused
	if errors.As(err, &all) {
		return forPeople(err)
	}
	row, rerr := c.d.api.chat(ctx, c.r.n)
	switch {
	case rerr != nil:
		return errors.Join(driver.ErrUnsure, err, rerr)
	case as(&row):
		c.row = row
		return nil
	case err != nil:
		return err
	}
	return &driver.Refusal{Words: no, Err: errUnmoved}
}

// errUnmoved says that the server said yes and did nothing.
var errUnmoved = errors.New("the chat is as it was")
