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

// TestALeadSeesWhoWatches, with a real hub between the desks: until they serve
// the chat; and nobody else's desk ever asks. A desk that a primary signs in at
// after a lead asks no more.
func TestALeadSeesWhoWatches(t *testing.T) { // D-03, V-INV-01, V-INV-03, A-35
	f := openFloor(t)
	d := f.door()
	ashas, bens, meeras := f.token("Asha", chat.RolePrimary), f.token("Ben", chat.RoleSecondary), f.token("Meera", chat.RoleLead)
	asha, ben := f.through(d, ashas).Desk, f.through(d, bens).Desk
	console := f.through(d, meeras)
	meera := console.Desk
	f.post(`{"chat":"c","turn":0,"from":"customer","text":"hello"}`)
	f.wait(func() bool { return meera.Snapshot().Boards[view.All].Len() == 1 })
	meera.Open("c")
	f.wait(func() bool { w := watchers(meera); return w != nil && len(w) == 0 })
	ben.Open("c")
	f.wait(func() bool {
		w := watchers(meera)
		return len(w) == 1 && w[0] == "Ben" && rowWatchers(meera, "c") == 1
	})
	asha.Open("c")
	f.wait(func() bool { return rowWatchers(meera, "c") == 2 })
	ben.Open("")
	f.wait(func() bool {
		th := meera.Snapshot().Thread
		return rowWatchers(meera, "c") == 1 && len(th.Watch.Log) == 2 && !th.Watch.Log[0].Until.IsZero()
	})
	meera.TakeOver("c", "")
	f.wait(func() bool { return meera.Snapshot().Thread.Stance == view.Yours })
	f.post(`{"chat":"d","turn":0,"from":"customer","text":"hello"}`)
	f.wait(func() bool { return meera.Snapshot().Boards[view.All].Len() == 2 })
	f.wait(func() bool { return ben.Snapshot().Boards[view.All].Len() == 2 })
	ben.Open("c")
	f.wait(func() bool { th := ben.Snapshot().Thread; return th != nil && th.ID == "c" })
	ben.Open("d")
	f.wait(func() bool { return rowWatchers(meera, "d") == 1 }) // the stream is past Ben's look at c
	if th := meera.Snapshot().Thread; th.Watch != nil || rowWatchers(meera, "c") != 0 {
		t.Errorf("who serves the chat is told %+v, and %d in the row", th.Watch, rowWatchers(meera, "c"))
	}
	for name, s := range map[string]*app.Snapshot{"Asha": asha.Snapshot(), "Ben": ben.Snapshot()} {
		if s.Thread.Watch != nil {
			t.Errorf("%s is told %+v", name, s.Thread.Watch)
		}
	}
	if n, m, l := d.times(ashas), d.times(bens), d.times(meeras); n != 0 || m != 0 || l != 1 {
		t.Errorf("Asha asked %d times, Ben %d, and Meera, the lead, %d", n, m, l)
	}
	rohans := f.token("Rohan", chat.RolePrimary)
	console.SetToken(rohans)
	f.wait(func() bool { s := meera.Snapshot(); return s.Me.Agent == "rohan" && s.Link.State == app.LinkLive })
	meera.Open("d")
	f.wait(func() bool { th := meera.Snapshot().Thread; return th != nil && th.ID == "d" })
	if th := meera.Snapshot().Thread; th.Watch != nil || rowWatchers(meera, "d") != 0 || d.times(rohans) != 0 {
		t.Errorf("a primary at a lead's desk is told %+v, and asked %d times", th.Watch, d.times(rohans))
	}
}
