package followup_test

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
)

// asking is who asks at a time, online and certain.
func asking(f *floor, me chat.AgentID, at chat.Instant) followup.Who {
	return followup.Who{Me: me, Online: true, Now: at, Edition: f.ed}
}

// the gap is from the end of one attempt to the start of the next, and it is
// over at 60:00.000 and not before.
func TestTheGapIsSixtyMinutes(t *testing.T) {
	f := newFloor()
	f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour, Owner: "rohan"})
	f.tried("o", now, now+5*minute, chat.AttemptNoAnswer)
	l := f.line(t, callO)
	over := now + 65*minute
	for _, who := range []chat.AgentID{"rohan", "asha"} { // two desks
		if v := followup.May(&l, asking(f, who, over-1)); v.OK || v.Code != followup.CodeEarly || v.From != over || v.Refusal().Code != chat.RefusedBusy {
			t.Errorf("%s at 59:59.999: %+v", who, v)
		}
		if v := followup.May(&l, asking(f, who, over)); !v.OK || v.Words != "" || v.Refusal() != nil {
			t.Errorf("%s at 60:00.000: %+v", who, v)
		}
	}
	w := asking(f, "rohan", over)
	w.Error = time.Second
	if v := followup.May(&l, w); v.OK || v.From != over+1000 {
		t.Errorf("a clock that may be a second fast: %+v", v)
	}
	f.tried("o", over, over+minute, chat.AttemptNotMade)
	l = f.line(t, callO)
	if v := followup.May(&l, asking(f, "rohan", over+2*minute)); !v.OK {
		t.Errorf("after nobody was dialled: %+v", v)
	}
}

// Who asked to be called again is not called within the gap, although the next call
// is another; their own time wins if it is sooner.
func TestTheGapIsOwedByTheNextCall(t *testing.T) {
	ended := now + 5*minute
	for again, next := range map[chat.Instant]chat.Instant{now + 5*hour: ended + hour, now + 25*minute: now + 25*minute} {
		f := newFloor()
		f.owe("c", chat.Obligation{ID: "was", Started: now, Due: now + 2*hour, Owner: "rohan"})
		f.do("c", ended, "rohan", &chat.AttemptEnded{Gap: f.ed.Policy.FollowUp.Gap, Attempt: chat.Attempt{
			ID: "x", Obligation: "was", Began: now, Ended: ended, Outcome: chat.AttemptCallBack, Again: again,
		}})
		f.do("c", ended, "", &chat.ObligationEnded{Obligation: "was", How: chat.EndedKept})
		f.owe("c", chat.Obligation{ID: "o", Started: ended, Due: again, Owner: "rohan", Reason: chat.CallAgain, Cause: "was"})
		l := f.line(t, callO)
		if l.Next != next || l.Due != again || l.Plan[0] != again || l.Stage(next-1) != followup.StageWaiting {
			t.Errorf("%+v", l)
		}
		if v := followup.May(&l, asking(f, "asha", next-1)); v.Code != followup.CodeEarly || v.From != next {
			t.Errorf("a moment before: %+v", v)
		}
		if v := followup.May(&l, asking(f, "asha", next)); !v.OK {
			t.Errorf("then: %+v", v)
		}
		w := asking(f, "rohan", next)
		if w.Uncertain = true; followup.May(&l, w).Code != followup.CodeUncertain {
			t.Error("it begins at an uncertain time")
		}
		if f.tried("o", next-1, next-1, chat.AttemptNoAnswer); f.Chat("c").Calls.Failed() != 0 {
			t.Error("what was too early counts")
		}
	}
}

// An attempt of a desk whose clock is hours behind still has a gap after it, on the
// hub as well.
func TestAnUncertainAttemptHasAGap(t *testing.T) {
	f := newFloor()
	f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour, Owner: "rohan"})
	f.do("c", now+3*hour, "rohan", &chat.AttemptEnded{Gap: f.ed.Policy.FollowUp.Gap, Attempt: chat.Attempt{
		ID: "x", Obligation: "o", Began: now, Ended: now + minute, Outcome: chat.AttemptNoAnswer, Uncertain: true,
	}})
	l := f.line(t, callO)
	if v := followup.May(&l, asking(f, "rohan", now+4*hour-1)); v.Code != followup.CodeEarly || v.From != now+4*hour {
		t.Errorf("%+v", v)
	}
	if v := followup.May(&l, asking(f, "rohan", now+4*hour)); !v.OK {
		t.Errorf("%+v", v)
	}
}

func TestWhoMayBegin(t *testing.T) {
	first, second := newFloor(), newFloor()
	for _, f := range []*floor{first, second} {
		f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour, Owner: "rohan"})
	}
	second.tried("o", now, now, chat.AttemptNoAnswer)
	later := now + 2*hour
	for _, c := range []struct {
		name   string
		f      *floor
		change func(*followup.Who)
		want   followup.Code
	}{
		{"a colleague online", second, func(w *followup.Who) { w.Me = "asha" }, ""},
		{"the owner offline", second, func(w *followup.Who) { w.Online = false }, ""},
		{"a colleague offline", second, func(w *followup.Who) { w.Me, w.Online = "asha", false }, followup.CodeOffline},
		{"a lead offline", second, func(w *followup.Who) { w.Me, w.Lead, w.Online = "lea", true, false }, followup.CodeOffline},
		{"at an uncertain time", second, func(w *followup.Who) { w.Uncertain = true }, followup.CodeUncertain},
		{"a lead at an uncertain time", second, func(w *followup.Who) { w.Lead, w.Uncertain = true, true }, ""},
		{"a lead who owes it, offline and uncertain", second, func(w *followup.Who) { w.Lead, w.Online, w.Uncertain = true, false, true }, followup.CodeUncertain},
		{"the first at an uncertain time", first, func(w *followup.Who) { w.Uncertain = true }, ""},
		{"the first, offline and uncertain", first, func(w *followup.Who) { w.Uncertain, w.Online = true, false }, ""},
		{"the first of a colleague's, offline", first, func(w *followup.Who) { w.Me, w.Online = "asha", false }, followup.CodeOffline},
	} {
		l := c.f.line(t, callO)
		w := asking(c.f, "rohan", later)
		c.change(&w)
		if v := followup.May(&l, w); v.Code != c.want || v.OK != (c.want == "") || v.OK != (v.Words == "") {
			t.Errorf("%s: %+v", c.name, v)
		}
	}
}

// What is nobody's by name can begin online only.
func TestWhatIsNobodysWaitsForTheHub(t *testing.T) {
	for _, owner := range []chat.AgentID{"", chat.OwnerQueue("billing")} {
		f := newFloor()
		f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour, Owner: owner})
		l := f.line(t, callO)
		w := asking(f, "rohan", now)
		if v := followup.May(&l, w); !v.OK {
			t.Errorf("online: %+v", v)
		}
		w.Online = false
		if v := followup.May(&l, w); v.Code != followup.CodeOffline || !strings.Contains(v.Words, "nobody's by name") {
			t.Errorf("offline: %+v", v)
		}
	}
}

func TestARunningCallBlocks(t *testing.T) {
	f := newFloor()
	f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour})
	f.do("c", now, "rohan", &chat.AttemptBegan{Attempt: "x", Obligation: "o", Began: now})
	l := f.line(t, callO)
	w := asking(f, "asha", now+2*hour)
	w.Name = func(a chat.AgentID) string { return map[chat.AgentID]string{"rohan": "Rohan M."}[a] }
	if v := followup.May(&l, w); v.Code != followup.CodeRunning || !strings.HasPrefix(v.Words, "Rohan M. ") {
		t.Errorf("%+v", v)
	}
	if v := followup.May(&l, asking(f, "rohan", now+2*hour)); v.Code != followup.CodeRunning || !strings.HasPrefix(v.Words, "You ") {
		t.Errorf("%+v", v)
	}
}

// WhatsApp opens with the third failure that counts, and with no other.
func TestWhatsAppAfterThreeFailures(t *testing.T) {
	f := newFloor()
	f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour})
	text := func(at chat.Instant) followup.Verdict {
		l := f.line(t, callO)
		return followup.MayText(&l, asking(f, "rohan", at))
	}
	at := now
	for i, outcome := range []string{chat.AttemptNoAnswer, chat.AttemptNotMade, chat.AttemptWrong, chat.AttemptCallBack} {
		if v := text(at); v.OK || v.Code != followup.CodeAttempts {
			t.Errorf("before attempt %d: %+v", i, v)
		}
		f.tried("o", at, at, outcome)
		at += hour
	}
	f.tried("o", at-30*minute, at-30*minute, chat.AttemptBusy) // early: kept, and no third
	if v := text(at); v.OK {
		t.Errorf("an early attempt opens it: %+v", v)
	}
	at += hour
	f.tried("o", at, at, chat.AttemptBusy)
	if v := text(at); !v.OK {
		t.Errorf("after three: %+v", v)
	}
	l := f.line(t, callO)
	if v := followup.May(&l, asking(f, "rohan", at+5*hour)); v.Code != followup.CodeSpent {
		t.Errorf("a fourth call: %+v", v)
	}
	w := asking(f, "rohan", at)
	w.Online = false
	if v := followup.MayText(&l, w); v.Code != followup.CodeOffline {
		t.Errorf("offline: %+v", v)
	}
	f.do("c", at, "rohan", &chat.MessagePosted{Message: "w", From: chat.SpeakerAgent, Text: "We called.", Via: chat.ChannelWhatsApp})
	if v := text(at); v.Code != followup.CodeOver {
		t.Errorf("twice: %+v", v)
	}
}

// The team's own choice for the night, and for nothing else.
func TestWhatsAppFirstOvernight(t *testing.T) {
	for _, c := range []struct {
		reason chat.CallReason
		first  bool
		want   bool
	}{{chat.CallOvernight, true, true}, {chat.CallOvernight, false, false}, {chat.CallTechnical, true, false}} {
		f := newFloor()
		ed := *f.ed
		ed.Policy.Overnight.WhatsAppFirst = c.first
		f.ed = &ed
		f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour, Reason: c.reason})
		l := f.line(t, callO)
		if v := followup.MayText(&l, asking(f, "rohan", now)); v.OK {
			t.Errorf("%+v before any call", c)
		}
		f.tried("o", now, now, chat.AttemptNoAnswer)
		l = f.line(t, callO)
		if v := followup.MayText(&l, asking(f, "rohan", now)); v.OK != c.want {
			t.Errorf("%+v: %+v", c, v)
		}
	}
}

// There is no other way than the chat platform (G-FU-08).
func TestNoWhatsAppWithoutAChat(t *testing.T) {
	f := newFloor()
	r := sample()
	r.Chat = ""
	l := add(t, followup.List{}, "r", r)
	for i := range chat.Instant(3) {
		at := now + i*hour
		f.do("", at, "a1", &chat.AttemptEnded{Gap: f.ed.Policy.FollowUp.Gap, Attempt: chat.Attempt{
			ID: chat.AttemptID(rune('a' + i)), Record: "r", Began: at, Ended: at, Outcome: chat.AttemptBusy,
		}})
	}
	line, _ := followup.Find(followup.Lines(f.Floor, l, followup.Unsent{}, f.ed), followup.Key{Record: "r"})
	if v := followup.MayText(&line, asking(f, "a1", now+3*hour)); v.Code != followup.CodeNoChat {
		t.Errorf("%+v", v)
	}
}
