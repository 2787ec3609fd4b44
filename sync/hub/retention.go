package hub

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"floorwalker/app/policy"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// Keeper is a [Journal] from which the oldest events can be removed; sync/log
// fulfils it.
type Keeper interface {
	Extent(ctx context.Context) (log.Extent, error)
	Search(ctx context.Context, first, last uint64, young func(data []byte) (bool, error)) (uint64, error)
	Purge(ctx context.Context, before uint64) error
}

const (
	// retainEvery is how often the oldest events are looked at.
	retainEvery = time.Hour
	// retainTime bounds one look; the floor waits for its second half.
	retainTime = time.Minute
	// retainLeast is how many events are worth a checkpoint and a purge.
	retainLeast = 1_000
)

// retention removes what the policy does not keep (retention.days, retention.size),
// every hour.
func (h *Hub) retention(ctx context.Context) error {
	tick := time.NewTicker(retainEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if _, err := h.retain(ctx, retainLeast); err != nil && ctx.Err() == nil {
				h.cfg.Logger.Warn("old events were not removed", slog.Any("error", err))
			}
			if err := h.forgetCommands(ctx); err != nil && ctx.Err() == nil {
				h.cfg.Logger.Warn("what became of old commands was not removed", slog.Any("error", err))
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// retain removes the oldest events and returns how many sequences went. It removes
// nothing that a chat on the floor consists of, be it open or something still owed in
// it, nor the newest word on who answers for the floor, and nothing that the checkpoint
// does not stand for which it writes before.
func (h *Hub) retain(ctx context.Context, least uint64) (uint64, error) {
	k, ok := h.cfg.Journal.(Keeper)
	keep := h.edition.Load().Policy.Retention
	if !ok || keep.Days == 0 && keep.Size == 0 {
		return 0, nil
	}
	ctx, cancel := context.WithTimeout(ctx, retainTime)
	defer cancel()
	have, err := k.Extent(ctx)
	if err != nil {
		return 0, err
	}
	before, err := h.outlived(ctx, k, keep, have)
	if err != nil || before < have.First+least {
		return 0, err
	}
	var failed error
	err = h.ask(ctx, func(ctx context.Context, c *core) {
		if len(c.staged) > 0 {
			failed = errors.New("the floor is busy; it is tried again") // a checkpoint must stand for what is on disk
			return
		}
		if before = min(before, c.oldest()); before < have.First+least {
			return
		}
		if failed = c.checkpoint(ctx); failed == nil {
			failed = k.Purge(ctx, before)
		}
		if failed == nil {
			c.forgetBefore(before)
		}
	}, nil)
	if err = errors.Join(err, failed); err != nil || before < have.First+least {
		return 0, err
	}
	h.cfg.Logger.Info("old events were removed, as the policy says", "up_to", before-1, "events", before-have.First)
	return before - have.First, nil
}

// outlived returns the first sequence that the policy keeps.
func (h *Hub) outlived(ctx context.Context, k Keeper, keep policy.Retention, have log.Extent) (before uint64, err error) {
	if keep.Days > 0 {
		since := h.now().Add(-time.Duration(keep.Days) * 24 * time.Hour)
		before, err = k.Search(ctx, have.First, have.Last, func(raw []byte) (bool, error) {
			e, err := wire.DecodeEvent(raw, nil)
			if err != nil {
				return false, fmt.Errorf("how old an event is: %w", err)
			}
			return e.At >= since, nil
		})
	}
	if most := uint64(keep.Size) << 20; keep.Size > 0 && have.Bytes > most { // #nosec G115 -- the policy checks that it is not negative
		// By its share of the whole: events of one log are much alike.
		share := float64(have.Bytes-most) / float64(have.Bytes)
		before = max(before, have.First+uint64(share*float64(have.Last-have.First+1)))
	}
	return before, err
}

// oldest returns the first sequence that the floor still needs on the log.
func (c *core) oldest() uint64 {
	first := c.seq
	for _, h := range c.history {
		first = min(first, h.seqs[0])
	}
	if c.coverSeq != 0 {
		first = min(first, c.coverSeq)
	}
	return first
}

// forgetBefore drops what was read of chats that have left the floor and have no
// events any more: the next that is heard of them begins anew.
func (c *core) forgetBefore(seq uint64) {
	for id, p := range c.past {
		if _, here := c.history[id]; !here && p.own < seq {
			delete(c.past, id)
		}
	}
}
