package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/practice"
	"floorwalker/sync/log"
)

// stage is one run of the play: a hub whose clock, ids and flush schedule are
// the test's, two agents who serve, one of them a lead, three colleagues who
// may observe, and customers at the practice floor's streams.
type stage struct {
	*rig
	steps int // how many steps the script has made
	rng   *rand.Rand

	clock  atomic.Int64 // Unix milliseconds
	served []*servedDesk
	others []*colleague
	lines  *customers
	sink   driver.Sink
	calls  *callBarrier
	logged *lockedBuffer

	mu      sync.Mutex // guards all below
	ids     int
	desks   map[chat.AgentID]*servedDesk // those whose flush schedule is the test's
	commits []string                     // how the log was written

	// observing: what the play expects of the audit stream.
	on       bool
	leads    bool       // and only the lead among them
	hush     bool       // colleagues do not whisper
	eyes     *rand.Rand // chance of the observers, so that the script's is the same without them
	watching map[string]bool
	audited  []string

	// A lead among the observers and the one who serves follow the audit stream;
	// followed counts the lines that each has read.
	followers []*auditClient
	following sync.WaitGroup
	followed  []*atomic.Int64

	// retired counts the keys of somebody that are not good any more.
	retired map[chat.AgentID]int

	// books are what the desks that serve have written on a shelf.
	books map[chat.AgentID]*writer

	leak leak
	over atomic.Bool // the play is; nothing leaks any more
}

// leak is a way to give observers away. The zero leak gives nothing away.
type leak struct {
	name string
	part string // where it must show
	// observed runs after an observation was audited.
	observed func(*stage)
	// whispered runs after a colleague has whispered.
	whispered func(*stage)
	// queued runs when an observer's wish arrives while the loop is busy.
	queued func(*stage)
}

// leaking is the journal of a hub that gives observers away.
type leaking struct {
	*memJournal
	tell func()
}

func (l leaking) Audit(ctx context.Context, data []byte) error {
	err := l.memJournal.Audit(ctx, data)
	var f referee.AuditFact
	if json.Unmarshal(data, &f) == nil && ofObserving(f.Kind) {
		l.tell()
	}
	return err
}

const playBegins = 1_795_300_000_000

// newStage opens the house. Everybody is signed in whether they observe or not.
func newStage(t *testing.T, seed uint64, p plan) *stage {
	t.Helper()
	s := &stage{
		on: p.on, leads: p.leads, hush: p.hush, leak: p.leak, books: make(map[chat.AgentID]*writer), retired: make(map[chat.AgentID]int), rng: rand.New(rand.NewPCG(seed, 1)), eyes: rand.New(rand.NewPCG(seed, 2)),
		calls: newCallBarrier(), logged: new(lockedBuffer), desks: make(map[chat.AgentID]*servedDesk), watching: make(map[string]bool),
	}
	s.clock.Store(playBegins)
	logger := slog.New(slog.NewJSONHandler(s.logged, &slog.HandlerOptions{
		Level: slog.LevelDebug, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey { // the logger's own clock cannot be injected
				return slog.Attr{}
			}
			return a
		},
	}))
	floor, err := practice.New(practice.Options{Now: time.Now, Logger: logger})
	if err != nil {
		t.Fatal(err)
	}
	backend := tapped{floor, s.calls, make(chan driver.Sink, 1)}
	j := newJournal()
	j.credentials[resumeKey] = []byte("sixteen bytes!!!")
	j.onAppend = s.appended
	j.onSave = func() error { return errDisk } // so that there are log lines to compare
	s.rig = newRig(t, j, func(c *Config) {
		c.Journal = leaking{j, s.tell}
		c.Drivers = append(c.Drivers, backend)
		c.Now = func() time.Time { return time.UnixMilli(s.clock.Load()) }
		c.Logger, c.CheckpointEvery = logger, 250
		c.Edition = playRoster(t)
		c.newID, c.flush, c.untimed = s.newID, s.flushOf, true
	})
	s.sink = <-backend.sink
	// What is due as a hub begins is a batch of its own, whoever asks something first.
	if _, err := s.position(); err != nil {
		t.Fatal(err)
	}
	s.lines = newCustomers(s)
	for i, role := range []chat.Role{chat.RoleBackup, chat.RoleSecondary, chat.RoleLead} {
		s.others = append(s.others, newColleague(s, fmt.Sprint("Ben ", i), role))
	}
	s.served = []*servedDesk{newServedDesk(s, "Asha", chat.RolePrimary), newServedDesk(s, "Meera", chat.RoleLead)}
	for _, d := range s.served {
		s.books[d.agent] = &writer{t: t, by: d.agent, now: func() time.Time { return time.UnixMilli(s.clock.Load()) }}
	}
	if _, err := s.hub.AddAgent(t.Context(), "Tariq", chat.RoleBackup); err != nil { // who is never there
		t.Fatal(err)
	}
	if s.on {
		s.follow()
	}
	return s
}

// shut takes the house down, so that the next run has the machine to itself.
func (s *stage) shut() {
	for _, a := range s.followers {
		a.close()
	}
	s.following.Wait()
	s.lines.close()
	for _, d := range s.served {
		d.close()
	}
	for _, o := range s.others {
		o.close()
	}
	s.journal.set(func(j *memJournal) { j.onSave = nil })
	s.rig.close()
}

func (s *stage) newID(kind string) chat.EventID {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids++
	return chat.EventID(fmt.Sprintf("%s/%d", kind, s.ids))
}

func (s *stage) flushOf(id chat.AgentID) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.desks[id]
	if d == nil {
		return nil
	}
	d.idle.Add(1)
	return d.flush
}

func (s *stage) appended(recs []log.Record) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.commits = append(s.commits, fmt.Sprint("commit of ", len(recs)))
	for _, r := range recs {
		s.commits = append(s.commits, fmt.Sprint(r.Subject, " ", string(r.Data)))
	}
	return nil
}

func (s *stage) tell() {
	if s.leak.observed != nil && !s.over.Load() {
		s.leak.observed(s)
	}
}

// tick moves the hub's clock; it may be set back.
//
// What is due by then is decided before anything else comes: the hub looks at its clock
// once a second of the world's time too, and would else put it into a batch of its own
// now and then.
func (s *stage) tick(d time.Duration) {
	s.t.Helper()
	s.clock.Add(d.Milliseconds())
	s.quiet()
}

// spin waits for what another goroutine is about to do, and lets it: a loop that
// only yields takes a processor from it. The bound ends a test that hangs.
func (s *stage) spin(what string, ok func() bool) {
	s.t.Helper()
	for end := time.Now().Add(2 * time.Minute); !ok(); time.Sleep(50 * time.Microsecond) {
		if time.Now().After(end) {
			s.t.Fatalf("it did not happen: %s", what)
		}
	}
}

// quiet waits until the hub has nothing to do: no backend is being called, and
// the loop has committed all that it was handed. Calls that wait at the barrier are
// let through one by one.
func (s *stage) quiet() {
	s.t.Helper()
	s.spin("the hub comes to rest", func() bool {
		before, err := s.position()
		if err != nil || !s.oneCall() {
			return false
		}
		// A call that ended between has handed its answer in by now.
		after, err := s.position()
		return err == nil && before == after && s.oneCall()
	})
}

// oneCall lets the next call to the backend through, once every chat's has come to the
// barrier, and reports whether there is none any more.
func (s *stage) oneCall() (idle bool) {
	x := s.hub.effects
	x.mu.Lock()
	busy := slices.Sorted(maps.Keys(x.queues))
	x.mu.Unlock()
	s.calls.through(busy)
	return len(busy) == 0
}

// position returns how far the log is, behind all that was handed in before.
func (s *stage) position() (seq uint64, err error) {
	err = s.hub.ask(context.Background(), func(context.Context, *core) {}, func(c *core, _ uint64) { seq = c.seq })
	return seq, err
}

// lockedBuffer is a buffer for many writers.
type lockedBuffer struct {
	mu sync.Mutex // guards b
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
