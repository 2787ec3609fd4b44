package practice

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// put brings a posted line to the log, opening its chat if need be, and
// returns the line's sequence number. The same turn again has the number that
// it got the first time, whatever the text. A line of a fenced bot gives
// driver.ErrFenced. In a chat that is over only the customer is heard: the hub
// opens it again and lets it wait for a person (E-Q-04), so the bot stays out
// of it; anybody else gets ErrClosed.
func (p *Practice) put(ctx context.Context, l Line) (uint64, error) {
	sink, _, err := p.running()
	if err != nil {
		return 0, err
	}
	if l, err = p.polite(ctx, sink, l); err != nil {
		return 0, err
	}
	if err = p.admits(ctx, sink, l); err != nil {
		return 0, err
	}
	fact := posted(l)
	over, err := p.over(ctx, sink, l)
	if err != nil {
		return 0, err
	}
	if over && l.From != chat.SpeakerCustomer {
		return p.seqOf(ctx, sink, fact, ErrClosed)
	}
	if over {
		p.reopen(l.Chat)
	}
	facts := append(p.preface(l), fact)
	seqs, err := p.deliver(ctx, sink, l.Chat, l.From == chat.SpeakerBot, facts...)
	if errors.Is(err, driver.ErrFenced) {
		return p.seqOf(ctx, sink, fact, driver.ErrFenced)
	}
	if err != nil {
		return 0, err
	}
	return seqs[len(seqs)-1], nil
}

// reopen lets a chat that is over wait for a person.
func (p *Practice) reopen(id chat.ChatID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.room(id)
	r.closed, r.fenced = false, true
}

// preface returns the facts that have to stand before a line.
func (p *Practice) preface(l Line) []chat.Event {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.room(l.Chat)
	c := r.customer
	if l.From == chat.SpeakerCustomer {
		c = told(c, &l)
	}
	switch {
	case !r.open:
		return []chat.Event{opened(l.Chat, c, l.Channel)}
	case !same(c, r.customer):
		return []chat.Event{described(l.Chat, c)}
	default:
		return nil
	}
}

// told returns the customer with what a line of theirs says of them. The first name
// stays; where they can be reached may change.
func told(c chat.Customer, l *Line) chat.Customer {
	c.Name = cmp.Or(c.Name, l.Name)
	c.Contact = cmp.Or(l.Mail, c.Contact)
	c.Phone = cmp.Or(l.Phone, c.Phone)
	return c
}

func same(a, b chat.Customer) bool {
	return a.Name == b.Name && a.Contact == b.Contact && a.Phone == b.Phone
}

// over reports whether a chat has ended: the log has lines of it, but the hub
// does not think that it is open. Where the answer changes nothing, for a
// customer in a chat that the bot does not answer, nobody is asked.
func (p *Practice) over(ctx context.Context, sink driver.Sink, l Line) (bool, error) {
	p.mu.Lock()
	r := p.rooms[l.Chat]
	known := r != nil && (r.open || r.closed)
	closed := r != nil && r.closed
	p.mu.Unlock()
	if known {
		return closed, nil
	}
	if l.From == chat.SpeakerCustomer && !isLive(l.Chat) {
		return false, nil
	}
	lines, err := sink.Lines(ctx, l.Chat)
	if err != nil {
		return false, fmt.Errorf("practice floor: read the chat: %w", err)
	}
	return len(lines) > 0 && !slices.Contains(sink.Active(), l.Chat), nil
}

// seqOf returns the number of a fact that is on the log already; otherwise it
// fails with the reason why it cannot get there.
func (p *Practice) seqOf(ctx context.Context, sink driver.Sink, fact chat.Event, why error) (uint64, error) {
	lines, err := sink.Lines(ctx, fact.Chat)
	if err != nil {
		return 0, fmt.Errorf("practice floor: read the chat: %w", err)
	}
	for _, c := range lines {
		if c.Event.ID == fact.ID {
			return c.Seq, nil
		}
	}
	return 0, why
}

// deliver hands facts of one chat to the sink and notes what they changed. A
// line of the bot passes the room's gate.
func (p *Practice) deliver(
	ctx context.Context, sink driver.Sink, id chat.ChatID, bot bool, facts ...chat.Event,
) ([]uint64, error) {
	p.mu.Lock()
	r := p.room(id)
	r.busy++
	p.mu.Unlock()
	seqs, err := p.throughGate(ctx, sink, r, bot, facts)
	p.mu.Lock()
	defer p.mu.Unlock()
	r.busy--
	if err == nil && len(seqs) != len(facts) {
		err = fmt.Errorf("practice floor: %d facts have %d numbers", len(facts), len(seqs))
	}
	if err != nil {
		r.fenced = r.fenced || errors.Is(err, driver.ErrFenced)
		p.tidy(r)
		return nil, err
	}
	for i := range facts {
		r.note(facts[i].Body)
	}
	p.tidy(r)
	return seqs, nil
}

func (p *Practice) throughGate(
	ctx context.Context, sink driver.Sink, r *room, bot bool, facts []chat.Event,
) ([]uint64, error) {
	if bot {
		if err := p.pass(ctx, r); err != nil {
			return nil, err
		}
		defer func() { <-r.gate }()
	}
	return sink.Deliver(ctx, facts...)
}

// pass takes the room's gate, unless an agent has the chat.
func (p *Practice) pass(ctx context.Context, r *room) error {
	select {
	case r.gate <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	p.mu.Lock()
	fenced := r.fenced
	p.mu.Unlock()
	if fenced {
		<-r.gate
		return driver.ErrFenced
	}
	return nil
}

// note remembers what is on disk now.
func (r *room) note(b chat.Body) {
	switch b := b.(type) {
	case *chat.ChatOpened:
		r.open = true
		if r.customer.Name == "" {
			r.customer = b.Customer
		}
	case *chat.CustomerDescribed:
		r.customer = b.Customer
	case *chat.ChatClosed:
		r.end()
	}
}

// insist delivers until it works, is refused, or ctx ends: facts are
// idempotent, so trying again is safe.
func (p *Practice) insist(ctx context.Context, id chat.ChatID, bot bool, facts ...chat.Event) error {
	return p.again(ctx, func(sink driver.Sink) error {
		_, err := p.deliver(ctx, sink, id, bot, facts...)
		return err
	})
}

// again tries until the answer is yes, or a refusal by the fence, or ctx ends.
func (p *Practice) again(ctx context.Context, try func(driver.Sink) error) error {
	wait := 250 * time.Millisecond
	for {
		sink, _, err := p.running()
		if err != nil {
			return err
		}
		if err = try(sink); err == nil || errors.Is(err, driver.ErrFenced) {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		p.opts.Logger.Warn("practice floor: the log refused a line; trying again", "error", err)
		if err := sleep(ctx, wait); err != nil {
			return err
		}
		wait = min(2*wait, 5*time.Second)
	}
}

// insistBatch is insist for facts of several chats at once; bots are the chats
// in which the bot speaks. It holds several gates, so only the player, who is
// alone, may call it.
func (p *Practice) insistBatch(ctx context.Context, bots map[chat.ChatID]struct{}, facts []chat.Event) error {
	if len(facts) == 0 {
		return nil
	}
	rooms := p.enter(facts)
	defer p.exit(rooms)
	for id := range bots {
		r := rooms[id]
		if err := p.pass(ctx, r); err != nil {
			return err
		}
		defer func() { <-r.gate }()
	}
	if err := p.again(ctx, func(sink driver.Sink) error {
		_, err := sink.Deliver(ctx, facts...)
		return err
	}); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range facts {
		rooms[facts[i].Chat].note(facts[i].Body)
	}
	return nil
}

func (p *Practice) enter(facts []chat.Event) map[chat.ChatID]*room {
	p.mu.Lock()
	defer p.mu.Unlock()
	rooms := make(map[chat.ChatID]*room)
	for i := range facts {
		id := facts[i].Chat
		if rooms[id] == nil {
			rooms[id] = p.room(id)
			rooms[id].busy++
		}
	}
	return rooms
}

func (p *Practice) exit(rooms map[chat.ChatID]*room) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range rooms {
		r.busy--
		p.tidy(r)
	}
}
