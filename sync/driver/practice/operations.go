package practice

import (
	"context"
	"errors"
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

var (
	_ driver.Noter         = (*Practice)(nil)
	_ driver.Tagger        = (*Practice)(nil)
	_ driver.Companion     = (*Practice)(nil)
	_ driver.TeamForwarder = (*Practice)(nil)
	_ driver.Returner      = (*Practice)(nil)
	_ driver.Ender         = (*Practice)(nil)
	_ driver.Blocker       = (*Practice)(nil)
)

// ErrBlocked refuses a line of a customer who is blocked.
var ErrBlocked = errors.New("the customer is blocked")

// Note implements [driver.Noter]. Whoever works on the practice floor reads its notes
// from the hub; there is no other screen that would have to be told.
func (p *Practice) Note(ctx context.Context, _ chat.ChatID, _ driver.Line) error { return ctx.Err() }

// Tag implements [driver.Tagger], as Note.
func (p *Practice) Tag(ctx context.Context, _ chat.ChatID, _, _ []string) error { return ctx.Err() }

// Join implements [driver.Companion]. The customer sees who has joined by the name that
// stands at their lines.
func (p *Practice) Join(ctx context.Context, _ chat.ChatID, _ driver.Person) error { return ctx.Err() }

// Leave implements [driver.Companion].
func (p *Practice) Leave(ctx context.Context, _ chat.ChatID, _ driver.Person) error { return ctx.Err() }

// ForwardTeam implements [driver.TeamForwarder]: nobody serves the chat, and the bot
// stays silent.
func (p *Practice) ForwardTeam(ctx context.Context, id chat.ChatID, _ string, _ chat.EventID) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.room(id)
	r.owner, r.fenced = "", true
	return ctx.Err()
}

// Return implements [driver.Returner]. A line that the customer of the web page wrote
// while nobody was there gets its answer from the bot now.
func (p *Practice) Return(ctx context.Context, id chat.ChatID, claim chat.EventID) error {
	p.mu.Lock()
	r := p.room(id)
	_, done := r.claims[claim]
	if done {
		p.mu.Unlock()
		return nil
	}
	if r.claims == nil {
		r.claims = make(map[chat.EventID]struct{}, 1)
	}
	r.claims[claim] = struct{}{}
	r.owner, r.fenced = "", false
	left := r.live.waiting
	p.mu.Unlock()
	if left != nil {
		p.hear(*left)
	}
	return ctx.Err()
}

// End implements [driver.Ender]. Why a chat ended is nothing that a customer is told.
func (p *Practice) End(ctx context.Context, id chat.ChatID, e driver.Ending) error {
	return p.Close(ctx, id, e.Claim)
}

// Block implements [driver.Blocker]: what a blocked customer writes is refused.
func (p *Practice) Block(ctx context.Context, id chat.ChatID, on bool) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.room(id)
	r.blocked, r.judged = on, true
	p.tidy(r)
	return ctx.Err()
}

// admits refuses a customer's line if they are blocked. Of a chat that this process
// has not met, the hub knows.
func (p *Practice) admits(ctx context.Context, sink driver.Sink, l Line) error {
	if l.From != chat.SpeakerCustomer {
		return nil
	}
	p.mu.Lock()
	r := p.rooms[l.Chat]
	met := r != nil && (r.judged || r.open)
	blocked := r != nil && r.blocked
	p.mu.Unlock()
	if k, ok := sink.(driver.KnownSink); ok && !met && isLive(l.Chat) {
		known, _ := k.Known(ctx, l.Chat)
		blocked = known.Blocked
	}
	if blocked {
		return fmt.Errorf("practice floor: %w", ErrBlocked)
	}
	return nil
}
