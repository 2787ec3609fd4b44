package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/sync/wire"
)

// invisibleSeed makes the play; a failure is repeated by the same seed.
const invisibleSeed = 20_261_122

// sightings are everything that somebody who is no observer, no lead at the audit
// stream and no debugger can see of a run, by where they see it.
type sightings map[string][]string

// plan is what a performance is to be.
type plan struct {
	events int  // how many the log is to hold
	steps  int  // if not 0, how many steps the script makes instead
	on     bool // three colleagues observe
	leads  bool // only the lead among them does
	hush   bool // no colleague whispers
	leak   leak
}

// perform plays and returns what was seen, and how many steps that took.
func perform(t *testing.T, p plan) (rec sightings, steps int) {
	t.Helper()
	s := newStage(t, invisibleSeed, p)
	defer s.shut()
	s.play(p.events, p.steps)
	rec = sightings{
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
	s.day(rec, p)
	s.checkAudit(t, rec)
	s.wrote(t)
	s.hasAllKinds(t, p)
	return rec, s.steps
}

// checkAudit holds the audit stream to what the play expects of it.
func (s *stage) checkAudit(t *testing.T, rec sightings) {
	t.Helper()
	s.spin("the audit stream has it all", func() bool { got, _ := s.audits(); return len(got) >= len(s.audited) })
	slices.Sort(s.audited)
	got, ladder := s.audits()
	if !slices.Equal(got, s.audited) {
		t.Errorf("audited %q, want %q", got, s.audited)
	}
	rec["audit of the ladder"] = ladder
	if !s.on {
		return
	}
	if len(s.audited) < 20 {
		t.Errorf("the observers hardly looked: %q", s.audited)
	}
	for _, n := range s.followed {
		s.spin("each lead has followed the audit", func() bool { return n.Load() > 0 })
	}
}

// rare are kinds of events that the play cannot have, or not in a short run.
var rare = []chat.Kind{chat.KindAgentRevoked, chat.KindCustomerDescribed, chat.KindTakeOverReverted, chat.KindTriggerCleared, chat.KindShiftEnded, chat.KindCallPlaced}

// hasAllKinds sees that a long play has had events of every kind.
func (s *stage) hasAllKinds(t *testing.T, p plan) {
	t.Helper()
	if p.events < 10_000 {
		return
	}
	seen := make(map[chat.Kind]int)
	for _, e := range s.journal.all(t) {
		seen[e.Body.Kind()]++
	}
	var never []chat.Kind
	for _, k := range chat.Kinds() {
		if seen[k] == 0 && !slices.Contains(rare, k) {
			never = append(never, k)
		}
	}
	if len(never) > 0 {
		slices.Sort(never)
		t.Errorf("nothing of these kinds has happened: %v", never)
	}
}

// wrote checks that no observer's connection carried a frame that writes to a
// chat which it was observing then (V-INV-02): what it carries beside looks are
// whispers and the visible acts that end an observation, or come after it.
func (s *stage) wrote(t *testing.T) {
	t.Helper()
	for _, o := range s.others {
		for _, f := range o.sent {
			switch f.Wish.(type) {
			case *chat.Observe, *chat.StopObserving, *chat.TakeOver, *chat.Join, *chat.Leave, *chat.Whisper,
				*chat.AcceptOffer, *chat.DeclineOffer, *chat.WithdrawOffer, *chat.AnswerCover:
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

// ofTheDay leads the parts of sightings that tell of the day. They are there where
// nobody observes but leads: what others look at counts for the team (D-10).
const ofTheDay = "the day as "

// day asks for what the desks are told of the day and its coverage.
func (s *stage) day(rec sightings, p plan) {
	s.t.Helper()
	if p.on && !p.leads {
		return
	}
	asha, meera, ben := s.served[0], s.served[1], s.others[len(s.others)-1]
	tell := func(route, token string) string {
		status, body := s.askTickets(http.MethodGet, route, token, "")
		if status != http.StatusOK {
			s.t.Errorf("%s is answered %d", route, status)
		}
		return body
	}
	rec[ofTheDay+"asha has it"] = []string{tell("/day", asha.token), tell("/coverage", asha.token)}
	// A lead is told who looked at the chats of others, and of her own as little as Asha.
	var f coverage.Figures
	if err := json.Unmarshal([]byte(tell("/coverage", meera.token)), &f); err != nil {
		s.t.Error(err)
	}
	own := []string{"her own"}
	for _, g := range f.Eyes.Gaps {
		if s.owner(g.Chat) == meera.agent {
			own = append(own, fmt.Sprintf("%+v", g))
		}
	}
	rec[ofTheDay+"meera has it of her own chats"] = own
	// What a lead has of the day may be published, for everybody to read.
	rec[ofTheDay+"leads publish it"] = []string{tell("/day", meera.token), tell("/day", ben.token)}
	rec[leadsDay] = []string{tell("/coverage", ben.token)}
}

// leadsDay is what a lead who observes is told, and the only part that differs.
const leadsDay = ofTheDay + "the lead who observes has it"

// withoutTheDay leaves those parts out.
func (s sightings) withoutTheDay() sightings {
	rest := maps.Clone(s)
	maps.DeleteFunc(rest, func(part string, _ []string) bool { return strings.HasPrefix(part, ofTheDay) })
	return rest
}

// TestNobodyIsToldThatALeadLooks plays it with the lead alone observing: the day's
// figures and coverage, which count who looks, tell nobody but leads of it.
func TestNobodyIsToldThatALeadLooks(t *testing.T) { // D-03, D-10, A-12
	const events = 4_000
	alone, _ := perform(t, plan{events: events})
	watched, _ := perform(t, plan{events: events, on: true, leads: true})
	found := differs(alone, watched)
	if found[leadsDay] == "" {
		t.Error("what a lead looks at does not count for leads either")
	}
	delete(found, leadsDay)
	for part, what := range found {
		t.Errorf("%s: %s", part, what)
	}
}

// TestInvisibleMeansInvisible plays 10,000 random events without and with
// three observers. Customers, the agents who serve, a lead among them, and
// operators receive the same to the byte; the audit stream has it all.
func TestInvisibleMeansInvisible(t *testing.T) { // V-INV-01 to -04, D-03
	const events = 10_000
	t.Logf("seed %d", invisibleSeed)
	alone, _ := perform(t, plan{events: events})
	watched, _ := perform(t, plan{events: events, on: true})
	for part, what := range differs(alone.withoutTheDay(), watched) {
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
	{name: "an audit write that moves hub time", part: "desk of asha", observed: onLoop(func(c *core) { c.last = c.glance() + 1 })},
	// What the hub once did: an observation was an input like any other.
	{name: "hub time held when the clock is set back", part: "desk of asha", observed: onLoop(func(c *core) { c.instant() })},
	{name: "a place in the batch", part: "log", queued: func(s *stage) { s.hand(func(context.Context, *core) {}) }},
	{name: "a place in the batch, counted", part: "metrics", queued: func(s *stage) { s.hand(func(context.Context, *core) {}) }},
	{name: "a desk that is written to earlier", part: "desk of meera", observed: func(s *stage) { s.served[1].write() }},
	{name: "a heartbeat from another time", part: "desk of asha", observed: func(s *stage) { s.clock.Add(1) }},
	{name: "an audit write that is an event", part: "log", observed: onLoop(func(c *core) {
		c.stage(chat.Event{ID: chat.EventID(fmt.Sprint("leak/", c.seq)), Chat: "c1", Body: &chat.TagAdded{Tag: "watched"}})
	})},
	{name: "an observer who counts as a guest", part: "desk of asha", observed: staging(func(n int) chat.Event {
		return chat.Event{ID: chat.EventID(fmt.Sprint("leak/", n)), Chat: "c1", By: "ben-0", Body: &chat.AgentJoined{Agent: "ben-0"}}
	})},
	{name: "a load that counts what is observed", part: "floor", observed: onLoop(func(c *core) { c.floor.Agent("ben-0").Owns++ })},
	{name: "an offer that runs out sooner", part: "desk of meera", observed: onLoop(func(c *core) {
		for i := range c.dues {
			c.dues[i].at = 0
		}
	})},
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
	alone, _ := perform(t, plan{events: events})
	watched, _ := perform(t, plan{events: events, on: true})
	alone = alone.withoutTheDay()
	if found := differs(alone, watched); len(found) > 0 {
		t.Fatalf("there is a leak already: %v", found)
	}
	for _, lk := range leaks {
		t.Run(lk.name, func(t *testing.T) {
			watched, _ := perform(t, plan{events: events, on: true, leak: lk})
			found := differs(alone, watched)
			if found[lk.part] == "" {
				t.Errorf("%s shows nothing; all that was found: %v", lk.part, found)
			}
		})
	}
}
