package trigger_test

import (
	"fmt"
	"os"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
)

func shipped(t testing.TB) policy.Policy {
	t.Helper()
	b, err := os.ReadFile("../../assets/policy/default.toml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := policy.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// desk plays the hub: it folds what is said and what follows from it.
type desk struct {
	t      testing.TB
	floor  *chat.Floor
	engine *trigger.Engine
	said   int
	facts  []chat.Event
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{t: t, floor: chat.NewFloor(), engine: trigger.New(shipped(t), nil)}
	d.apply(&chat.ChatOpened{Bot: true})
	return d
}

func (d *desk) chat() *chat.Chat { return d.floor.Chat("c") }

func (d *desk) now() chat.Instant { return chat.Instant(1_000 + 1_000*d.said) }

func (d *desk) apply(b chat.Body) {
	d.t.Helper()
	d.said++
	e := &chat.Event{ID: chat.EventID(fmt.Sprint("e", d.said)), At: d.now(), Chat: "c", By: "asha", Body: b}
	if !d.floor.Apply(e).Applied {
		d.t.Fatalf("%s was not applied", b.Kind())
	}
}

// say posts a line and returns what the engine concludes from it.
func (d *desk) say(from chat.Speaker, text string, confidence chat.Score) []chat.Event {
	d.t.Helper()
	d.apply(&chat.MessagePosted{
		Message: chat.MessageID(fmt.Sprint("m", d.said)), From: from, Text: text, Confidence: confidence,
	})
	c := d.chat()
	facts := d.engine.Message(c, c.Messages[len(c.Messages)-1])
	d.fold(facts)
	return facts
}

func (d *desk) fold(facts []chat.Event) {
	d.t.Helper()
	for i := range facts {
		facts[i].At = d.now()
		if facts[i].ID == "" || facts[i].Chat != "c" {
			d.t.Fatalf("fact without id or chat: %+v", facts[i])
		}
		if !d.floor.Apply(&facts[i]).Applied {
			d.t.Fatalf("%s is a fact twice", facts[i].ID)
		}
	}
	d.facts = append(d.facts, facts...)
}

func (d *desk) customer(text string) []chat.Event { return d.say(chat.SpeakerCustomer, text, 0) }

func (d *desk) bot(text string, tenThousandths int) []chat.Event {
	return d.say(chat.SpeakerBot, text, chat.ScoreOf(tenThousandths))
}

// held returns the level at which a rule holds, or nothing.
func (d *desk) held(r chat.RuleID) chat.Level {
	t, _ := d.chat().Trigger(r)
	return t.Level
}

func raised(facts []chat.Event) []chat.Trigger {
	var ts []chat.Trigger
	for _, f := range facts {
		if b, ok := f.Body.(*chat.TriggerRaised); ok {
			ts = append(ts, b.Trigger)
		}
	}
	return ts
}
