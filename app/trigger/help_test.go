package trigger_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
)

func shipped(t testing.TB) policy.Policy {
	t.Helper()
	p, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// weightsOf are read once: every engine has the same.
var weightsOf = sync.OnceValues(func() (*learned.Weights, error) { return learned.ParseWeights(assets.TriggerWeights()) })

func weights(t testing.TB) *learned.Weights {
	t.Helper()
	w, err := weightsOf()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// desk plays the hub: it folds what is said and what follows from it.
type desk struct {
	t      testing.TB
	policy policy.Policy
	floor  *chat.Floor
	engine *trigger.Engine
	said   int
	clock  chat.Instant
	step   time.Duration // between one event and the next
	facts  []chat.Event
}

func newDesk(t testing.TB, change ...func(*policy.Policy)) *desk {
	t.Helper()
	d := &desk{t: t, policy: shipped(t), floor: chat.NewFloor(), clock: 1_000, step: time.Second}
	for _, f := range change {
		f(&d.policy)
	}
	d.restart()
	d.apply(&chat.ChatOpened{Bot: true})
	return d
}

func (d *desk) restart() { d.engine = trigger.New(d.policy, weights(d.t)) }

func (d *desk) chat() *chat.Chat { return d.floor.Chat("c") }

func (d *desk) apply(b chat.Body) {
	d.t.Helper()
	d.said++
	d.clock = d.clock.Add(d.step)
	e := &chat.Event{ID: chat.EventID(fmt.Sprint("e", d.said)), At: d.clock, Chat: "c", By: "asha", Body: b}
	if !d.floor.Apply(e).Applied {
		d.t.Fatalf("%s was not applied", b.Kind())
	}
}

// say posts a line and returns what the engine concludes from it.
func (d *desk) say(from chat.Speaker, text string, confidence chat.Score) []chat.Event {
	d.t.Helper()
	d.post(from, text, confidence)
	c := d.chat()
	facts := d.engine.Message(c, c.Messages[len(c.Messages)-1])
	d.fold(facts)
	return facts
}

func (d *desk) post(from chat.Speaker, text string, confidence chat.Score) {
	d.t.Helper()
	d.apply(&chat.MessagePosted{
		Message: chat.MessageID(fmt.Sprint("m", d.said)), From: from, Text: text, Confidence: confidence,
	})
}

func (d *desk) fold(facts []chat.Event) {
	d.t.Helper()
	for i := range facts {
		facts[i].At = d.clock
		if facts[i].ID == "" || facts[i].Chat != "c" {
			d.t.Fatalf("fact without id or chat: %+v", facts[i])
		}
		if !d.floor.Apply(&facts[i]).Applied {
			d.t.Fatalf("%s is a fact twice", facts[i].ID)
		}
	}
	d.facts = append(d.facts, facts...)
}

// tick lets time pass and plays the hub's timer.
func (d *desk) tick(by time.Duration) []chat.Event {
	d.clock = d.clock.Add(by)
	facts := d.engine.Tick(d.chat(), d.clock)
	d.fold(facts)
	return facts
}

func (d *desk) customer(text string) []chat.Event { return d.say(chat.SpeakerCustomer, text, 0) }

// bot says something of which it is sure.
func (d *desk) bot(text string) []chat.Event {
	return d.say(chat.SpeakerBot, text, chat.ScoreOf(9_000))
}

// talk says lines that begin with "B: " or "C: " and returns what follows from
// the last.
func (d *desk) talk(lines ...string) (facts []chat.Event) {
	for _, l := range lines {
		if l[0] == 'B' {
			facts = d.bot(l[3:])
		} else {
			facts = d.customer(l[3:])
		}
	}
	return facts
}

func (d *desk) dismiss(r chat.RuleID) { d.apply(&chat.TriggerDismissed{Rule: r, Reason: "a test"}) }

// held returns the level at which a rule holds, or nothing.
func (d *desk) held(r chat.RuleID) chat.Level {
	t, _ := d.chat().Trigger(r)
	return t.Level
}

// raised returns the triggers that were raised, of rule r if one is given.
func raised(facts []chat.Event, r ...chat.RuleID) []chat.Trigger {
	var ts []chat.Trigger
	for _, f := range facts {
		if b, ok := f.Body.(*chat.TriggerRaised); ok && (len(r) == 0 || b.Trigger.Rule == r[0]) {
			ts = append(ts, b.Trigger)
		}
	}
	return ts
}

// cleared returns the rules that were cleared.
func cleared(facts []chat.Event) (rs []chat.RuleID) {
	for _, f := range facts {
		if b, ok := f.Body.(*chat.TriggerCleared); ok {
			rs = append(rs, b.Rule)
		}
	}
	return rs
}
