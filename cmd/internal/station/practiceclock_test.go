package station

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"floorwalker/assets"
	"floorwalker/sync/clock"
	"floorwalker/sync/hub"
)

// practised runs a practice floor on a clock that stands still, until stop.
func practised(t *testing.T, dir string, log *lockedBuffer) (s *Station, stop func()) {
	t.Helper()
	wall := time.Date(2026, 11, 23, 4, 25, 0, 0, time.UTC)
	s, err := Open(t.Context(), Options{
		Dir: dir, Listen: "127.0.0.1:0", Policy: assets.DefaultPolicy, Practice: true, PracticeClock: true, Speed: 1,
		Now: time.Now, Clock: func() (time.Time, time.Duration) { return wall, time.Hour }, Logger: slog.New(slog.NewTextHandler(log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	return s, func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// TestAPracticeClockIsTurned, and goes on there after a restart.
func TestAPracticeClockIsTurned(t *testing.T) {
	dir, log := t.TempDir(), new(lockedBuffer)
	s, stop := practised(t, dir, log)
	if err := s.Turn(t.Context(), 8*time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := s.now().UTC().Format(time.TimeOnly); got != "12:25:00" {
		t.Errorf("what runs beside the hub thinks that it is %s", got)
	}
	if err := s.Turn(t.Context(), -time.Second); !errors.Is(err, clock.ErrTurn) {
		t.Errorf("turned back: %v", err)
	}
	stop()
	s, stop = practised(t, dir, log)
	defer stop()
	if got := s.now().UTC().Format(time.TimeOnly); got != "12:25:00" {
		t.Errorf("after a restart it is %s", got)
	}
	if got := log.String(); !strings.Contains(got, "the practice clock is turned forward") || !strings.Contains(got, "turned=8h0m0s") {
		t.Errorf("the log says %s", got)
	}
}

// TestOnlyPracticeHasAPracticeClock: no other floor is turned, and one that was says so.
func TestOnlyPracticeHasAPracticeClock(t *testing.T) {
	o := Options{Dir: t.TempDir(), Listen: "127.0.0.1:0", Policy: assets.DefaultPolicy, PracticeClock: true, Now: time.Now}
	if _, err := Open(t.Context(), o); !errors.Is(err, ErrUsage) {
		t.Errorf("without practice: %v", err)
	}
	log := new(lockedBuffer)
	s, stop := practised(t, o.Dir, log)
	if err := s.Turn(t.Context(), time.Hour); err != nil {
		t.Error(err)
	}
	stop()
	var said bytes.Buffer
	o.PracticeClock, o.Aside, o.Logger = false, true, slog.New(slog.NewTextHandler(&said, nil))
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	if err := s.Turn(t.Context(), time.Hour); !errors.Is(err, hub.ErrNoHand) {
		t.Errorf("a floor without a practice clock: %v", err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if got := said.String(); !strings.Contains(got, "give --practice-clock to go on there") {
		t.Errorf("the log says %s", got)
	}
}
