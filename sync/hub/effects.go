package hub

import (
	"context"
	"errors"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/sync/driver"
)

// effectTime is how long a backend may take for one call.
const effectTime = 10 * time.Second

// effects runs what has an effect outside, one job at a time per chat and in
// the order in which the log has their causes.
type effects struct {
	hub *Hub

	mu      sync.Mutex // guards all below
	queues  map[chat.ChatID][]func(context.Context)
	stopped bool
	running sync.WaitGroup
}

func newEffects(h *Hub) *effects {
	return &effects{hub: h, queues: make(map[chat.ChatID][]func(context.Context))}
}

// follow starts what an event on disk calls for. It is called from the loop.
func (x *effects) follow(d driver.Driver, done *committed, f *chat.Floor) {
	e := &done.ev
	switch b := e.Body.(type) {
	case *chat.TakeOverClaimed:
		claim, by := e.ID, person(f, b.Agent)
		x.add(e.Chat, func(ctx context.Context) { x.takeOver(ctx, d, e.Chat, by, claim) })
	case *chat.ChatAccepted, *chat.ChatForwarded, *chat.AgentLeft:
		claim := e.ID
		if next, _, ok := handed(b); ok {
			by := person(f, next)
			x.add(e.Chat, func(ctx context.Context) { x.tell(ctx, d, e.Chat, by, claim) })
		}
	case *chat.ChatClosed:
		if c, ok := d.(driver.Closer); ok && e.By != "" {
			claim := e.ID
			x.add(e.Chat, func(ctx context.Context) { x.end(ctx, d, c, e.Chat, claim) })
		}
	case *chat.RatingAsked:
		if r, ok := d.(driver.Rater); ok {
			claim := e.ID
			x.add(e.Chat, func(ctx context.Context) { x.rate(ctx, d, r, e.Chat, b.Style, claim) })
		}
	case *chat.MessagePosted:
		if b.Delivery != chat.DeliveryPending {
			return
		}
		line := driver.Line{Message: b.Message, From: b.From, Text: b.Text, Person: driver.Person{ID: e.By, Name: b.Name}, File: b.File}
		if done.original != "" {
			line.Text = done.original
		}
		if b.Via != "" {
			number := x.hub.core.textNumber(f.Chat(e.Chat))
			x.add(e.Chat, func(ctx context.Context) { x.text(ctx, d, e.Chat, number, line) })
			return
		}
		x.add(e.Chat, func(ctx context.Context) { x.post(ctx, d, e.Chat, line) })
	}
}

// handed returns who serves a chat from an event on that needs no claim, as
// nobody has to be stopped first, and who served before.
func handed(b chat.Body) (next, before chat.AgentID, ok bool) {
	switch b := b.(type) {
	case *chat.ChatAccepted:
		return b.Agent, "", true
	case *chat.ChatForwarded:
		return b.To, b.From, true
	case *chat.AgentLeft:
		return b.Next, b.Agent, b.Next != ""
	}
	return "", "", false
}

func person(f *chat.Floor, id chat.AgentID) driver.Person {
	p := driver.Person{ID: id, Name: string(id)}
	if a := f.Agent(id); a != nil {
		p.Name = a.Name
	}
	return p
}

// add queues a job behind the chat's others.
func (x *effects) add(id chat.ChatID, job func(context.Context)) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.stopped {
		return
	}
	q, busy := x.queues[id]
	x.queues[id] = append(q, job)
	if !busy {
		x.running.Add(1)
		go x.work(id)
	}
}

// work runs a chat's jobs until none is left.
func (x *effects) work(id chat.ChatID) {
	defer x.running.Done()
	for {
		x.mu.Lock()
		q := x.queues[id]
		if len(q) == 0 {
			delete(x.queues, id)
			x.mu.Unlock()
			return
		}
		x.queues[id] = q[1:]
		x.mu.Unlock()
		ctx, cancel := context.WithTimeout(context.Background(), effectTime)
		if ctx, done, may := x.hub.acting(ctx); may {
			q[0](ctx)
			done()
		} else {
			done() // the successor finds it on the log
		}
		cancel()
	}
}

// wait refuses new jobs and waits for those under way.
func (x *effects) wait() {
	x.mu.Lock()
	x.stopped = true
	x.mu.Unlock()
	x.running.Wait()
}

func (x *effects) takeOver(ctx context.Context, d driver.Driver, id chat.ChatID, by driver.Person, claim chat.EventID) {
	err := d.TakeOver(ctx, id, by, claim)
	if unsure(err) {
		// Read back before anything is said (architecture, "Why so" 4). A call
		// that ran out of time has none left for the question.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), effectTime)
		defer cancel()
		var serving chat.AgentID
		if serving, err = d.Serving(ctx, id); err == nil && serving != by.ID {
			err = driver.ErrUnsure
		}
	}
	x.answer(id, claim, err)
}

// answer ends a claim as the backend said.
func (x *effects) answer(id chat.ChatID, claim chat.EventID, err error) {
	x.report(func(c *core) []chat.Event {
		ct := c.floor.Chat(id)
		if ct == nil || ct.Claim.ID != claim {
			return nil
		}
		if err != nil {
			return referee.Revert(c.floor, id, "the backend did not hand the chat over: "+err.Error())
		}
		return referee.Confirm(c.floor, id, c.instant(), &c.edition.Policy)
	})
}

// tell tells the backend who serves a chat that waited for a person, or that
// one person handed to another. The chat is the agent's already; a backend that
// says no is logged, and its own screen will show what it thinks.
func (x *effects) tell(ctx context.Context, d driver.Driver, id chat.ChatID, by driver.Person, claim chat.EventID) {
	if err := d.TakeOver(ctx, id, by, claim); err != nil {
		x.hub.cfg.Logger.Warn("the backend was not told who serves a chat", "driver", d.Name(), "error", err)
	}
}

// end tells the backend that an agent has ended a chat.
func (x *effects) end(ctx context.Context, d driver.Driver, c driver.Closer, id chat.ChatID, claim chat.EventID) {
	if err := c.Close(ctx, id, claim); err != nil {
		x.hub.cfg.Logger.Warn("the backend was not told that a chat has ended", "driver", d.Name(), "error", err)
	}
}

// rate has the customer asked what they think of the chat (V-RATE-01).
func (x *effects) rate(ctx context.Context, d driver.Driver, r driver.Rater, id chat.ChatID, style string, claim chat.EventID) {
	if err := r.AskRating(ctx, id, style, claim); err != nil {
		x.hub.cfg.Logger.Warn("a customer was not asked for a rating", "driver", d.Name(), "error", err)
	}
}

func (x *effects) post(ctx context.Context, d driver.Driver, id chat.ChatID, line driver.Line) {
	x.came(id, line.Message, d.Post(ctx, id, line))
}

// came tells how far a line came.
func (x *effects) came(id chat.ChatID, m chat.MessageID, err error) {
	o := outcome(err)
	x.report(func(c *core) []chat.Event {
		return referee.Delivered(c.floor, id, m, o.Delivery, o.Reason)
	})
}

// unsure reports whether a call may have worked although it says otherwise.
func unsure(err error) bool {
	return errors.Is(err, driver.ErrUnsure) || errors.Is(err, context.DeadlineExceeded)
}

func outcome(err error) chat.Outcome {
	switch {
	case err == nil:
		return chat.Outcome{Delivery: chat.DeliverySent}
	case unsure(err):
		return chat.Outcome{Delivery: chat.DeliveryUnsure, Reason: "the backend did not say whether it arrived"}
	default:
		return chat.Outcome{Delivery: chat.DeliveryFailed, Reason: err.Error()}
	}
}

// report brings a call's answer back to the loop. If the hub is ending, the
// answer is lost, and the next start finishes what is open.
func (x *effects) report(facts func(*core) []chat.Event) {
	ctx, cancel := context.WithTimeout(context.Background(), effectTime)
	defer cancel()
	err := x.hub.submit(ctx, input{
		decide: func(_ context.Context, c *core) {
			for _, e := range facts(c) {
				c.stage(e)
			}
		},
		done: func(*core, uint64, error) {},
	})
	if err != nil {
		x.hub.cfg.Logger.Warn("a backend's answer came after the end", "error", err)
	}
}
