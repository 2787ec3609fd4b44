package practice

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// running starts a practice floor over a memory and stops it with the test.
func running(t *testing.T, o Options, m *memory) *Practice {
	t.Helper()
	if o.Now == nil {
		o.Now = time.Now
	}
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	m.follow = p
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx, m) }()
	t.Cleanup(sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
	}))
	for {
		if _, _, err := p.running(); err == nil {
			return p
		}
		time.Sleep(time.Millisecond)
	}
}

func clock() chat.Instant { return chat.InstantOf(time.Now()) }

func TestFloorIsAliveAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		running(t, Options{Scenarios: true, Seed: 7}, m)
		time.Sleep(time.Second)
		if n := len(m.Active()); n < 12 || n > 14 {
			t.Errorf("%d chats after a second, want about 12", n)
		}
		time.Sleep(2 * time.Minute)
		if n := len(m.Active()); n < 18 || n > 20 {
			t.Errorf("%d chats after two minutes, want 20", n)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if n := len(m.Active()); n < 16 || n > 20 {
			t.Errorf("%d chats after an hour, want about 20", n)
		}
		closed := 0
		for _, c := range m.log {
			if c.Event.Body.Kind() == chat.KindChatClosed {
				closed++
			}
		}
		if closed < 100 {
			t.Errorf("only %d chats ended in an hour", closed)
		}
		for _, id := range m.Active() {
			if !strings.HasPrefix(string(id), "demo-") {
				t.Errorf("chat %q is not a demo", id)
			}
		}
	})
}

func TestSameSeedPlaysTheSameFloor(t *testing.T) {
	play := func() (all []string) {
		synctest.Test(t, func(t *testing.T) {
			m := newMemory(clock)
			running(t, Options{Scenarios: true, Seed: 42}, m)
			time.Sleep(10 * time.Minute)
			synctest.Wait()
			for _, id := range m.Active() {
				all = append(all, string(id))
				all = append(all, m.texts(id)...)
			}
		})
		return all
	}
	a, b := play(), play()
	if strings.Join(a, "\n") != strings.Join(b, "\n") {
		t.Errorf("two runs with one seed differ:\n%s\n\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

// one returns a floor's files with a single scenario.
func one(name, script string) fstest.MapFS {
	return fstest.MapFS{
		"articles/hello.md":           {Data: []byte("# Hello\n\nKeywords: hello\n\nHow can I help?\n")},
		"scenarios/" + name + ".json": {Data: []byte(script)},
	}
}

const scriptHello = `{"people":[{"name":"Asha"}],"end":"Done.","nudge":"Anyone?",
 "with_agent":["Thanks for coming.","Bye."],
 "steps":[{"act":"customer","text":"hello"},{"act":"answer"},{"act":"customer","text":"again","pause":30},
 {"act":"bot","text":"Yes?","confidence":0.5,"pause":2},{"act":"wait","pause":600},{"act":"customer","text":"late"}]}`

func onlyChat(t *testing.T, m *memory) chat.ChatID {
	t.Helper()
	ids := m.Active()
	if len(ids) != 1 {
		t.Fatalf("active chats %v, want one", ids)
	}
	return ids[0]
}

func TestTakeOverStopsTheBotAndTheCustomerTalksToTheAgent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{Scenarios: true, Chats: 1, AtOnce: 1, Files: one("hello", scriptHello)}, m)
		time.Sleep(35 * time.Second)
		id := onlyChat(t, m)
		if err := p.TakeOver(t.Context(), id, driver.Person{ID: "priya", Name: "Priya"}, "claim-1"); err != nil {
			t.Fatal(err)
		}
		if by, err := p.Serving(t.Context(), id); err != nil || by != "priya" {
			t.Errorf("Serving = %q, %v", by, err)
		}
		before := len(m.texts(id))
		time.Sleep(nudgeAfter + time.Second)
		if got := m.texts(id); got[len(got)-1] != "customer: Anyone?" {
			t.Errorf("no nudge in %q", got)
		}
		m.agentSays(id, "m1", "Hello, I am Priya.")
		time.Sleep(20 * time.Second)
		m.agentSays(id, "m2", "Anything else?")
		time.Sleep(20 * time.Second)
		synctest.Wait()
		got := strings.Join(m.texts(id)[before:], "|")
		want := "customer: Anyone?|agent: Hello, I am Priya.|customer: Thanks for coming.|agent: Anything else?|customer: Bye."
		if got != want {
			t.Errorf("after the takeover\n got %s\nwant %s", got, want)
		}
		time.Sleep(time.Minute)
		facts := m.facts(id)
		if k := facts[len(facts)-1].Body.Kind(); k != chat.KindChatClosed {
			t.Errorf("the chat ends with %s", k)
		}
	})
}

func TestRestartGoesOnWhereTheLogEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		files := one("hello", scriptHello)
		p, err := New(Options{Now: time.Now, Scenarios: true, Chats: 1, AtOnce: 1, Files: files})
		if err != nil {
			t.Fatal(err)
		}
		m.follow = p
		ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
		defer cancel()
		if err := p.Run(ctx, m); err != nil {
			t.Fatal(err)
		}
		id := onlyChat(t, m)
		before := len(m.texts(id))
		running(t, Options{Scenarios: true, Chats: 1, AtOnce: 1, Files: files}, m)
		time.Sleep(15 * time.Minute)
		got := strings.Join(m.texts(id), "|")
		want := "customer: hello|bot: How can I help?|customer: again|bot: Yes?|customer: late"
		if got != want || before == 0 {
			t.Errorf("after a restart with %d lines\n got %s\nwant %s", before, got, want)
		}
	})
}

func TestSimulatedChatsEndWhereScenariosAreOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p, err := New(Options{Now: time.Now, Scenarios: true})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := p.Run(ctx, m); err != nil {
			t.Fatal(err)
		}
		if len(m.Active()) == 0 {
			t.Fatal("no chats to begin with")
		}
		running(t, Options{}, m)
		synctest.Wait()
		if left := m.Active(); len(left) != 0 {
			t.Errorf("still open: %v", left)
		}
	})
}

func TestLogThatFailsIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		m.setFail(errors.New("disk full"))
		running(t, Options{Scenarios: true, Chats: 1, AtOnce: 1, Files: one("hello", scriptHello)}, m)
		time.Sleep(time.Minute)
		m.setFail(nil)
		time.Sleep(time.Minute)
		if got := m.texts(onlyChat(t, m)); len(got) < 2 {
			t.Errorf("lines after the log recovered: %q", got)
		}
	})
}
