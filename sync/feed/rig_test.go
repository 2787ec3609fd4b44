package feed

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
)

func TestMain(m *testing.M) {
	if benchHub() {
		return
	}
	goleak.VerifyTestMain(m)
}

// desk is a sink that folds, and the feed that fills it.
type desk struct {
	feed *Feed
	stop func() // ends Run and waits for it

	mu       sync.Mutex // tests look while Run writes
	floor    *chat.Floor
	script   []string // what was called, without Status
	results  []Result
	statuses []Status
	position string
	gaps     map[chat.ChatID]bool // "" is the whole floor
	items    int
	pause    time.Duration // how long Events takes
	inside   int           // calls that run now
}

func (d *desk) enter(call string) func() {
	d.mu.Lock()
	d.inside++
	if d.inside > 1 {
		panic("two goroutines in the sink")
	}
	if call != "" {
		d.script = append(d.script, call)
	}
	return func() { d.inside--; d.mu.Unlock() }
}

func (d *desk) Reset(total int) {
	defer d.enter(fmt.Sprintf("reset %d", total))()
	d.floor, d.position, d.gaps = chat.NewFloor(), "", map[chat.ChatID]bool{}
}

func (d *desk) Events(batch []Item) {
	d.mu.Lock()
	pause := d.pause
	d.mu.Unlock()
	time.Sleep(pause)
	defer d.enter("events")()
	d.items += len(batch)
	for i := range batch {
		d.floor.Apply(&batch[i].Event)
	}
}

func (d *desk) Live(resume string) {
	defer d.enter("live")()
	d.position = resume
}

func (d *desk) Position(resume string) {
	defer d.enter("position")()
	d.position = resume
}

func (d *desk) Result(r Result) {
	defer d.enter("result")()
	d.results = append(d.results, r)
}

func (d *desk) Gap(chats []chat.ChatID, known bool) {
	defer d.enter(fmt.Sprintf("gap %v %t", chats, known))()
	if !known {
		d.gaps[""] = true
	}
	for _, c := range chats {
		d.gaps[c] = true
	}
}

func (d *desk) Status(s Status) {
	defer d.enter("")()
	d.statuses = append(d.statuses, s)
}

// state returns the present state and reason.
func (d *desk) state() (State, Reason) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.statuses) == 0 {
		return Stopped, Reason{}
	}
	s := d.statuses[len(d.statuses)-1]
	return s.State, s.Reason
}

// why returns the reason of the newest status in the given state.
func (d *desk) why(s State) Code {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i := len(d.statuses) - 1; i >= 0; i-- {
		if d.statuses[i].State == s {
			return d.statuses[i].Reason.Code
		}
	}
	return ""
}

func (d *desk) hash() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.floor.Hash()
}

func (d *desk) calls() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.script...)
}

func (d *desk) gapped() map[chat.ChatID]bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	all := map[chat.ChatID]bool{}
	for c := range d.gaps {
		all[c] = true
	}
	return all
}

// local reads the bubble's clock.
func local() (time.Time, time.Duration) {
	now := time.Now()
	return now, time.Duration(now.UnixNano())
}

// open starts a desk at the hub; change may adapt its configuration.
func open(t testing.TB, h *fake.Hub, change func(*Config)) *desk {
	t.Helper()
	d := &desk{floor: chat.NewFloor(), gaps: map[chat.ChatID]bool{}}
	cfg := Config{
		URL: h.URL(), Token: "secret", Desk: "desk-1", Version: "test", Sink: d, Local: local,
		NetDial: h.Dial, Random: func() float64 { return 0.5 },
	}
	if change != nil {
		change(&cfg)
	}
	d.feed = New(cfg)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := d.feed.Run(ctx); err != nil {
			t.Errorf("Run: %v", err)
		}
	}()
	d.stop = func() { cancel(); <-done }
	t.Cleanup(d.stop)
	return d
}

// bubble runs a test on fake time, with a hub in memory.
func bubble(t *testing.T, test func(t *testing.T, h *fake.Hub)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, fake.NewPipe(t)) })
}

// until waits in fake time.
func until(t *testing.T, what string, most time.Duration, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(most); ; time.Sleep(20 * time.Millisecond) {
		synctest.Wait()
		if holds() {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("not within %v: %s", most, what)
		}
	}
}

// live waits until the desk is live and has what the hub has.
func (d *desk) live(t *testing.T, h *fake.Hub, most time.Duration) {
	t.Helper()
	until(t, "live with the hub's floor", most, func() bool {
		s, _ := d.state()
		return s == Live && d.hash() == h.Hash()
	})
}

func (d *desk) waitFor(t *testing.T, want State, most time.Duration) Reason {
	t.Helper()
	until(t, string(want), most, func() bool { s, _ := d.state(); return s == want })
	_, why := d.state()
	return why
}
