package obligation_test

import (
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

const (
	customer = chat.SpeakerCustomer
	agent    = chat.SpeakerAgent
	bot      = chat.SpeakerBot
)

var talkKinds = []chat.ObligationKind{
	chat.OwedReply, chat.OwedUpdate, chat.OwedNudge, chat.OwedWarn, chat.OwedClose, chat.OwedFinish,
}

const (
	asks  = "Which order is it?"
	tells = "The order left our house yesterday."
	holds = "One moment, let me check."
)

func with(steps []step, more ...step) []step { return slices.Concat(steps, more) }

// step is something that happens at an instant, and what is to follow.
type step struct {
	at   chat.Instant
	body chat.Body
	by   chat.AgentID
	want string
}

func play(t *testing.T, h *hub, steps []step) {
	t.Helper()
	for i, s := range steps {
		if got := h.at(s.at, s.body, s.by); got != s.want {
			t.Fatalf("step %d, %s at %s: %q, want %q", i+1, s.body.Kind(), s.at.Sub(0), got, s.want)
		}
	}
}

// served is a hub with a chat that asha serves from second 1 on, after a line
// of the customer.
func served(t *testing.T, only ...chat.ObligationKind) *hub {
	h := newHub(t)
	h.only = only
	h.at(0, &chat.ChatOpened{Bot: true}, "")
	h.at(500, line("c0", customer, "Hello", ""), "")
	h.at(second, &chat.ChatTakenOver{Agent: "asha"}, "asha")
	return h
}

// Who is to say the next thing, and by when: exactly one clock of the three
// runs while somebody serves (A-13, A-58, S-MULTI-03).
func TestOneClockOfTheConversation(t *testing.T) {
	for _, tc := range []struct {
		name  string
		steps []step
	}{
		{"the customer spoke last, then the agent", []step{
			{10 * second, line("a1", agent, tells, ""), "asha", "-reply/asha=kept +update/asha@3m0s"},
			{20 * second, line("c1", customer, "and?", ""), "", "-update/asha=void +reply/asha@2m0s"},
			{25 * second, line("c2", customer, "hello?", ""), "", ""}, // runs from the first without an answer
			{30 * second, line("a2", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
			{40 * second, line("c3", customer, "this one", ""), "", "-silence_nudge/asha=void +reply/asha@2m0s"},
		}},
		{"lines of others answer for nobody", []step{
			{10 * second, line("a1", agent, tells, ""), "rohan", ""},
			{11 * second, line("b1", bot, tells, ""), "", ""},
			{12 * second, line("s1", chat.SpeakerSystem, tells, ""), "", ""},
			{13 * second, &chat.AgentJoined{Agent: "rohan"}, "rohan", ""},
			{14 * second, line("a2", agent, tells, ""), "rohan", "-reply/asha=kept +update/asha@3m0s"}, // V-JOIN-03
		}},
		{"news after news", []step{ // S-MULTI-03
			{10 * second, line("a1", agent, holds, ""), "asha", "-reply/asha=kept +update/asha@3m0s"},
			{70 * second, line("a2", agent, tells, ""), "asha", "-update/asha=kept +update/asha@3m0s"},
		}},
		{"a question stays open behind a statement, not behind work", []step{
			{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
			{15 * second, line("a2", agent, "The number is on the first page.", ""), "asha", ""},
			{20 * second, line("a3", agent, asks, ""), "asha", "-silence_nudge/asha=void +silence_nudge/asha@1m0s"},
			{30 * second, line("a4", agent, holds, ""), "asha", "-silence_nudge/asha=void +update/asha@3m0s"},
		}},
		{"the series, said in time", []step{ // G-NR-01 to -03
			{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
			{69 * second, line("a2", agent, "still there?", "silence-1"), "asha", "-silence_nudge/asha=kept +silence_warn/asha@3m0s since 10s"},
			{75 * second, line("a3", agent, "really?", "silence-1b"), "asha", ""},
			{189 * second, line("a4", agent, "closing soon", "silence-2"), "asha", "-silence_warn/asha=kept +silence_close/asha@5m0s since 10s"},
			{309 * second, line("a5", agent, "closing", "silence-3"), "asha", "-silence_close/asha=kept +finish/asha@1m0s"},
			{310 * second, line("a6", agent, "Goodbye.", ""), "asha", ""},
			{315 * second, &chat.ChatClosed{}, "asha", "-finish/asha=kept"},
		}},
		{"the other wording, and a step left out", []step{ // G-NR-01
			{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
			{60 * second, line("a2", agent, "there?", "silence-1b"), "asha", "-silence_nudge/asha=kept +silence_warn/asha@3m0s since 10s"},
			{61 * second, line("a3", agent, "closing", "silence-3"), "asha", "-silence_warn/asha=void +finish/asha@1m0s"},
		}},
		{"a message of the series where nobody is silent is a line like others", []step{
			{10 * second, line("a1", agent, "are you there?", "silence-1"), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
		}},
		{"time alone: nobody sends anything", []step{ // G-NR-01 to -03
			{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
			{400 * second, line("c1", customer, "back", ""), "", "[1m10s] !silence_nudge/asha " +
				"[3m10s] -silence_nudge/asha=void +silence_warn/asha@3m0s since 10s [3m10s] !silence_warn/asha " +
				"[5m10s] -silence_warn/asha=void +silence_close/asha@5m0s since 10s [5m10s] !silence_close/asha " +
				"-silence_close/asha=void +reply/asha@2m0s"},
		}},
		{"typing begins the silence anew", []step{ // A-13, G-NR-01
			{10 * second, &chat.CustomerTyped{}, "", ""},
			{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
			{50 * second, &chat.CustomerTyped{}, "", "-silence_nudge/asha=void +silence_nudge/asha@1m0s"},
			{110 * second, line("a2", agent, "still there?", "silence-1"), "asha", "[1m50s] !silence_nudge/asha -silence_nudge/asha=kept +silence_warn/asha@3m0s since 50s"},
			{115 * second, &chat.CustomerTyped{}, "", "-silence_warn/asha=void +silence_nudge/asha@1m0s"},
		}},
		{"typing after the last message", []step{
			{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
			{11 * second, line("a2", agent, "closing", "silence-3"), "asha", "-silence_nudge/asha=void +finish/asha@1m0s"},
			{12 * second, &chat.CustomerTyped{}, "", "-finish/asha=void +silence_nudge/asha@1m0s"},
		}},
		{"the silence stands still while the chat is held out", []step{
			{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
			{30 * second, &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferForward, From: "asha", Queue: "x"}}, "asha", "=silence_nudge"},
			{31 * second, &chat.OfferMade{Offer: chat.Offer{ID: "o2", Kind: chat.OfferInvitation, From: "asha", To: "bela"}}, "asha", ""},
			{90 * second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "", ""},
			{100 * second, &chat.OfferReturned{Offer: "o2", How: chat.ReturnedDeclined}, "bela", ">silence_nudge+1m10s"},
			{139*second + 999, line("s", chat.SpeakerSystem, "x", ""), "", ""},
			{140 * second, line("s2", chat.SpeakerSystem, "x", ""), "", "[2m20s] !silence_nudge/asha"},
			{150 * second, line("a2", agent, "there?", "silence-1"), "asha", "-silence_nudge/asha=kept +silence_warn/asha@3m0s since 1m20s"},
		}},
		{"asked while it is held out", []step{
			{5 * second, &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferForward, From: "asha", To: "rohan"}}, "asha", ""},
			{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s =silence_nudge"},
			{15 * second, &chat.OfferAccepted{Offer: "o", Agent: "rohan"}, "rohan", ">silence_nudge+5s"},
			{15 * second, &chat.ChatForwarded{From: "asha", To: "rohan", Offer: "o"}, "rohan", "silence_nudge→rohan"},
		}},
		{"confirmed: no silence, only what is left to do", []step{
			{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
			{20 * second, line("c1", customer, "works now", ""), "", "-silence_nudge/asha=void +reply/asha@2m0s"},
			{21 * second, &chat.ResolutionConfirmed{Message: "c1"}, "asha", "-reply/asha=void +finish/asha@1m0s"},
			{25 * second, line("a2", agent, "Is there anything else?", "closing-1"), "asha", "-finish/asha=void +finish/asha@1m0s"},
			{26 * second, &chat.CustomerTyped{}, "", ""},
			{30 * second, line("c2", customer, "one more thing", ""), "", "-finish/asha=void +reply/asha@2m0s"},
			{31 * second, line("a3", agent, asks, ""), "asha", "-reply/asha=kept +finish/asha@1m0s"},
			{32 * second, &chat.ChatStepped{Step: chat.StepResolving}, "asha", "-finish/asha=void +silence_nudge/asha@1m0s"},
			{33 * second, &chat.ResolutionConfirmed{Message: "c2"}, "asha", "-silence_nudge/asha=void +finish/asha@1m0s"},
			{40 * second, &chat.ChatClosed{}, "asha", "-finish/asha=kept"},
		}},
		{"who leaves alone, and who comes then", []step{
			{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
			{11 * second, &chat.AgentLeft{Agent: "asha"}, "asha", ""},
			{11 * second, &chat.ChatQueued{}, "asha", "-silence_nudge/asha=void"},
			{20 * second, &chat.ChatAccepted{Agent: "rohan"}, "rohan", "+silence_nudge/rohan@1m0s"},
		}},
	} {
		t.Run(tc.name, func(t *testing.T) { play(t, served(t, talkKinds...), tc.steps) })
	}
}

// The team's own script of the silence keeps the clocks as the shipped one does.
func TestAnotherScriptOfTheSilence(t *testing.T) {
	h := served(t, talkKinds...)
	h.edition.Scripts.Silence = []string{"ours-1", "ours-2", "ours-3"}
	play(t, h, []step{
		{10 * second, line("a1", agent, asks, ""), "asha", "-reply/asha=kept +silence_nudge/asha@1m0s"},
		{60 * second, line("a2", agent, "there?", "ours-1"), "asha", "-silence_nudge/asha=kept +silence_warn/asha@3m0s since 10s"},
		{61 * second, line("a3", agent, "soon", "ours-2"), "asha", "-silence_warn/asha=kept +silence_close/asha@5m0s since 10s"},
		{62 * second, line("a4", agent, "now", "ours-3"), "asha", "-silence_close/asha=kept +finish/asha@1m0s"},
	})
}

// A chat that is taken over begins with the line before; the bot's time is not
// the agent's, and its question not one that the agent waits behind.
func TestTakenOverAtTheLineBefore(t *testing.T) {
	for text, want := range map[string]string{
		asks:  "+reply/asha@2m0s",
		tells: "+update/asha@3m0s",
	} {
		h := newHub(t)
		h.only = talkKinds
		h.at(0, &chat.ChatOpened{Bot: true}, "")
		h.at(second, line("b1", bot, text, ""), "")
		h.at(2*second, line("s1", chat.SpeakerSystem, "x", ""), "")
		h.at(3*second, &chat.NotePosted{Message: "n", Text: "x"}, "rohan")
		if got := h.at(10*minute, &chat.ChatTakenOver{Agent: "asha"}, "asha"); got != want {
			t.Errorf("after %q: %q, want %q", text, got, want)
		}
	}
	h := newHub(t)
	h.only = talkKinds
	h.at(0, &chat.ChatOpened{}, "")
	if got := h.at(minute, &chat.ChatAccepted{Agent: "asha"}, "asha"); got != "+reply/asha@2m0s" {
		t.Errorf("a chat without lines: %q", got)
	}
}

// Each clock of the register, a millisecond before its time and at it, and
// again under a policy with another number.
func TestEveryNumberOfTheRegister(t *testing.T) {
	opened := []step{{0, &chat.ChatOpened{Bot: true}, "", ""}}
	taken := with(opened, step{500, line("c0", customer, "Hello", ""), "", ""}, step{second, &chat.ChatTakenOver{Agent: "asha"}, "asha", ""})
	asked := with(taken, step{second, line("a1", agent, asks, ""), "asha", ""})
	resolve := 3 * time.Hour
	for _, tc := range []struct {
		name string
		kind chat.ObligationKind
		by   []step
		from chat.Instant // when its clock starts
		want time.Duration
		set  func(*policy.Policy, time.Duration)
	}{
		{
			"takeover.immediate, G-SLA-04", chat.OwedTakeOver, with(opened, step{second, trigger("human", chat.LevelAlert, chat.TierImmediate), "", ""}), second,
			30 * time.Second, func(p *policy.Policy, d time.Duration) { p.TakeOver.Immediate = d },
		},
		{
			"takeover.proactive, G-TRIG-07", chat.OwedTakeOver, with(opened, step{second, trigger("low", chat.LevelAlert, chat.TierProactive), "", ""}), second,
			120 * time.Second, func(p *policy.Policy, d time.Duration) { p.TakeOver.Proactive = d },
		},
		{
			"accept, S-ACC-06", chat.OwedAccept,
			[]step{{0, &chat.ChatOpened{}, "", ""}},
			0,
			30 * time.Second, func(p *policy.Policy, d time.Duration) { p.TakeOver.Immediate = d },
		},
		{
			"ack.auto, G-SLA-02", chat.OwedAck, with(opened, step{second, line("c0", customer, "Hello", ""), "", ""}), second,
			15 * time.Second, func(p *policy.Policy, d time.Duration) { p.Ack.Auto = d },
		},
		{
			"first_response.max, G-SLA-01", chat.OwedFirstResponse, taken, second,
			60 * time.Second, func(p *policy.Policy, d time.Duration) { p.FirstResponse.Max = d },
		},
		{
			"reply.max", chat.OwedReply, taken, second,
			120 * time.Second, func(p *policy.Policy, d time.Duration) { p.Reply.Max = d },
		},
		{
			"resolution.max, G-SLA-03", chat.OwedResolution, taken, second,
			12 * time.Minute, func(p *policy.Policy, d time.Duration) { p.Resolution.Max = d },
		},
		{
			"callback.prompt, G-CB-05", chat.OwedCallback, taken, second,
			15 * time.Minute, func(p *policy.Policy, d time.Duration) { p.Callback.Prompt = d },
		},
		{
			"silence.nudge, G-NR-01", chat.OwedNudge, asked, second,
			60 * time.Second, func(p *policy.Policy, d time.Duration) { p.Silence.Nudge = d },
		},
		{
			"silence.warn, G-NR-02", chat.OwedWarn, with(asked, step{2 * second, line("a2", agent, "there?", "silence-1"), "asha", ""}), second,
			180 * time.Second, func(p *policy.Policy, d time.Duration) { p.Silence.Warn = d },
		},
		{
			"silence.close, G-NR-03", chat.OwedClose, with(asked, step{2 * second, line("a2", agent, "we close", "silence-2"), "asha", ""}), second,
			300 * time.Second, func(p *policy.Policy, d time.Duration) { p.Silence.Close = d },
		},
		{
			"silence.call, G-NR-04", chat.OwedCall, with(asked, step{2 * second, line("a2", agent, "we close", "silence-2"), "asha", ""}), 2 * second,
			2 * time.Hour, func(p *policy.Policy, d time.Duration) { p.Silence.Call = d },
		},
		{
			"silence.nudge after confirmation, A-58", chat.OwedFinish, with(taken, step{2 * second, &chat.ResolutionConfirmed{Message: "c0"}, "asha", ""}), 2 * second,
			60 * time.Second, func(p *policy.Policy, d time.Duration) { p.Silence.Nudge = d },
		},
		{
			"update.reminder, S-MULTI-03", chat.OwedUpdate, with(taken, step{second, line("a1", agent, holds, ""), "asha", ""}), second,
			3 * time.Minute, func(p *policy.Policy, d time.Duration) { p.Update.Reminder = d },
		},
		{
			"promise.vague, D-11", chat.OwedPromise, with(taken, step{second, line("a1", agent, "I will email you the invoice soon.", ""), "asha", ""}), second,
			2 * time.Hour, func(p *policy.Policy, d time.Duration) { p.Promise.Vague = d },
		},
		{
			"an escalation, E-ESC-07", chat.OwedEscalation, with(taken, step{second, &chat.OfferMade{Offer: chat.Offer{
				ID: "o", Kind: chat.OfferEscalation, From: "asha", Queue: "Billing", Resolve: second.Add(resolve),
			}}, "asha", ""}), second,
			resolve, nil,
		},
		{"a call that was handed over, A-32", chat.OwedCall, with(taken, step{second, &chat.HandedToChannel{
			Channel: chat.HandPhone, Due: second.Add(resolve),
		}, "asha", ""}), second, resolve, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			edge(t, tc.kind, tc.by, tc.from, tc.want, func(*policy.Policy) {})
			if tc.set != nil {
				other := tc.want * 3 / 2
				edge(t, tc.kind, tc.by, tc.from, other, func(p *policy.Policy) { tc.set(p, other) })
			}
		})
	}
}

// edge sees that the clock is breached at from + want and not a millisecond
// before, and that the fact says so whenever somebody looks.
func edge(t *testing.T, k chat.ObligationKind, steps []step, from chat.Instant, want time.Duration, set func(*policy.Policy)) {
	t.Helper()
	edgeBy(t, k, steps, from.Add(want), func(e *policy.Edition) { set(&e.Policy) })
}

// edgeBy is edge for what the whole edition says when it is due.
func edgeBy(t *testing.T, k chat.ObligationKind, steps []step, due chat.Instant, set func(*policy.Edition)) {
	t.Helper()
	for _, look := range []chat.Instant{due - 1, due, due + 1, due + 24*60*minute} {
		h := newHub(t)
		set(h.edition)
		for _, s := range steps {
			h.at(s.at, s.body, s.by)
		}
		h.elapse(look)
		at := chat.Instant(0)
		for i, e := range h.log {
			if b, ok := e.Body.(*chat.ObligationBreached); ok && h.kindOf(i, b.Obligation) == k && at == 0 {
				at = e.At
			}
		}
		switch {
		case look < due && at != 0:
			t.Errorf("%s is breached at %s, want %s", k, at.Sub(0), due.Sub(0))
		case look >= due && at != due:
			t.Errorf("looked at %s, %s is breached at %s, want %s", look.Sub(0), k, at.Sub(0), due.Sub(0))
		}
	}
}

// kindOf looks up in the log what an obligation is.
func (h *hub) kindOf(before int, id chat.ObligationID) chat.ObligationKind {
	for _, e := range h.log[:before] {
		if b, ok := e.Body.(*chat.ObligationStarted); ok && b.Obligation.ID == id {
			return b.Obligation.Kind
		}
	}
	h.t.Fatalf("%s never started", id)
	return ""
}
