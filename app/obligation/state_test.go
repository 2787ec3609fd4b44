package obligation_test

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
)

func TestState(t *testing.T) {
	p := shipped()
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

// Warnings come before a breach, at the marks of each clock (D-02, A-06, G-SLA-01),
// and the marks are the policy's.
func TestMarks(t *testing.T) {
	resolution := chat.Obligation{Kind: chat.OwedResolution, Due: 12 * minute}
	first := chat.Obligation{Kind: chat.OwedFirstResponse, Due: minute}
	takeover := chat.Obligation{Kind: chat.OwedTakeOver, Due: 100 * second}
	type mark struct {
		at    chat.Instant
		level obligation.Level
	}
	for _, tc := range []struct {
		name string
		o    chat.Obligation
		set  func(*policy.Policy)
		want []mark
	}{
		{"resolution.target, G-SLA-03", resolution, nil, []mark{
			{8*minute - 1, obligation.Calm},
			{8 * minute, obligation.Warning50},
			{10*minute - 1, obligation.Warning50},
			{10 * minute, obligation.Warning80},
			{12*minute - 1, obligation.Warning80},
			{12 * minute, obligation.Breached},
		}},
		{"another resolution.target", resolution, func(p *policy.Policy) {
			p.Resolution.Target = [2]time.Duration{5 * time.Minute, 6 * time.Minute}
		}, []mark{{5*minute - 1, obligation.Calm}, {5 * minute, obligation.Warning50}, {6*minute - 1, obligation.Warning50}, {6 * minute, obligation.Warning80}}},
		{"first_response.target, G-SLA-01", first, nil, []mark{
			{30*second - 1, obligation.Calm}, {30 * second, obligation.Warning50}, {48*second - 1, obligation.Warning50}, {48 * second, obligation.Warning80},
		}},
		{"another first_response.target", first, func(p *policy.Policy) { p.FirstResponse.Target = 20 * time.Second }, []mark{
			{20*second - 1, obligation.Calm}, {20 * second, obligation.Warning50},
		}},
		{"warn.at, D-02", takeover, nil, []mark{
			{50*second - 1, obligation.Calm}, {50 * second, obligation.Warning50}, {80*second - 1, obligation.Warning50}, {80 * second, obligation.Warning80},
		}},
		{"another warn.at", takeover, func(p *policy.Policy) { p.Warn.At = [2]int{20, 90} }, []mark{
			{20*second - 1, obligation.Calm}, {20 * second, obligation.Warning50}, {90*second - 1, obligation.Warning50}, {90 * second, obligation.Warning80},
		}},
	} {
		p := shipped()
		if tc.set != nil {
			tc.set(p)
		}
		for _, m := range tc.want {
			if got := obligation.Read(tc.o, m.at, false, p); got.Level != m.level {
				t.Errorf("%s at %s: %s, want %s", tc.name, m.at.Sub(0), got.Level, m.level)
			}
		}
	}
}

func TestWords(t *testing.T) {
	p := shipped()
	reply := chat.Obligation{Kind: chat.OwedReply, Due: 2 * minute}
	paused := chat.Obligation{Kind: chat.OwedNudge, Due: minute, Until: 3 * minute, Paused: 50 * second, PausedWhy: "the forward waits for an answer"}
	nudge := chat.Obligation{Kind: chat.OwedNudge, Due: minute, Until: 3 * minute}
	callback := chat.Obligation{Kind: chat.OwedCallback, Due: 15 * minute}
	call := chat.Obligation{Kind: chat.OwedCall, Due: 27 * 60 * minute}
	for _, tc := range []struct {
		o         chat.Obligation
		now       chat.Instant
		uncertain bool
		level     obligation.Level
		words     string
	}{
		{reply, 102 * second, false, obligation.Warning80, "reply in 0:18"},
		{reply, 102 * second, true, obligation.Warning80, "reply in about 0:18 (time is uncertain)"},
		{reply, 127 * second, false, obligation.Breached, "breached by 0:07"},
		{reply, 127 * second, true, obligation.Breached, "breached by about 0:07 (time is uncertain)"},
		{paused, 500 * second, false, obligation.Warning80, "paused: the forward waits for an answer"},
		{nudge, minute - 1, false, obligation.Warning80, "ask if still there in 0:01"},
		{nudge, minute, false, obligation.Warning80, "ask if still there now"}, // G-NR-01: due, not late
		{nudge, 3 * minute, false, obligation.Breached, "ask if still there now"},
		{callback, 15 * minute, false, obligation.Warning80, "offer a call now"}, // G-CB-05
		{callback, 15 * minute, true, obligation.Warning80, "offer a call now (time is uncertain)"},
		{call, 0, false, obligation.Calm, "call in 1d 03:00"},
		{call, 26 * 60 * minute, false, obligation.Warning80, "call in 1:00:00"},
		{chat.Obligation{Kind: "?", Due: minute}, 0, false, obligation.Calm, "due in 1:00"},
	} {
		k := obligation.Read(tc.o, tc.now, tc.uncertain, p)
		if k.Level != tc.level || k.Words != tc.words || k.Uncertain != tc.uncertain || k.Paused != !tc.o.Paused.IsZero() {
			t.Errorf("%s at %s: %+v, want %s, %q", tc.o.Kind, tc.now.Sub(0), k, tc.level, tc.words)
		}
	}
	if k := obligation.Read(paused, 500*second, false, p); k.Left != 10*time.Second {
		t.Errorf("a clock that stands still has %s left", k.Left)
	}
}

// Every kind says what is to be done.
func TestDoing(t *testing.T) {
	for _, k := range []chat.ObligationKind{
		chat.OwedTakeOver, chat.OwedAccept, chat.OwedFirstResponse, chat.OwedAck, chat.OwedReply, chat.OwedUpdate,
		chat.OwedResolution, chat.OwedCallback, chat.OwedNudge, chat.OwedWarn, chat.OwedClose, chat.OwedFinish,
		chat.OwedCall, chat.OwedPromise, chat.OwedEscalation, chat.OwedConfirm,
	} {
		if obligation.Doing(k) == obligation.Doing("?") {
			t.Errorf("%s says nothing", k)
		}
	}
}
