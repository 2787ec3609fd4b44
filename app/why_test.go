package app

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/trigger"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
)

// shipped is an engine with the policy and the weights that ship.
func shipped(t testing.TB) *trigger.Engine {
	t.Helper()
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	w, err := learned.ParseWeights(assets.TriggerWeights())
	if err != nil {
		t.Fatal(err)
	}
	return trigger.New(pol, w)
}

// fakeHub answers with why or err, after it was told to go on.
type fakeHub struct {
	why  HubWhy
	err  error
	wait chan struct{}
}

func (h *fakeHub) Why(ctx context.Context, _ chat.ChatID) (HubWhy, error) {
	if h.wait != nil {
		select {
		case <-h.wait:
		case <-ctx.Done():
			return HubWhy{}, ctx.Err()
		}
	}
	return h.why, h.err
}

func (s *stage) line(id chat.ChatID, from chat.Speaker, text string) chat.Event {
	e := s.ev(id, nil)
	e.Body = &chat.MessagePosted{Message: chat.MessageID(e.ID), From: from, Text: text}
	return e
}

func (s *stage) why(id chat.ChatID) Why {
	var got []Why
	s.desk.Why(id, func(w Why) { got = append(got, w) })
	synctest.Wait()
	if len(got) != 1 {
		s.t.Fatalf("%d answers", len(got))
	}
	return got[0]
}

// D-01: a quiet chat says for all ten rules why it calls nobody, without the hub,
// and a chat that is not here says nothing.
func TestWhyNotOffline(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.desk.explainer.make = func(policy.Policy) *trigger.Engine { return shipped(t) }
		s.running(append(s.opened("c"), s.line("c", chat.SpeakerCustomer, "hello, what are your opening hours?"),
			s.line("c", chat.SpeakerBot, "We are open from nine to six."))...)
		s.desk.Connection(Link{State: LinkOffline})
		w := s.why("c")
		ids := policy.RuleIDs()
		if len(w.Verdicts) != len(ids) || w.Chat != "c" || len(w.Checks) != 0 {
			t.Fatalf("%+v", w)
		}
		for i, v := range w.Verdicts {
			if v.Rule != ids[i] || v.Held != "" || v.Words == "" || !v.Alert.Known() {
				t.Errorf("verdict %d: %+v", i, v)
			}
		}
		if none := s.why("gone"); len(none.Verdicts) != 0 || none.Chat != "gone" {
			t.Errorf("%+v", none)
		}
		var hub []HubWhy
		s.desk.WhyFromHub("c", func(h HubWhy) { hub = append(hub, h) })
		synctest.Wait()
		if len(hub) != 1 || hub[0].State != HubAway {
			t.Errorf("the hub's part of an offline desk: %+v", hub)
		}
	})
}

// D-01: what a rule has raised it says again from the same lines; what a person has
// marked is not measured.
func TestAHeldTriggerIsCheckedAgain(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.desk.explainer.make = func(policy.Policy) *trigger.Engine { return shipped(t) }
		s.running(s.opened("c")...)
		hub := shipped(t)
		line := s.line("c", chat.SpeakerCustomer, "I want to talk to a human agent now")
		s.give(line)
		s.settle()
		c := s.desk.floor.Chat("c")
		raised := hub.Message(c, c.Messages[0])
		if len(raised) == 0 {
			t.Fatal("the line raises nothing")
		}
		for i := range raised {
			raised[i].At = now()
		}
		s.give(raised...)
		s.give(s.ev("c", &chat.TriggerRaised{Trigger: chat.Trigger{
			Rule: policy.RuleBotWrong, Level: chat.LevelAlert, Score: chat.ScoreOne, MarkedBy: "ben",
		}}))
		s.settle()
		w := s.why("c")
		if len(w.Checks) == 0 {
			t.Fatal("nothing was checked")
		}
		for _, k := range w.Checks {
			if !k.Same() {
				t.Errorf("%s was raised as %v %s and is %v %s now: %v",
					k.Trigger.Rule, k.Trigger.Score, k.Trigger.Level, k.Again.Score, k.Again.Level, k.Err)
			}
			if k.Trigger.MarkedBy != "" {
				t.Errorf("a mark was measured")
			}
		}
	})
}

// TestTheHubsPartIsNeverWaitedFor: the desk folds on while the hub thinks, and ends
// although it still does.
func TestTheHubsPartIsNeverWaitedFor(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		h := &fakeHub{why: HubWhy{Knowledge: KnowledgeNone, Rules: []report.RuleFigures{{Rule: policy.RuleStuck, Raised: 4, Dismissed: 1}}}, wait: make(chan struct{})}
		s.desk.AttachExplainer(h)
		s.running(s.opened("c")...)
		var got []HubWhy
		ask := func() { s.desk.WhyFromHub("c", func(h HubWhy) { got = append(got, h) }) }
		ask()
		s.give(s.opened("d")...)
		if n := s.sleep(time.Second); len(got) != 0 || n.Boards[1].Len() != 2 {
			t.Fatalf("%d answers, %d chats", len(got), n.Boards[1].Len())
		}
		h.wait <- struct{}{}
		synctest.Wait()
		if len(got) != 1 || got[0].State != HubAnswered {
			t.Fatalf("%+v", got)
		}
		if f, ok := got[0].Figures(policy.RuleStuck); !ok || f.Dismissed != 1 {
			t.Errorf("figures %+v %t", f, ok)
		}
		if _, ok := got[0].Figures(policy.RuleBilling); ok {
			t.Error("figures of a rule that was not told")
		}
		h.wait, h.err = nil, errors.New("no")
		ask()
		synctest.Wait()
		h.wait = make(chan struct{})
		ask()
		s.stop()
		if len(got) != 3 || got[1].State != HubSilent || got[2].State != HubSilent {
			t.Errorf("%+v", got)
		}
	})
}

// G-TRIG-02, A-47: marks and confirmations wait in the outbox, and a refusal of one
// is a sentence.
func TestMarksAreWishes(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		s.desk.Mark("c", policy.RuleBotWrong, "m1")
		s.settle()
		sent := s.stream.last()
		if m, ok := sent.Body.(*chat.MarkTrigger); !ok || *m != (chat.MarkTrigger{Rule: policy.RuleBotWrong, Message: "m1"}) {
			t.Fatalf("sent %+v", sent)
		}
		s.desk.Result(sent.ID, &chat.Refusal{Code: chat.RefusedTaken, Words: "Ben serves this chat already; there is nobody to call."})
		n := s.settle().Notices
		if len(n) == 0 || !n[len(n)-1].Bad || !strings.Contains(n[len(n)-1].Words, "Ben serves this chat") {
			t.Errorf("notices %+v", n)
		}
		s.desk.Confirm("c", policy.RuleHallucination)
		s.settle()
		if c, ok := s.stream.last().Body.(*chat.ConfirmTrigger); !ok || c.Rule != policy.RuleHallucination {
			t.Fatalf("sent %+v", s.stream.last())
		}
	})
}

// BenchmarkWhy is what somebody waits for who asks why, in a long chat.
func BenchmarkWhy(b *testing.B) {
	x := newExplainer(func(policy.Policy) *trigger.Engine { return shipped(b) })
	f := chat.NewFloor()
	fold := func(i int, body chat.Body) {
		f.Apply(&chat.Event{ID: chat.EventID(string(rune('a'+i%26)) + time.Duration(i).String()), At: chat.Instant(i * 1000), Chat: "c", Body: body})
	}
	fold(0, &chat.ChatOpened{Bot: true})
	for i := 1; i <= 400; i++ {
		from, text := chat.SpeakerCustomer, "my incoming calls still do not come in, what else can I try?"
		if i%2 == 0 {
			from, text = chat.SpeakerBot, "Please check that call forwarding is switched on in your panel."
		}
		fold(i, &chat.MessagePosted{Message: chat.MessageID(time.Duration(i).String()), From: from, Text: text})
	}
	c := *f.Chat("c")
	b.ReportAllocs()
	for b.Loop() {
		x.why(&c, assets.Edition(), chat.Instant(401_000))
	}
}
