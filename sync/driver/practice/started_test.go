package practice

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
)

// TestScenarioOnDemand plays one script on a floor without customers of its
// own, and a second one beside it.
func TestScenarioOnDemand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{Files: one("hello", scriptHello)}, m)
		first, err := p.Start(t.Context(), "hello")
		if err != nil || len(m.Active()) != 1 {
			t.Fatalf("%q, %v: %v is on the floor", first, err, m.Active())
		}
		second, err := p.Start(t.Context(), "hello")
		if err != nil || second == first {
			t.Errorf("the second is %q, %v", second, err)
		}
		time.Sleep(15 * time.Minute)
		if got := m.texts(first); len(got) < 3 || len(m.Active()) != 0 {
			t.Errorf("it was played to %q; %v is open still", got, m.Active())
		}
		if _, err := p.Start(t.Context(), "nobody"); !errors.Is(err, ErrNoScenario) {
			t.Errorf("a script that there is not: %v", err)
		}
		for range maxStarted {
			if _, err := p.Start(t.Context(), "hello"); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := p.Start(t.Context(), "hello"); !errors.Is(err, ErrCrowded) {
			t.Errorf("one too many: %v", err)
		}
	})
}

func TestScenarioNeedsARunningFloor(t *testing.T) {
	p, err := New(Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Start(t.Context(), "calm"); !errors.Is(err, ErrNotRunning) {
		t.Errorf("before it runs: %v", err)
	}
	if len(p.rooms) != 0 || p.started != 0 {
		t.Errorf("%d rooms and %d started are left", len(p.rooms), p.started)
	}
}

func TestScenarioRoutes(t *testing.T) {
	m := newMemory(clock)
	_, s := served(t, Options{}, m)
	res, err := http.Get(s.URL + "/practice/v1/scenarios")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if list := string(body); err != nil || res.StatusCode != http.StatusOK || !strings.Contains(list, `"name":"calm","about":"`) {
		t.Errorf("the list is %d %s", res.StatusCode, body)
	}
	status, v := post(t, s.URL+"/practice/v1/scenarios/calm", "")
	id, _ := v["chat"].(string)
	if status != http.StatusAccepted || !strings.HasPrefix(id, "demo-calm-") || len(m.Active()) != 1 || m.Active()[0] != chat.ChatID(id) {
		t.Errorf("%d %v; %v is on the floor", status, v, m.Active())
	}
	if status, v = post(t, s.URL+"/practice/v1/scenarios/nobody", ""); status != http.StatusNotFound || v["error"] == "" {
		t.Errorf("a script that there is not: %d %v", status, v)
	}
}
