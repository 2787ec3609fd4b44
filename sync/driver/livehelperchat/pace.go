package livehelperchat

import (
	"context"
	"time"

	"floorwalker/sync/driver/internal/catchup"
)

// pace says when to look at the server. To the engine it is a stream whose events are
// that it is time to look.
type pace struct {
	d *Driver
	// looked has how long to wait, once a look is over: looks never pile up.
	looked chan time.Duration
	moved  time.Time // when a look last found something
}

var _ catchup.Stream[struct{}] = (*pace)(nil)

// settledAfter is for how long something that moved lets one expect more.
const (
	settledAfter = time.Minute
	quietAfter   = 5 * time.Minute
	// hintGap is how long a look keeps off the next, however many hints come: a
	// visitor can forge them.
	hintGap = time.Second
)

// connect finds out whether the key is good, and who there is.
func (p *pace) connect(ctx context.Context) (catchup.Stream[struct{}], error) {
	p.d.forgive()
	if err := p.d.meet(ctx); err != nil {
		return nil, err
	}
	if own := p.d.own(); !own.All {
		p.d.lacks(rightNamed("all departments"))
	}
	if err := p.d.meetTeams(ctx); err != nil {
		return nil, err
	}
	select { // what the look before the loss has left
	case <-p.looked:
	default:
	}
	return p, nil
}

func (p *pace) list(ctx context.Context, since time.Time) error {
	if err := p.d.catchUp(ctx, since); err != nil {
		return err
	}
	p.rest(true)
	return nil
}

func (p *pace) look(ctx context.Context, _ []struct{}) error {
	moved, err := p.d.look(ctx)
	if err != nil {
		return err
	}
	p.rest(moved)
	return nil
}

// rest says how long to wait: the shortest pause while things move, a little more for
// the minutes after, and the longest when nobody is there or nothing moves.
func (p *pace) rest(moved bool) {
	now := p.d.cfg.Now()
	if moved {
		p.moved = now
	}
	busy, idle := p.d.cfg.Busy, p.d.cfg.Idle
	pause := idle
	switch quiet := now.Sub(p.moved); {
	case quiet < settledAfter:
		pause = busy
	case quiet < quietAfter:
		pause = min(busy*5/3, idle)
	}
	p.looked <- time.Duration((0.9 + 0.2*p.d.cfg.Random()) * float64(pause))
}

// Next implements [catchup.Stream].
func (p *pace) Next(ctx context.Context) (struct{}, error) {
	var pause time.Duration
	select {
	case pause = <-p.looked:
	case <-ctx.Done():
		return struct{}{}, ctx.Err()
	}
	gap := min(hintGap, pause)
	if err := sleep(ctx, gap); err != nil {
		return struct{}{}, err
	}
	t := time.NewTimer(pause - gap)
	defer t.Stop()
	select {
	case <-t.C:
	case <-p.d.wake:
	case <-ctx.Done():
		return struct{}{}, ctx.Err()
	}
	return struct{}{}, nil
}

// Close implements [catchup.Stream]: there is nothing to close.
func (p *pace) Close() error { return nil }

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
