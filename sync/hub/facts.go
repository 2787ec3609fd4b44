package hub

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// find returns the number of an event that the chat has folded before.
func (c *core) find(id chat.ChatID, ev chat.EventID) (uint64, bool) {
	if p := c.past[id]; p != nil {
		if seq, ok := p.ids[ev]; ok {
			return seq, true
		}
	}
	// The floor remembers which ids a chat has had, so that nothing is searched
	// for the many events that are new.
	h := c.history[id]
	if ct := c.floor.Chat(id); h == nil || ct == nil || !ct.Knows(ev) {
		return 0, false
	}
	head := append(strconv.AppendQuote([]byte(`{"id":`), string(ev)), ',')
	for i := len(h.raw) - 1; i >= 0; i-- {
		if bytes.HasPrefix(h.raw[i], head) {
			return h.seqs[i], true
		}
	}
	for i, raw := range h.raw { // an id that JSON escapes otherwise than Go
		if e, err := wire.DecodeEvent(raw, nil); err == nil && e.ID == ev {
			return h.seqs[i], true
		}
	}
	return 0, false
}

// pastChat is what the log says of a chat that has left the floor.
type pastChat struct {
	ids    map[chat.EventID]uint64
	opened chat.ChatOpened // as it was, with what was learnt since
	own    uint64
}

// recall learns from the log which facts a chat that left the floor has had,
// so that an old line heard again stays one line. For a chat that never was, and
// once for each that was on the floor when this hub started, it is one cheap
// question.
func (c *core) recall(ctx context.Context, id chat.ChatID) error {
	here, h := c.floor.Chat(id) != nil, c.history[id]
	if c.past[id] != nil || here && (h == nil || h.whole) {
		return nil
	}
	p := &pastChat{ids: make(map[chat.EventID]uint64)}
	err := c.journal.ReadChat(ctx, id, func(seq uint64, raw []byte) error {
		e, err := wire.DecodeEvent(raw, nil)
		if err != nil {
			return err
		}
		if here && len(p.ids) == 0 && seq == h.seqs[0] {
			h.whole = true
			return errEnough
		}
		p.ids[e.ID] = seq
		switch b := e.Body.(type) {
		case *chat.ChatOpened:
			since := cmp.Or(p.opened.Since, b.Since, e.At)
			p.opened = *b
			p.opened.Since = since
		case *chat.CustomerDescribed:
			p.opened.Customer = b.Customer
		}
		if _, owning := subjectOf(&e); owning {
			p.own = seq
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	if len(p.ids) > 0 {
		c.past[id] = p
	}
	return nil
}

var (
	errNoChat   = errors.New("a fact about a chat that was never opened")
	errTooLarge = errors.New("a fact that is too large for the log")
	errNobody   = errors.New("a fact by somebody whose id begins with @")
)

// tooLarge finds a fact that the log would refuse, and with it the whole batch
// and the hub. Short ones, nearly all, are not measured.
func tooLarge(e *chat.Event) bool {
	if m, ok := e.Body.(*chat.MessagePosted); ok && len(m.Text)+len(m.Name) < wire.MaxText {
		return len(e.ID)+len(e.Chat)+len(m.Message) > wire.MaxText
	}
	return len(wire.AppendEvent(nil, e)) > log.MaxRecord-1024
}

// knowsTyping reports whether that a customer types is no news.
func (c *core) knowsTyping(ct *chat.Chat) bool {
	return ct != nil && c.instant().Sub(ct.Typed) < typedAgain
}

// typedAgain is how long a customer who types is known to: backends say it at
// every key, and the log need not.
const typedAgain = 3 * time.Second

// fact stages one fact from a driver and returns its number if it is old.
func (c *core) fact(ctx context.Context, e chat.Event) (old uint64, err error) {
	if e.Chat == "" || e.Body == nil || e.ID == "" {
		return 0, errNoChat
	}
	if err := c.recall(ctx, e.Chat); err != nil {
		return 0, err
	}
	if seq, ok := c.find(e.Chat, e.ID); ok {
		return seq, nil
	}
	if err := unfit(&e); err != nil {
		return 0, err
	}
	return 0, c.news(e)
}

// news stages a fact that was not told before.
func (c *core) news(e chat.Event) error {
	ct := c.floor.Chat(e.Chat)
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		if b.From == chat.SpeakerBot && fenced(ct) {
			c.reject(&e, b)
			return driver.ErrFenced
		}
		if b.From == chat.SpeakerCustomer {
			ct = c.reopen(ct, e)
		}
	case *chat.ChatOpened:
		c.stage(c.openedAgain(e, b))
		return nil
	case *chat.MessageDelivered:
		c.delivered(&e, b)
		return nil
	case *chat.CustomerTyped:
		if c.knowsTyping(ct) {
			return nil
		}
	}
	if ct == nil {
		return errNoChat
	}
	c.stage(e)
	return nil
}

// unfit refuses what no log takes, and what no backend may say.
func unfit(e *chat.Event) error {
	switch {
	case tooLarge(e):
		return errTooLarge
	case standsFor(e.By):
		return errNobody
	}
	return nil
}

// openedAgain says of a chat that comes back after it has left the floor when it
// was opened first.
func (c *core) openedAgain(e chat.Event, b *chat.ChatOpened) chat.Event {
	if p := c.past[e.Chat]; p != nil {
		again := *b
		again.Since = p.opened.Since
		e.Body = &again
	}
	return e
}

// fenced reports whether a line of the bot comes too late (D-08); a queued chat
// has no bot either. ct may be nil.
func fenced(ct *chat.Chat) bool { return ct != nil && !ct.Bot }

// reject notes, for the team, a line of the bot that came too late: no customer
// sees it and no rule judges it (D-08). The same line again is noted once.
func (c *core) reject(e *chat.Event, m *chat.MessagePosted) {
	c.stage(chat.Event{ID: e.ID + "/rejected", Chat: e.Chat, Body: &chat.BotLineRejected{
		Message: m.Message, Text: m.Text, Confidence: m.Confidence,
	}})
}

// reopen puts a closed chat back on the floor and in the queue when its
// customer writes again: nobody is left unheard (E-Q-04).
func (c *core) reopen(ct *chat.Chat, e chat.Event) *chat.Chat {
	var opened chat.ChatOpened
	switch p := c.past[e.Chat]; {
	case ct != nil && ct.Active():
		return ct
	case ct != nil:
		opened = chat.ChatOpened{Customer: ct.Customer, Channel: ct.Channel, Driver: ct.Driver}
	case p != nil:
		opened = p.opened
		opened.Bot = false
	default:
		return nil
	}
	c.stage(chat.Event{ID: e.ID + "/reopened", Chat: e.Chat, Body: &opened})
	c.stage(chat.Event{ID: e.ID + "/queued", Chat: e.Chat, Body: &chat.ChatQueued{
		Reason: "wrote again after the chat was closed",
	}})
	return c.floor.Chat(e.Chat)
}
