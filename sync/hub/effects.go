package hub

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
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

	lost atomic.Bool // an answer came after the end
}

func newEffects(h *Hub) *effects {
	return &effects{hub: h, queues: make(map[chat.ChatID][]func(context.Context))}
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
	err := x.patiently(ctx, func(ctx context.Context) error { return d.TakeOver(ctx, id, by, claim) })
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
			return referee.Revert(c.floor, id, "the backend did not hand the chat over: "+sentence(err))
		}
		return referee.Confirm(c.floor, id, c.instant(), &c.edition.Policy)
	})
}

func (x *effects) post(ctx context.Context, d driver.Driver, id chat.ChatID, line driver.Line) {
	x.came(id, line.Message, x.patiently(ctx, func(ctx context.Context) error { return d.Post(ctx, id, line) }))
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
		x.lost.Store(true)
		x.hub.cfg.Logger.Warn("a backend's answer came after the end", "error", err)
	}
}
