package story

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// patience ends what would wait for ever; no test compares a duration with a wish.
const patience = 8 * time.Second

// zone is that of the policy's cover.
var zone = func() *time.Location {
	p, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		panic(err)
	}
	return p.Cover.Location()
}()

// floor is the hub and the people of the story.
type floor struct {
	t    *testing.T
	dir  string
	addr string

	station *station.Station
	stop    func()
	turns   map[chat.ChatID]int

	asha, ben, lena *desk
}

// openFloor starts a hub that knows three people and the roster of the story.
func openFloor(t *testing.T) *floor {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &floor{t: t, dir: t.TempDir(), addr: l.Addr().String(), turns: make(map[chat.ChatID]int)}
	_ = l.Close() // the hub's from here on
	f.open()
	t.Cleanup(func() { f.close() })
	f.asha = f.newDesk("Asha", chat.RolePrimary)
	f.ben = f.newDesk("Ben K.", chat.RoleSecondary)
	f.lena = f.newDesk("Lena", chat.RoleLead)
	for _, d := range f.people() {
		d.open()
	}
	f.giveRoster()
	return f
}

func (f *floor) people() []*desk { return []*desk{f.asha, f.ben, f.lena} }

// open starts the hub on the floor's log.
func (f *floor) open() {
	f.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s, err := station.Open(ctx, station.Options{
		Dir: f.dir, Listen: f.addr, Practice: true, PracticeClock: true, Policy: assets.DefaultPolicy, Now: time.Now,
	})
	if err != nil {
		cancel()
		f.t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		if err := s.Run(ctx); err != nil {
			f.t.Errorf("the hub: %v", err)
		}
	})
	f.station = s
	f.stop = func() { cancel(); running.Wait() }
}

// close stops the hub, as an operator would.
func (f *floor) close() {
	if f.stop != nil {
		f.stop()
		f.stop = nil
	}
}

// admit gives somebody access.
func (f *floor) admit(name string, role chat.Role) (token string) {
	f.t.Helper()
	var client *http.Client
	f.until("the admin socket", func() bool {
		var err error
		client, err = station.Admin(f.t.Context(), f.dir)
		return err == nil
	})
	defer client.CloseIdleConnections()
	token, err := station.AddAgent(f.t.Context(), client, hub.NewAgent{Name: name, Role: role, Department: "General"})
	if err != nil {
		f.t.Fatal(err)
	}
	return token
}

// giveRoster has the lead put a roster in force: the early shift is Ben's with Asha
// behind him, the late one Asha's with Ben behind her.
func (f *floor) giveRoster() {
	f.t.Helper()
	slot := func(role chat.Role, d *desk, window string) string {
		return fmt.Sprintf("  { day = \"weekday\", role = %q, agent = %q, window = %q },", role, d.id, window)
	}
	slots := strings.Join([]string{
		slot(chat.RolePrimary, f.ben, early), slot(chat.RoleSecondary, f.asha, early), slot(chat.RoleLead, f.lena, early),
		slot(chat.RolePrimary, f.asha, late), slot(chat.RoleSecondary, f.ben, late), slot(chat.RoleLead, f.lena, late),
	}, "\n")
	file := string(assets.DefaultPolicy)
	head, rest, ok := strings.Cut(file, "[roster]\nslots = [\n")
	_, tail, closed := strings.Cut(rest, "\n]\n")
	if !ok || !closed {
		f.t.Fatal("the policy that ships has no roster where the story's goes")
	}
	version := assets.Edition().Policy.Version
	file = head + "[roster]\nslots = [\n" + slots + "\n]\n" + tail
	file = strings.Replace(file, fmt.Sprintf("\nversion = %d\n", version), fmt.Sprintf("\nversion = %d\n", version+1), 1)
	f.lena.desk().ChangePolicy(version, []byte(file), "The roster of this story")
	for _, d := range f.people() {
		d.until("the roster", func(s sight) bool { return s.Edition.Policy.Version == version+1 })
	}
}

// The windows of the two shifts.
const (
	early = "08:00-12:00"
	late  = "12:00-20:00"
)

// turn lets time pass on the floor, and waits until every desk knows.
func (f *floor) turn(d time.Duration) {
	f.t.Helper()
	before := f.now()
	if err := f.station.Turn(f.t.Context(), d); err != nil {
		f.t.Fatal(err)
	}
	for _, p := range f.people() {
		if p.console != nil {
			f.until(p.name+" to learn the time", func() bool {
				now := p.console.Clock.Now()
				return now.At >= before.Add(d)
			})
		}
	}
}

// turnTo lets time pass until the wall of the floor next shows a time of day.
func (f *floor) turnTo(clock string) {
	f.t.Helper()
	want, err := time.Parse("15:04", clock)
	if err != nil {
		f.t.Fatal(err)
	}
	now := f.now().Time().In(zone)
	at := time.Date(now.Year(), now.Month(), now.Day(), want.Hour(), want.Minute(), 0, 0, zone)
	if !at.After(now) {
		at = at.AddDate(0, 0, 1)
	}
	f.turn(at.Sub(now))
}

// now is hub time.
func (f *floor) now() chat.Instant { return f.lena.console.Clock.Now().At }

// until polls what other goroutines do.
func (f *floor) until(what string, ok func() bool) {
	f.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if ok() {
			return
		}
	}
	f.t.Fatalf("this never comes: %s", what)
}

// events reads the log of a hub that has stopped.
func (f *floor) events() (all []chat.Event) {
	f.t.Helper()
	f.close()
	l, err := log.Open(f.t.Context(), log.Config{Dir: f.dir})
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	if err := l.Read(f.t.Context(), 0, func(_ uint64, raw []byte) error {
		e, err := wire.DecodeEvent(bytes.Clone(raw), nil)
		all = append(all, e)
		return err
	}); err != nil {
		f.t.Fatal(err)
	}
	return all
}
