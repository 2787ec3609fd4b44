package hub

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/sync/lookup"
	"floorwalker/sync/wire"
)

// library is real knowledge in a folder that the test writes.
type library struct {
	*lookup.Service
	ticks chan time.Time
	loads chan lookup.Report

	mu    sync.Mutex // guards all below
	files fstest.MapFS
	hub   *Hub
	state wire.KnowledgeState
}

// newLibrary loads articles, by name, and has hubs told of it.
func newLibrary(t testing.TB, articles map[string]string) *library {
	t.Helper()
	w, err := knowledge.ParseWeights(assets.KnowledgeWeights())
	if err != nil {
		t.Fatal(err)
	}
	l := &library{
		ticks: make(chan time.Time), loads: make(chan lookup.Report, 8), files: make(fstest.MapFS),
		state: wire.KnowledgeState{State: wire.KnowledgeLoading},
	}
	for name, text := range articles {
		l.files[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(1, 0)}
	}
	l.Service = lookup.New(lookup.Config{
		Judge: knowledge.NewJudge(w), Folder: l.files, Ticks: l.ticks, Workers: 2, Waiting: 64, Loaded: l.loaded,
	})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- l.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	if r := <-l.loads; r.Err != nil || len(r.Problems) > 0 {
		t.Fatalf("%+v", r)
	}
	return l
}

func (l *library) loaded(r lookup.Report) {
	l.mu.Lock()
	l.state = wire.KnowledgeState{State: wire.KnowledgeLoaded, Version: r.Version, Articles: r.Articles}
	h := l.hub
	l.mu.Unlock()
	if h != nil {
		h.KnowledgeLoaded()
	}
	l.loads <- r
}

func (l *library) State() wire.KnowledgeState {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state
}

func (l *library) tells(h *Hub) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.hub = h
}

// write changes an article and waits until it is in force. Nobody reads the
// folder but at a tick.
func (l *library) write(name, text string, second int64) {
	l.files[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(second, 0)}
	l.ticks <- time.Time{}
	<-l.loads
}

// shop is what the bot may say in these tests.
func shop() map[string]string {
	return map[string]string{
		"plans.md":      "# Plans\n\nThe Basic plan costs ₹199 a month. The Team plan costs ₹499 a month.\n",
		"recordings.md": "# Call recordings\n\nRecordings are kept for 90 days on every plan.\n",
		"contact.md":    "# Reach us\n\nWrite to help@example.com, from 9 am to 6 pm.\n",
	}
}

// spokenLine is a line of a dialogue below; a bot's line has a confidence.
type spokenLine struct {
	from       chat.Speaker
	text       string
	confidence int // in ten-thousandths, 0 for none
}

func c(text string) spokenLine { return spokenLine{from: chat.SpeakerCustomer, text: text} }
func b(text string) spokenLine {
	return spokenLine{from: chat.SpeakerBot, text: text, confidence: 9_000}
}

// dialogues has for each rule what must raise it. The last line of stuck is
// followed by three minutes in which nobody says anything.
func dialogues() map[chat.RuleID][]spokenLine {
	return map[chat.RuleID][]spokenLine{
		policy.RuleFrustration: {
			c("my outgoing calls fail since this morning"), b("Please restart the application."),
			c("This is useless, I am losing customers every minute!!!"),
		},
		policy.RuleHumanRequest: {c("hello"), b("Hello, how can I help?"), c("I want to talk to a human, please")},
		policy.RuleBotWrong: {
			c("how can I bring my number from my old operator?"), b("To add a user, open Team and press Add user."),
			c("that is not what I asked, this is wrong"),
		},
		policy.RuleHallucination: {c("what does the Basic plan cost?"), b("The Basic plan costs ₹349 a month.")},
		policy.RuleTechnical:     {c("my internet is not working since morning"), b("Please restart the router."), c("I did and it is still not working")},
		policy.RuleBilling:       {c("I was charged twice on my bill and want a refund"), b("A receipt comes by e-mail.")},
		policy.RuleStuck: {
			c("my router shows a red light"), b("Please restart the router."), c("the light of the router is still red"),
		},
		policy.RuleBotRepeat: {
			c("calls are forwarded although I turned that off"), b("Open Settings, then Numbers, and press Call forwarding."),
			c("it says off there"), b("Open Settings, then Numbers, and press Call forwarding."),
		},
		policy.RuleCustomerRepeat: {
			c("how do I move an extension from one colleague to another?"), b("Open Team."),
			c("how can I move an extension to another colleague?"), b("Open Settings."),
			c("how do I move the extension from one colleague to another colleague?"),
		},
		policy.RuleLowConfidence: {c("do your phones work with hearing aids?"), {chat.SpeakerBot, "Most headsets work.", 4_100}},
	}
}

// house is a hub whose clock is the test's, with the real engine and real
// knowledge.
type house struct {
	*rig
	library *library
	ahead   atomic.Int64 // of the clock
}

func newHouse(t *testing.T) *house {
	t.Helper()
	x := &house{library: newLibrary(t, shop())}
	x.rig = newRig(t, newJournal(), x.config)
	x.library.tells(x.hub)
	return x
}

// config is the shipped policy with real knowledge.
func (x *house) config(c *Config) {
	c.Knowledge = x.library
	c.Now = func() time.Time { return time.Now().Add(time.Duration(x.ahead.Load())) }
}

// reopen ends the hub and starts the next one.
func (x *house) reopen() {
	x.t.Helper()
	x.rig = x.restart(x.config)
	x.library.tells(x.hub)
}

func (x *house) say(id chat.ChatID, n int, l spokenLine) {
	x.t.Helper()
	e := said(id, fmt.Sprint("m", n), l.text, l.from)
	if l.confidence > 0 {
		e.Body.(*chat.MessagePosted).Confidence = chat.ScoreOf(l.confidence)
	}
	x.deliver(e)
	x.ahead.Add(int64(time.Second))
}

// raised returns the rules that were raised on a chat, each with how often the
// same fact is on the log.
func (x *house) raised(id chat.ChatID) map[chat.RuleID]int {
	x.t.Helper()
	rules, ids := make(map[chat.RuleID]int), make(map[chat.EventID]bool)
	for _, e := range x.journal.all(x.t) {
		b, ok := e.Body.(*chat.TriggerRaised)
		if !ok || e.Chat != id {
			continue
		}
		if ids[e.ID] {
			x.t.Errorf("%s: %s is on the log twice", id, e.ID)
		}
		ids[e.ID] = true
		rules[b.Trigger.Rule]++
		if len(b.Trigger.Evidence) == 0 {
			x.t.Errorf("%s was raised without evidence", b.Trigger.Rule)
		}
	}
	return rules
}

// TestTenRules has each of the ten rules reach the log, from lines and from
// time, and sees that a hub which starts in the middle of all of them repeats
// nothing.
func TestTenRules(t *testing.T) { // G-TRIG-01 to -10
	for _, restarts := range []bool{false, true} {
		t.Run(fmt.Sprintf("restarts %t", restarts), func(t *testing.T) {
			x := newHouse(t)
			all, longest := dialogues(), 0
			for rule, lines := range all {
				x.open(chat.ChatID(rule))
				longest = max(longest, len(lines))
			}
			for n := range longest {
				for _, rule := range slices.Sorted(maps.Keys(all)) {
					if n < len(all[rule]) {
						x.say(chat.ChatID(rule), n, all[rule][n])
					}
				}
				if restarts {
					x.reopen()
				}
			}
			x.wait(func() bool { return x.raised(chat.ChatID(policy.RuleHallucination))[policy.RuleHallucination] > 0 })
			if got := x.raised(chat.ChatID(policy.RuleStuck)); got[policy.RuleStuck] != 0 {
				t.Error("stuck before its time")
			}
			x.ahead.Add(int64(3 * time.Minute))
			x.wait(func() bool { return x.raised(chat.ChatID(policy.RuleStuck))[policy.RuleStuck] > 0 })
			for _, rule := range policy.RuleIDs() {
				if got := x.raised(chat.ChatID(rule)); got[rule] == 0 {
					t.Errorf("%s was not raised by its dialogue, but %v", rule, got)
				}
			}
			if restarts {
				before := x.journal.Last()
				x.reopen()
				x.desk(x.agent("Asha", chat.RoleLead)) // some events of its own
				for _, rule := range policy.RuleIDs() {
					x.raised(chat.ChatID(rule))
				}
				for _, e := range x.journal.all(t)[before:] {
					if e.Body.Kind() == chat.KindTriggerRaised {
						t.Errorf("the successor says again: %+v", e.Body)
					}
				}
			}
		})
	}
}

// TestReloadRevises loads an article that contradicts what the bot has said
// already, and then one that holds it.
func TestReloadRevises(t *testing.T) { // G-TRIG-04
	x := newHouse(t)
	x.open("c")
	held := func() (held chat.Trigger) {
		if err := x.hub.inspect(t.Context(), func(c *core) { held, _ = c.floor.Chat("c").Trigger(policy.RuleHallucination) }); err != nil {
			t.Error(err)
		}
		return held
	}
	first := x.library.State().Version
	x.say("c", 1, c("what does the Basic plan cost?"))
	x.say("c", 2, b("The Basic plan costs ₹199 a month."))
	x.wait(func() bool { w := x.whyOf("c"); return w.Verdict.Score != nil })
	if got := held(); got.Rule != "" {
		t.Fatalf("%+v", got)
	}
	x.library.write("plans.md", "# Plans\n\nThe Basic plan costs ₹249 a month. The Team plan costs ₹499 a month.\n", 2)
	x.wait(func() bool { return held().Rule != "" })
	if got := held(); got.Knowledge == first || got.Knowledge != x.library.State().Version || got.Evidence[0].Message != "m2" {
		t.Errorf("%+v", got)
	}
	x.library.write("plans.md", shop()["plans.md"], 3)
	x.wait(func() bool { return held().Rule == "" })
	if got := x.raised("c")[policy.RuleHallucination]; got != 1 {
		t.Errorf("raised %d times", got)
	}
}
