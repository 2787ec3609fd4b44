package hub

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/sync/driver"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// memJournal is a journal in memory that can be told to fail. It keeps the
// promise of expected sequences, as sync/log does.
type memJournal struct {
	mu          sync.Mutex // guards all below
	epoch       string
	events      [][]byte
	subjects    []log.Subject
	last        map[log.Subject]uint64
	audits      []string
	credentials map[string][]byte
	schema      string
	position    uint64
	saved       []byte
	saves       int

	// Hooks; nil does nothing. They are called before anything is kept.
	onAppend func(recs []log.Record) error
	onSave   func() error
	onAudit  func() error
}

func newJournal() *memJournal {
	return &memJournal{epoch: "one", last: make(map[log.Subject]uint64), credentials: make(map[string][]byte)}
}

func (j *memJournal) Epoch() string { return j.epoch }

func (j *memJournal) Last() uint64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return uint64(len(j.events))
}

func (j *memJournal) Append(_ context.Context, recs []log.Record) (uint64, error) {
	j.mu.Lock()
	hook := j.onAppend
	j.mu.Unlock()
	if hook != nil {
		if err := hook(recs); err != nil {
			return 0, err
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, r := range recs {
		if r.ExpectLast != nil && *r.ExpectLast != j.last[r.Subject] {
			return 0, fmt.Errorf("%w: %s is at %d, not %d", log.ErrConflict, r.Subject, j.last[r.Subject], *r.ExpectLast)
		}
	}
	first := uint64(len(j.events)) + 1
	for _, r := range recs {
		j.events, j.subjects = append(j.events, bytes.Clone(r.Data)), append(j.subjects, r.Subject)
		j.last[r.Subject] = uint64(len(j.events))
	}
	return first, nil
}

func (j *memJournal) Read(_ context.Context, after uint64, visit func(uint64, []byte) error) error {
	j.mu.Lock()
	events := slices.Clone(j.events)
	j.mu.Unlock()
	for i := int(after); i < len(events); i++ {
		if err := visit(uint64(i)+1, events[i]); err != nil {
			return err
		}
	}
	return nil
}

func (j *memJournal) ReadChat(ctx context.Context, id chat.ChatID, visit func(uint64, []byte) error) error {
	return j.Read(ctx, 0, func(seq uint64, raw []byte) error {
		if !bytes.Contains(raw, []byte(`"chat":"`+string(id)+`"`)) {
			return nil
		}
		return visit(seq, raw)
	})
}

func (j *memJournal) Audit(_ context.Context, data []byte) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.onAudit != nil {
		if err := j.onAudit(); err != nil {
			return err
		}
	}
	j.audits = append(j.audits, string(data))
	return nil
}

func (j *memJournal) SaveCheckpoint(_ context.Context, schema string, position uint64, r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.onSave != nil {
		if err := j.onSave(); err != nil {
			return err
		}
	}
	j.schema, j.position, j.saved = schema, position, b
	j.saves++
	return nil
}

func (j *memJournal) LoadCheckpoint(_ context.Context, schema string) (uint64, io.ReadCloser, bool, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.schema != schema {
		return 0, nil, false, nil
	}
	return j.position, io.NopCloser(bytes.NewReader(j.saved)), true, nil
}

func (j *memJournal) PutCredential(_ context.Context, key string, value []byte) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.credentials[key] = bytes.Clone(value)
	return nil
}

func (j *memJournal) DeleteCredential(_ context.Context, key string) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.credentials, key)
	return nil
}

func (j *memJournal) Credentials(context.Context) (map[string][]byte, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return maps.Clone(j.credentials), nil
}

// set changes a hook while the hub runs.
func (j *memJournal) set(change func(*memJournal)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	change(j)
}

// kinds returns the kinds of a chat's events, in log order.
func (j *memJournal) kinds(t testing.TB, id chat.ChatID) []chat.Kind {
	t.Helper()
	var ks []chat.Kind
	for _, e := range j.all(t) {
		if e.Chat == id {
			ks = append(ks, e.Body.Kind())
		}
	}
	return ks
}

func (j *memJournal) all(t testing.TB) []chat.Event {
	t.Helper()
	var es []chat.Event
	if err := j.Read(context.Background(), 0, func(_ uint64, raw []byte) error {
		e, err := wire.DecodeEvent(raw, nil)
		es = append(es, e)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return es
}

// scripted is a backend that does what it is told. Its calls are recorded.
type scripted struct {
	ready chan struct{} // closed when sink may be used

	mu       sync.Mutex // guards all below
	sink     driver.Sink
	calls    []string
	takeOver func(context.Context, chat.ChatID, driver.Person) error
	post     func(driver.Line) error
	serving  chat.AgentID
	ended    error // what Run returns at once, if not nil
}

func newScripted() *scripted { return &scripted{ready: make(chan struct{})} }

func (d *scripted) Name() string { return "scripted" }

func (d *scripted) Run(ctx context.Context, sink driver.Sink) error {
	d.mu.Lock()
	d.sink = sink
	err := d.ended
	d.mu.Unlock()
	close(d.ready)
	if err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// set changes what the backend does while it works.
func (d *scripted) set(change func(*scripted)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change(d)
}

func (d *scripted) note(format string, a ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls = append(d.calls, fmt.Sprintf(format, a...))
}

func (d *scripted) called() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.calls)
}

func (d *scripted) TakeOver(ctx context.Context, id chat.ChatID, by driver.Person, claim chat.EventID) error {
	d.note("take over %s by %s as %s", id, by.ID, claim)
	d.mu.Lock()
	f := d.takeOver
	d.mu.Unlock()
	if f != nil {
		return f(ctx, id, by)
	}
	return nil
}

func (d *scripted) Post(_ context.Context, id chat.ChatID, l driver.Line) error {
	d.note("post %s %s: %s", id, l.From, l.Text)
	d.mu.Lock()
	f := d.post
	d.mu.Unlock()
	if f != nil {
		return f(l)
	}
	return nil
}

func (d *scripted) Serving(_ context.Context, id chat.ChatID) (chat.AgentID, error) {
	d.note("serving %s", id)
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.serving, nil
}

// repeatable is one that may be told the same line twice.
type repeatable struct{ *scripted }

func (repeatable) RepeatablePosts() bool { return true }

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
	p, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// newRig starts a hub on j, which may be that of a hub before.
func newRig(t testing.TB, j *memJournal, change ...func(*Config)) *rig {
	t.Helper()
	r := &rig{t: t, journal: j, driver: newScripted(), ended: make(chan error, 1)}
	cfg := Config{Journal: j, Drivers: []driver.Driver{r.driver}, Policy: testPolicy(t), Now: time.Now, Version: "test"}
	for _, f := range change {
		f(&cfg)
	}
	for _, d := range cfg.Drivers { // a test may have brought its own
		switch d := d.(type) {
		case *scripted:
			r.driver = d
		case repeatable:
			r.driver = d.scripted
		case busyDriver:
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
	for line := range strings.Lines(r.get("/metrics")) {
		if v, ok := strings.CutPrefix(line, series+" "); ok {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

func (r *rig) get(path string) string {
	r.t.Helper()
	resp, err := http.Get(r.server.URL + path)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(b)
}

var errDisk = errors.New("the disk is full")
