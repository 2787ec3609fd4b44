package hub

import (
	"context"
	"strconv"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

const (
	// commandBurst commands of one desk are decided as they come, commandRate a second
	// beyond that; those wait. Three days of an outbox are less than the burst.
	commandBurst, commandRate = 2_000, 250
	// lookBurst and lookRate are those of wishes to observe, which are apart: nothing
	// else of a desk may depend on what it observes.
	lookBurst, lookRate = 500, 100
	// backlogMost commands and backlogBytes bytes of them may wait; what comes beyond
	// that is refused.
	backlogMost, backlogBytes = 4_096, 8 << 20
	// otherBurst and otherRate are of frames that are no commands, such as pings:
	// beyond that, reading waits.
	otherBurst, otherRate = 2_000, 500
	// unknownBurst and unknownRate are of frames of kinds that this hub does not know:
	// beyond that, the connection is closed.
	unknownBurst, unknownRate = 100, 1
	// requestBurst requests of one agent are answered as they come, requestRate a second
	// beyond that; one that had to wait for longer than requestWait is refused.
	requestBurst, requestRate = 300, 50
	requestWait               = 5 * time.Second
)

// busyWords refuse what is too much.
const busyWords = "This desk sends more than the hub can take from one; wait a moment and try again."

// pace keeps one desk from hurting the others. Frames are read while commands wait, so
// a desk that sends a burst hears its heartbeat answered.
type pace struct {
	mu       sync.Mutex // guards all below
	commands bucket
	looks    bucket
	waiting  []paced // in their order; while there are any, a goroutine decides them
	bytes    int
	working  bool

	over chan struct{} // closed when nothing more is read
	done sync.WaitGroup

	// The reader's own:
	others  bucket
	unknown bucket
}

// paced is a command that waits.
type paced struct {
	frame wire.Frame
	size  int
}

func newPace() *pace {
	return &pace{
		commands: bucket{burst: commandBurst, rate: commandRate}, looks: bucket{burst: lookBurst, rate: lookRate},
		others: bucket{burst: otherBurst, rate: otherRate}, unknown: bucket{burst: unknownBurst, rate: unknownRate},
		over: make(chan struct{}),
	}
}

// bucketOf returns the bucket of a wish.
func (p *pace) bucketOf(w chat.Wish) *bucket {
	if w != nil && hidden(w) {
		return &p.looks
	}
	return &p.commands
}

// paced has a command decided now, or in its turn.
func (s *session) paced(ctx context.Context, f *wire.Frame, size int, now time.Time) {
	p := s.pace
	p.mu.Lock()
	if p.working {
		full := len(p.waiting) >= backlogMost || p.bytes+size > backlogBytes
		if !full {
			p.waiting, p.bytes = append(p.waiting, paced{*f, size}), p.bytes+size
		}
		p.mu.Unlock()
		if full {
			s.tooMuch(f)
		}
		return
	}
	wait := p.bucketOf(f.Wish).take(now)
	if wait == 0 {
		p.mu.Unlock()
		s.command(ctx, f)
		return
	}
	p.working, p.waiting, p.bytes = true, append(p.waiting, paced{*f, size}), size
	p.mu.Unlock()
	p.done.Go(func() { s.workOff(ctx, wait) })
}

// workOff decides what waits, the first after wait, until nothing does or the desk has
// gone; then what is left was not done, and the desk sends it again.
func (s *session) workOff(ctx context.Context, wait time.Duration) {
	p := s.pace
	for {
		if wait > 0 && !rest(wait, p.over, ctx.Done()) {
			return
		}
		p.mu.Lock()
		next := p.waiting[0]
		p.waiting, p.bytes = p.waiting[1:], p.bytes-next.size
		p.mu.Unlock()
		if s.revoked.Load() {
			return
		}
		s.command(ctx, &next.frame)
		p.mu.Lock()
		if len(p.waiting) == 0 {
			p.working, p.waiting = false, nil
			p.mu.Unlock()
			return
		}
		wait = p.bucketOf(p.waiting[0].frame.Wish).take(passing())
		p.mu.Unlock()
	}
}

// tooMuch refuses a command for which there is no room. Whether somebody observes is in
// no metric, and neither is that they do so too often.
func (s *session) tooMuch(f *wire.Frame) {
	refusal := &chat.Refusal{Code: chat.RefusedBusy, Words: busyWords}
	if f.Wish == nil || !hidden(f.Wish) {
		s.hub.metrics.limited.WithLabelValues("command").Inc()
	}
	s.audited(&chat.Command{ID: f.Command, Chat: f.Chat, By: s.who.Agent, Body: f.Wish}, refusal)
	s.result(f.Command, refusal)
}

// other lets a frame pass that is no command. It waits where there are too many, and
// reports whether the connection may go on.
func (s *session) other(known bool, now time.Time) bool {
	if !known && s.pace.unknown.take(now) > 0 {
		s.hub.metrics.limited.WithLabelValues("frame").Inc()
		return false
	}
	if wait := s.pace.others.take(now); wait > 0 {
		rest(wait, s.hub.ended, nil)
	}
	return true
}

// requests keep one agent's requests from taking the hub from the others.
type requests struct {
	mu sync.Mutex // guards of
	of map[chat.AgentID]*bucket
}

// wait waits until a request may be answered. Where that takes too long it returns in
// how many seconds to ask again.
func (q *requests) wait(agent chat.AgentID, now time.Time, off <-chan struct{}) (again string, ok bool) {
	q.mu.Lock()
	if q.of == nil {
		q.of = make(map[chat.AgentID]*bucket)
	}
	b := q.of[agent]
	if b == nil {
		b = &bucket{burst: requestBurst, rate: requestRate}
		q.of[agent] = b
	}
	wait := b.take(now)
	if wait > requestWait {
		b.giveBack()
	}
	q.mu.Unlock()
	switch {
	case wait > requestWait:
		return strconv.Itoa(int(wait/time.Second) + 1), false
	case wait > 0:
		rest(wait, off, nil)
	}
	return "", true
}

// forget is of an agent who was revoked.
func (q *requests) forget(agent chat.AgentID) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.of, agent)
}

// passing is a moment by the time that passes: how fast somebody may ask is no matter of
// the wall clock, which may be moved.
func passing() time.Time { return time.Now() }
