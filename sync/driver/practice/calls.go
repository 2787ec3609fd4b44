package practice

import (
	"context"
	"errors"
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// TakeOver implements [driver.Driver]. It returns when the bot can no longer
// be heard in this chat, or with ctx's error; then the room stays fenced, which
// is the safe side, and the same claim may be tried again.
func (p *Practice) TakeOver(ctx context.Context, id chat.ChatID, by driver.Person, claim chat.EventID) error {
	p.mu.Lock()
	r := p.room(id)
	r.fenced = true
	p.mu.Unlock()

	select {
	case r.gate <- struct{}{}:
		<-r.gate
	case <-ctx.Done():
		return fmt.Errorf("practice floor: take over: %w", ctx.Err())
	}

	p.mu.Lock()
	defer p.mu.Unlock()
	if _, done := r.claims[claim]; done {
		return nil
	}
	if r.claims == nil {
		r.claims = make(map[chat.EventID]struct{}, 1)
	}
	r.claims[claim] = struct{}{}
	r.owner = by.ID
	r.wake()
	return nil
}

// Close implements [driver.Closer]: the customer's client is told that the chat
// has ended, and a simulated customer goes home. Who writes after that is
// heard by people (E-Q-04).
func (p *Practice) Close(ctx context.Context, id chat.ChatID, _ chat.EventID) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.room(id)
	if !r.closed {
		r.end()
		r.wake()
	}
	p.tidy(r)
	return ctx.Err()
}

// Post implements [driver.Driver]. The line reaches the customer's client
// through Follow, once it is on the log, so there is nothing left to do.
func (p *Practice) Post(ctx context.Context, _ chat.ChatID, _ driver.Line) error { return ctx.Err() }

// ErrNoNumber says that WhatsApp has no number to go to.
var ErrNoNumber = errors.New("the customer has no number")

// Text implements [driver.Texter]. The line reaches the customer's client as every
// line does, through Follow, and there it says by what way it came; whoever watches
// the practice floor reads that a customer's telephone rang.
func (p *Practice) Text(ctx context.Context, id chat.ChatID, number string, line driver.Line) error {
	if number == "" {
		return ErrNoNumber
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	p.opts.Logger.Info("practice floor: a customer has a message by WhatsApp", "chat", string(id), "message", string(line.Message))
	return nil
}

// RepeatablePosts implements [driver.Repeatable]: a post has no effect of its
// own, so it may be repeated.
func (p *Practice) RepeatablePosts() bool { return true }

// Serving implements [driver.Driver]. After a restart the newest line of an
// agent tells who serves; a takeover that was never confirmed is forgotten,
// and then the bot serves indeed.
func (p *Practice) Serving(ctx context.Context, id chat.ChatID) (chat.AgentID, error) {
	p.mu.Lock()
	var owner chat.AgentID
	if r := p.rooms[id]; r != nil {
		owner = r.owner
	}
	sink := p.sink
	p.mu.Unlock()
	if owner != "" || sink == nil {
		return owner, nil
	}
	lines, err := sink.Lines(ctx, id)
	if err != nil {
		return "", fmt.Errorf("practice floor: serving: %w", err)
	}
	for i := len(lines) - 1; i >= 0; i-- {
		b, ok := lines[i].Event.Body.(*chat.MessagePosted)
		if ok && b.From == chat.SpeakerAgent && b.Via == "" && lines[i].Event.By != "" {
			return lines[i].Event.By, nil
		}
	}
	return "", nil
}

// Follow implements [driver.Follower].
func (p *Practice) Follow(c driver.Committed) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.rooms[c.Event.Chat]
	if r == nil {
		return // nobody listens; the log remembers
	}
	b, ok := c.Event.Body.(*chat.MessagePosted)
	if !ok {
		return
	}
	if b.From == chat.SpeakerAgent && c.Event.By != "" && b.Via == "" {
		if r.owner == "" { // else it may be somebody who has joined
			r.owner = c.Event.By
		}
		r.fenced = true
		r.heard++
		r.wake()
	}
	if r.tail != nil {
		r.tail.add(c)
	}
}
