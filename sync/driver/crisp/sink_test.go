package crisp

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/crisp/standin"
)

// forgetful is a hub whose log is away now and then.
type forgetful struct {
	*conformance.Floor
	away atomic.Bool
}

func (f *forgetful) Deliver(ctx context.Context, facts ...chat.Event) ([]uint64, error) {
	if f.away.Load() {
		return nil, errors.New("the log is away")
	}
	return f.Floor.Deliver(ctx, facts...)
}

// A line that the hub could not take is not taken for one that it has.
func TestALogThatIsAway(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		s.stop()
		s.d = made(s.T, s.w.config(s.T, conformance.Faults{}))
		s.floor = conformance.NewFloor(s.d, time.Now)
		hub := &forgetful{Floor: s.floor}
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- s.d.Run(ctx, hub) }()
		defer func() {
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
		}()
		time.Sleep(time.Second)
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		same0(t, s.said(id), []string{"customer : hello"})
		hub.away.Store(true)
		s.w.CustomerSays(id, "one")
		time.Sleep(time.Minute)
		s.w.CustomerSays(id, "two")
		time.Sleep(time.Minute)
		hub.away.Store(false)
		time.Sleep(time.Minute)
		same0(t, s.said(id), []string{"customer : hello", "customer : one", "customer : two"})
	})
}
