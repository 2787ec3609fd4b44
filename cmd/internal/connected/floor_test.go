package connected

import (
	"context"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/hub"
)

// patience ends what would wait for ever; no test compares a duration with a wish.
const patience = 75 * time.Second

// floor is a hub that is connected to one backend, and two people at their desks.
type floor struct {
	*place
	t           *testing.T
	dir, addr   string
	asha, rohan *desk
}

// team is the policy of the tests: the teams of the stand-ins, and a rule that
// sends bills to one of them.
func team(t *testing.T) []byte {
	t.Helper()
	file := string(assets.DefaultPolicy)
	for _, change := range [][2]string{
		{`names = ["General", "Billing", "Technical"]`, `names = ["` + strings.Join(conformance.Teams(), `", "`) + `"]`},
		{"\nrules = []\n", "\nrules = [{ name = \"Bills\", words = [\"invoice\"], to = \"billing\" }]\n"},
	} {
		if strings.Count(file, change[0]) != 1 {
			t.Fatalf("the policy that ships does not have %q once", change[0])
		}
		file = strings.Replace(file, change[0], change[1], 1)
	}
	return []byte(file)
}

// openFloor connects a hub to the place and signs two people in.
func openFloor(t *testing.T, p *place) *floor {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &floor{place: p, t: t, dir: t.TempDir(), addr: l.Addr().String()}
	ctx, cancel := context.WithCancel(context.Background())
	s, err := station.Open(ctx, station.Options{
		Dir: f.dir, Listener: l, Listen: f.addr, Policy: team(t), Now: time.Now,
		Drivers: func() ([]driver.Driver, error) {
			d, err := p.driver()
			return []driver.Driver{d}, err
		},
	})
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		if err := s.Run(ctx); err != nil {
			t.Errorf("the hub: %v", err)
		}
	})
	t.Cleanup(func() { cancel(); running.Wait() })
	f.asha, f.rohan = f.openDesk("Asha", chat.RolePrimary), f.openDesk("Rohan", chat.RoleSecondary)
	return f
}

// admit gives somebody access.
func (f *floor) admit(name string, role chat.Role) (token string) {
	f.t.Helper()
	var client *http.Client
	until(f.t, "the admin socket", func() bool {
		var err error
		client, err = station.Admin(f.t.Context(), f.dir)
		return err == nil
	})
	defer client.CloseIdleConnections()
	token, err := station.AddAgent(f.t.Context(), client, hub.NewAgent{Name: name, Role: role, Department: "billing"})
	if err != nil {
		f.t.Fatal(err)
	}
	return token
}

// desk is one person's.
type desk struct {
	*app.Desk
	t    *testing.T
	name string
}

func (f *floor) openDesk(name string, role chat.Role) *desk {
	f.t.Helper()
	edition := assets.Edition()
	con, err := console.Open(console.Options{
		Dir: f.t.TempDir(), URL: "ws://" + f.addr + "/v1/stream", Token: f.admit(name, role), Policy: edition.Policy, Edition: edition,
		Now: time.Now, Local: console.System(), Boot: console.Boot(), Changed: func(bool) {},
	})
	if err != nil {
		f.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := con.Run(ctx); err != nil {
			f.t.Errorf("%s's desk: %v", name, err)
		}
	})
	f.t.Cleanup(func() { cancel(); running.Wait() })
	d := &desk{con.Desk, f.t, name}
	d.sees("the floor, live", func(s *app.Snapshot) bool {
		return s.Link.State == app.LinkLive && s.Me.Agent == chat.AgentID(strings.ToLower(name))
	})
	return d
}

// sees waits until the person sees what is right.
func (d *desk) sees(what string, right func(*app.Snapshot) bool) {
	d.t.Helper()
	var s *app.Snapshot
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if s = d.Snapshot(); right(s) {
			return
		}
	}
	d.t.Fatalf("%s never sees: %s\n%s", d.name, what, told(s))
}

// opens puts a chat before the person.
func (d *desk) opens(id chat.ChatID) {
	d.t.Helper()
	d.Open(id)
	d.sees("the chat "+string(id), func(s *app.Snapshot) bool { return s.Thread != nil && s.Thread.ID == id })
}

// told is what a person was told last, for the message of a test that fails.
func told(s *app.Snapshot) string {
	var words []string
	for _, n := range s.Notices {
		words = append(words, n.Words)
	}
	for _, b := range s.Backends {
		words = append(words, b.Title+": "+b.Words)
	}
	if s.Thread != nil {
		for _, m := range s.Thread.Messages {
			words = append(words, string(m.From)+": "+m.Text)
		}
	}
	return strings.Join(words, "\n")
}

// until waits for what nobody's desk shows.
func until(t *testing.T, what string, right func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !right(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("never: ", what)
		}
	}
}
