package catchup

import (
	"cmp"
	"context"
	"errors"
	"time"

	"floorwalker/app/chat"
)

// run connects again and again.
func (e *Engine[E]) run(ctx context.Context) error {
	var whole time.Time // until when nothing is missing; zero before the first list
	pause := time.Duration(0)
	for first := true; ; first = false {
		if !first {
			e.Health.Reconnected()
		}
		lived, err := e.once(ctx, &whole)
		if ctx.Err() != nil {
			return nil
		}
		if lived {
			pause = 0
		}
		pause = e.fail(err, pause)
		if sleep(ctx, e.jitter(pause)) != nil {
			return nil
		}
	}
}

// fail says what is the matter, and how long to wait.
func (e *Engine[E]) fail(err error, pause time.Duration) time.Duration {
	var no *Refused
	if errors.As(err, &no) {
		e.Health.To(chat.BackendRefused, no.Words)
		return cmp.Or(e.Refusal, time.Minute)
	}
	e.Health.To(chat.BackendDown, "The connection is lost and is tried again.")
	return min(max(2*pause, cmp.Or(e.Shortest, time.Second)), cmp.Or(e.Longest, 30*time.Second))
}

// jitter keeps many hubs from coming back at one instant: three quarters to five
// quarters of d.
func (e *Engine[E]) jitter(d time.Duration) time.Duration {
	return time.Duration((0.75 + e.Random()/2) * float64(d))
}

// once is the life of one connection. It reports whether it was live for as long as the
// longest pause: one that is taken away again at once is no success, and coming back
// in a second each time would burn a quota, and throw out another who has the same key.
func (e *Engine[E]) once(ctx context.Context, whole *time.Time) (lived bool, err error) {
	stream, err := e.Connect(ctx)
	if err != nil {
		return false, err
	}
	// A list is for nothing once the stream has ended; what it has brought is not.
	alive, cancel := context.WithCancel(ctx)
	in := e.listen(alive, cancel, stream)
	defer in.wait()
	defer func() { _ = stream.Close() }()
	defer cancel()

	e.Health.To(chat.BackendCatchingUp, "")
	since := time.Time{}
	if !whole.IsZero() {
		since = whole.Add(-cmp.Or(e.Overlap, 15*time.Second))
	}
	began := e.Now()
	if err := e.List(alive, since); err != nil {
		return false, in.why(err)
	}
	*whole = began
	e.Health.To(cmp.Or(e.Live, chat.BackendLive), "")
	since = e.Now()
	err = e.live(ctx, in, whole)
	return e.Now().Sub(since) >= cmp.Or(e.Longest, 30*time.Second), err
}

// live hands on what comes until the stream ends.
func (e *Engine[E]) live(ctx context.Context, in *inbox[E], whole *time.Time) error {
	var sweep <-chan time.Time
	if e.Sweep != nil {
		t := time.NewTicker(cmp.Or(e.SweepEvery, time.Minute))
		defer t.Stop()
		sweep = t.C
	}
	for {
		batch, came, err := in.take()
		if len(batch) > 0 {
			if err := e.Handle(ctx, batch); err != nil {
				return in.why(err)
			}
			*whole = came
			continue
		}
		if err != nil {
			return err
		}
		select {
		case <-in.news:
		case <-sweep:
			at := e.Now()
			if err := e.Sweep(ctx, whole.Add(-cmp.Or(e.Overlap, 15*time.Second))); err != nil {
				return in.why(err)
			}
			*whole = at
		}
	}
}

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
