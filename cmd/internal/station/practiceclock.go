package station

import (
	"context"
	"fmt"
	"time"

	"floorwalker/sync/clock"
	"floorwalker/sync/hub"
)

// openClock gives a practice floor the clock that can be turned, where it was
// turned to before, and says of any other floor that it was.
func (s *Station) openClock(ctx context.Context, cfg *hub.Config) error {
	by, err := hub.TurnedBy(ctx, s.log)
	if err != nil {
		return err
	}
	if !s.opts.PracticeClock {
		if by > 0 && s.opts.Logger != nil {
			s.opts.Logger.Warn("the clock of this floor was turned while it was practised on, so its log is ahead of the time; give --practice-clock to go on there", "by", by)
		}
		return nil
	}
	local := s.opts.Clock
	if local == nil {
		now := s.opts.Now
		began := now()
		local = func() (time.Time, time.Duration) { wall := now(); return wall, wall.Sub(began) }
	}
	cfg.Hand = clock.NewHand(local, by)
	s.hand = cfg.Hand
	if s.opts.Logger != nil {
		s.opts.Logger.Warn("this floor has a practice clock, which is no witness of when anything happened", "turned", by)
	}
	return nil
}

// Turn lets d pass at once on a station with a practice clock; see [hub.Hub.Turn].
// Run must run.
func (s *Station) Turn(ctx context.Context, d time.Duration) error {
	if err := s.hub.Turn(ctx, d); err != nil {
		return fmt.Errorf("turning the practice clock: %w", err)
	}
	return nil
}

// now is the wall clock for what runs beside the hub.
func (s *Station) now() time.Time {
	if s.hand != nil {
		return s.hand.Wall()
	}
	return s.opts.Now()
}
