package outbox

import (
	"context"
	"errors"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
	"floorwalker/sync/driver"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// backend is a driver that says yes and counts what reached the customer.
type backend struct {
	ready chan struct{} // closed when sink may be used
	sink  driver.Sink

	mu    sync.Mutex // guards lines
	lines []chat.MessageID
}

func (d *backend) Name() string { return "backend" }

func (d *backend) Capabilities() chat.Capabilities {
	var all chat.Capabilities
	for _, op := range chat.Operations() {
		all = append(all, chat.Capability{Op: op, Ability: chat.AbilityNative})
	}
	return all
}

func (d *backend) Run(ctx context.Context, sink driver.Sink) error {
	d.sink = sink
	close(d.ready)
	<-ctx.Done()
	return nil
}

func (d *backend) TakeOver(context.Context, chat.ChatID, driver.Person, chat.EventID) error {
	return nil
}

func (d *backend) Post(_ context.Context, _ chat.ChatID, l driver.Line) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, l.Message)
	return nil
}

func (d *backend) Serving(context.Context, chat.ChatID) (chat.AgentID, error) { return "", nil }

func (d *backend) posted(id chat.CommandID) (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.lines {
		if l == chat.MessageID(id) {
			n++
		}
	}
	return n
}

// team is a real hub on a real log, served on a socket, whose clock can be
// moved. It can be stopped and started again on its log.
type team struct {
	t       *testing.T
	dir     string
	ahead   atomic.Int64 // how far the clock is moved
	log     *log.Log
	hub     *hub.Hub
	backend *backend
	server  *httptest.Server
	stop    func()
}

func (m *team) now() time.Time         { return time.Now().Add(time.Duration(m.ahead.Load())) }
func (m *team) instant() chat.Instant  { return chat.InstantOf(m.now()) }
func (m *team) later(by time.Duration) { m.ahead.Add(int64(by)) }

func (m *team) start() {
	m.t.Helper()
	w, err := learned.ParseWeights(assets.TriggerWeights())
	if err != nil {
		m.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if m.log, err = log.Open(ctx, log.Config{Dir: m.dir}); err != nil {
		m.t.Fatal(err)
	}
	m.backend = &backend{ready: make(chan struct{})}
	m.hub, err = hub.Open(ctx, hub.Config{Journal: m.log, Drivers: []driver.Driver{m.backend}, Edition: assets.Edition(), Weights: w, Now: m.now, Version: "test"})
	if err != nil {
		m.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- m.hub.Run(ctx) }()
	m.server = httptest.NewServer(m.hub.Handler())
	<-m.backend.ready
	m.stop = sync.OnceFunc(func() {
		cancel()
		if err := errors.Join(<-ended, m.log.Close()); err != nil {
			m.t.Error(err)
		}
		m.server.CloseClientConnections()
		m.server.Close()
	})
}

// effects counts the facts on the log that carry the command's id.
func (m *team) effects(id chat.CommandID) (n int) {
	m.t.Helper()
	err := m.log.Read(context.Background(), 0, func(_ uint64, data []byte) error {
		e, err := wire.DecodeEvent(data, nil)
		if e.ID == chat.EventID(id) {
			n++
		}
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
	return n
}

func newTeam(t *testing.T) (m *team, token string) {
	t.Helper()
	m = &team{t: t, dir: filepath.Join(t.TempDir(), "log")}
	m.start()
	t.Cleanup(func() { m.stop() })
	token, err := m.hub.AddAgent(context.Background(), "Asha", chat.RolePrimary)
	if err != nil {
		t.Fatal(err)
	}
	open := chat.Event{ID: "open", Chat: "c", Body: &chat.ChatOpened{Bot: true, Driver: "backend"}}
	if _, err := m.backend.sink.Deliver(context.Background(), open); err != nil {
		t.Fatal(err)
	}
	return m, token
}

func (m *team) desk(token string, disk Store, tap *wireTap) *station {
	m.t.Helper()
	s := openStation(m.t, stationConfig{
		url: m.server.URL + "/v1/stream", token: token, disk: disk, dial: tap.Dial, now: m.instant,
	})
	until(m.t, "the desk is live", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.box.live
	})
	return s
}

func post(id chat.CommandID) chat.Command {
	return chat.Command{ID: id, Chat: "c", Body: &chat.PostMessage{Text: "One moment please."}}
}

// owner is a desk that serves the chat; the takeover goes through the outbox.
func (m *team) owner(token string, disk Store, tap *wireTap) *station {
	m.t.Helper()
	s := m.desk(token, disk, tap)
	s.add(chat.Command{ID: "take", Chat: "c", Body: &chat.TakeOver{}})
	s.becomes("take", Done)
	until(m.t, "the chat is Asha's", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.floor.Chat("c").Owner == "asha"
	})
	return s
}

// windowOfLog is how long sync/log lets JetStream look for duplicates.
const windowOfLog = 100 * time.Millisecond

// The same id twice has one effect: with the acknowledgement dropped, two
// minutes and a second later, and 72 hours and a restart of the hub later.
// Nothing rests on JetStream's window for duplicates, which has passed.
func TestSameIDTwiceThroughARealHub(t *testing.T) { // A-65, E-ACT-07
	m, token := newTeam(t)
	disk, tap := newDisk(), &wireTap{}
	s := m.owner(token, disk, tap)

	// The result frame is dropped, and with it the events.
	tap.losing(`"k":"result"`, `"k":"events"`)
	if e := s.add(post("p")); e.State != Sent {
		t.Fatalf("%+v", e)
	}
	until(t, "the line is posted", func() bool { return m.backend.posted("p") == 1 })
	until(t, "the answer is lost", func() bool { return tap.lost.Load() > 0 })
	tap.cut()
	tap.losing()
	s.becomes("p", Done) // the fold says so; nothing is sent twice
	if sent := s.sent(); !slices.Equal(sent, []chat.CommandID{"take", "p"}) {
		t.Errorf("sent %q", sent)
	}

	// Somebody insists: the very same frame once more, and again.
	again := func(s *station, after time.Duration) {
		t.Helper()
		m.later(after)
		if err := s.feed.Send(post("p")); err != nil {
			t.Fatal(err)
		}
		mark := chat.CommandID("mark" + after.String())
		s.add(note(mark, "c")) // answered after it
		s.becomes(mark, Done)
		if n, posted := m.effects("p"), m.backend.posted("p"); n != 1 || posted > 1 {
			t.Errorf("after %v: %d effects, %d lines at the customer", after, n, posted)
		}
	}
	again(s, 0)
	time.Sleep(3 * windowOfLog) // in earnest: no clock that a test holds moves JetStream's
	again(s, 2*time.Minute+time.Second)
	s.stop()
	m.stop()
	m.start()
	s = m.desk(token, disk, tap)
	again(s, 72*time.Hour)
	if m.backend.posted("p") != 0 {
		t.Error("the hub that came later posted the line again")
	}
}

// Only the result frame is dropped: the event ends the command.
func TestAcknowledgementDropped(t *testing.T) {
	m, token := newTeam(t)
	tap := &wireTap{}
	s := m.desk(token, newDisk(), tap)
	tap.losing(`"k":"result"`)
	s.add(note("n", "c"))
	s.becomes("n", Done)
	until(t, "the answer is lost", func() bool { return tap.lost.Load() == 1 })
	if n := m.effects("n"); n != 1 {
		t.Errorf("%d effects", n)
	}
}

// A desk sends, loses the answer and dies; three days later its next life
// finds out from the fold. What never left the desk is held, and confirmed.
func TestThreeDaysOffline(t *testing.T) {
	m, token := newTeam(t)
	store, err := openStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	tap := &wireTap{}
	s := m.owner(token, store, tap)
	tap.losing(`"k":`) // everything
	s.add(post("p"))
	until(t, "the line is posted", func() bool { return m.backend.posted("p") == 1 })
	s.mu.Lock()
	s.box.Broken()
	s.mu.Unlock()
	if e := s.add(post("late")); e.State != Queued {
		t.Fatalf("%+v", e)
	}
	s.stop()
	m.later(72 * time.Hour)
	m.stop()
	m.start()
	tap.losing()
	s = m.desk(token, store, tap)
	s.becomes("p", Done)
	if st, why := s.state("late"); st != Held || why != HeldOld || len(s.sent()) != 0 {
		t.Fatalf("late is %v %s, sent %q", st, why, s.sent())
	}
	s.confirm("late")
	s.becomes("late", Done)
	if p, late := m.effects("p"), m.effects("late"); p != 1 || late != 1 {
		t.Errorf("p had %d effects, late %d", p, late)
	}
}
