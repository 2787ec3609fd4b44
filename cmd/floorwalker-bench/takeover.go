package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

const (
	takeOvers = 1_000
	// forwardEvery is how many takeovers there are to one forward.
	forwardEvery = 2
)

// measureTakeOver times takeovers and forwards while others' customers talk:
// from the call of the desk's method, which is when the key goes down, to the
// snapshot that says who serves the chat now.
func measureTakeOver(ctx context.Context, o options) ([]row, error) {
	dir, err := os.MkdirTemp(o.dir, "takeover-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	o.dir, o.arg = dir, ""
	p50, p95, err := probe(dir)
	if err != nil {
		return nil, err
	}
	t, err := openTeam(ctx, o)
	if err != nil {
		return nil, err
	}
	asha, err := t.sit(ctx, dir, 0)
	if err != nil {
		return nil, err
	}
	ben, err := t.sit(ctx, dir, 1)
	if err != nil {
		return nil, err
	}
	s := saga{team: t, from: asha, to: ben}
	before, began := asha.events.Load(), time.Now()
	for n := range takeOvers {
		if err := s.one(ctx, n); err != nil {
			return nil, errors.Join(err, leaveAll(t, asha, ben))
		}
	}
	rate := float64(asha.events.Load()-before) / time.Since(began).Seconds()
	note := fmt.Sprintf("hub in a process of its own, log on disk, %.0f events/s to each of two desks; fsync %s median, %s p95; load %s",
		rate, millis(p50), millis(p95), load())
	return []row{
		s.row("takeover: Desk.TakeOver to Yours", s.taken, note),
		s.row("takeover: Desk.AcceptOffer to Yours at the receiver", s.handed, note),
	}, leaveAll(t, asha, ben)
}

// saga are the takeovers and the forwards of one chat after the other.
type saga struct {
	team          *team
	from, to      *sitting
	taken, handed []time.Duration
}

func (s *saga) row(what string, took []time.Duration, note string) row {
	return row{
		What: what, Figure: three(took), Target: "p99 ≤ 150 ms",
		Note: fmt.Sprintf("p50 / p95 / p99 of %d, worst %s; %s", len(took), millis(quantile(took, 1)), note),
	}
}

// three are the quantiles of most rows.
func three(took []time.Duration) string {
	return fmt.Sprintf("%s / %s / %s", millis(median(took)), millis(quantile(took, 0.95)), millis(quantile(took, 0.99)))
}

// one is a chat from its first line to its end.
func (s *saga) one(ctx context.Context, n int) error {
	id := chat.ChatID(fmt.Sprintf("take-%04d", n))
	if err := s.team.say(ctx, id, 0, "hello"); err != nil {
		return err
	}
	if err := s.from.open(ctx, id); err != nil {
		return err
	}
	took, err := s.from.within(ctx, "the takeover", stands(id, view.Yours), func() { s.from.console.Desk.TakeOver(id, "The bot goes in circles.") })
	if err != nil {
		return err
	}
	s.taken = append(s.taken, took)
	last := s.from
	if n%forwardEvery == 0 {
		if err := s.forward(ctx, id); err != nil {
			return err
		}
		last = s.to
	}
	_, err = last.within(ctx, "the end", stands(id, view.Ended), func() { last.console.Desk.Finish(id, "the measurement is over") })
	return err
}

// forward hands the chat to the colleague.
func (s *saga) forward(ctx context.Context, id chat.ChatID) error {
	if err := s.to.open(ctx, id); err != nil {
		return err
	}
	offered := func(snap *app.Snapshot) bool {
		return snap.Thread != nil && len(snap.Thread.Offers) > 0 && snap.Thread.Offers[0].Mine
	}
	_, err := s.to.within(ctx, "the offer", offered, func() {
		s.from.console.Desk.Forward(id, chat.Forward{To: s.to.snapshot().Me.Agent, Reason: chat.ForwardOther, Note: "Knows the account."})
	})
	if err != nil {
		return err
	}
	offer := s.to.snapshot().Thread.Offers[0].ID
	took, err := s.to.within(ctx, "the forward", stands(id, view.Yours), func() { s.to.console.Desk.AcceptOffer(id, offer) })
	s.handed = append(s.handed, took)
	return err
}

func stands(id chat.ChatID, as view.Stance) func(*app.Snapshot) bool {
	return func(s *app.Snapshot) bool { return s.Thread != nil && s.Thread.ID == id && s.Thread.Stance == as }
}
