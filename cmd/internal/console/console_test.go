package console_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
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

// floor is a hub with the practice backend, on loopback, in a folder.
type floor struct {
	t       *testing.T
	station *station.Station
	policy  policy.Policy
}

func openFloor(t *testing.T) *floor {
	t.Helper()
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	s, err := station.Open(t.Context(), station.Options{
		Dir: t.TempDir(), Listen: "127.0.0.1:0", Practice: true, Policy: assets.DefaultPolicy, Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	runUntilEnd(t, s.Run)
	return &floor{t: t, station: s, policy: pol}
}

// runUntilEnd runs f for the length of the test and sees that it ends well.
func runUntilEnd(t *testing.T, f func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := f(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { cancel(); wg.Wait() })
}

func (f *floor) desk(name string, role chat.Role) *app.Desk {
	f.t.Helper()
	token, err := f.station.Hub().AddAgent(f.t.Context(), name, role)
	if err != nil {
		f.t.Fatal(err)
	}
	c, err := console.Open(console.Options{
		Dir: f.t.TempDir(), URL: f.station.StreamURL(), Token: token, Policy: f.policy,
		Now: time.Now, Local: console.System(),
	})
	if err != nil {
		f.t.Fatal(err)
	}
	runUntilEnd(f.t, c.Run)
	f.wait(func() bool { return c.Desk.Snapshot().Link.State == app.LinkLive })
	return c.Desk
}

// wait polls for what happens in other goroutines; the bound is for a test
// that would otherwise hang.
func (f *floor) wait(ok func() bool) {
	f.t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			f.t.Fatal("it did not happen")
		}
	}
}

// post hands in a customer's line. A floor that has just been opened may not
// take any yet, and says so.
func (f *floor) post(line string) (code int, seq uint64) {
	f.t.Helper()
	f.wait(func() bool {
		code, seq = f.tryPost(line)
		return code != http.StatusServiceUnavailable
	})
	return code, seq
}

func (f *floor) tryPost(line string) (code int, seq uint64) {
	f.t.Helper()
	url := "http://" + f.station.Addr() + "/practice/v1/messages"
	resp, err := http.Post(url, "application/json", strings.NewReader(line))
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var out struct{ Seq uint64 }
	_ = json.NewDecoder(resp.Body).Decode(&out)
	return resp.StatusCode, out.Seq
}

// customer reads a customer's stream until enough says so.
func (f *floor) customer(chatID string, enough func(lines []string) bool) []string {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet,
		"http://"+f.station.Addr()+"/practice/v1/chats/"+chatID+"/stream", nil)
	if err != nil {
		f.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var lines []string
	for sc := bufio.NewScanner(resp.Body); !enough(lines); {
		if !sc.Scan() {
			f.t.Fatalf("the stream ended after %q: %v", lines, sc.Err())
		}
		if data, ok := bytes.CutPrefix(sc.Bytes(), []byte("data:")); ok {
			var l struct{ From, Text string }
			if err := json.Unmarshal(data, &l); err != nil {
				f.t.Fatal(err)
			}
			lines = append(lines, l.From+": "+l.Text)
		}
	}
	return lines
}

func (f *floor) sameAs(desks ...*app.Desk) {
	f.t.Helper()
	f.wait(func() bool {
		want, _, err := f.station.Hub().FloorHash(f.t.Context())
		if err != nil {
			f.t.Fatal(err)
		}
		for _, d := range desks {
			if d.FloorHash() != want {
				return false
			}
		}
		return true
	})
}

func TestALineReachesTheDesk(t *testing.T) { // G-ROLE-03, E-Q-01
	f := openFloor(t)
	d := f.desk("Asha", chat.RolePrimary)
	for i := range 3 {
		if code, seq := f.post(fmt.Sprintf(`{"chat":"c%d","turn":0,"from":"customer","text":"hello"}`, i)); code != 202 || seq == 0 {
			t.Fatalf("POST %d: %d %d", i, code, seq)
		}
	}
	_, first := f.post(`{"chat":"c1","turn":1,"from":"bot","text":"one","confidence":0.9}`)
	if _, again := f.post(`{"chat":"c1","turn":1,"from":"bot","text":"other"}`); again != first {
		t.Errorf("the same turn again has number %d, at first %d", again, first)
	}
	f.wait(func() bool { return d.Snapshot().Boards[view.All].Len() == 3 })
	f.sameAs(d)
}

func TestObserveThenTakeOver(t *testing.T) { // V-INV-01..04, G-ROLE-04, C-OBS-03
	f := openFloor(t)
	asha, ben := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary)
	f.post(`{"chat":"c","turn":0,"from":"customer","text":"I want to talk to a human","name":"Rohan M."}`)
	f.wait(func() bool { return asha.Snapshot().Boards[view.Alerts].Len() == 1 })
	asha.Open("c")
	f.wait(func() bool { s := asha.Snapshot(); return s.Thread != nil && s.Thread.Stance == view.Observing })
	asha.Post("c", "I am not here")
	f.wait(func() bool {
		p := asha.Snapshot().Thread.Pending
		return len(p) == 1 && p[0].State == chat.DeliveryFailed
	})
	asha.Discard("c", asha.Snapshot().Thread.Pending[0].ID)
	asha.TakeOver("c", "")
	f.wait(func() bool { return asha.Snapshot().Thread.Stance == view.Yours })
	if code, _ := f.post(`{"chat":"c","turn":1,"from":"bot","text":"too late"}`); code == 202 {
		t.Error("the bot spoke after the takeover") // D-08
	}
	asha.Post("c", "Hello Rohan")
	got := f.customer("c", func(l []string) bool { return len(l) > 0 && l[len(l)-1] == "agent: Hello Rohan" })
	if len(got) != 3 || !strings.HasPrefix(got[1], "system: Asha") {
		t.Errorf("the customer received %q", got)
	}
	f.wait(func() bool { return len(asha.Snapshot().Thread.Pending) == 0 })
	ben.TakeOver("c", "")
	f.wait(func() bool { return len(ben.Snapshot().Notices) == 1 })
	if w := ben.Snapshot().Notices[0].Words; !strings.Contains(w, "Asha") {
		t.Errorf("the loser was told %q", w) // E-Q-02
	}
	f.sameAs(asha, ben)
}

func TestQueuedChatHasOneOwner(t *testing.T) { // E-ACT-04, S-ACC-03
	f := openFloor(t)
	asha, ben := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary)
	for i := range 20 {
		id := chat.ChatID(fmt.Sprintf("c%d", i))
		f.post(fmt.Sprintf(`{"chat":%q,"turn":0,"from":"customer","text":"hello"}`, id))
		f.wait(func() bool {
			return asha.Snapshot().Boards[view.All].Len() == i+1 && ben.Snapshot().Boards[view.All].Len() == i+1
		})
		var race sync.WaitGroup
		race.Go(func() { asha.TakeOver(id, "") })
		race.Go(func() { ben.TakeOver(id, "") })
		race.Wait()
		owned := func() int { return asha.Snapshot().Boards[view.Mine].Len() + ben.Snapshot().Boards[view.Mine].Len() }
		f.wait(func() bool {
			return owned() == i+1 && len(asha.Snapshot().Notices)+len(ben.Snapshot().Notices) >= min(i+1, 8)
		})
	}
	f.sameAs(asha, ben)
}

// TestADamagedCopyIsToldAndReadAnew flips the store into garbage between two
// starts: the desk says so, and shows what the hub has.
func TestADamagedCopyIsToldAndReadAnew(t *testing.T) {
	f := openFloor(t)
	f.post(`{"chat":"c","turn":0,"from":"customer","text":"hello"}`)
	dir := t.TempDir()
	token, err := f.station.Hub().AddAgent(t.Context(), "Asha", chat.RolePrimary)
	if err != nil {
		t.Fatal(err)
	}
	open := func() *console.Console {
		c, err := console.Open(console.Options{
			Dir: dir, URL: f.station.StreamURL(), Token: token, Policy: f.policy, Now: time.Now, Local: console.System(),
		})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	run := func(c *console.Console, until func(*app.Snapshot) bool) {
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := c.Run(ctx); err != nil {
				t.Error(err)
			}
		})
		f.wait(func() bool { return until(c.Desk.Snapshot()) })
		cancel()
		wg.Wait()
	}
	whole := func(s *app.Snapshot) bool { return s.Link.State == app.LinkLive && s.Boards[view.All].Len() == 1 }
	run(open(), whole)
	if err := os.WriteFile(filepath.Join(dir, "desk.db"), bytes.Repeat([]byte("garbage "), 4096), 0o600); err != nil {
		t.Fatal(err)
	}
	c := open()
	if n := c.Desk.Snapshot().Notices; len(n) != 1 || n[0].Words == "" {
		t.Errorf("the desk said %+v", n)
	}
	run(c, whole)
	if left, err := filepath.Glob(filepath.Join(dir, "desk.db.damaged-*")); err != nil || len(left) != 1 {
		t.Errorf("moved aside: %v %v", left, err)
	}
}
