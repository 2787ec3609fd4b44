package hub

import (
	"context"
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

// unfinished is what an earlier hub left open in one chat.
type unfinished struct {
	d      driver.Driver
	id     chat.ChatID
	claim  chat.Claim
	by     driver.Person // who claims the chat, or serves it
	unsent []unsent
	// untold is an event of the last minutes that the backend may not have
	// been told of; its body is nil if there is none.
	untold chat.Event
	// end tells it that the chat has ended, if that is what untold is.
	end func(context.Context) error
	// missing are the other events of the last minutes that it may not have been told
	// of, with what it was to be told.
	missing []missing
}

// unfinished looks for it. It is called before the loop runs, so that nothing
// of this hub's own is among it.
func (x *effects) unfinished(c *core) ([]unfinished, error) {
	var (
		todo   []unfinished
		failed error
	)
	c.floor.EachChat(func(ct *chat.Chat) {
		d := x.hub.drivers[ct.Driver]
		if d == nil {
			return
		}
		o := unfinished{d: d, id: ct.ID, claim: ct.Claim, by: person(c.floor, ct.Claim.Agent), unsent: pending(ct)}
		if !o.claim.Open() {
			var err error
			if o.untold, err = c.untold(d, ct); err != nil {
				failed = err
			}
			if o.untold.Body != nil {
				o.by = person(c.floor, ct.Owner)
			}
			if b, ok := o.untold.Body.(*chat.ChatClosed); ok {
				o.end = ending(d, &o.untold, b, c.floor)
			}
		}
		var err error
		if o.missing, err = c.missing(d, ct); err != nil {
			failed = err
		}
		if o.claim.Open() || len(o.unsent) > 0 || o.untold.Body != nil || len(o.missing) > 0 {
			todo = append(todo, o)
		}
	})
	return todo, failed
}

// toldAgain is how long before the end of the log a backend may have been left
// untold. A call that is under way has seconds; the rest is for what stood
// before it in its chat's queue.
const toldAgain = 5 * time.Minute

// untold returns the event that says who serves the chat now, or that an agent
// has ended it, if it is of the last minutes of the log.
func (c *core) untold(d driver.Driver, ct *chat.Chat) (chat.Event, error) {
	late := c.last.Add(-toldAgain)
	if ct.Closed < late && (ct.Owner == "" || ct.OwnedSince < late) {
		return chat.Event{}, nil
	}
	h := c.history[ct.ID]
	for i := len(h.raw) - 1; i >= 0; i-- {
		e, err := wire.DecodeEvent(h.raw[i], nil)
		if err != nil {
			return chat.Event{}, fmt.Errorf("event %d on the log: %w", h.seqs[i], err)
		}
		if e.At < late {
			break
		}
		switch e.Body.(type) {
		case *chat.ChatClosed:
			if e.By != "" && !fromBackend(d, &e) {
				return e, nil
			}
			return chat.Event{}, nil
		case *chat.ChatTakenOver: // the backend itself has confirmed it
			return chat.Event{}, nil
		}
		if next, _, ok := handed(e.Body); ok && next == ct.Owner {
			if fromBackend(d, &e) {
				return chat.Event{}, nil
			}
			return e, nil
		}
	}
	return chat.Event{}, nil
}

// finish takes up open claims, which are asked for again by the same claim,
// and pending lines, which are unsure unless the driver can repeat a post
// without a second effect.
func (x *effects) finish(todo []unfinished) {
	for _, o := range todo {
		if o.claim.Open() {
			x.add(o.id, func(ctx context.Context) { x.resume(ctx, o) })
		}
		if o.untold.Body != nil {
			x.add(o.id, func(ctx context.Context) { x.tellAgain(ctx, o) })
		}
		if len(o.missing) > 0 {
			x.add(o.id, func(context.Context) { x.missed(o) })
		}
		for _, line := range o.unsent {
			x.add(o.id, func(ctx context.Context) { x.again(ctx, o.d, o.id, line) })
		}
	}
}

// resume ends a claim of an earlier hub. The backend is read first: the call
// may have worked (architecture, "Why so" 4).
func (x *effects) resume(ctx context.Context, o unfinished) {
	serving, err := o.d.Serving(ctx, o.id)
	if err == nil && serving == o.by.ID {
		x.answer(o.id, o.claim.ID, nil)
		return
	}
	x.takeOver(ctx, o.d, o.id, o.by, o.claim.ID)
}

// tellAgain tells the backend what the hub before this one may not have come to
// tell it, where that is harmless: the same claim again does nothing, and a
// backend that has somebody else by now is left alone, as what somebody does on
// its own screen is a fact and wins.
func (x *effects) tellAgain(ctx context.Context, o unfinished) {
	if o.end != nil {
		x.made(ctx, o.d, &o.untold, chat.OpEnd, o.end)
		return
	}
	_, before, ok := handed(o.untold.Body)
	if !ok {
		return
	}
	serving, err := o.d.Serving(ctx, o.id)
	switch {
	case err != nil:
		x.hub.cfg.Logger.Warn("the backend did not say who serves a chat", "driver", o.d.Name(), "error", err)
	case serving == "" || serving == before:
		x.made(ctx, o.d, &o.untold, chat.OpTakeOver, func(ctx context.Context) error {
			return o.d.TakeOver(ctx, o.id, o.by, o.untold.ID)
		})
	}
}

// unsent is a line that was pending.
type unsent struct {
	driver.Line
	// masked says that Text is not what the agent wrote, via that the line
	// goes by another way than the chat's own, which nobody repeats.
	masked, via bool
}

func pending(ct *chat.Chat) []unsent {
	var lines []unsent
	for _, m := range ct.Messages {
		if ct.Outcomes()[m.ID].Delivery == chat.DeliveryPending {
			lines = append(lines, unsent{Line: driver.Line{
				Message: m.ID, From: m.From, Text: m.Text, Person: driver.Person{ID: m.Agent, Name: m.Name}, File: m.File,
			}, masked: m.Masked, via: m.Via != ""})
		}
	}
	return lines
}

// again finishes a line that was pending when the hub before this one ended.
func (x *effects) again(ctx context.Context, d driver.Driver, id chat.ChatID, line unsent) {
	if r, ok := d.(driver.Repeatable); ok && r.RepeatablePosts() && !line.via {
		if line.masked {
			if text, err := x.hub.original(ctx, id, line.Message); err == nil {
				line.Text = text // else the customer reads it with its secrets covered
			}
		}
		x.post(ctx, d, id, line.Line)
		return
	}
	x.report(func(c *core) []chat.Event {
		return referee.Delivered(c.floor, id, line.Message, chat.DeliveryUnsure,
			"the hub stopped while it was being sent")
	})
}
