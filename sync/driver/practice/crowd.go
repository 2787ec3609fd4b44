package practice

import (
	"context"
	"strconv"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// demoPrefix marks the chats of simulated customers: "demo-<scenario>-<n>".
const demoPrefix = "demo-"

// crowd keeps the floor busy: it opens chats until enough are alive, and a new
// one soon after another has ended. It belongs to one goroutine.
type crowd struct {
	p     *Practice
	dice  *dice
	deck  []int // scenarios still to come in this round
	alive int
	ended chan struct{}
}

func newCrowd(p *Practice) *crowd {
	return &crowd{p: p, dice: newDice(p.opts.Seed, "crowd"), ended: make(chan struct{}, p.opts.Chats)}
}

func (c *crowd) run(ctx context.Context) {
	if err := c.resume(ctx); err != nil {
		return
	}
	born := 0
	for {
		if c.alive >= c.p.opts.Chats {
			select {
			case <-c.ended:
				c.alive--
			case <-ctx.Done():
				return
			}
			continue
		}
		if err := c.gap(ctx, born); err != nil {
			return
		}
		c.enter(born < c.p.opts.AtOnce)
		born++
	}
}

// gap waits for the time between two arrivals: the first ones share a second,
// however fast or slow the floor plays.
func (c *crowd) gap(ctx context.Context, born int) error {
	switch {
	case born == 0:
		return ctx.Err()
	case born < c.p.opts.AtOnce:
		return sleep(ctx, time.Second/time.Duration(c.p.opts.AtOnce+1))
	default:
		return c.p.sleep(ctx, c.dice.between(2*time.Second, 7*time.Second))
	}
}

// enter starts one simulated customer. One of the first is already some way
// into their chat, so that the wall does not begin in step.
func (c *crowd) enter(hurried bool) {
	s := c.draw()
	a := newActor(c.p, s, c.p.demoID(s))
	if hurried {
		a.hurry, a.until = 20, 1+c.dice.under(len(s.Steps)/2+1)
	}
	c.start(func(ctx context.Context) {
		if a.open(ctx) != nil {
			a.leave()
			return
		}
		a.play(ctx, 0)
	})
}

func (c *crowd) start(f func(context.Context)) {
	c.alive++
	c.p.spawn(func(ctx context.Context) {
		f(ctx)
		select {
		case c.ended <- struct{}{}:
		case <-ctx.Done():
		}
	})
}

// draw takes the next scenario of the round; every round has all of them.
func (c *crowd) draw() *Scenario {
	if len(c.deck) == 0 {
		c.deck = c.dice.shuffled(len(c.p.scenarios))
	}
	s := c.p.scenarios[c.deck[0]]
	c.deck = c.deck[1:]
	return s
}

// resume goes on with the simulated chats that the last run left open.
func (c *crowd) resume(ctx context.Context) error {
	sink, _, err := c.p.running()
	if err != nil {
		return err
	}
	for _, id := range c.p.simulated() {
		lines, err := sink.Lines(ctx, id)
		if err != nil {
			c.p.opts.Logger.Warn("practice floor: cannot read an open chat", "chat", string(id), "error", err)
			continue
		}
		c.adopt(id, lines)
	}
	return ctx.Err()
}

func (c *crowd) adopt(id chat.ChatID, lines []driver.Committed) {
	s, n := c.p.scenario(id)
	c.p.met(n)
	if s == nil {
		c.p.spawn(func(ctx context.Context) {
			_ = c.p.insist(ctx, id, false, closed(id, "The customer left."))
		})
		return
	}
	a := newActor(c.p, s, id)
	next := a.recall(lines)
	c.p.mu.Lock()
	a.room.open = true
	c.p.mu.Unlock()
	c.start(func(ctx context.Context) { a.play(ctx, next) })
}

// scenario finds the script and the number in a simulated chat's id.
func (p *Practice) scenario(id chat.ChatID) (*Scenario, int64) {
	rest := strings.TrimPrefix(string(id), demoPrefix)
	cut := strings.LastIndexByte(rest, '-')
	if cut < 0 {
		return nil, 0
	}
	n, err := strconv.ParseInt(rest[cut+1:], 10, 64)
	if err != nil {
		return nil, 0
	}
	return p.scenarioNamed(rest[:cut]), n
}

// recall makes the actor remember what the log holds, and returns the step to
// go on with.
func (a *actor) recall(lines []driver.Committed) int {
	next, heard := 0, 0
	for i := range lines {
		e := &lines[i].Event
		b, ok := e.Body.(*chat.MessagePosted)
		if !ok {
			continue
		}
		if b.From == chat.SpeakerAgent {
			heard++
			continue
		}
		switch turn := turnOf(e); {
		case turn >= firstNudge:
			a.nudges = max(a.nudges, int(turn)-firstNudge+1)
		case turn >= firstReply:
			a.replies, a.handled = max(a.replies, int(turn)-firstReply+1), heard
		case turn >= 0:
			next = max(next, int(turn)+1)
		}
	}
	a.p.mu.Lock()
	defer a.p.mu.Unlock()
	a.room.heard = heard
	a.room.fenced = a.room.fenced || heard > 0
	return next
}
