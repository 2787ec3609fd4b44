package obligation_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
)

func shipped(t testing.TB) *policy.Policy {
	t.Helper()
	b, err := os.ReadFile("../../assets/policy/default.toml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := policy.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return &p
}

// hub folds events and what follows from them, and writes down in short what
// followed.
type hub struct {
	t      testing.TB
	floor  *chat.Floor
	policy *policy.Policy
	n      int
	facts  []chat.Event
}

func newHub(t testing.TB) *hub {
	return &hub{t: t, floor: chat.NewFloor(), policy: shipped(t)}
}

func (h *hub) chat() *chat.Chat { return h.floor.Chat("c") }

// do folds one event, a second after the one before, and returns what
// followed, such as "+takeover/low_confidence@30s -accept=kept".
func (h *hub) do(b chat.Body, by chat.AgentID) string {
	h.n++
	e := chat.Event{ID: chat.EventID(fmt.Sprint("e", h.n)), At: chat.Instant(h.n * 1_000), Chat: "c", By: by, Body: b}
	if !h.floor.Apply(&e).Applied {
		return "not applied"
	}
	running := make(map[chat.ObligationID]chat.Obligation)
	for _, o := range h.chat().Obligations {
		running[o.ID] = o
	}
	facts := obligation.Follow(h.chat(), &e, h.policy)
	var words []string
	for i := range facts {
		f := &facts[i]
		if f.At != e.At || f.Chat != "c" {
			h.t.Fatalf("fact is at %d of %q", f.At, f.Chat)
		}
		switch b := f.Body.(type) {
		case *chat.ObligationStarted:
			o := b.Obligation
			since := ""
			if o.Started != e.At {
				since = " since " + o.Started.Sub(0).String()
			}
			words = append(words, fmt.Sprintf("+%s/%s%s@%s%s", o.Kind, o.Rule, o.Owner, o.Due.Sub(o.Started), since))
		case *chat.ObligationEnded:
			o := running[b.Obligation]
			words = append(words, fmt.Sprintf("-%s/%s%s=%s", o.Kind, o.Rule, o.Owner, b.How))
		}
		h.floor.Apply(f)
	}
	h.facts = append(h.facts, facts...)
	return strings.Join(words, " ")
}

func trigger(r chat.RuleID, l chat.Level, t chat.Tier) chat.Body {
	return &chat.TriggerRaised{Trigger: chat.Trigger{Rule: r, Level: l, Tier: t}}
}

func said(n int, from chat.Speaker) chat.Body {
	return &chat.MessagePosted{Message: chat.MessageID(fmt.Sprint("m", n)), From: from, Text: "text"}
}

func TestFollow(t *testing.T) {
	type step struct {
		body chat.Body
		by   chat.AgentID
		want string
	}
	var (
		botChat   = step{&chat.ChatOpened{Bot: true}, "", ""}
		queueChat = step{&chat.ChatOpened{}, "", "+accept/@30s"}
		alert     = step{trigger("human", chat.LevelAlert, chat.TierImmediate), "", "+takeover/human@30s"}
	)
	for _, tc := range []struct {
		name  string
		steps []step
	}{
		{"immediate alert, taken over, answered", []step{ // G-SLA-04, G-SLA-01
			botChat, alert,
			{&chat.ChatTakenOver{Agent: "asha"}, "asha", "-takeover/human=kept +first_response/asha@1m0s"},
			{said(1, chat.SpeakerSystem), "asha", ""},
			{said(2, chat.SpeakerCustomer), "", ""},
			{said(3, chat.SpeakerAgent), "asha", "-first_response/asha=kept"},
			{said(4, chat.SpeakerAgent), "asha", ""},
		}},
		{"proactive alert has two minutes", []step{ // G-TRIG-07..10
			botChat, {trigger("low", chat.LevelAlert, chat.TierProactive), "", "+takeover/low@2m0s"},
		}},
		{"a notice calls nobody, its rise does", []step{
			botChat, {trigger("human", chat.LevelNotice, chat.TierImmediate), "", ""}, alert,
		}},
		{"one for one cause, one more for another", []step{
			botChat, alert,
			{alert.body, "", ""},
			{trigger("low", chat.LevelAlert, chat.TierProactive), "", "+takeover/low@2m0s"},
		}},
		{"cleared and dismissed are void", []step{
			botChat, alert,
			{&chat.TriggerCleared{Rule: "human"}, "", "-takeover/human=void"},
			alert,
			{&chat.TriggerDismissed{Rule: "human"}, "asha", "-takeover/human=void"},
			{&chat.TriggerCleared{Rule: "human"}, "", ""},
		}},
		{"queued, accepted", []step{ // S-ACC-06
			botChat,
			{&chat.ChatQueued{}, "", "+accept/@30s"},
			{&chat.ChatQueued{}, "", ""},
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
		}},
		{"without a bot it waits at once", []step{
			queueChat, {&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
		}},
		{"given back, nobody owes an answer", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.ChatQueued{}, "rohan", "-first_response/rohan=void +accept/@30s"},
		}},
		{"a colleague takes over", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.ChatTakenOver{Agent: "asha", From: "rohan"}, "asha", "-first_response/rohan=void +first_response/asha@1m0s"},
			{said(1, chat.SpeakerAgent), "rohan", ""},
			{said(2, chat.SpeakerAgent), "asha", "-first_response/asha=kept"},
			{&chat.ChatTakenOver{Agent: "asha", From: "asha"}, "asha", ""},
		}},
		{"on a served chat there is nothing to take over", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{alert.body, "", ""},
		}},
		{"a reverted takeover is still owed", []step{
			botChat, alert,
			{&chat.TakeOverClaimed{Agent: "asha"}, "asha", ""},
			{&chat.TakeOverReverted{Agent: "asha"}, "", ""},
			{&chat.ChatTakenOver{Agent: "asha"}, "asha", "-takeover/human=kept +first_response/asha@1m0s"},
		}},
		{"forwarded, the clock moves and does not begin anew", []step{ // S-TRF-05
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.OfferMade{Offer: chat.Offer{ID: "o", From: "rohan", To: "asha"}}, "rohan", ""},
			{&chat.OfferAccepted{Offer: "o"}, "asha", ""},
			{&chat.ChatForwarded{From: "rohan", To: "asha"}, "asha", "-first_response/rohan=void +first_response/asha@1m0s since 2s"},
			{said(1, chat.SpeakerAgent), "rohan", ""},
			{said(2, chat.SpeakerAgent), "asha", "-first_response/asha=kept"},
		}},
		{"forwarded after an answer, the new owner owes one", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{said(1, chat.SpeakerAgent), "rohan", "-first_response/rohan=kept"},
			{&chat.ChatForwarded{From: "rohan", To: "asha"}, "asha", "+first_response/asha@1m0s"},
			{&chat.ChatForwarded{From: "asha", To: "asha"}, "asha", ""},
		}},
		{"an offer that comes back changes nothing", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.OfferMade{Offer: chat.Offer{ID: "o", From: "rohan", To: "asha"}}, "rohan", ""},
			{&chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", ""},
			{said(1, chat.SpeakerAgent), "rohan", "-first_response/rohan=kept"},
		}},
		{"who has joined may give the first answer", []step{ // V-JOIN-03
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{said(1, chat.SpeakerAgent), "asha", ""},
			{&chat.AgentJoined{Agent: "asha"}, "asha", ""},
			{said(2, chat.SpeakerAgent), "asha", "-first_response/rohan=kept"},
		}},
		{"an owner who leaves hands on what they owe", []step{ // V-LEAVE-01
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.AgentJoined{Agent: "asha"}, "asha", ""},
			{&chat.AgentJoined{Agent: "bela"}, "bela", ""},
			{&chat.AgentLeft{Agent: "bela"}, "bela", ""},
			{&chat.AgentLeft{Agent: "rohan", Next: "asha"}, "rohan", "-first_response/rohan=void +first_response/asha@1m0s since 2s"},
			{said(1, chat.SpeakerAgent), "asha", "-first_response/asha=kept"},
		}},
		{"an owner who has answered hands on nothing", []step{
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.AgentJoined{Agent: "asha"}, "asha", ""},
			{said(1, chat.SpeakerAgent), "rohan", "-first_response/rohan=kept"},
			{&chat.AgentLeft{Agent: "rohan", Next: "asha"}, "rohan", ""},
		}},
		{"an owner who leaves alone starts the wait", []step{ // S-ACC-06, V-LEAVE-01
			queueChat,
			{&chat.ChatAccepted{Agent: "rohan"}, "rohan", "-accept/=kept +first_response/rohan@1m0s"},
			{&chat.AgentLeft{Agent: "rohan"}, "rohan", ""},
			{&chat.ChatQueued{Reason: "Rohan left the chat"}, "rohan", "-first_response/rohan=void +accept/@30s"},
		}},
		{"closing ends everything", []step{
			botChat, alert,
			{&chat.ChatQueued{}, "", "+accept/@30s"},
			{&chat.ChatClosed{}, "", "-takeover/human=void -accept/=void"},
			{alert.body, "", ""},
			{&chat.ChatQueued{}, "", "not looked at"},
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := newHub(t)
			for i, s := range tc.steps {
				if got := h.do(s.body, s.by); got != s.want && s.want != "not looked at" {
					t.Fatalf("step %d, %s: %q, want %q", i+1, s.body.Kind(), got, s.want)
				}
			}
		})
	}
}

// The same event gives the same facts, so a successor repeats nothing.
func TestFollowIsDeterministic(t *testing.T) {
	h := newHub(t)
	h.do(&chat.ChatOpened{Bot: true}, "")
	e := chat.Event{ID: "x", At: 9, Chat: "c", Body: trigger("human", chat.LevelAlert, chat.TierImmediate)}
	h.floor.Apply(&e)
	a, b := obligation.Follow(h.chat(), &e, h.policy), obligation.Follow(h.chat(), &e, h.policy)
	if len(a) != 1 || a[0].ID != b[0].ID || *a[0].Body.(*chat.ObligationStarted) != *b[0].Body.(*chat.ObligationStarted) {
		t.Errorf("%+v and %+v", a, b)
	}
}

// Whatever happens, no clock outlives its chat, no two run for one cause, and
// no id repeats (D-02).
func TestEveryClockEnds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := newHub(t)
		h.do(&chat.ChatOpened{Bot: rapid.Bool().Draw(rt, "bot")}, "")
		agents := rapid.SampledFrom([]chat.AgentID{"asha", "rohan"})
		rules := rapid.SampledFrom([]chat.RuleID{"human", "low"})
		for i := range rapid.IntRange(0, 60).Draw(rt, "events") {
			a, r := agents.Draw(rt, "agent"), rules.Draw(rt, "rule")
			level := rapid.SampledFrom([]chat.Level{chat.LevelNotice, chat.LevelAlert}).Draw(rt, "level")
			body := rapid.SampledFrom([]chat.Body{
				&chat.ChatOpened{}, &chat.ChatOpened{Bot: true}, &chat.ChatQueued{},
				&chat.ChatAccepted{Agent: a}, &chat.ChatTakenOver{Agent: a}, &chat.ChatTakenOver{Agent: a, From: "asha"},
				&chat.TakeOverClaimed{Agent: a}, &chat.TakeOverReverted{Agent: a},
				&chat.AgentJoined{Agent: a}, &chat.ChatForwarded{From: h.chat().Owner, To: a},
				&chat.AgentLeft{Agent: h.chat().Owner, Next: a},
				said(i, chat.SpeakerAgent), said(i, chat.SpeakerBot), said(i, chat.SpeakerCustomer),
				trigger(r, level, chat.TierImmediate), trigger(r, level, chat.TierProactive),
				&chat.TriggerCleared{Rule: r}, &chat.TriggerDismissed{Rule: r}, &chat.ChatClosed{},
			}).Draw(rt, "body")
			if h.chat().Stage == chat.StageClosed && body.Kind() != chat.KindChatOpened {
				continue // the referee lets nothing else happen to a closed chat
			}
			h.do(body, a)
			causes := make(map[string]bool)
			for _, o := range h.chat().Obligations {
				cause := fmt.Sprint(o.Kind, o.Rule)
				if causes[cause] {
					rt.Fatalf("two clocks of %s run", cause)
				}
				causes[cause] = true
			}
			if !h.chat().Active() && len(h.chat().Obligations) != 0 {
				rt.Fatal("a clock outlives its chat")
			}
		}
		h.do(&chat.ChatClosed{}, "")
		ids, open := make(map[chat.EventID]bool), make(map[chat.ObligationID]bool)
		for _, f := range h.facts {
			if ids[f.ID] {
				rt.Fatalf("id %s repeats", f.ID)
			}
			ids[f.ID] = true
			switch b := f.Body.(type) {
			case *chat.ObligationStarted:
				open[b.Obligation.ID] = true
			case *chat.ObligationEnded:
				if !open[b.Obligation] {
					rt.Fatal("an end without a start")
				}
				delete(open, b.Obligation)
			}
		}
		if len(open) != 0 {
			rt.Fatalf("%d clocks never end", len(open))
		}
	})
}

func TestState(t *testing.T) {
	p := shipped(t)
	takeover := chat.Obligation{Kind: chat.OwedTakeOver, Started: 1_000, Due: 31_000}
	reply := chat.Obligation{Kind: chat.OwedFirstResponse, Started: 1_000, Due: 61_000}
	accept := chat.Obligation{Kind: chat.OwedAccept, Started: 1_000, Due: 3_724_000}
	for _, tc := range []struct {
		o     chat.Obligation
		now   chat.Instant
		level obligation.Level
		words string
	}{
		{takeover, 1_000, obligation.Calm, "take over in 0:30"},
		{takeover, 13_000, obligation.Calm, "take over in 0:18"},
		{takeover, 13_001, obligation.Calm, "take over in 0:18"},
		{takeover, 15_999, obligation.Calm, "take over in 0:16"},
		{takeover, 16_000, obligation.Warning50, "take over in 0:15"}, // D-02
		{takeover, 24_999, obligation.Warning50, "take over in 0:07"},
		{takeover, 25_000, obligation.Warning80, "take over in 0:06"},
		{takeover, 30_999, obligation.Warning80, "take over in 0:01"},
		{takeover, 31_000, obligation.Breached, "breached by 0:00"}, // G-SLA-04: 30.0 s
		{takeover, 38_900, obligation.Breached, "breached by 0:07"},
		{reply, 30_999, obligation.Calm, "reply in 0:31"},
		{reply, 31_000, obligation.Warning50, "reply in 0:30"}, // G-SLA-01: amber at 30 s
		{reply, 61_000, obligation.Breached, "breached by 0:00"},
		{accept, 1_000, obligation.Calm, "accept in 1:02:03"},
	} {
		left, level, words := obligation.State(tc.o, tc.now, p)
		if left != tc.o.Due.Sub(tc.now) || level != tc.level || words != tc.words {
			t.Errorf("%s at %s: %v, %s, %q; want %s, %q", tc.o.Kind, time.Duration(tc.now)*time.Millisecond, left, level, words, tc.level, tc.words)
		}
	}
}

func TestNearest(t *testing.T) {
	h := newHub(t)
	h.do(&chat.ChatOpened{Bot: true}, "")
	if _, ok := obligation.Nearest(h.chat()); ok {
		t.Error("something is owed on a quiet chat")
	}
	h.do(trigger("low", chat.LevelAlert, chat.TierProactive), "")
	h.do(trigger("human", chat.LevelAlert, chat.TierImmediate), "")
	if o, ok := obligation.Nearest(h.chat()); !ok || o.Rule != "human" {
		t.Errorf("nearest is %+v, want the one due first", o)
	}
}
