package hub

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
	"floorwalker/sync/driver"
)

// TestMain finds goroutines that outlive their owner. Those that run already are
// of bleve, which starts its own when it is linked.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }

// rig is a hub that serves on a real socket.
type rig struct {
	t       testing.TB
	journal *memJournal
	driver  *scripted
	hub     *Hub
	server  *httptest.Server
	ended   chan error
	cancel  context.CancelFunc
}

func testPolicy(t testing.TB) policy.Policy {
	t.Helper()
	return testEdition(t).Policy
}

func testEdition(testing.TB) *policy.Edition { return assets.Edition() }

// shippedWeights are read once: every rig has the same.
var shippedWeights = sync.OnceValues(func() (*learned.Weights, error) { return learned.ParseWeights(assets.TriggerWeights()) })

func testWeights(t testing.TB) *learned.Weights {
	t.Helper()
	w, err := shippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// newRig starts a hub on j, which may be that of a hub before.
func newRig(t testing.TB, j *memJournal, change ...func(*Config)) *rig {
	t.Helper()
	r := &rig{t: t, journal: j, driver: newScripted(), ended: make(chan error, 1)}
	cfg := Config{Journal: j, Drivers: []driver.Driver{r.driver}, Edition: testEdition(t), Weights: testWeights(t), Now: time.Now, Version: "test"}
	for _, f := range change {
		f(&cfg)
	}
	for _, d := range cfg.Drivers { // a test may have brought its own
		switch d := d.(type) {
		case *scripted:
			r.driver = d
		case texting:
			r.driver = d.scripted
		case repeatable:
			r.driver = d.scripted
		case closing:
			r.driver = d.scripted
		case refusing:
			r.driver = d.scripted
		case busyDriver:
			r.driver = d.scripted
		case *able:
			r.driver = d.scripted
		case *reading:
			r.driver = d.scripted
		case *keeping:
			r.driver = d.scripted
		}
	}
	var err error
	if r.hub, err = Open(context.Background(), cfg); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	go func() { r.ended <- r.hub.Run(ctx) }()
	r.server = httptest.NewServer(r.hub.Handler())
	select {
	case <-r.driver.ready:
	case <-time.After(10 * time.Second):
		t.Fatal("the hub does not run its driver")
	}
	t.Cleanup(func() { r.close() })
	return r
}

// stop ends the hub and returns what Run said. A hub that does not end is the
// test's failure, not its hanging.
func (r *rig) stop() error {
	r.t.Helper()
	r.cancel()
	select {
	case err := <-r.ended:
		r.ended <- err
		return err
	case <-time.After(15 * time.Second):
		r.t.Fatal("the hub does not stop")
		return nil
	}
}

func (r *rig) close() {
	_ = r.stop() // a test that cares has looked
	r.server.CloseClientConnections()
	r.server.Close()
	http.DefaultClient.CloseIdleConnections()
}

// restart stops the hub and starts another one on the same journal.
func (r *rig) restart(change ...func(*Config)) *rig {
	r.t.Helper()
	if err := r.stop(); err != nil {
		r.t.Fatal(err)
	}
	return newRig(r.t, r.journal, change...)
}

func (r *rig) agent(name string, role chat.Role) (token string) {
	r.t.Helper()
	token, err := r.hub.AddAgent(context.Background(), name, role)
	if err != nil {
		r.t.Fatal(err)
	}
	return token
}

// open puts a chat on the floor that a bot answers.
func (r *rig) open(ids ...chat.ChatID) {
	r.t.Helper()
	for _, id := range ids {
		r.deliver(chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
	}
}

func (r *rig) deliver(facts ...chat.Event) []uint64 {
	r.t.Helper()
	seqs, err := r.driver.sink.Deliver(context.Background(), facts...)
	if err != nil {
		r.t.Fatal(err)
	}
	return seqs
}

func said(id chat.ChatID, ev, text string, from chat.Speaker) chat.Event {
	return chat.Event{ID: chat.EventID(ev), Chat: id, Body: &chat.MessagePosted{Message: chat.MessageID(ev), From: from, Text: text}}
}

func closedFact(id chat.ChatID, ev string) chat.Event {
	return chat.Event{ID: chat.EventID(ev), Chat: id, Body: &chat.ChatClosed{Reason: "over"}}
}

func (r *rig) hash() string {
	r.t.Helper()
	h, _, err := r.hub.FloorHash(context.Background())
	if err != nil {
		r.t.Fatal(err)
	}
	return h
}

// wait polls for what other goroutines do; the bound is for what never happens.
func (r *rig) wait(ok func() bool) {
	r.t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			r.t.Fatalf("it did not happen; the backend was asked %q", r.driver.called())
		}
	}
}

// metric returns the value of one line of /metrics, "" if there is none.
func (r *rig) metric(series string) string {
	r.t.Helper()
	return seriesOf(r.get("/metrics"), series)
}

func seriesOf(metrics, series string) string {
	for line := range strings.Lines(metrics) {
		if v, ok := strings.CutPrefix(line, series+" "); ok {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

func (r *rig) get(path string) string {
	r.t.Helper()
	req, err := http.NewRequest(http.MethodGet, r.server.URL+path, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	_, body := r.fetch(req)
	return string(body)
}

func (r *rig) fetch(req *http.Request) (status int, body []byte) {
	r.t.Helper()
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, err = io.ReadAll(resp.Body); err != nil {
		r.t.Fatal(err)
	}
	return resp.StatusCode, body
}

var errDisk = errors.New("the disk is full")
