package practice

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

func says(t *testing.T, p *Practice, id chat.ChatID, turn int64, text string) {
	t.Helper()
	l := Line{Chat: id, Turn: turn, From: chat.SpeakerCustomer, Text: text}
	if _, err := p.put(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	p.hear(l)
}

func TestBotAnswersALiveCustomerOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{}, m)
		says(t, p, "web-1", 0, "hello")
		time.Sleep(3 * time.Second)
		says(t, p, "web-1", 0, "hello") // sent again: the client did not hear the answer
		time.Sleep(3 * time.Second)
		says(t, p, "web-1", 1, "wait")
		says(t, p, "web-1", 2, "I forgot my password")
		time.Sleep(3 * time.Second)
		got := m.texts("web-1")
		if len(got) != 5 || !strings.HasPrefix(got[1], "bot: Hello!") || !strings.Contains(got[4], "Forgot password") {
			t.Errorf("the chat reads %q", got)
		}
		b := m.lines["web-1"][4].Event.Body.(*chat.MessagePosted)
		if !b.Confidence.Known() { // G-TRIG-10 needs one
			t.Error("the bot gave no confidence")
		}
	})
}

func TestAnswerThatWasCutOffIsGivenAfterARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p, err := New(Options{Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- p.Run(ctx, m) }()
		synctest.Wait()
		says(t, p, "web-1", 0, "hello")
		stop()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if got := m.texts("web-1"); len(got) != 1 {
			t.Fatalf("before the restart: %q", got)
		}
		running(t, Options{}, m)
		time.Sleep(3 * time.Second)
		if got := m.texts("web-1"); len(got) != 2 {
			t.Errorf("after the restart: %q", got)
		}
	})
}

func TestLiveChatEndsWhenItsCustomerHasGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{LiveIdle: 10 * time.Minute}, m)
		says(t, p, "web-stays", 0, "hello")
		says(t, p, "web-goes", 0, "hello")
		says(t, p, "api", 0, "hello")
		_, hangUp := tune(t, p, "web-stays", "")
		time.Sleep(15 * time.Minute)
		if got := fmt.Sprint(m.Active()); got != "[api web-stays]" {
			t.Errorf("after 15 minutes: %s", got)
		}
		hangUp()
		time.Sleep(15 * time.Minute)
		if got := fmt.Sprint(m.Active()); got != "[api]" {
			t.Errorf("after the customer hung up: %s", got)
		}
	})
}

// E-Q-04: the hub opens the chat again and lets it wait for a person; the bot
// does not answer over their head.
func TestCustomerWhoComesBackWaitsForAPerson(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{LiveIdle: 10 * time.Minute}, m)
		says(t, p, "web-1", 0, "hello")
		time.Sleep(15 * time.Minute)
		if len(m.Active()) != 0 {
			t.Fatalf("open chats: %v", m.Active())
		}
		says(t, p, "web-1", 1, "hello again")
		time.Sleep(time.Minute)
		if got := m.texts("web-1"); len(got) != 3 || got[2] != "customer: hello again" {
			t.Errorf("the chat reads %q", got)
		}
	})
}

// slow is a sink whose deliveries take a while, so that a line is under way
// when the takeover comes.
type slow struct {
	*memory
	began chan struct{}
}

func (s *slow) Deliver(ctx context.Context, facts ...chat.Event) ([]uint64, error) {
	signal(s.began)
	time.Sleep(500 * time.Millisecond)
	return s.memory.Deliver(ctx, facts...)
}

// D-08: the sink here does not fence, so that only the driver can.
func TestNoBotLineAfterTakeOverHasReturned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &slow{memory: newMemory(clock), began: make(chan struct{}, 1)}
		p, err := New(Options{Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		go func() { _ = p.Run(ctx, m) }()
		defer stop()
		synctest.Wait()
		var wg sync.WaitGroup
		for i := range int64(20) {
			wg.Go(func() {
				_, _ = p.put(ctx, Line{Chat: "c1", Turn: i, From: chat.SpeakerBot, Text: fmt.Sprint(i)})
			})
		}
		<-m.began
		short, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
		defer cancel()
		if err := p.TakeOver(short, "c1", driver.Person{ID: "priya"}, "claim"); err == nil {
			t.Error("TakeOver returned while a line of the bot was under way")
		}
		if err := p.TakeOver(ctx, "c1", driver.Person{ID: "priya"}, "claim"); err != nil {
			t.Fatal(err)
		}
		before := len(m.texts("c1"))
		wg.Wait()
		if got := m.texts("c1"); len(got) != before || before != 1 {
			t.Errorf("%d lines at the takeover, %d in the end; want 1 and 1", before, len(got))
		}
	})
}

func TestTakeOverIsIdempotentByClaim(t *testing.T) {
	m := newMemory(clock)
	p := running(t, Options{}, m)
	for _, c := range []struct {
		by    chat.AgentID
		claim chat.EventID
		want  chat.AgentID
	}{
		{"priya", "1", "priya"}, {"asha", "2", "asha"}, {"priya", "1", "asha"}, // an old claim, told again
	} {
		if err := p.TakeOver(t.Context(), "c1", driver.Person{ID: c.by}, c.claim); err != nil {
			t.Fatal(err)
		}
		if got, err := p.Serving(t.Context(), "c1"); got != c.want || err != nil {
			t.Errorf("claim %s: %q serves (%v), want %q", c.claim, got, err, c.want)
		}
	}
	if got, err := p.Serving(t.Context(), "unknown"); got != "" || err != nil {
		t.Errorf("an unknown chat is served by %q, %v", got, err)
	}
	m.agentSays("old", "m1", "hello")
	if got, err := p.Serving(t.Context(), "old"); got != "priya" || err != nil {
		t.Errorf("a chat of an earlier run is served by %q, %v", got, err)
	}
	if err := p.Post(t.Context(), "c1", driver.Line{}); err != nil || p.Name() != "practice" {
		t.Errorf("Post = %v, Name = %q", err, p.Name())
	}
}
