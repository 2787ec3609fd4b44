package hub

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// invisibleSeed makes the play; a failure is repeated by the same seed.
const invisibleSeed = 20_261_122

// sightings are everything that somebody who is no observer, no lead at the audit
// stream and no debugger can see of a run, by where they see it.
type sightings map[string][]string

// perform plays to that many events and returns what was seen.
func perform(t *testing.T, events int, on bool, lk leak) sightings {
	t.Helper()
	s := newStage(t, invisibleSeed, on, lk)
	defer s.shut()
	s.play(events)
	rec := sightings{
		"answers to posts": s.lines.answers,
		"metrics":          strings.SplitAfter(s.get("/metrics"), "\n"),
		"health":           {s.get("/healthz")},
		"floor":            {s.hash()},
	}
	for i := range playChats {
		rec[fmt.Sprint("customer ", i)] = s.lines.received(i)
	}
	for _, d := range s.served {
		rec["desk of "+string(d.agent)] = d.received()
		rec["new desk of "+string(d.agent)] = s.signIn(d, "")
		rec["resumed desk of "+string(d.agent)] = s.signIn(d, resumeOf(t, d.received()))
	}
	rec["log lines"] = strings.SplitAfter(s.logged.String(), "\n")
	s.mu.Lock()
	rec["log"] = slices.Clone(s.commits)
	s.mu.Unlock()
	s.spin("the audit stream has it all", func() bool { return len(s.audits()) >= len(s.audited) })
	slices.Sort(s.audited)
	if got := s.audits(); !slices.Equal(got, s.audited) {
		t.Errorf("audited %q, want %q", got, s.audited)
	}
	if on && len(s.audited) < 20 {
		t.Errorf("the observers hardly looked: %q", s.audited)
	}
	s.wrote(t)
	return rec
}

// wrote checks that no observer's connection carried a frame that writes to a
// chat which it was observing then (V-INV-02): what it carries beside looks is
// the one visible act that ends an observation.
func (s *stage) wrote(t *testing.T) {
	t.Helper()
	for _, o := range s.others {
		for _, f := range o.sent {
			switch f.Wish.(type) {
			case *chat.Observe, *chat.StopObserving, *chat.TakeOver:
			default:
				t.Errorf("%s sent %s", o.agent, f.Wanted)
			}
		}
	}
}

// signIn returns the payloads of another desk of the same agent, up to live.
func (s *stage) signIn(d *servedDesk, resume string) (payloads []string) {
	s.t.Helper()
	s.mu.Lock()
	delete(s.desks, d.agent) // this desk is written to at once
	s.mu.Unlock()
	c := s.socket()
	defer c.close()
	c.hello(d.token, resume)
	for {
		_, data, err := c.conn.ReadMessage()
		if err != nil {
			s.t.Fatal(err)
		}
		payloads = append(payloads, string(data))
		if f, err := wire.DecodeFrame(data, nil); err != nil || f.Kind == wire.FrameLive {
			return payloads
		}
	}
}

// resumeOf returns a resume token from the middle of what a desk received.
func resumeOf(t *testing.T, payloads []string) string {
	t.Helper()
	for _, p := range payloads[len(payloads)/2:] {
		if f, err := wire.DecodeFrame([]byte(p), nil); err == nil && f.Resume != "" {
			return f.Resume
		}
	}
	t.Fatal("no resume token")
	return ""
}

// differs is the comparison: it returns where two records differ, each with
// the first payload that is not the same to the byte.
func differs(a, b sightings) map[string]string {
	found := make(map[string]string)
	for part := range a {
		x, y := a[part], b[part]
		for i := range max(len(x), len(y)) {
			switch {
			case i >= len(x):
				found[part] = fmt.Sprintf("payload %d is too many: %.400s", i, y[i])
			case i >= len(y):
				found[part] = fmt.Sprintf("payload %d is missing: %.400s", i, x[i])
			case x[i] != y[i]:
				found[part] = fmt.Sprintf("payload %d of %d:\n\t%.400s\n\t%.400s", i, len(x), x[i], y[i])
			default:
				continue
			}
			break
		}
	}
	return found
}

// TestInvisibleMeansInvisible plays 10,000 random events without and with
// three observers. Customers, the agents who serve, a lead among them, and
// operators receive the same to the byte; the audit stream has it all.
func TestInvisibleMeansInvisible(t *testing.T) { // V-INV-01 to -04, D-03
	const events = 10_000
	t.Logf("seed %d", invisibleSeed)
	alone := perform(t, events, false, leak{})
	watched := perform(t, events, true, leak{})
	for part, what := range differs(alone, watched) {
		t.Errorf("%s: %s", part, what)
	}
	for part, payloads := range alone {
		if len(payloads) == 0 || payloads[0] == "" {
			t.Errorf("%s: nothing was compared", part)
		}
	}
	t.Logf("%d records of the log, %d payloads at the desk of a lead who serves", len(alone["log"]), len(alone["desk of meera"]))
}

// leaks are what TestALeakIsFound puts back, one at a time.
var leaks = []leak{
	{name: "a note in the chat", part: "desk of asha", observed: staging(func(n int) chat.Event {
		return chat.Event{ID: chat.EventID(fmt.Sprint("leak/", n)), Chat: "c1", Body: &chat.NotePosted{Name: "Hub", Text: "watched"}}
	})},
	{name: "a line for the customer", part: "customer 1", observed: staging(func(n int) chat.Event {
		return said("c1", fmt.Sprint("leak/", n), "somebody is looking", chat.SpeakerSystem)
	})},
	{name: "presence at the serving desk", part: "desk of meera", observed: staging(func(n int) chat.Event {
		return chat.Event{ID: chat.EventID(fmt.Sprint("leak/", n)), Body: &chat.PresenceChanged{Agent: "ben-0", Presence: chat.PresenceOnline}}
	})},
	{name: "a frame to the serving desk alone", part: "desk of asha", observed: func(s *stage) {
		s.served[0].at.send(&wire.Frame{Kind: wire.FrameBehind, Words: "somebody observes"})
	}},
	{name: "a count of observers", part: "metrics", observed: func(s *stage) {
		s.hub.metrics.commands.WithLabelValues("observed").Inc()
	}},
	{name: "a count of what is done", part: "metrics", observed: func(s *stage) {
		s.hub.metrics.decided(&chat.TakeOver{}, nil)
	}},
	{name: "a log line", part: "log lines", observed: func(s *stage) { s.hub.cfg.Logger.Debug("somebody observes") }},
	{name: "a later hub time", part: "desk of asha", observed: onLoop(func(c *core) { c.last = c.glance() + 1 })},
	// What the hub once did: an observation was an input like any other.
	{name: "hub time held when the clock is set back", part: "desk of asha", observed: onLoop(func(c *core) { c.instant() })},
	{name: "a place in the batch", part: "log", queued: func(s *stage) { s.hand(func(context.Context, *core) {}) }},
	{name: "a place in the batch, counted", part: "metrics", queued: func(s *stage) { s.hand(func(context.Context, *core) {}) }},
	{name: "a desk that is written to earlier", part: "desk of meera", observed: func(s *stage) { s.served[1].write() }},
	{name: "a heartbeat from another time", part: "desk of asha", observed: func(s *stage) { s.clock.Add(1) }},
	{name: "an id drawn", part: "new desk of asha", observed: func(s *stage) { s.hub.cfg.newID("look") }},
}

// onLoop is a leak that touches what the loop owns.
func onLoop(do func(*core)) func(*stage) {
	return func(s *stage) {
		_ = s.hub.ask(context.Background(), func(_ context.Context, c *core) { do(c) }, nil) // fails only at the end of a run
	}
}

// staging is a leak that makes an event of an observation.
func staging(event func(n int) chat.Event) func(*stage) {
	return onLoop(func(c *core) { c.stage(event(int(c.seq))) })
}

// TestALeakIsFound puts one leak after the other back into the hub and demands
// of the very comparison of TestInvisibleMeansInvisible that it finds each.
func TestALeakIsFound(t *testing.T) { // D-03
	const events = 900
	t.Logf("seed %d", invisibleSeed)
	alone := perform(t, events, false, leak{})
	if found := differs(alone, perform(t, events, true, leak{})); len(found) > 0 {
		t.Fatalf("there is a leak already: %v", found)
	}
	for _, lk := range leaks {
		t.Run(lk.name, func(t *testing.T) {
			found := differs(alone, perform(t, events, true, lk))
			if found[lk.part] == "" {
				t.Errorf("%s shows nothing; all that was found: %v", lk.part, found)
			}
		})
	}
}
