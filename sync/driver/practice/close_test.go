package practice

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

const closedEvent = "event: closed\ndata: {}\n\n"

// endsChat is what the hub does when an agent ends the chat.
func endsChat(t *testing.T, m *memory, p *Practice, id chat.ChatID) {
	t.Helper()
	if _, err := m.Deliver(t.Context(), chat.Event{ID: "end", Chat: id, By: "priya", Body: &chat.ChatClosed{Reason: "solved"}}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the same claim again does nothing
		if err := p.Close(t.Context(), id, "end"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCloseIsSeenByTheCustomer ends a chat between two lines: early and late
// clients, and those after a restart, see it at that place.
func TestCloseIsSeenByTheCustomer(t *testing.T) { // E-Q-04
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{}, m)
		early, hangUp := tune(t, p, "c1", "")
		defer hangUp()
		say := func(turn int64) {
			t.Helper()
			if _, err := p.put(t.Context(), Line{Chat: "c1", Turn: turn, From: chat.SpeakerCustomer, Text: "hello"}); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		say(0)
		if strings.Contains(early.text(), closedEvent) {
			t.Error("it is closed too early")
		}
		endsChat(t, m, p, "c1")
		late, hangUpLate := tune(t, p, "c1", "")
		defer hangUpLate()
		synctest.Wait()
		restarted := running(t, Options{}, m)
		after, hangUpAfter := tune(t, restarted, "c1", "")
		defer hangUpAfter()
		synctest.Wait()
		for name, w := range map[string]*writer{"early": early, "late": late, "after a restart": after} {
			if got := w.text(); strings.Count(got, closedEvent) != 1 || !strings.HasSuffix(got, closedEvent) {
				t.Errorf("%s: %q", name, got)
			}
		}
		m.follow = p
		say(1) // the customer is back
		if got := early.text(); strings.Count(got, closedEvent) != 1 || !strings.Contains(got[strings.Index(got, closedEvent):], `"turn":1`) {
			t.Errorf("after another line: %q", got)
		}
	})
}

// TestASimulatedCustomerGoesHome: nobody opens a chat again that an agent has
// ended, and nobody closes it a second time.
func TestASimulatedCustomerGoesHome(t *testing.T) {
	for name, wait := range map[string]time.Duration{"in the script": 33 * time.Second, "with an agent": 3 * time.Minute} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := newMemory(clock)
				p := running(t, Options{Scenarios: true, Chats: 1, AtOnce: 1, Files: one("hello", scriptHello)}, m)
				time.Sleep(32 * time.Second)
				id := onlyChat(t, m)
				if wait > time.Minute {
					if err := p.TakeOver(t.Context(), id, driver.Person{ID: "priya"}, "claim"); err != nil {
						t.Fatal(err)
					}
				}
				time.Sleep(wait - 32*time.Second)
				endsChat(t, m, p, id)
				before := len(m.facts(id))
				time.Sleep(30 * time.Minute)
				synctest.Wait()
				if got := m.facts(id)[before:]; len(got) != 0 {
					t.Errorf("after the end came %d facts, such as %s", len(got), got[0].Body.Kind())
				}
			})
		})
	}
}

func TestCloseOfAnUnknownChatIsHarmless(t *testing.T) {
	m := newMemory(clock)
	p := running(t, Options{}, m)
	if err := p.Close(t.Context(), "unknown", "end"); err != nil {
		t.Error(err)
	}
	if len(p.rooms) != 0 {
		t.Errorf("%d rooms are left", len(p.rooms))
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.Close(gone, "unknown", "end"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// TestAGuestsLineChangesNoOwner: who has joined writes without serving.
func TestAGuestsLineChangesNoOwner(t *testing.T) { // V-JOIN-03
	m := newMemory(clock)
	p := running(t, Options{}, m)
	if err := p.TakeOver(t.Context(), "c1", driver.Person{ID: "asha"}, "claim"); err != nil {
		t.Fatal(err)
	}
	m.agentSays("c1", "m1", "hello") // by priya
	if got, err := p.Serving(t.Context(), "c1"); got != "asha" || err != nil {
		t.Errorf("%q serves, %v", got, err)
	}
}
