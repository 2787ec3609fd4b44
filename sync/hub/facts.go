package hub

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
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
	closed chat.Instant
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
		p.take(&e, seq)
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

// take learns from one event of the chat.
func (p *pastChat) take(e *chat.Event, seq uint64) {
	p.ids[e.ID] = seq
	switch b := e.Body.(type) {
	case *chat.ChatOpened:
		since := cmp.Or(p.opened.Since, b.Since, e.At)
		p.opened = *b
		p.opened.Since = since
	case *chat.CustomerDescribed:
		p.opened.Customer = b.Customer
	case *chat.ChatClosed:
		p.closed = e.At
	}
	if _, owning := subjectOf(e); owning {
		p.own = seq
	}
}

// What no log takes is not better the second time.
var (
	errNoChat   = fmt.Errorf("%w: it is about a chat that was never opened", driver.ErrUnfit)
	errTooLarge = fmt.Errorf("%w: it is too large for the log", driver.ErrUnfit)
	errNobody   = fmt.Errorf("%w: it is by somebody whose id begins with @", driver.ErrUnfit)
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
	return 0, c.news(c.timed(e))
}

// timed takes off when a line was said where that is not before now: a backend whose
// clock is ahead is not believed. It takes the words off a draft that are too many.
func (c *core) timed(e chat.Event) chat.Event {
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		if b.Said != 0 && (b.Said < 0 || b.Said >= c.instant()) {
			line := *b
			line.Said = 0
			e.Body = &line
		}
	case *chat.CustomerTyped:
		if r := []rune(b.Draft); len(r) > chat.MostDraft {
			e.Body = &chat.CustomerTyped{Draft: string(r[:chat.MostDraft])}
		}
	}
	return e
}

// news stages a fact that was not told before.
func (c *core) news(e chat.Event) error {
	ct := c.floor.Chat(e.Chat)
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		if past(ct, b) {
			break
		}
		if p := c.past[e.Chat]; ct == nil && p != nil && b.Said != 0 && b.Said < p.closed {
			return errNoChat // it has left the floor, and this is no reason to bring it back
		}
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

// past reports whether a line was said before the chat came to be as it is, as far as
// its backend knows: a chat that is seen for the first time brings its history, and a
// line that a stream forgot is read later. The customer has seen it when it was said, so
// neither the fence (D-08) nor a closing (E-Q-04) is about it. ct may be nil.
func past(ct *chat.Chat, b *chat.MessagePosted) bool {
	return ct != nil && !b.Said.IsZero() && b.Said < max(ct.OwnedSince, ct.QueuedAt, ct.Closed, ct.Began)
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
		opened = chat.ChatOpened{Customer: ct.Customer, Channel: ct.Channel, Driver: ct.Driver, Choice: ct.Choice, Site: ct.Site}
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
