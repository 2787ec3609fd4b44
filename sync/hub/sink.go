package hub

import (
	"context"
	"errors"
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

// sink is the hub as one driver sees it.
type sink struct {
	hub    *Hub
	driver string
}

var _ driver.KnownSink = (*sink)(nil)

// factsAtOnce bounds what one input may stage: each fact may bring a reopening,
// and the trigger and the clock of every rule, and a batch that is full but for
// one event must still be one that the log takes.
const factsAtOnce = 16

// Deliver implements driver.Sink.
func (s *sink) Deliver(ctx context.Context, facts ...chat.Event) ([]uint64, error) {
	seqs := make([]uint64, 0, len(facts))
	for len(facts) > 0 {
		n := min(len(facts), factsAtOnce)
		got, err := s.deliver(ctx, facts[:n])
		seqs = append(seqs, got...)
		if err != nil {
			return seqs, err
		}
		facts = facts[n:]
	}
	return seqs, nil
}

func (s *sink) deliver(ctx context.Context, facts []chat.Event) ([]uint64, error) {
	var (
		seqs    = make([]uint64, len(facts))
		at      = make([]int, len(facts)) // index among the staged, or -1
		refused error
		n       int
	)
	err := s.hub.ask(ctx, func(ctx context.Context, c *core) {
		for i, f := range facts {
			old, err := c.fact(ctx, f)
			if err != nil {
				refused = err
				return
			}
			seqs[i], at[i] = old, -1
			if old == 0 {
				at[i] = c.stagedAt(f.Chat, f.ID)
			}
			n++
		}
	}, func(_ *core, first uint64) {
		for i := range n {
			if at[i] >= 0 {
				seqs[i] = first + uint64(at[i])
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return seqs[:n], refused
}

// stagedAt returns where in the batch this event of the chat stands; an id is
// one chat's own.
func (c *core) stagedAt(in chat.ChatID, id chat.EventID) int {
	for i := len(c.staged) - 1; i >= 0; i-- {
		if e := &c.staged[i].ev; e.ID == id && e.Chat == in {
			return i
		}
	}
	return -1
}

// Lines implements driver.Sink.
func (s *sink) Lines(ctx context.Context, id chat.ChatID) ([]driver.Committed, error) {
	var lines []driver.Committed
	err := s.hub.cfg.Journal.ReadChat(ctx, id, func(seq uint64, raw []byte) error {
		e, err := wire.DecodeEvent(raw, nil)
		if err != nil {
			return err
		}
		if _, ok := e.Body.(*chat.MessagePosted); ok {
			lines = append(lines, driver.Committed{Seq: seq, Event: *unsealed(&e)})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the lines of a chat: %w", err)
	}
	return lines, nil
}

// Active implements driver.Sink.
func (s *sink) Active() []chat.ChatID {
	var ids []chat.ChatID
	err := s.hub.ask(context.Background(), func(_ context.Context, c *core) {
		c.floor.EachChat(func(ct *chat.Chat) {
			if ct.Active() && ct.Driver == s.driver {
				ids = append(ids, ct.ID)
			}
		})
	}, nil)
	if errors.Is(err, ErrStopped) {
		return nil
	}
	return ids
}
