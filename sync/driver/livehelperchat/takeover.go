package livehelperchat

import (
	"context"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/settle"
)

// TakeOver implements [driver.Driver]. It ends when the chat, read again, is with the
// agent and the bot is out of it. Nothing is said to the customer: a line would be a
// taking over too, and the agent has not written one.
func (d *Driver) TakeOver(ctx context.Context, id chat.ChatID, by driver.Person, claim chat.EventID) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	if c.row.Status == statusClosed {
		return &driver.Refusal{Words: "The chat is over at Live Helper Chat."}
	}
	own := d.own()
	to, known := d.operator(by.ID)
	if !known {
		to = own
	}
	with := func(row *chatRow) bool { return row.Status == statusActive && row.Owner == to.ID }
	mine := known || c.r.served == by.ID
	if with(&c.row) && (mine || c.r.claim == claim) {
		return nil
	}
	c.settler.Begin(id)
	err = c.take(ctx, &to, with)
	if err != nil {
		c.settler.End(id, nil)
		return err
	}
	c.r.served, c.r.claim, c.r.taken, c.r.fence = "", claim, d.cfg.Now(), max(c.row.LastMsg, c.r.newest)
	if to.ID == own.ID {
		c.r.served = by.ID
	}
	c.settler.End(id, &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true, Owner: by.ID})
	return nil
}

// take gives the chat to an operator: first out of the bot's hands or the queue, which
// drops what the bot still has to say, and then from whoever has it.
func (c *call) take(ctx context.Context, to *userRow, with func(*chatRow) bool) error {
	if c.row.Status != statusActive {
		err := c.d.api.setStatus(ctx, c.r.n, statusActive)
		err = c.did(ctx, err, func(row *chatRow) bool { return row.Status == statusActive },
			"Live Helper Chat did not take the chat out of the bot's hands.")
		if err != nil || with(&c.row) {
			return err
		}
	} else if c.row.Owner > 0 && to.Username != "" && c.forward(ctx, to, with) {
		return nil
	}
	status, owner := statusActive, int64(to.ID)
	err := c.d.api.change(ctx, c.r.n, change{Owner: &owner, Status: &status})
	return c.did(ctx, err, with, "Live Helper Chat said yes, but somebody else still has the chat.")
}

// forward moves a chat between two operators by the server's own command, which tells
// both of them and the visitor's page. It needs a right that a raw change does not, so
// a no is no reason to give up.
func (c *call) forward(ctx context.Context, to *userRow, with func(*chatRow) bool) bool {
	_, err := c.d.api.say(ctx, c.r.n, senderSystem, "!transferforce "+string(to.Username), nil)
	return c.did(ctx, err, with, "") == nil
}

// Serving implements [driver.Driver].
func (d *Driver) Serving(ctx context.Context, id chat.ChatID) (chat.AgentID, error) {
	c, err := d.begin(ctx, id)
	if err != nil {
		return "", err
	}
	defer c.end()
	if c.row.Status != statusActive || c.row.Owner <= 0 {
		return "", nil
	}
	v := &visit{d: d, r: c.r, row: &c.row, sink: c.sink}
	v.known, _ = c.sink.Known(ctx, id)
	return v.owner(ctx)
}
