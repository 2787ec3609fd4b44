package trigger_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/trigger"
)

// line is one line of a random chat.
type line struct {
	from  chat.Speaker
	text  string
	score chat.Score
	wait  time.Duration // before it
	do    string        // something else that happens after it
}

// sayings are what random chats are made of: all ten rules have something in
// them.
var sayings = []string{
	"Please restart the router.", "Please restart your router.", "Is the green light on?", "Anything else I can help you with?",
	"connect me to a human agent", "can someone help me", "insaan se baat karni hai", "my internet is not working at all",
	"my internet is still not working", "I was charged twice on my bill", "there is a fraudulent charge on my card",
	"when will my refund for the kettle arrive?", "when does the refund for my kettle arrive?", cross, "no, that is wrong",
	"great, thank you, that is all", "Sorry, I did not understand.", "it is late", "Pune", "",
}

func lines(t *rapid.T) []line {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) line {
		return line{
			from: rapid.SampledFrom([]chat.Speaker{
				chat.SpeakerBot, chat.SpeakerBot, chat.SpeakerBot, chat.SpeakerCustomer, chat.SpeakerCustomer,
				chat.SpeakerCustomer, chat.SpeakerAgent, chat.SpeakerSystem,
			}).Draw(t, "from"),
			text: rapid.SampledFrom(sayings).Draw(t, "text"),
			score: rapid.SampledFrom([]chat.Score{
				0, chat.ScoreOf(6999), chat.ScoreOf(7000), chat.ScoreOf(7400), chat.ScoreOf(7501), chat.ScoreOf(9000),
			}).Draw(t, "score"),
			wait: rapid.SampledFrom([]time.Duration{0, 0, time.Second, 40 * time.Second, 2 * time.Minute, time.Hour}).Draw(t, "wait"),
			do:   rapid.SampledFrom([]string{"", "", "", "", "", "dismiss", "take", "queue", "ask"}).Draw(t, "do"),
		}
	}), 0, 30).Draw(t, "lines")
}

// play gives the lines to an engine and returns all that follows. disturb is
// called before each line is observed and may replace the engine. The timer is
// called when something is due, or never.
func play(t testing.TB, ls []line, timer bool, disturb func(d *desk)) *desk {
	d := newDesk(t)
	d.step = 0
	for _, l := range ls {
		disturb(d)
		if at, ok := d.engine.Due(d.chat()); timer && ok && at < d.clock.Add(l.wait) {
			d.tick(0) // too early, or not: the engine knows
			if at > d.clock {
				d.fold(d.engine.Tick(d.chat(), at))
			}
		}
		d.clock = d.clock.Add(l.wait)
		d.say(l.from, l.text, l.score)
		d.do(l.do)
	}
	return d
}

func (d *desk) do(what string) {
	switch what {
	case "dismiss":
		for _, tr := range d.chat().Triggers {
			d.dismiss(tr.Rule)
		}
	case "take":
		d.apply(&chat.ChatTakenOver{Agent: "asha"})
		d.fold(d.engine.Owned(d.chat()))
	case "queue":
		d.apply(&chat.ChatQueued{Queue: "all"})
	case "ask":
		for i := len(d.chat().Messages) - 1; i >= 0; i-- {
			if m := d.chat().Messages[i]; m.From == chat.SpeakerBot {
				d.checked(answer(m.ID, len(m.Text)*300, "k1"))
				break
			}
		}
	}
}

// A hub that starts in the middle, observes a line twice or asks for reasons
// in between comes to the same facts with the same ids.
func TestRestartsAndRepeatsChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ls := lines(rt)
		want := play(t, ls, true, func(*desk) {}).facts
		got := play(t, ls, true, func(d *desk) {
			switch rapid.SampledFrom([]string{"", "restart", "forget", "repeat", "explain"}).Draw(rt, "disturb") {
			case "restart":
				d.restart()
				d.relive()
			case "forget":
				d.engine.Forget("c")
				d.relive()
			case "repeat":
				for _, m := range d.chat().Messages {
					facts := d.engine.Message(d.chat(), m)
					for i := range facts {
						if d.floor.Apply(&facts[i]).Applied {
							rt.Fatalf("observed again, %s gives %+v", m.ID, facts[i].Body)
						}
					}
				}
			case "explain":
				d.engine.Explain(d.chat(), d.clock)
			}
		}).facts
		if !reflect.DeepEqual(got, want) {
			rt.Fatalf("undisturbed:\n%s\ndisturbed:\n%s", show(want), show(got))
		}
	})
}

// relive brings an engine to where the one before it was, as a hub does when it
// reads its log.
func (d *desk) relive() {
	if ms := d.chat().Messages; len(ms) > 0 {
		d.engine.Message(d.chat(), ms[len(ms)-1])
	}
}

// A timer that is never called makes no difference to what is raised, as long
// as somebody says something afterwards.
func TestTheTimerMayBeLate(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ls := lines(rt)
		for i := range ls {
			if ls[i].do = ""; ls[i].from == chat.SpeakerAgent {
				ls[i].from = chat.SpeakerCustomer
			}
		}
		with, without := play(t, ls, true, func(*desk) {}), play(t, ls, false, func(*desk) {})
		a, b := timeless(with.facts), timeless(without.facts)
		if !reflect.DeepEqual(a, b) {
			rt.Fatalf("with a timer:\n%s\nwithout:\n%s", show(a), show(b))
		}
	})
}

// timeless takes away when a fact was written down.
func timeless(facts []chat.Event) []chat.Event {
	facts = slices.Clone(facts)
	for i := range facts {
		facts[i].At = 0
	}
	return facts
}

// Several lines may be folded before the first of them is observed.
func TestChunksChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ls := lines(rt)
		for i := range ls {
			ls[i].do = ""
		}
		want := timeless(play(t, ls, false, func(*desk) {}).facts)
		d := newDesk(t)
		d.step = 0
		for from := 0; from < len(ls); {
			to := min(len(ls), from+rapid.IntRange(1, 7).Draw(rt, "chunk"))
			at := len(d.chat().Messages)
			for _, l := range ls[from:to] {
				d.clock = d.clock.Add(l.wait)
				d.post(l.from, l.text, l.score)
			}
			for _, m := range d.chat().Messages[at:] {
				d.fold(d.engine.Message(d.chat(), m))
			}
			from = to
		}
		if got := timeless(d.facts); !reflect.DeepEqual(got, want) {
			rt.Fatalf("line by line:\n%s\nin chunks:\n%s", show(want), show(got))
		}
	})
}

// Lines that came in one millisecond are in the log's order, as if there were
// some between them.
func TestEqualTimesChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ls := lines(rt)
		play := func(wait time.Duration) []chat.Trigger {
			for i := range ls {
				ls[i].wait = wait
			}
			ts := raised(play(t, ls, false, func(*desk) {}).facts)
			for i := range ts {
				ts[i].RaisedAt = 0
			}
			return ts
		}
		if a, b := play(0), play(time.Millisecond); !reflect.DeepEqual(a, b) {
			rt.Fatalf("at once:\n%+v\none after the other:\n%+v", a, b)
		}
	})
}

// D-01: each trigger points at words, and evaluates to the same verdict again,
// when it was raised and at the end, also in an engine that has seen nothing.
func TestEveryTriggerChecks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := play(t, lines(rt), rapid.Bool().Draw(rt, "timer"), func(*desk) {})
		fresh := trigger.New(d.policy, weights(t))
		for _, tr := range raised(d.facts) {
			for _, e := range tr.Evidence {
				if i := slices.IndexFunc(d.chat().Messages, func(m chat.Message) bool { return m.ID == e.Message }); i < 0 ||
					e.From < 0 || e.From >= e.To || e.To > len(d.chat().Messages[i].Text) || e.Words == "" {
					rt.Fatalf("%s points at %+v", tr.Rule, e)
				}
			}
			if tr.Knowledge != "" { // the hub must have the answer still
				continue
			}
			v, err := fresh.Check(d.chat(), tr)
			if err != nil || v.Score != tr.Score || v.Level != tr.Level || !reflect.DeepEqual(v.Spans, tr.Evidence) || v.Tier != tr.Tier {
				rt.Fatalf("raised:\n%+v\nchecked (%v):\n%+v", tr, err, v)
			}
		}
	})
}

// Only one of a rule holds, none is raised twice as loud, and none where an
// agent serves.
func TestOneAlertForOneCause(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t)
		d.step = 0
		for _, l := range lines(rt) {
			d.clock = d.clock.Add(l.wait)
			before := slices.Clone(d.chat().Triggers)
			owned := d.chat().Owner != ""
			facts := d.say(l.from, l.text, l.score)
			if owned && len(facts) > 0 {
				rt.Fatalf("on a chat that an agent serves: %s", show(facts))
			}
			for _, tr := range raised(facts) {
				for _, held := range before {
					if held.Rule == tr.Rule && held.Level == tr.Level {
						rt.Fatalf("%s is raised again as %s", tr.Rule, tr.Level)
					}
				}
			}
			d.do(l.do)
		}
	})
}

func show(es []chat.Event) string {
	var b strings.Builder
	for _, e := range es {
		fmt.Fprintf(&b, "%s %T %+v\n", e.ID, e.Body, e.Body)
	}
	return b.String()
}
