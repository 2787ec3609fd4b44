package hub

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
	"floorwalker/sync/wire"
)

// moved is a machine whose wall clock anybody moves, with a hub's core on it.
type moved struct {
	t       testing.TB
	rng     *rand.Rand
	j       *memJournal
	weights *learned.Weights
	edition *policy.Edition
	core    *core
	wall    time.Time
	mono    time.Duration
	began   chat.Instant
	n       int
}

func newMoved(t testing.TB, seed uint64, w *learned.Weights) *moved {
	m := &moved{
		t: t, rng: rand.New(rand.NewPCG(seed, 9)), j: newJournal(), weights: w, edition: assets.Edition(),
		wall: time.UnixMilli(1_795_307_528_000), mono: time.Hour,
	}
	m.began = chat.InstantOf(m.wall)
	m.start()
	return m
}

// start is a first hub, or another one in the same run of the machine.
func (m *moved) start() {
	m.t.Helper()
	cfg := Config{
		Journal: m.j, Edition: m.edition, Weights: m.weights, Boot: "one run", Now: time.Now,
		Local: func() (time.Time, time.Duration) { return m.wall, m.mono },
	}.withDefaults()
	m.core = newCore(&cfg)
	creds, err := m.j.Credentials(context.Background())
	if err != nil {
		m.t.Fatal(err)
	}
	m.core.resumeClock(cfg.Boot, creds)
	if err := m.core.load(context.Background(), nil, false); err != nil {
		m.t.Fatal(err)
	}
	if err := m.core.markClock(context.Background(), cfg.Boot); err != nil {
		m.t.Fatal(err)
	}
}

// truth is hub time as it has to be.
func (m *moved) truth() chat.Instant { return m.began.Add(m.mono - time.Hour) }

// decide does what the loop does with one input.
func (m *moved) decide(do func(*core)) {
	m.t.Helper()
	for m.core.tick() {
		m.commit()
	}
	do(m.core)
	m.commit()
	m.core.at = 0
}

func (m *moved) commit() {
	m.t.Helper()
	if _, err := m.core.commit(context.Background()); err != nil {
		m.t.Fatal(err)
	}
}

func (m *moved) fact(e chat.Event) {
	m.t.Helper()
	m.n++
	e.ID, e.Chat = chat.EventID(fmt.Sprint("e", m.n)), "c"
	m.decide(func(c *core) {
		if b, ok := e.Body.(*chat.MessagePosted); ok {
			b.Message = chat.MessageID(e.ID)
		}
		_, _ = c.fact(context.Background(), e) // a late line of the bot is refused
	})
}

// something happens on the chat, or nothing.
func (m *moved) something() {
	m.t.Helper()
	switch ct := m.core.floor.Chat("c"); m.rng.IntN(6) {
	case 0:
		m.fact(chat.Event{Body: &chat.MessagePosted{From: chat.SpeakerCustomer, Text: "my phone has no line"}})
	case 1:
		m.fact(chat.Event{Body: &chat.MessagePosted{From: chat.SpeakerBot, Text: "please wait"}})
	case 2:
		if ct.Stage == chat.StageQueued {
			m.fact(chat.Event{By: "asha", Body: &chat.ChatAccepted{Agent: "asha"}})
		}
	case 3:
		if ct.Owner == "asha" {
			m.fact(chat.Event{By: "asha", Body: &chat.MessagePosted{From: chat.SpeakerAgent, Text: "Is it working now?"}})
		}
	case 4:
		m.decide(func(*core) {})
	default: // the hub sleeps on
	}
}

// TestClocksFireAtTheirTime plays a chat 10,000 times while somebody moves the
// wall clock by up to ten minutes and hubs are started again: what time brings
// about is stamped with the instant at which it was due, to the millisecond of
// what has really passed, and nothing is brought about before that (A-64, D-02).
func TestClocksFireAtTheirTime(t *testing.T) {
	runs := uint64(10_000)
	if raceDetector {
		runs = 500
	}
	w, breaches := testWeights(t), 0
	for seed := range runs {
		m := newMoved(t, seed, w)
		m.fact(chat.Event{Body: &chat.ChatOpened{Bot: m.rng.IntN(2) == 0, Driver: "scripted"}})
		for range 5 + m.rng.IntN(10) {
			switch m.rng.IntN(5) {
			case 0:
				off := m.wall.Sub(m.truth().Time())
				m.wall = m.wall.Add(time.Duration(m.rng.IntN(1201)-600)*time.Second - off)
			case 1:
				m.start()
			default:
				d := time.Duration(m.rng.IntN(70_000)) * time.Millisecond
				m.wall, m.mono = m.wall.Add(d), m.mono+d
				m.something()
			}
			if at := m.core.glance(); at != m.truth() {
				t.Fatalf("seed %d: hub time is off by %s", seed, at.Sub(m.truth()))
			}
		}
		m.decide(func(*core) {})
		breaches += m.inTime(seed)
	}
	if breaches < int(runs) {
		t.Errorf("only %d clocks have run out in %d runs", breaches, runs)
	}
}

// inTime looks through the log, and returns how many clocks have run out.
func (m *moved) inTime(seed uint64) (breaches int) {
	m.t.Helper()
	floor, last := chat.NewFloor(), chat.Instant(0)
	for _, e := range m.j.all(m.t) {
		if e.At < last || e.At > m.truth() {
			m.t.Fatalf("seed %d: %s is stamped %d, after %d, now %d", seed, e.Body.Kind(), e.At, last, m.truth())
		}
		last = e.At
		if b, ok := e.Body.(*chat.ObligationBreached); ok {
			breaches++
			o, _ := floor.Chat("c").Owed(b.Obligation)
			if e.At != o.Due {
				m.t.Fatalf("seed %d: %s was due at %d, and ran out at %d, %s later", seed, o.Kind, o.Due, e.At, e.At.Sub(o.Due))
			}
		}
		floor.Apply(&e)
	}
	// What is due by now has run out.
	for _, o := range floor.Chat("c").Obligations {
		if o.Due <= m.truth() && o.Breached.IsZero() && o.Paused.IsZero() {
			m.t.Fatalf("seed %d: %s was due %s ago and has not run out", seed, o.Kind, m.truth().Sub(o.Due))
		}
	}
	return breaches
}

// TestAMovedWallClockIsSaidOnce, and changes nothing for a desk.
func TestAMovedWallClockIsSaidOnce(t *testing.T) {
	var said bytes.Buffer
	wall, mono := time.UnixMilli(1_795_307_528_000), time.Hour
	r := newRig(t, newJournal(), func(c *Config) {
		c.Logger = slog.New(slog.NewTextHandler(&said, nil))
		c.Local = func() (time.Time, time.Duration) { return wall, mono }
		c.untimed = true
	})
	before := r.hub.now()
	wall = wall.Add(-10 * time.Minute)
	if now := r.hub.now(); now != before {
		t.Errorf("hub time went %s", now.Sub(before))
	}
	if got := r.get("/healthz"); !strings.Contains(got, `"time":"certain"`) {
		t.Error(got)
	}
	for series, want := range map[string]string{
		"floorwalker_wall_clock_moves_total": "1", "floorwalker_wall_clock_ahead_seconds": "-600", "floorwalker_time_uncertain": "0",
	} {
		if got := r.metric(series); got != want {
			t.Errorf("%s is %q", series, got)
		}
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if got := said.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, "by=-10m0s") {
		t.Errorf("the log says %q", got)
	}
}

// TestAHubBehindItsLogSaysSo starts a hub whose wall clock is behind the newest
// event: time goes on from there, and what cannot be undone waits.
func TestAHubBehindItsLogSaysSo(t *testing.T) {
	j := newJournal()
	wall, mono := time.UnixMilli(1_795_307_528_000), time.Hour
	local := func(c *Config) {
		c.Local = func() (time.Time, time.Duration) { return wall, mono }
		c.untimed = true
	}
	r := newRig(t, j, local)
	r.open("c")
	newest := j.all(t)[0].At
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	wall, mono = wall.Add(-10*time.Minute), 0 // another run of the machine
	r = newRig(t, j, local)
	if now := r.hub.now(); now != newest {
		t.Errorf("hub time is %s from the newest event", now.Sub(newest))
	}
	if got := r.get("/healthz"); !strings.Contains(got, "uncertain: the wall clock is 10m0s behind") {
		t.Error(got)
	}
	desk := r.socket()
	desk.hello(r.agent("Asha", chat.RolePrimary), "")
	if f := desk.until(wire.FrameWelcome); !f.Unsure {
		t.Error("the desk is told a time as if it were certain")
	}
	desk.live()
	desk.send(`{"k":"ping","t":1}`)
	if f := desk.until(wire.FramePong); !f.Unsure || f.Now < newest {
		t.Errorf("a heartbeat says %+v", f)
	}
	if got := r.metric("floorwalker_time_uncertain"); got != "1" {
		t.Errorf("the metric says %q", got)
	}
}
