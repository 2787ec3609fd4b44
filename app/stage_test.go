package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// stage is a desk with fakes around it, inside a synctest bubble.
type stage struct {
	t      *testing.T
	desk   *Desk
	pos    Position
	stream *fakeStream
	cache  *fakeCache
	caller *fakeCaller
	stop   func()

	mu      sync.Mutex
	changed []change
	n       int
}

// change is one call of Config.Changed.
type change struct {
	urgent bool
	after  time.Duration // since the desk was made
}

// bubble runs f with a desk that does not run yet.
func bubble(t *testing.T, cache *fakeCache, f func(t *testing.T, s *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { f(t, newStage(t, cache)) })
}

func newStage(t *testing.T, cache *fakeCache) *stage {
	t.Helper()
	return newStageBy(t, cache, nil)
}

// newStageBy is newStage by an edition; nil is that of testPolicy.
func newStageBy(t *testing.T, cache *fakeCache, ed *policy.Edition) *stage {
	t.Helper()
	s := &stage{t: t, stream: &fakeStream{up: true}, cache: cache, caller: &fakeCaller{}}
	began := time.Now()
	var ids int
	desk, pos, err := New(Config{
		Edition: ed, Policy: testPolicy(), Clock: fakeClock{}, Cache: cache, Caller: s.caller, Outbox: outboxOn(cache),
		NewID: func() chat.CommandID { ids++; return chat.CommandID(fmt.Sprint("cmd", ids)) },
		Changed: func(urgent bool) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.changed = append(s.changed, change{urgent, time.Since(began)})
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	desk.Attach(s.stream)
	s.desk, s.pos = desk, pos
	return s
}

// testPolicy has the numbers that the bell asks for.
func testPolicy() policy.Policy {
	var p policy.Policy
	p.EyesOn.Within = 2 * time.Minute
	p.Toasts.Max, p.Alerts.Repeats = 6, 3
	return p
}

// run starts the desk; it is stopped at the end of the test at the latest.
func (s *stage) run() {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() { s.desk.Run(ctx) })
	s.stop = func() { cancel(); wg.Wait() }
	s.t.Cleanup(s.stop)
}

// settle waits until the desk has nothing at hand.
func (s *stage) settle() *Snapshot { synctest.Wait(); return s.desk.Snapshot() }

// sleep lets time pass, and the desk settle.
func (s *stage) sleep(d time.Duration) *Snapshot {
	time.Sleep(d)
	return s.settle()
}

// me is Asha, a primary, as the hub would introduce her.
var me = Me{Agent: "asha", Name: "Asha", Role: chat.RolePrimary, Floor: "main"}

// goLive signs in, reads a snapshot of these events and is live.
func (s *stage) goLive(events ...chat.Event) {
	s.desk.Welcome(me)
	s.desk.Connection(Link{State: LinkReading})
	s.desk.Reset(1)
	s.give(events...)
	s.desk.Live("live")
	s.desk.Connection(Link{State: LinkLive})
}

// running is a desk that has gone live with the events.
func (s *stage) running(events ...chat.Event) {
	s.run()
	s.goLive(events...)
	s.settle()
	s.told()
}

// told returns the calls of Config.Changed since it was last asked.
func (s *stage) told() []change {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() { s.changed = nil }()
	return s.changed
}

func (s *stage) give(events ...chat.Event) { s.desk.Events(items(events...)) }

func items(events ...chat.Event) []Item {
	out := make([]Item, len(events))
	for i, e := range events {
		out[i] = Item{Raw: []byte(e.ID), Event: e}
	}
	return out
}

// ev is the next fact about a chat, at the bubble's time.
func (s *stage) ev(id chat.ChatID, b chat.Body) chat.Event {
	s.n++
	return chat.Event{ID: chat.EventID(fmt.Sprint("e", s.n)), At: now(), Chat: id, Body: b}
}

func (s *stage) opened(ids ...chat.ChatID) (out []chat.Event) {
	for _, id := range ids {
		out = append(out, s.ev(id, &chat.ChatOpened{Bot: true}))
	}
	return out
}

func (s *stage) alert(id chat.ChatID) chat.Event {
	return s.ev(id, &chat.TriggerRaised{Trigger: chat.Trigger{
		Rule: "human", Tier: chat.TierImmediate, Level: chat.LevelAlert, RaisedAt: now(),
	}})
}

func said(text string) *chat.MessagePosted {
	return &chat.MessagePosted{Message: chat.MessageID(text), From: chat.SpeakerCustomer, Text: text}
}

func now() chat.Instant { return chat.InstantOf(time.Now()) }

type fakeClock struct{}

func (fakeClock) Now() (chat.Instant, bool)  { return now(), false }
func (fakeClock) Age() (time.Duration, bool) { return 0, true }

var errDown = errors.New("not connected")

// fakeStream keeps what was sent.
type fakeStream struct {
	mu   sync.Mutex
	up   bool
	sent []chat.Command
}

func (f *fakeStream) Send(c chat.Command) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.up {
		return errDown
	}
	f.sent = append(f.sent, c)
	return nil
}

func (f *fakeStream) RetryNow() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sent = append(f.sent, chat.Command{Body: retryNow{}})
}

// retryNow stands among what was sent for the wish to try at once.
type retryNow struct{}

func (retryNow) Name() chat.CommandName { return "RetryNow" }

func (f *fakeStream) setUp(up bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.up = up
}

// take returns what was sent since it was last asked, as "Name chat".
func (f *fakeStream) take() (names []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.sent {
		names = append(names, string(c.Body.Name())+" "+string(c.Chat))
	}
	f.sent = nil
	return names
}

func (f *fakeStream) last() chat.Command {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.sent[len(f.sent)-1]
}

// fakeCaller keeps the actions.
type fakeCaller struct {
	mu   sync.Mutex
	acts []alert.Action
}

func (f *fakeCaller) Call(as []alert.Action) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.acts = append(f.acts, as...)
}

// take returns the kinds of actions since it was last asked.
func (f *fakeCaller) take() (kinds []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, a := range f.acts {
		kinds = append(kinds, fmt.Sprintf("%T %s", a, a.Of().Chat)[len("alert."):])
	}
	f.acts = nil
	return kinds
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: %s, want %s", what, g, w)
	}
}
