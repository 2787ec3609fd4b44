package courier

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// ErrRunning says that Run is at work already.
var ErrRunning = errors.New("courier: Run is at work already")

// Run delivers until the context ends, and returns when every attempt has
// ended, which the context cuts short. It returns nil, or ErrRunning.
func (c *Courier) Run(ctx context.Context) error {
	c.mu.Lock()
	if c.running {
		c.mu.Unlock()
		return ErrRunning
	}
	c.running = true
	c.mu.Unlock()

	var attempts sync.WaitGroup
	for ctx.Err() == nil {
		going, nap := c.depart()
		for _, s := range going {
			attempts.Go(func() { c.arrive(ctx, s, c.attempt(ctx, s)) })
		}
		timer, stop := c.cfg.After(nap)
		select {
		case <-ctx.Done():
		case <-c.wake:
		case <-timer:
		}
		stop()
	}
	attempts.Wait()

	c.mu.Lock()
	c.saveLate()
	c.running = false
	c.mu.Unlock()
	return nil
}

// depart returns what goes now and how long to sleep then. Of each, the disk
// has been told first that an attempt begins: so a crash can make a parcel look
// tried that was not, and never the other way round, and a parcel that brings
// the program down is tried more and more rarely, and at last no more.
func (c *Courier) depart() (going []Slip, nap time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.cfg.Now()
	if early(c.disk, now) {
		return nil, min(c.disk.Sub(now), longestNap)
	}
	if !c.saveLate() {
		return nil, DiskPause
	}
	for {
		e := c.plan.next(now, c.cfg.PerDestination, c.cfg.Total)
		if e == nil {
			return going, c.plan.wait(now, c.cfg.PerDestination, c.cfg.Total)
		}
		s := e.Slip
		s.Attempts++
		s.Last, s.Due = now, now.Add(Backoff(s.Attempts, c.cfg.Random()))
		begun := s
		begun.Maybe = true
		if !c.save(begun) {
			c.plan.back(e, false)
			return going, DiskPause
		}
		delete(c.late, s.Key)
		e.Slip = s
		going = append(going, s)
	}
}

// attempt makes one attempt at a parcel.
func (c *Courier) attempt(ctx context.Context, s Slip) verdict {
	p, err := c.cfg.Store.Parcel(s.Key)
	if err != nil {
		c.cfg.Trouble(&StoreError{"read", err})
		return again(0, "the parcel could not be read from the disk")
	}
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	var v verdict
	if p.Kind == Mail {
		v = c.mail(ctx, &p)
	} else {
		v = c.post(ctx, &p)
	}
	if v.state == Waiting && v.status == 0 && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		v.words = fmt.Sprintf("no answer within %v", c.cfg.Timeout)
	}
	return v
}

// arrive takes the outcome of an attempt in.
func (c *Courier) arrive(ctx context.Context, s Slip, v verdict) {
	c.mu.Lock()
	e := c.pending[s.Key]
	if v.state == Waiting && ctx.Err() != nil {
		// We were stopped: nobody knows, and the disk says so already.
		e.Maybe = true
		c.plan.back(e, false)
		c.mu.Unlock()
		return
	}
	e.Status, e.Words, e.Maybe = v.status, v.words, e.Maybe || v.maybe
	e.State = v.state
	now := c.cfg.Now()
	switch {
	case v.state == Waiting && e.Attempts >= MaxAttempts:
		e.State = Undeliverable
		e.Words = clean(fmt.Sprintf("gave up after %d attempts: %s", e.Attempts, v.words))
	case v.state == Waiting:
		e.Due = now.Add(max(e.Due.Sub(e.Last), stretch(v.wait, c.cfg.Random())))
	case v.state == Done:
		e.Maybe = false
	}
	if v.far {
		c.plan.pause(e, e.Due)
	}
	c.plan.back(e, e.State != Waiting)
	if e.State == Done {
		delete(c.pending, e.Key)
	}
	c.late[e.Key] = e.Slip
	if c.save(e.Slip) {
		delete(c.late, e.Key)
	}
	c.cfg.Changed(e.Slip)
	c.mu.Unlock()
	c.cfg.Log.Info("courier: attempt", "key", s.Key, "kind", s.Kind, "attempt", s.Attempts, "state", v.state, "status", v.status)
	c.nudge()
}

// stretch adds up to a tenth to what a receiver asked for, so that not all come
// back at once, and none too early.
func stretch(d time.Duration, random float64) time.Duration {
	return d + time.Duration(float64(d)*random/10)
}

// save writes a slip. After an error, which it tells, the disk has a pause.
func (c *Courier) save(s Slip) bool {
	err := c.cfg.Store.Save(s)
	if err == nil {
		return true
	}
	c.disk = c.cfg.Now().Add(DiskPause)
	c.cfg.Trouble(&StoreError{"save", err})
	return false
}

// saveLate writes what could not be written before, and reports whether
// nothing is left.
func (c *Courier) saveLate() bool {
	for key, s := range c.late {
		if !c.save(s) {
			return false
		}
		delete(c.late, key)
	}
	return true
}
