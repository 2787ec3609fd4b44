package console_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/cmd/internal/station"
)

// away is a floor whose hub and desk come and go, each with its folder, at
// times that the test says.
type away struct {
	*floor
	hubDir, deskDir, addr, token string
	shift                        atomic.Int64 // of every clock, in nanoseconds
}

func (a *away) now() time.Time { return time.Now().Add(time.Duration(a.shift.Load())) }

// local is the desk's two clocks; the steady one is not the wall's.
func (a *away) local() (time.Time, time.Duration) {
	now := a.now().Round(0)
	return now, time.Duration(now.UnixNano())
}

// startHub opens the hub at its folder and address; stop ends it.
func (a *away) startHub() (stop func()) {
	a.t.Helper()
	s, err := station.Open(a.t.Context(), station.Options{
		Dir: a.hubDir, Listen: a.addr, Practice: true, Policy: assets.DefaultPolicy, Now: a.now,
	})
	if err != nil {
		a.t.Fatal(err)
	}
	a.station, a.addr = s, s.Addr()
	return a.run(s.Run)
}

func (a *away) startDesk() (*app.Desk, func()) {
	a.t.Helper()
	c, err := console.Open(console.Options{
		Dir: a.deskDir, URL: "ws://" + a.addr + "/v1/stream", Token: a.token, Policy: a.policy,
		Now: a.now, Local: a.local,
	})
	if err != nil {
		a.t.Fatal(err)
	}
	return c.Desk, a.run(c.Run)
}

// run runs f until stop, which may be called twice.
func (a *away) run(f func(context.Context) error) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := f(ctx); err != nil {
			a.t.Error(err)
		}
	})
	stop = func() { cancel(); wg.Wait() }
	a.t.Cleanup(stop)
	return stop
}

// deskOffline is a desk that serves the chat "mine" and, while the hub is
// away, wrote there, asked for the chat "other", was stopped and started again.
func deskOffline(t *testing.T, asleep time.Duration) (*away, *app.Desk) {
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	a := &away{floor: &floor{t: t, policy: pol}, hubDir: t.TempDir(), deskDir: t.TempDir(), addr: "127.0.0.1:0"}
	stopHub := a.startHub()
	if a.token, err = a.station.Hub().AddAgent(t.Context(), "Asha", chat.RolePrimary); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"mine", "other"} {
		a.post(`{"chat":"` + id + `","turn":0,"from":"customer","text":"I want to talk to a human"}`)
	}
	d, stopDesk := a.startDesk()
	a.wait(func() bool {
		s := d.Snapshot()
		return s.Link.State == app.LinkLive && s.Boards[view.All].Len() == 2
	})
	d.Open("mine")
	d.TakeOver("mine", "")
	a.wait(func() bool { th := d.Snapshot().Thread; return th != nil && th.Stance == view.Yours })
	a.sameAs(d)
	stopHub()
	a.wait(func() bool { return d.Snapshot().Link.State != app.LinkLive })
	d.Post("mine", "Hello again")
	d.TakeOver("other", "")
	a.wait(func() bool {
		s := d.Snapshot()
		return len(s.Thread.Pending) == 1 && s.Thread.Pending[0].Queued && len(s.Notices) == 1
	})
	stopDesk()
	a.shift.Add(int64(asleep))
	d, _ = a.startDesk()
	d.Open("mine")
	a.wait(func() bool { th := d.Snapshot().Thread; return th != nil && len(th.Pending) == 1 })
	if l := d.Snapshot().Thread.Pending[0]; !l.Queued || l.Text != "Hello again" {
		t.Errorf("after the start the line is %+v", l)
	}
	a.startHub()
	a.wait(func() bool { return d.Snapshot().Link.State == app.LinkLive })
	return a, d
}

// arrived is how often the customer got the line; a last one from the agent
// says that nothing is under way any more.
func (a *away) arrived(d *app.Desk) int {
	a.t.Helper()
	d.Post("mine", "that was all")
	lines := a.customer("mine", func(l []string) bool { return slices.Contains(l, "agent: that was all") })
	n := 0
	for _, l := range lines {
		if l == "agent: Hello again" {
			n++
		}
	}
	return n
}

// Issue 3, the outbox: what was asked for offline survives the program and goes
// by itself, once, while it is young.
func TestWhatWasWrittenOfflineArrivesOnce(t *testing.T) {
	a, d := deskOffline(t, 0)
	a.wait(func() bool { return len(d.Snapshot().Thread.Pending) == 0 })
	a.wait(func() bool { return d.Snapshot().Boards[view.Mine].Len() == 2 })
	if n := a.arrived(d); n != 1 {
		t.Errorf("the line arrived %d times", n)
	}
	a.sameAs(d)
}

// Issue 3, the outbox: after a minute it asks first, and then goes once.
func TestWhatWaitedTooLongAsksFirst(t *testing.T) {
	a, d := deskOffline(t, 2*time.Minute)
	a.wait(func() bool { l := d.Snapshot().Thread.Pending; return len(l) == 1 && l[0].Held })
	a.wait(func() bool {
		return slices.ContainsFunc(d.Snapshot().Notices, func(n app.Notice) bool {
			return n.Chat == "other" && n.Bad && strings.HasPrefix(n.Words, "Taking over was not asked for again")
		})
	})
	if n := d.Snapshot().Boards[view.Mine].Len(); n != 1 {
		t.Errorf("%d chats are mine", n)
	}
	l := d.Snapshot().Thread.Pending[0]
	if !strings.Contains(l.Words, "more than a minute") {
		t.Errorf("it is held with %q", l.Words)
	}
	d.Again("mine", l.ID, l.Gap)
	a.wait(func() bool { return len(d.Snapshot().Thread.Pending) == 0 })
	if n := a.arrived(d); n != 1 {
		t.Errorf("the line arrived %d times", n)
	}
	a.sameAs(d)
}
