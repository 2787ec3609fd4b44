package hub

import (
	"context"
	"errors"
	"log/slog"
)

// round is what the loop does with what is waiting.
type round struct {
	hub          *Hub
	batch        []input
	checkpointed uint64 // the newest event of the last checkpoint that was tried
}

// run decides and commits in, and whatever else is waiting.
func (r *round) run(ctx context.Context, in input) error {
	h := r.hub
	defer func() { h.core.at = 0 }()
	for h.core.tick() {
		if err := r.settle(ctx, nil); err != nil {
			return err
		}
	}
	r.batch = h.gather(ctx, append(r.batch[:0], in))
	return r.settle(ctx, r.batch)
}

// begin commits what the floor has to know of its backends before anything else
// happens, in a batch of its own, so that what is in it depends on nothing else.
func (r *round) begin(ctx context.Context) error {
	h := r.hub
	defer func() { h.core.at = 0 }()
	for h.core.tick() {
		if err := r.settle(ctx, nil); err != nil {
			return err
		}
	}
	for _, d := range h.cfg.Drivers {
		h.core.introduce(d)
	}
	return r.settle(ctx, nil)
}

// settle commits what was staged and tells everybody, and writes a checkpoint
// if it is time for one.
func (r *round) settle(ctx context.Context, batch []input) error {
	h := r.hub
	// Lines are judged while the log syncs. An answer is decided after that.
	h.checks.ask(ctx, h.core)
	if err := h.settle(batch); err != nil {
		return err
	}
	if h.core.seq-r.checkpointed < h.cfg.CheckpointEvery {
		return nil
	}
	r.checkpointed = h.core.seq
	if err := h.core.checkpoint(ctx); err != nil {
		h.cfg.Logger.Warn("checkpoint not written", slog.Any("error", err))
	}
	return nil
}

// look lets l see the floor between two batches. What was handed in before l,
// such as an earlier command of the same desk, is decided first.
func (r *round) look(ctx context.Context, l look) error {
	for decided := 0; decided < maxInputs; decided += len(r.batch) {
		select {
		case in := <-r.hub.inputs:
			if err := r.run(ctx, in); err != nil {
				return err
			}
			continue
		default:
		}
		break
	}
	l.see(r.hub.core)
	close(l.seen)
	return nil
}

// look is a question to the floor that leaves no trace. It is no input: it
// takes no place in a batch, causes no commit, and must not change the core,
// hub time included. Wishes to observe are decided so, because an input would
// shift the batches of everybody else's and hold hub time forward when the
// clock is set back (V-INV-01, D-03).
type look struct {
	see  func(*core)
	seen chan struct{}
}

// inspect is look, and goes on when the loop has ended: nobody changes the
// floor any more then, and everybody may read it.
func (h *Hub) inspect(ctx context.Context, see func(*core)) error {
	err := h.look(ctx, see)
	if errors.Is(err, ErrStopped) {
		see(h.core)
		return nil
	}
	return err
}

// look runs see on the loop and returns when it has run.
func (h *Hub) look(ctx context.Context, see func(*core)) error {
	l := look{see: see, seen: make(chan struct{})}
	select {
	case h.looks <- l:
	case <-h.left:
		return ErrStopped
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-l.seen:
		return nil
	case <-h.left:
	}
	select { // it may have been the last thing that the loop did
	case <-l.seen:
		return nil
	default:
		return ErrStopped
	}
}
