package hub

import (
	"context"
	"errors"

	"floorwalker/sync/driver"
)

// Lease is the right to act for a floor that several hubs share; [log.Lease] fulfils it.
type Lease interface {
	// Holds reports whether this process has it now, by the time that has passed and
	// not by whether anybody has told it.
	Holds() bool
	// Revision grows from one lease to the next.
	Revision() uint64
	// Lost is closed when it was lost or given back.
	Lost() <-chan struct{}
}

// ErrLeaseLost ends a hub whose place another one may take.
var ErrLeaseLost = errors.New("the lease was lost, so another hub may have the floor")

// holds reports whether this hub may act.
func (h *Hub) holds() bool { return h.cfg.Lease == nil || h.cfg.Lease.Holds() }

// acting returns the context of something that has an effect outside: it ends with
// the lease and carries its revision. It is made directly before the effect; may is
// false if the lease is gone, and then the effect is the successor's.
func (h *Hub) acting(ctx context.Context) (_ context.Context, done func(), may bool) {
	l := h.cfg.Lease
	if l == nil {
		return ctx, func() {}, true
	}
	ctx, cancel := context.WithCancel(driver.WithRevision(ctx, l.Revision()))
	go func() {
		select {
		case <-l.Lost():
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel, l.Holds()
}

// standing returns an error when the lease is lost, and nil when ctx ends.
func (h *Hub) standing(ctx context.Context) error {
	if h.cfg.Lease == nil {
		return nil
	}
	select {
	case <-h.cfg.Lease.Lost():
		return ErrLeaseLost
	case <-ctx.Done():
		return nil
	}
}

// open reports that nobody can say here what became of a command: its desk sends it
// again, to the hub that has the floor then, and that one knows.
func (h *Hub) open() bool { return h.cfg.Lease != nil }
