package chatwoot

import (
	"context"
	"sync"
	"time"
)

// pacer keeps what the driver asks by itself below the server's limit, so that what
// people do is never refused because of it. It lets a burst through and then one each
// interval.
type pacer struct {
	now   func() time.Time
	every time.Duration
	burst time.Duration

	mu   sync.Mutex
	next time.Time // when the bucket is full again
}

func newPacer(now func() time.Time, perMinute int) *pacer {
	every := time.Minute / time.Duration(max(1, perMinute*9/10))
	return &pacer{now: now, every: every, burst: 200 * every}
}

// wait returns how long a call that came now would have to wait.
func (p *pacer) wait() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.next.Sub(p.now()) - p.burst
}

// take waits until one call may be made.
func (p *pacer) take(ctx context.Context) error {
	p.mu.Lock()
	now := p.now()
	if p.next.Before(now) {
		p.next = now
	}
	p.next = p.next.Add(p.every)
	wait := p.next.Sub(now) - p.burst
	p.mu.Unlock()
	if wait <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
