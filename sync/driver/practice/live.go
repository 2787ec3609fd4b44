package practice

import (
	"context"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// LivePrefix starts the id of a chat whose customer is a person at the web
// page: the bot answers there without being asked.
const LivePrefix = "web-"

// liveChat is what a room knows of a chat that the bot answers by itself.
type liveChat struct {
	// waiting is the customer's newest line that has no answer yet.
	waiting   *Line
	answering bool
	// seen is when its customer was last heard of.
	seen time.Time
}

func isLive(id chat.ChatID) bool { return strings.HasPrefix(string(id), LivePrefix) }

// hear makes the bot answer the customer's line, after a moment. A line that
// comes while it thinks takes the place of the one before: like a person, the
// bot answers what was said last.
func (p *Practice) hear(l Line) {
	p.mu.Lock()
	r := p.room(l.Chat)
	r.live.seen = p.opts.Now()
	r.live.waiting = &l
	busy := r.live.answering || r.fenced
	r.live.answering = r.live.answering || !r.fenced
	p.mu.Unlock()
	if busy {
		return
	}
	if !p.spawn(func(ctx context.Context) { p.answer(ctx, r) }) {
		p.mu.Lock()
		r.live.answering = false
		p.mu.Unlock()
	}
}

func (p *Practice) answer(ctx context.Context, r *room) {
	think := newDice(p.opts.Seed, string(r.id))
	for {
		pause := think.between(500*time.Millisecond, 1100*time.Millisecond)
		stopped := p.sleep(ctx, pause) != nil
		p.mu.Lock()
		l := r.live.waiting
		r.live.waiting = nil
		if l == nil || r.fenced || stopped {
			r.live.answering = false
			p.tidy(r)
			p.mu.Unlock()
			return
		}
		p.mu.Unlock()
		text, confidence := p.bot.Answer(l.Text)
		// A refusal means that an agent was faster, and is noted in the room.
		_ = p.insist(ctx, r.id, true, said(answerID(l.Chat, l.Turn), Line{
			Chat: l.Chat, From: chat.SpeakerBot, Text: text, Confidence: confidence,
		}))
	}
}

// adoptLive takes up the live chats that the last run left open: their idle
// time begins anew, and a line that was cut off from its answer gets it.
func (p *Practice) adoptLive() {
	sink, ctx, err := p.running()
	if err != nil {
		return
	}
	for _, id := range sink.Active() {
		if !isLive(id) {
			continue
		}
		p.mu.Lock()
		r := p.room(id)
		r.open, r.live.seen = true, p.opts.Now()
		p.mu.Unlock()
		lines, err := sink.Lines(ctx, id)
		if err != nil {
			p.opts.Logger.Warn("practice floor: cannot read an open chat", "chat", string(id), "error", err)
			continue
		}
		if l, ok := unanswered(lines); ok {
			p.hear(l)
		}
	}
}

// unanswered returns the newest line if the customer wrote it and no agent
// has come.
func unanswered(lines []driver.Committed) (Line, bool) {
	var last Line
	for i := range lines {
		l, ok := seenByCustomer(&lines[i])
		if !ok {
			continue
		}
		if l.From == chat.SpeakerAgent {
			return Line{}, false
		}
		last = l
	}
	return last, last.From == chat.SpeakerCustomer && last.Turn != NoTurn
}

// sweep closes live chats whose customer has gone.
func (p *Practice) sweep(ctx context.Context) {
	for sleep(ctx, min(time.Minute, p.opts.LiveIdle)) == nil {
		for _, id := range p.abandoned() {
			if p.insist(ctx, id, false, closed(id, "The customer left.")) != nil {
				break
			}
		}
	}
}

func (p *Practice) abandoned() []chat.ChatID {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.opts.Now()
	var gone []chat.ChatID
	for id, r := range p.rooms {
		if !isLive(id) || !r.open || r.closed {
			continue
		}
		if r.streams > 0 {
			r.live.seen = now
		} else if now.Sub(r.live.seen) >= p.opts.LiveIdle {
			gone = append(gone, id)
		}
	}
	return gone
}
