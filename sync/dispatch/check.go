package dispatch

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/sync/wire"
)

// nightHour is when the nightly check is made, in the floor's zone.
const nightHour = 3

// night makes the check if one is due: at three, and once when there was none.
func (d *Dispatcher) night(ctx context.Context) error {
	last, err := d.Check()
	if err != nil {
		return err
	}
	e := d.cfg.Edition()
	if !last.At.IsZero() && !last.At.Time().Before(lastNight(d.cfg.Now(), e.Policy.Cover.Location())) {
		return nil
	}
	_, err = d.CheckNow(ctx)
	return err
}

// lastNight returns the newest moment at which a check was due.
func lastNight(now time.Time, zone *time.Location) time.Time {
	now = now.In(zone)
	at := time.Date(now.Year(), now.Month(), now.Day(), nightHour, 0, 0, 0, zone)
	if at.After(now) {
		at = time.Date(now.Year(), now.Month(), now.Day()-1, nightHour, 0, 0, 0, zone)
	}
	return at
}

// Check returns the newest check; its instant is zero if there was none.
func (d *Dispatcher) Check() (c wire.TicketCheck, err error) {
	b, err := d.store.Check()
	if b == nil || err != nil {
		return c, err
	}
	return c, json.Unmarshal(b, &c)
}

// CheckNow compares the chats that have ended with the tickets on the log, and keeps
// what came out (G-TKT-01).
func (d *Dispatcher) CheckNow(ctx context.Context) (wire.TicketCheck, error) {
	c := wire.TicketCheck{At: chat.InstantOf(d.cfg.Now())}
	closed, tickets, err := d.ends(ctx)
	if ctx.Err() != nil {
		return c, ctx.Err()
	}
	if err != nil {
		c.Failed = "The log could not be read to its end: " + err.Error() + "."
	} else {
		diff := ticket.Compare(closed, tickets)
		c.Closed, c.Tickets = len(closed), len(tickets)
		c.Missing, c.Extra, c.Double = diff.Missing, diff.Extra, diff.Double
		for _, ref := range diff.Shared {
			c.Shared = append(c.Shared, string(ref))
		}
	}
	b, err := json.Marshal(c)
	if err != nil {
		return c, err
	}
	if n := c.Differences(); n > 0 {
		d.cfg.Logger.Warn("closed chats and tickets are not the same", "differences", n)
	}
	return c, d.store.SaveCheck(b)
}

// ended is what the log says of a chat since it was last opened.
type ended struct {
	closed  bool
	tickets []ticket.Ticket // number and chat only
}

// The lines that the check has to read.
var ends = [][]byte{
	[]byte(`"` + string(chat.KindChatOpened) + `"`), []byte(`"` + string(chat.KindChatClosed) + `"`), marker,
}

// ends reads which chats have ended and which tickets there are. A ticket's number
// comes from the event, so that one whose content cannot be read is missing here too
// if its content is not that of its number.
func (d *Dispatcher) ends(ctx context.Context) (closed []chat.ChatID, tickets []ticket.Ticket, err error) {
	chats := make(map[chat.ChatID]*ended)
	err = d.cfg.Journal.Read(ctx, 0, func(_ uint64, data []byte) error {
		if !anyOf(data, ends) {
			return nil
		}
		e, err := d.decode(data)
		if err != nil || e.Chat == "" {
			return nil
		}
		c := chats[e.Chat]
		if c == nil {
			c = new(ended)
			chats[e.Chat] = c
		}
		switch b := e.Body.(type) {
		case *chat.ChatOpened:
			*c = ended{}
		case *chat.ChatClosed:
			c.closed = true
		case *chat.TicketSaved:
			c.saved(e.Chat, b)
		}
		return nil
	})
	for id, c := range chats {
		if c.closed {
			closed = append(closed, id)
		}
		tickets = append(tickets, c.tickets...)
	}
	return closed, tickets, err
}

// saved takes in a ticket of a chat, once if it is said twice. An open one is of a
// chat that goes on, and no ticket of its end (V-LEAVE-02).
func (c *ended) saved(id chat.ChatID, b *chat.TicketSaved) {
	t, err := ticket.Decode(b.Ticket)
	if err != nil || t.Closed.IsZero() && t.Chat == id {
		return
	}
	if n := len(c.tickets); n == 0 || c.tickets[n-1].Ref != t.Ref || c.tickets[n-1].Chat != t.Chat {
		c.tickets = append(c.tickets, ticket.Ticket{Ref: t.Ref, Chat: t.Chat})
	}
}

func anyOf(data []byte, parts [][]byte) bool {
	for _, p := range parts {
		if bytes.Contains(data, p) {
			return true
		}
	}
	return false
}
