package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/jezek/xgb/xproto"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/sync/hub"
)

// shiftFloor is a team's hub of its own process, with a practice clock, and the
// windows of the people who work there.
type shiftFloor struct {
	*screen
	t     *testing.T
	hub   string // the program
	dir   string
	addr  string
	log   *hubLog
	zone  *time.Location
	turns map[chat.ChatID]int
	n     int // pictures

	asha, lena *seat
}

// seat is one person's window.
type seat struct {
	*desk
	floor *shiftFloor
	id    chat.AgentID
	w     xproto.Window
}

// openShiftFloor starts the hub, lets Lena put a roster in force in which Asha has
// every day, turns the clock to a time of day, and signs both in.
func openShiftFloor(t *testing.T, clock string) *shiftFloor {
	t.Helper()
	f := &shiftFloor{
		screen: openScreen(t), t: t, hub: built.path(t, "floorhub", true), dir: t.TempDir(), addr: freeAddress(t),
		zone: assets.Edition().Zone(), turns: make(map[chat.ChatID]int),
	}
	start(t, f.hub, "serve", "--data-dir", f.dir, "--listen", f.addr, "--practice", "--practice-clock", "--no-scenarios")
	f.log = followLog(t, f.dir)
	tokens := map[string]string{
		"Asha": f.log.addAgent(t, "Asha", chat.RolePrimary), "Lena": f.log.addAgent(t, "Lena", chat.RoleLead),
	}
	f.giveRoster()
	f.turnTo(clock)
	f.asha, f.lena = f.openSeat("Asha", tokens["Asha"]), f.openSeat("Lena", tokens["Lena"])
	return f
}

// giveRoster puts a roster in force by the command that leads have for it.
func (f *shiftFloor) giveRoster() {
	f.t.Helper()
	ed := assets.Edition()
	var slots []policy.RosterSlot
	for _, day := range policy.DayTypes() {
		slots = append(slots,
			policy.RosterSlot{Day: day, Role: policy.RolePrimary, Agent: f.idOf("Asha")},
			policy.RosterSlot{Day: day, Role: policy.RoleLead, Agent: f.idOf("Lena")})
	}
	file, err := policy.WithRoster(ed.File, slots, ed.Holidays)
	if err != nil {
		f.t.Fatal(err)
	}
	path := filepath.Join(f.t.TempDir(), "policy.toml")
	if err := os.WriteFile(path, policy.WithVersion(file, ed.Policy.Version+1), 0o600); err != nil {
		f.t.Fatal(err)
	}
	f.floorhub("policy", "set", path, "--as", "Lena", "--reason", "The roster of this test", "--data-dir", f.dir)
}

// floorhub runs a command of the hub's program that has to end well.
func (f *shiftFloor) floorhub(args ...string) []byte {
	f.t.Helper()
	var problems bytes.Buffer
	c := exec.Command(f.hub, args...)
	c.Stderr = &problems
	out, err := c.Output()
	if err != nil {
		f.t.Fatalf("floorhub %q: %v\n%s%s", args, err, out, &problems)
	}
	return out
}

// idOf is by what the log knows somebody.
func (f *shiftFloor) idOf(name string) (id chat.AgentID) {
	f.t.Helper()
	eventually(f.t, "the access of "+name, func() error {
		f.log.mu.Lock()
		defer f.log.mu.Unlock()
		for _, e := range f.log.events {
			if b, ok := e.Body.(*chat.AgentAdded); ok && b.Name == name {
				id = b.Agent
			}
		}
		return yes(id != "", "the log does not have it")
	})
	return id
}

// openSeat opens somebody's window on a fresh computer and signs them in by keys.
func (f *shiftFloor) openSeat(name, token string) *seat {
	f.t.Helper()
	d := &desk{screen: f.screen, dir: f.t.TempDir(), addr: f.addr, log: f.log}
	d.run = start(f.t, built.path(f.t, "floorwalker", true),
		"--data-dir", d.dir, "--hub", "ws://"+f.addr+"/v1/stream")
	p := &seat{desk: d, floor: f, id: f.idOf(name)}
	f.t.Cleanup(func() {
		if f.t.Failed() {
			f.screen.keep("at-the-end-" + name)
			keepFile(f.t, filepath.Join(d.dir, "floorwalker.log"))
		}
	})
	eventually(f.t, "the window of "+name, func() error {
		if err := d.run.ended(); err != nil {
			f.t.Fatal("floorwalker:", err)
		}
		var err error
		if p.w, err = f.windowOf(d.run.cmd.Process.Pid); err == nil {
			d.box, err = f.place(p.w)
		}
		return err
	})
	p.front()
	p.sees("Sign in to a floor", whole)
	p.write(token, 2)
	p.keys("Return")
	p.sees("Live", topBar)
	p.keys("ctrl+shift+y") // light, as in README
	return p
}

// whole is all of a window.
var whole = image.Rect(0, 0, 1280, 800)

// front brings the window before the other one and gives it the keyboard, as a
// click on it would where there is a window manager.
func (p *seat) front() {
	p.t.Helper()
	err := xproto.ConfigureWindowChecked(p.conn, p.w, xproto.ConfigWindowStackMode, []uint32{xproto.StackModeAbove}).Check()
	if err != nil {
		p.t.Fatal(err)
	}
	p.focus(p.w)
	p.point(image.Pt(p.all.Max.X-1, p.all.Max.Y-1))
}

// sees waits until a part of the window has these words.
func (p *seat) sees(want string, in image.Rectangle) {
	p.t.Helper()
	eventually(p.t, "the words "+want, func() error { p.floor.quiet(); return says(p.t, p.part(in), want) })
}

// kept keeps what stands in the window now, without what the system draws over it.
func (p *seat) kept(name string) {
	p.t.Helper()
	f := p.floor
	eventually(p.t, "a screen without notifications", func() error {
		f.quiet()
		return yes(len(f.notes()) == 0, "there are %d", len(f.notes()))
	})
	f.n++
	out, err := os.Create(filepath.Join(p.t.(*testing.T).ArtifactDir(), fmt.Sprintf("shift-%02d-%s.png", f.n, name)))
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	if err := png.Encode(out, p.window()); err != nil {
		p.t.Fatal(err)
	}
}

// quiet has the notification service take away what it draws.
func (f *shiftFloor) quiet() {
	f.t.Helper()
	if len(f.notes()) == 0 {
		return
	}
	bus, err := dbus.Connect(os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	if err != nil {
		f.t.Fatal(err)
	}
	defer bus.Close()
	if call := bus.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications").Call(
		"org.dunstproject.cmd0.NotificationCloseAll", 0); call.Err != nil {
		f.t.Fatal("taking notifications away:", call.Err)
	}
}

// turn lets time pass on the floor and returns what time it is then.
func (f *shiftFloor) turn(d time.Duration) time.Time {
	f.t.Helper()
	resp, err := f.log.client.Post("http://hub/practice-time?"+url.Values{"by": {d.String()}}.Encode(), "", nil)
	if err != nil {
		f.t.Fatal(err)
	}
	defer resp.Body.Close()
	var now hub.PracticeTime
	if err := json.NewDecoder(resp.Body).Decode(&now); err != nil || resp.StatusCode != http.StatusOK {
		f.t.Fatalf("turning the clock by %v: %s, %v", d, resp.Status, err)
	}
	return now.Now.Time().In(f.zone)
}

// turnTo lets time pass until the wall of the floor next shows a time of day.
func (f *shiftFloor) turnTo(clock string) time.Time {
	f.t.Helper()
	want, err := time.Parse("15:04", clock)
	if err != nil {
		f.t.Fatal(err)
	}
	now := f.turn(time.Millisecond)
	at := time.Date(now.Year(), now.Month(), now.Day(), want.Hour(), want.Minute(), 0, 0, f.zone)
	if !at.After(now) {
		at = at.AddDate(0, 0, 1)
	}
	return f.turn(at.Sub(now))
}

// says has a customer of this name, or the bot, write a line.
func (f *shiftFloor) says(id chat.ChatID, name string, from chat.Speaker, text string) {
	f.t.Helper()
	l := line{Chat: string(id), Turn: f.turns[id], From: string(from), Text: text, Name: name}
	if from == chat.SpeakerCustomer {
		l.Phone = "+1 202 555 0143"
	}
	if err := postLine(f.addr, l); err != nil {
		f.t.Fatal(err)
	}
	f.turns[id]++
}

// until waits for the log to be as it should.
func (f *shiftFloor) until(what string, right func(*chat.Floor) bool) {
	f.t.Helper()
	eventually(f.t, what, func() error {
		f.log.mu.Lock()
		defer f.log.mu.Unlock()
		return yes(right(f.log.floor), "the log does not have it")
	})
}

// happened waits until the log has so many events of a kind.
func (f *shiftFloor) happened(k chat.Kind, n int) {
	f.t.Helper()
	eventually(f.t, fmt.Sprintf("%d of %s", n, k), func() error {
		got := f.log.count(k)
		return yes(got >= n, "there are %d", got)
	})
}
