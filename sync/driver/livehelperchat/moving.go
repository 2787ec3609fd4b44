package livehelperchat

import (
	"context"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/settle"
)

// Return implements [driver.Returner].
func (d *Driver) Return(ctx context.Context, id chat.ChatID, _ chat.EventID) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	is := func(row *chatRow) bool { return row.Status == statusBot }
	switch {
	case is(&c.row):
		return nil
	case c.row.Bot <= 0:
		return &driver.Refusal{Words: "No bot of Live Helper Chat has ever been in this chat, so it cannot go back to one."}
	}
	c.settler.Begin(id)
	err = c.did(ctx, d.api.setStatus(ctx, c.r.n, statusBot), is, "Live Helper Chat said yes, but the bot does not have the chat.")
	if err != nil {
		c.settler.End(id, nil)
		return err
	}
	c.r.served, c.r.taken = "", time.Time{}
	c.settler.End(id, &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true, Bot: true})
	return nil
}

// ForwardTeam implements [driver.TeamForwarder].
func (d *Driver) ForwardTeam(ctx context.Context, id chat.ChatID, team string, _ chat.EventID) error {
	dep, ok := d.department(team)
	if !ok {
		return &driver.Refusal{Words: "Live Helper Chat has no department called “" + clipped(team, 60) + "”."}
	}
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	is := func(row *chatRow) bool {
		return row.Status == statusPending && row.Owner == 0 && row.Department == dep
	}
	if is(&c.row) {
		return nil
	}
	c.settler.Begin(id)
	to, nobody, pending := int64(dep), int64(0), statusPending
	err = d.api.change(ctx, c.r.n, change{Department: &to, Owner: &nobody, Status: &pending})
	if err = c.did(ctx, err, is, "Live Helper Chat said yes, but the chat is not with the department."); err != nil {
		c.settler.End(id, nil)
		return err
	}
	c.r.served = ""
	c.settler.End(id, &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true, Queue: team})
	return nil
}

// Join implements [driver.Companion]. The server knows of one operator in a chat, and
// lets any other write in it too: whoever joins simply writes.
func (d *Driver) Join(ctx context.Context, id chat.ChatID, _ driver.Person) error {
	if _, err := vendorID(id); err != nil {
		return err
	}
	return ctx.Err()
}

// Leave implements [driver.Companion]. Who serves the chat puts it back among those
// that wait; of anybody else the server does not know that they were there.
func (d *Driver) Leave(ctx context.Context, id chat.ChatID, who driver.Person) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	u, known := d.operator(who.ID)
	own := d.own()
	serves := c.row.Status == statusActive && (known && c.row.Owner == u.ID || c.row.Owner == own.ID && c.r.served == who.ID)
	if !serves {
		c.end()
		return nil
	}
	defer c.end()
	c.settler.Begin(id)
	err = c.did(ctx, d.api.setStatus(ctx, c.r.n, statusPending),
		func(row *chatRow) bool { return row.Status == statusPending }, "Live Helper Chat said yes, but the chat does not wait.")
	if err != nil {
		c.settler.End(id, nil)
		return err
	}
	c.r.served = ""
	c.settler.End(id, &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true})
	return nil
}
