package ladder

import (
	"bytes"
	"encoding/json"
	"net"
	"net/http"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// floor is a hub, its desks and their customers.
type floor struct {
	t     testing.TB
	dir   string
	addr  string
	shift time.Duration // of all clocks
	hub   *process
	desks []*desk
	turns map[chat.ChatID]int
}

// desk is one agent's.
type desk struct {
	*process
	floor *floor
	name  string
	id    chat.AgentID
	dir   string
	token string
	proxy *proxy
	// boot names the run of the machine that the desk's steady clock belongs to; with
	// none its time is not certain after a restart.
	boot string
}

func newFloor(t testing.TB) *floor {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &floor{t: t, dir: t.TempDir(), addr: l.Addr().String(), turns: make(map[chat.ChatID]int)}
	_ = l.Close() // the hub's from here on
	f.open()
	return f
}

// open starts the hub; it can be stopped and opened again.
func (f *floor) open() {
	f.t.Helper()
	f.hub = start(f.t, "hub", nil, dirVariable+"="+f.dir, addrVariable+"="+f.addr, shiftVariable+"="+f.shift.String())
}

// admit gives somebody access.
func (f *floor) admit(name string, role chat.Role) (token string) {
	f.t.Helper()
	body, err := json.Marshal(hub.NewAgent{Name: name, Role: role, Department: "Billing"})
	if err != nil {
		f.t.Fatal(err)
	}
	var got hub.NewToken
	f.admin(http.MethodPost, "/agents", body, &got)
	return got.Token
}

// admin speaks to the hub by the socket in its folder.
func (f *floor) admin(method, path string, body []byte, out any) {
	f.t.Helper()
	var client *http.Client
	if !until(hang, func() bool {
		var err error
		client, err = station.Admin(f.t.Context(), f.dir)
		return err == nil
	}) {
		f.t.Fatal("no admin socket")
	}
	defer client.CloseIdleConnections()
	req, err := http.NewRequestWithContext(f.t.Context(), method, "http://hub"+path, bytes.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	resp, err := client.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode >= 300 {
		f.t.Fatalf("%s %s: %s", method, path, resp.Status)
	}
	if out != nil {
		if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
			f.t.Fatal(err)
		}
	}
}

// desk admits somebody and starts their desk behind a proxy.
func (f *floor) desk(name string, role chat.Role) *desk {
	f.t.Helper()
	d := &desk{floor: f, name: name, dir: f.t.TempDir(), token: f.admit(name, role), proxy: newProxy(f.t, f.addr)}
	f.desks = append(f.desks, d)
	d.open()
	d.live()
	d.id = d.see().Me
	return d
}

// open starts the desk's process, with the hub or without.
func (d *desk) open() {
	d.floor.t.Helper()
	d.process = start(d.floor.t, "desk", nil, d.env()...)
}

func (d *desk) env() []string {
	return []string{
		dirVariable + "=" + d.dir, addrVariable + "=" + d.proxy.addr, tokenVariable + "=" + d.token,
		shiftVariable + "=" + d.floor.shift.String(), bootVariable + "=" + d.boot,
	}
}

func (d *desk) live() {
	d.t.Helper()
	d.until("is live", func(s sight) bool { return s.Link == "live" })
}

func (d *desk) see() (s sight) {
	d.t.Helper()
	d.ask("see", nil, &s)
	return s
}

// until waits until the person sees what is right.
func (d *desk) until(what string, right func(sight) bool) (s sight) {
	d.t.Helper()
	if !until(hang, func() bool { s = d.see(); return right(s) }) {
		raw, _ := json.Marshal(s) // only to be read
		d.t.Fatalf("%s never sees: %s. It sees %s", d.name, what, raw)
	}
	return s
}

// serve takes the chat over and waits until it is served.
func (d *desk) serve(id chat.ChatID) {
	d.t.Helper()
	d.ask("open", words{Chat: id}, nil)
	d.until("the chat", func(s sight) bool { return s.Thread != nil && s.Thread.ID == id })
	d.ask("take", words{Chat: id, Text: "I help here"}, nil)
	d.until("that it serves the chat", stands(view.Yours))
}

// stands reports whether the person stands so in the chat on screen.
func stands(as view.Stance) func(sight) bool {
	return func(s sight) bool { return s.Thread != nil && s.Thread.Stance == as }
}

// skew moves the clocks of all on.
func (f *floor) skew(d time.Duration) {
	f.t.Helper()
	f.shift += d
	f.hub.ask("skew", d, nil)
	for _, desk := range f.desks {
		if !desk.Ended() {
			desk.ask("skew", d, nil)
		}
	}
}

// same waits until the hub and the desks have one floor, and the desks one set
// of shelves.
func (f *floor) same(desks ...*desk) {
	f.t.Helper()
	var hashes, shelves []string
	if !until(hang, func() bool {
		hashes, shelves = make([]string, len(desks)+1), make([]string, len(desks))
		f.hub.ask("hash", nil, &hashes[len(desks)])
		for i, d := range desks {
			d.ask("hash", nil, &hashes[i])
			d.ask("shelves", nil, &shelves[i])
		}
		return len(slices.Compact(slices.Clone(hashes))) == 1 && len(slices.Compact(slices.Clone(shelves))) == 1
	}) {
		f.t.Fatalf("the floors are %q (the last is the hub's), the shelves %q", hashes, shelves)
	}
}

// events stops the hub and reads its log.
func (f *floor) events() (all []chat.Event) {
	f.t.Helper()
	f.hub.stop()
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
