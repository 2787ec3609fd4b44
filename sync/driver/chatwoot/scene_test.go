package chatwoot

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/chatwoot/standin"
	"floorwalker/sync/driver/conformance"
)

// scene is a driver at work on a stand-in, in a bubble.
type scene struct {
	*place
	t     *testing.T
	d     *Driver
	floor *conformance.Floor
	mu    sync.Mutex
	told  []chat.Event
}

// Deliver implements driver.Sink and remembers what was told.
func (s *scene) Deliver(ctx context.Context, facts ...chat.Event) ([]uint64, error) {
	seqs, err := s.floor.Deliver(ctx, facts...)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told = append(s.told, facts[:len(seqs)]...)
	return seqs, err
}

// sink is the floor with the scene's Deliver.
type sink struct {
	*conformance.Floor
	s *scene
}

func (k sink) Deliver(ctx context.Context, facts ...chat.Event) ([]uint64, error) {
	return k.s.Deliver(ctx, facts...)
}

// facts returns what was told of one kind in a chat.
func (s *scene) facts(id chat.ChatID, k chat.Kind) []chat.Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []chat.Event
	for _, e := range s.told {
		if e.Chat == id && e.Body.Kind() == k {
			out = append(out, e)
		}
	}
	return out
}

func (s *scene) texts(id chat.ChatID) []string {
	s.t.Helper()
	lines, err := s.floor.Lines(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	var out []string
	for _, l := range lines {
		out = append(out, l.Event.Body.(*chat.MessagePosted).Text)
	}
	return out
}

func (s *scene) known(id chat.ChatID) driver.Known {
	k, _ := s.floor.Known(s.t.Context(), id)
	return k
}

// wait lets simulated time pass.
func wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func play(t *testing.T, o standin.Options, change func(*Config), act func(*scene)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := newPlace(t, o)
		s := &scene{place: p, t: t, d: p.open(t, change)}
		s.floor = conformance.NewFloor(s.d, time.Now)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- s.d.Run(ctx, sink{s.floor, s}) }()
		defer func() {
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
		}()
		wait(time.Second)
		act(s)
	})
}

func (s *scene) customer(bot bool) chat.ChatID {
	id := s.OpenChat(conformance.Opening{Name: "Customer", Mail: "customer@example.com", Text: "hello", Bot: bot})
	wait(time.Second)
	return id
}

func named(id chat.AgentID, name string) driver.Person { return driver.Person{ID: id, Name: name} }
