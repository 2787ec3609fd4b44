package crisp

import (
	"context"

	"floorwalker/sync/driver/internal/settle"
)

// stranger takes in an event of a conversation that is not followed. Most are of
// visitors who have not written, and no chat.
func (d *Driver) stranger(ctx context.Context, c *change) error {
	switch c.name {
	case evState:
		if c.text == "resolved" {
			return d.over(ctx, c)
		}
	case evInitiated, evSent, evReceived, evRouting, evInbox:
	case evRating, evUpdated, evRemoved, evReadReceived, evReadSent, evDelivered, evIgnored, evBlock:
		return d.afterwards(ctx, c)
	default:
		return nil
	}
	var conv conversation
	var cached bool
	err := d.promptly(ctx, func(ctx context.Context) (err error) {
		conv, cached, err = d.api.glance(ctx, c.Session)
		return err
	})
	switch {
	case err != nil && (ctx.Err() != nil || refused(err)):
		return d.no(err)
	case err != nil:
		// The event itself says enough to put the chat on the floor; a later read
		// brings the rest.
		if !postponed(err) {
			d.cfg.Logger.Warn("a chat of Crisp could not be read", "status", statusOf(err))
		}
		if done, err := d.closed(ctx, c); done || err != nil {
			return err
		}
		return d.meetBlind(ctx, conversation{Session: c.Session, Inbox: c.Inbox, Said: true, heard: c.heard}, c)
	}
	if err := d.meetNew(ctx, conv, c); err != nil {
		return err
	}
	if s := d.session(c.Session); s != nil && cached {
		s.again = true
	}
	return nil
}

// meetNew takes in a conversation that was read because of an event, which may be newer
// than the read.
func (d *Driver) meetNew(ctx context.Context, conv conversation, c *change) error {
	switch c.name {
	case evSent, evInitiated, evState:
		conv.Resolved = false
	case evRouting:
		conv.Assigned = c.user
	case evInbox:
		conv.Inbox = c.Inbox
	}
	if conv.Resolved {
		if c.name == evReceived {
			return d.late(ctx, conv, c)
		}
		return nil
	}
	if err := d.admit(ctx, conv, c.name != evInitiated); err != nil {
		return err
	}
	if s := d.session(c.Session); s != nil && (c.name == evSent || c.name == evReceived) {
		return d.line(ctx, s, c)
	}
	return nil
}

// closed takes in an event of a chat that is over for the hub and that could not be read:
// what the team's side does there does not open it again.
func (d *Driver) closed(ctx context.Context, c *change) (bool, error) {
	known, there := d.known().Known(ctx, chatID(c.Session))
	if !there || known.Open || c.name == evSent || c.name == evInitiated || c.name == evState {
		return false, nil
	}
	if c.name == evReceived {
		return true, d.late(ctx, conversation{Session: c.Session, Inbox: c.Inbox, Resolved: true, heard: c.heard}, c)
	}
	return true, nil
}

// meetBlind puts a conversation on the floor that could not be read.
func (d *Driver) meetBlind(ctx context.Context, conv conversation, c *change) error {
	s := &session{conv: conv, thin: true, behind: true}
	d.mu.Lock()
	d.sessions[c.Session] = s
	d.mu.Unlock()
	if err := d.settler.Settle(ctx, d.state(s, settle.SaysOpen|settle.SaysOwner)); err != nil {
		return err
	}
	return d.one(ctx, c)
}

// over says that a conversation that is not followed was resolved, which the hub may
// not know yet.
func (d *Driver) over(ctx context.Context, c *change) error {
	return d.settler.Settle(ctx, settle.State{Chat: chatID(c.Session), Says: settle.SaysOpen, Heard: c.heard, Reason: "resolved in Crisp"})
}

// late hands on a line from the team's side in a chat that is over, such as a note:
// such a line does not open it again.
func (d *Driver) late(ctx context.Context, conv conversation, c *change) error {
	if _, known := d.known().Known(ctx, chatID(c.Session)); !known {
		return nil
	}
	s := &session{conv: conv}
	return settle.Deliver(ctx, d.known(), d.lineFacts(ctx, s, &c.message)...)
}

// afterwards takes in what may still happen to a chat that is over.
func (d *Driver) afterwards(ctx context.Context, c *change) error {
	if _, known := d.known().Known(ctx, chatID(c.Session)); !known {
		return nil
	}
	s := &session{conv: conversation{Session: c.Session, Resolved: true, heard: c.heard}}
	if c.name == evBlock {
		s.conv.Blocked = c.on
		return d.settle(ctx, s, settle.SaysBlocked)
	}
	return settle.Deliver(ctx, d.known(), d.aside(s, c)...)
}
