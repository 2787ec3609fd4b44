package hub

import (
	"encoding/json"
	"net/http"
	"reflect"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

// kinds of the team's facts about backends on the log.
func backendFacts(t *testing.T, j *memJournal) (described []*chat.BackendDescribed, changed []*chat.BackendChanged) {
	t.Helper()
	for _, e := range j.all(t) {
		switch b := e.Body.(type) {
		case *chat.BackendDescribed:
			described = append(described, b)
		case *chat.BackendChanged:
			changed = append(changed, b)
		}
	}
	return described, changed
}

// TestBackendsAreOnTheFloor: which there are, what they can do, and how each connection
// is, with the words for people. What has not changed is not said again.
func TestBackendsAreOnTheFloor(t *testing.T) {
	d := newAble()
	d.is(driver.Status{State: chat.BackendStarting})
	with := func(d driver.Driver) func(*Config) { return func(c *Config) { c.Drivers = []driver.Driver{d} } }
	r := newRig(t, newJournal(), with(d))
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	b, ok := c.floor.Backend("scripted")
	if !ok || b.Title != "Example Chat" || b.State != chat.BackendStarting || !b.Capabilities.Can(chat.OpNote) || b.Since.IsZero() {
		t.Fatalf("%+v, %v", b, ok)
	}
	d.is(driver.Status{State: chat.BackendLive})
	c.sees(func(f *chat.Floor) bool { b, _ := f.Backend("scripted"); return b.State == chat.BackendLive })
	d.is(driver.Status{State: chat.BackendRefused, Words: "The token is not good any more."})
	c.sees(func(f *chat.Floor) bool {
		b, _ := f.Backend("scripted")
		return b.State == chat.BackendRefused && b.Words == "The token is not good any more."
	})
	since, _ := c.floor.Backend("scripted")
	d.is(driver.Status{State: chat.BackendRefused, Words: "The token has been taken away."})
	c.sees(func(f *chat.Floor) bool {
		b, _ := f.Backend("scripted")
		return b.Words == "The token has been taken away." && b.Since == since.Since // the trouble is as old as it was
	})
	again := newAble()
	again.is(d.Status())
	r = r.restart(with(again))
	if described, changed := backendFacts(t, r.journal); len(described) != 1 || len(changed) != 3 {
		t.Errorf("%d descriptions and %d changes are on the log", len(described), len(changed))
	}
	r = r.restart(with(newScripted())) // which has another title, and is live
	r.wait(func() bool { described, _ := backendFacts(t, r.journal); return len(described) == 2 })
	if described, _ := backendFacts(t, r.journal); described[1].Backend.Title != "Scripted" || described[1].Backend.State != chat.BackendLive {
		t.Errorf("%+v", described)
	}
}

// TestTheStatusPageIsForTheTeam reads it with a token and without.
func TestTheStatusPageIsForTheTeam(t *testing.T) {
	d := newAble()
	at := time.UnixMilli(1_795_300_000_000)
	d.is(driver.Status{
		State: chat.BackendPolling, Since: at, LastEvent: at.Add(time.Second), Lag: 40 * time.Millisecond,
		Used: 7, Limit: 100, Window: time.Hour, Version: "4.10", Reconnects: 2,
		Missing: []driver.Right{{Name: "notes", Without: "Notes stay here."}},
	})
	r := newRig(t, newJournal(), func(c *Config) { c.Drivers = []driver.Driver{d} })
	token := r.agent("Asha", chat.RoleBackup)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.server.URL+"/backends", nil)
	if err != nil {
		t.Fatal(err)
	}
	if code, _ := r.fetch(req); code != http.StatusUnauthorized {
		t.Errorf("without a token the answer is %d", code)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	code, body := r.fetch(req)
	var got wire.BackendStatuses
	if err := json.Unmarshal(body, &got); err != nil || code != http.StatusOK || len(got.Backends) != 1 {
		t.Fatalf("%d %s: %v", code, body, err)
	}
	b := got.Backends[0]
	if n := len(b.Capabilities); n != len(chat.Operations()) {
		t.Errorf("%d capabilities", n)
	}
	b.Capabilities = nil
	want := wire.BackendStatus{
		Name: "scripted", Title: "Example Chat", State: chat.BackendPolling, Since: chat.InstantOf(at),
		LastEvent: chat.InstantOf(at.Add(time.Second)), Lag: 40, Used: 7, Limit: 100, Window: time.Hour.Milliseconds(),
		Version: "4.10", Reconnects: 2, Missing: []wire.MissingRight{{Name: "notes", Without: "Notes stay here."}},
	}
	if !reflect.DeepEqual(b, want) {
		t.Errorf("%+v, want %+v", b, want)
	}
}
