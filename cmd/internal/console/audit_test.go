package console_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/cmd/internal/console"
)

// door stands before a hub and counts who asks for its audit stream.
type door struct {
	url string

	mu    sync.Mutex
	asked map[string]int // by token
}

func (f *floor) door() *door {
	d := &door{asked: make(map[string]int)}
	hub := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: f.station.Addr()})
	hub.FlushInterval = -1
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/audit" {
			d.mu.Lock()
			d.asked[r.Header.Get("Authorization")]++
			d.mu.Unlock()
		}
		hub.ServeHTTP(w, r)
	}))
	f.t.Cleanup(s.CloseClientConnections) // first, so that Close has nothing to wait for
	f.t.Cleanup(s.Close)
	d.url = "ws" + s.URL[len("http"):] + "/v1/stream"
	return d
}

func (d *door) times(token string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.asked["Bearer "+token]
}

// through is a console whose hub is behind the door.
func (f *floor) through(d *door, token string) *console.Console {
	f.t.Helper()
	c, err := console.Open(console.Options{
		Dir: f.t.TempDir(), URL: d.url, Token: token, Policy: f.policy, Now: time.Now, Local: console.System(),
	})
	if err != nil {
		f.t.Fatal(err)
	}
	runUntilEnd(f.t, c.Run)
	f.wait(func() bool { return c.Desk.Snapshot().Link.State == app.LinkLive })
	return c
}

func (f *floor) token(name string, role chat.Role) string {
	f.t.Helper()
	token, err := f.station.Hub().AddAgent(f.t.Context(), name, role)
	if err != nil {
		f.t.Fatal(err)
	}
	return token
}

// watchers are the names beside the open chat; nil if the desk may not know.
func watchers(d *app.Desk) []string {
	th := d.Snapshot().Thread
	if th == nil || th.Watch == nil || !th.Watch.Known {
		return nil
	}
	names := []string{}
	for _, w := range th.Watch.Now {
		names = append(names, w.Name)
	}
	return names
}

func rowWatchers(d *app.Desk, id chat.ChatID) (n int) {
	d.Snapshot().Boards[view.All].Each(func(r *view.Row) bool {
		if r.ID == id {
			n = r.Watchers
		}
		return true
	})
	return n
}

// watching is a floor with two chats behind a door: Asha, a primary, Ben, and
// Meera, a lead, who has opened the chat "c".
type watching struct {
	*floor
	door                *door
	asha, ben, meera    *app.Desk
	ashas, bens, meeras string // their tokens
	console             *console.Console
}

func openWatching(t *testing.T) *watching {
	f := openFloor(t)
	w := &watching{floor: f, door: f.door()}
	w.ashas, w.bens, w.meeras = f.token("Asha", chat.RolePrimary), f.token("Ben", chat.RoleSecondary), f.token("Meera", chat.RoleLead)
	w.asha, w.ben, w.console = f.through(w.door, w.ashas).Desk, f.through(w.door, w.bens).Desk, f.through(w.door, w.meeras)
	w.meera = w.console.Desk
	for _, id := range []string{"c", "d"} {
		f.post(`{"chat":"` + id + `","turn":0,"from":"customer","text":"hello"}`)
	}
	for _, d := range []*app.Desk{w.asha, w.ben, w.meera} {
		f.wait(func() bool { return d.Snapshot().Boards[view.All].Len() == 2 })
	}
	w.opens(w.meera, "c")
	f.wait(func() bool { now := watchers(w.meera); return now != nil && len(now) == 0 })
	return w
}

// opens has a chat on somebody's screen.
func (w *watching) opens(d *app.Desk, id chat.ChatID) {
	w.t.Helper()
	d.Open(id)
	w.wait(func() bool { th := d.Snapshot().Thread; return th != nil && th.ID == id })
}

// counts waits until Meera's row of the chat says that n watch.
func (w *watching) counts(id chat.ChatID, n int) {
	w.t.Helper()
	w.wait(func() bool { return rowWatchers(w.meera, id) == n })
}

// untold fails if a desk tells anything about who watches the chat on screen.
func (w *watching) untold(d *app.Desk) {
	w.t.Helper()
	th := d.Snapshot().Thread
	if n := rowWatchers(d, th.ID); th.Watch != nil || n != 0 {
		w.t.Errorf("%s is told %+v, and %d in the row", d.Snapshot().Me.Name, th.Watch, n)
	}
}

// TestALeadSeesWhoWatches, with a real hub between the desks, until they serve
// the chat; and nobody else's desk ever asks.
func TestALeadSeesWhoWatches(t *testing.T) { // D-03, V-INV-01, V-INV-03, A-35
	w := openWatching(t)
	w.opens(w.ben, "c")
	w.counts("c", 1)
	if now := watchers(w.meera); len(now) != 1 || now[0] != "Ben" {
		t.Errorf("%q watch", now)
	}
	w.opens(w.asha, "c")
	w.counts("c", 2)
	w.opens(w.ben, "d")
	w.counts("c", 1)
	w.counts("d", 1)
	if log := w.meera.Snapshot().Thread.Watch.Log; len(log) != 2 || log[0].Until.IsZero() || !log[1].Until.IsZero() {
		t.Errorf("%+v", log)
	}
	w.meera.TakeOver("c", "")
	w.wait(func() bool { return w.meera.Snapshot().Thread.Stance == view.Yours })
	w.opens(w.ben, "c")
	w.counts("d", 0)
	w.opens(w.ben, "d")
	w.counts("d", 1) // the stream is past Ben's look at c
	for _, d := range []*app.Desk{w.asha, w.ben, w.meera} {
		w.untold(d)
	}
	if a, b, m := w.door.times(w.ashas), w.door.times(w.bens), w.door.times(w.meeras); a != 0 || b != 0 || m != 1 {
		t.Errorf("Asha asked %d times, Ben %d, and Meera, the lead, %d", a, b, m)
	}
}

// TestAPrimaryAtALeadsDeskAsksNothing: the next person signs in at a desk that
// follows the stream.
func TestAPrimaryAtALeadsDeskAsksNothing(t *testing.T) { // D-03
	w := openWatching(t)
	w.opens(w.ben, "c")
	w.counts("c", 1)
	rohans := w.token("Rohan", chat.RolePrimary)
	w.console.SetToken(rohans)
	w.wait(func() bool {
		s := w.meera.Snapshot()
		return s.Me.Agent == "rohan" && s.Link.State == app.LinkLive && s.Thread != nil
	})
	w.untold(w.meera)
	if n := w.door.times(rohans); n != 0 {
		t.Errorf("a primary's desk asked %d times", n)
	}
}
