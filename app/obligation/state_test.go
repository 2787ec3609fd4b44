package obligation_test

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
)

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
