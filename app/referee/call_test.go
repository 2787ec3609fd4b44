package referee

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"floorwalker/app/chat"
)

// calling has Asha owe the customer of "c" a call.
func calling(t testing.TB) *stand {
	s := rostered(t)
	s.ok(t, "asha", "c", "owed", &chat.PromiseTo{Kind: chat.OwedCall, Due: s.now.Add(time.Hour), Words: "a call about the invoice"})
	return s
}

// tried plays an attempt in vain of two minutes; the gap has passed since when it
// returns.
func (s *stand) tried(t failing, n int) {
	s.attempted(t, n, chat.AttemptNoAnswer)
	s.now = s.now.Add(s.policy.FollowUp.Gap)
}

func (s *stand) attempted(t failing, n int, outcome string) {
	begin := chat.CommandID(fmt.Sprint("begin", n))
	s.ok(t, "asha", "c", begin, &chat.BeginAttempt{Obligation: "owed"})
	began := s.now
	s.now = s.now.Add(2 * time.Minute)
	s.ok(t, "asha", "c", chat.CommandID(fmt.Sprint("end", n)), &chat.EndAttempt{
		Attempt: chat.AttemptID(begin), Obligation: "owed", Began: began, Ended: s.now, Outcome: outcome,
	})
}

func TestAttempts(t *testing.T) {
	begin := just(&chat.BeginAttempt{Obligation: "owed"})
	floor := func(n int, back time.Duration) func(*testing.T) *stand {
		return func(t *testing.T) *stand {
			s := calling(t)
			for i := range n {
				s.tried(t, i)
			}
			s.now = s.now.Add(-back)
			return s
		}
	}
	running := func(t *testing.T) *stand {
		s := calling(t)
		s.ok(t, "asha", "c", "begin", &chat.BeginAttempt{Obligation: "owed"})
		return s
	}
	over := func(t *testing.T) *stand {
		s := floor(3, 0)(t)
		return s
	}
	end := func(change func(*chat.EndAttempt)) func(*testing.T, *stand) chat.Wish {
		return func(_ *testing.T, s *stand) chat.Wish {
			w := &chat.EndAttempt{Attempt: "begin", Obligation: "owed", Began: s.now.Add(-time.Minute), Ended: s.now, Outcome: chat.AttemptBusy}
			change(w)
			return w
		}
	}
	as := func(outcome string) func(*testing.T, *stand) chat.Wish {
		return end(func(e *chat.EndAttempt) { e.Outcome = outcome })
	}
	for _, tc := range []asked{
		{name: "the first", floor: floor(0, 0), by: "asha", wish: begin, kinds: "AttemptBegan"},
		{name: "a colleague's, online", floor: floor(0, 0), by: "rohan", wish: begin, kinds: "AttemptBegan"},
		// G-FU-06, A-15: 60:00 from the end of one to the start of the next.
		{name: "a millisecond too soon", floor: floor(1, time.Millisecond), by: "asha", wish: begin, code: chat.RefusedBusy, words: "not long enough ago"},
		{name: "after the gap", floor: floor(1, 0), by: "asha", wish: begin, kinds: "AttemptBegan"},
		{name: "two at one phone", floor: running, by: "rohan", wish: begin, code: chat.RefusedTaken, words: "Asha is on this call"},
		{name: "twice by one", floor: running, by: "asha", wish: begin, code: chat.RefusedTaken, words: "You are on this call"},
		{name: "a fourth", floor: over, by: "asha", wish: begin, code: chat.RefusedGone, words: "WhatsApp"},
		{name: "what is not owed", floor: rosteredOf, by: "asha", wish: begin, code: chat.RefusedGone, words: "not owed any more"},
		{name: "without a policy", floor: withoutPolicy(floor(0, 0)), by: "asha", wish: begin, code: chat.RefusedBusy, words: "policy"},
		// the time is a guess.
		{name: "the first at no certain time", floor: unsure(floor(0, 0)), by: "asha", wish: begin, kinds: "AttemptBegan"},
		{name: "the second at no certain time", floor: unsure(floor(1, 0)), by: "asha", wish: begin, code: chat.RefusedBusy, words: "not certain"},
		{name: "a lead at no certain time", floor: unsure(floor(1, 0)), by: "meera", wish: begin, kinds: "AttemptBegan"},
		// what was begun with the hub away is told, and kept.
		{name: "offline, too soon", floor: floor(1, time.Minute), by: "asha", wish: func(_ *testing.T, s *stand) chat.Wish {
			return &chat.BeginAttempt{Obligation: "owed", Began: s.now.Add(-time.Minute), Offline: true}
		}, kinds: "AttemptBegan"},
		{name: "offline, from the future", floor: floor(0, 0), by: "asha", wish: func(_ *testing.T, s *stand) chat.Wish {
			return &chat.BeginAttempt{Obligation: "owed", Began: s.now.Add(time.Hour), Offline: true}
		}, code: chat.RefusedInvalid, words: "in the future"},
		{name: "offline, from the future by a clock that was moved", floor: floor(0, 0), by: "asha", wish: func(_ *testing.T, s *stand) chat.Wish {
			return &chat.BeginAttempt{Obligation: "owed", Began: s.now.Add(time.Hour), Offline: true, Uncertain: true}
		}, kinds: "AttemptBegan"},
		// G-FU-06: one that was on its way as the connection broke comes after the call.
		{name: "told of late, too soon", floor: floor(1, time.Minute), by: "asha", wish: func(_ *testing.T, s *stand) chat.Wish {
			return &chat.BeginAttempt{Obligation: "owed", Began: s.now.Add(-AskedWithin - time.Millisecond)}
		}, kinds: "AttemptBegan"},
		{name: "offline, at nothing", floor: floor(0, 0), by: "asha", wish: func(_ *testing.T, s *stand) chat.Wish {
			return &chat.BeginAttempt{Began: s.now, Offline: true}
		}, code: chat.RefusedInvalid, words: "which call"},

		// What came of it is a fact.
		{name: "reached", floor: running, by: "asha", wish: as(chat.AttemptReached), kinds: "AttemptEnded"},
		{name: "no answer", floor: running, by: "asha", wish: as(chat.AttemptNoAnswer), kinds: "AttemptEnded"},
		{name: "dialled by mistake", floor: running, by: "asha", wish: as(chat.AttemptNotMade), kinds: "AttemptEnded"},
		{name: "never begun here, too early and after the end", floor: over, by: "asha", wish: as(chat.AttemptBusy), kinds: "AttemptEnded"},
		{name: "of a call that was never owed here", floor: rosteredOf, by: "asha", wish: as(chat.AttemptBusy), kinds: "AttemptEnded"},
		{name: "somebody else's", floor: running, by: "rohan", wish: as(chat.AttemptBusy), code: chat.RefusedNotOwner, words: "Asha is on this call"},
		{name: "somebody's whose program died, by a lead", floor: running, by: "meera", wish: as(chat.AttemptOther), kinds: "AttemptEnded"},
		{name: "call back", floor: running, by: "asha", wish: end(func(e *chat.EndAttempt) {
			e.Outcome, e.Again = chat.AttemptCallBack, e.Ended.Add(time.Hour)
		}), kinds: "AttemptEnded"},
		{name: "call back at no time", floor: running, by: "asha", wish: as(chat.AttemptCallBack), code: chat.RefusedInvalid, words: "when the customer wants"},
		{name: "busy, and at a time", floor: running, by: "asha", wish: end(func(e *chat.EndAttempt) { e.Again = e.Ended.Add(time.Hour) }), code: chat.RefusedInvalid, words: "another time"},
		{name: "nothing came of it", floor: running, by: "asha", wish: as(""), code: chat.RefusedInvalid, words: "what came of the call"},
		{name: "no attempt", floor: running, by: "asha", wish: end(func(e *chat.EndAttempt) { e.Attempt = "a/b" }), code: chat.RefusedInvalid, words: "which attempt"},
		{name: "it ended before it began", floor: running, by: "asha", wish: end(func(e *chat.EndAttempt) { e.Ended = e.Began - 1 }), code: chat.RefusedInvalid, words: "before it began"},
		{name: "it ends tomorrow", floor: running, by: "asha", wish: end(func(e *chat.EndAttempt) { e.Ended = e.Ended.Add(24 * time.Hour) }), code: chat.RefusedInvalid, words: "in the future"},
		{name: "it ends tomorrow by a clock that was moved", floor: running, by: "asha", wish: end(func(e *chat.EndAttempt) {
			e.Ended, e.Uncertain = e.Ended.Add(24*time.Hour), true
		}), kinds: "AttemptEnded"},
		{name: "too much about it", floor: running, by: "asha", wish: end(func(e *chat.EndAttempt) { e.Note = strings.Repeat("a", MaxNote+1) }), kinds: "AttemptEnded"},
	} {
		t.Run(tc.name, tc.run)
	}
}

func rosteredOf(t *testing.T) *stand { return rostered(t) }

// unsure is a floor whose hub does not trust its own time.
func unsure(floor func(*testing.T) *stand) func(*testing.T) *stand {
	return func(t *testing.T) *stand {
		s := floor(t)
		s.uncertain = true
		return s
	}
}

// The hub's own time is what an attempt begins at, whatever a desk says (G-FU-06);
// what came of it twice is said once; and three in vain are the end of the call.
func TestThreeAttempts(t *testing.T) {
	s := calling(t)
	s.ok(t, "asha", "c", "one", &chat.BeginAttempt{Obligation: "owed", Began: s.now.Add(-AskedWithin)})
	a, running := s.Chat("c").Calls.Running()
	if !running || a.Began != s.now || a.By != "asha" {
		t.Fatalf("%+v", a)
	}
	ended := &chat.EndAttempt{Attempt: "one", Obligation: "owed", Began: s.now.Add(-72 * time.Hour), Ended: s.now, Outcome: chat.AttemptNoAnswer, Note: " Rang out. "}
	s.ok(t, "asha", "c", "one-end", ended)
	if a, _ := s.Chat("c").Calls.Attempt("one"); a.Began != s.now || a.Note != "Rang out." || a.Gap != s.policy.FollowUp.Gap {
		t.Errorf("%+v", a)
	}
	if d := s.ok(t, "meera", "c", "again", &chat.EndAttempt{Attempt: "one", Obligation: "owed", Began: s.now, Ended: s.now, Outcome: chat.AttemptReached}); len(d.Events) > 0 {
		t.Errorf("said twice: %+v", d)
	}
	s.now = s.now.Add(s.policy.FollowUp.Gap)
	s.tried(t, 2)
	s.tried(t, 3)
	if _, owed := s.Chat("c").Owed("owed"); owed || s.Chat("c").Calls.Failed() != 3 {
		t.Errorf("owed still, %d failed", s.Chat("c").Calls.Failed())
	}
}

// A call that belongs to no chat has the same rules (G-FU-06), and one whose chat
// has left the floor is not lost (D-04).
func TestAttemptsWithoutAChat(t *testing.T) {
	s := rostered(t)
	s.record(t, "f1", "asha")
	begin := &chat.BeginAttempt{Record: "f1"}
	s.ok(t, "asha", "", "one", begin)
	if _, no := s.decide("rohan", "", "two", begin); no == nil || no.Code != chat.RefusedTaken {
		t.Errorf("two at one phone: %v", no)
	}
	s.now = s.now.Add(time.Minute)
	s.ok(t, "asha", "", "one-end", &chat.EndAttempt{Attempt: "one", Record: "f1", Began: s.now, Ended: s.now, Outcome: chat.AttemptNoAnswer})
	s.now = s.now.Add(s.policy.FollowUp.Gap - time.Millisecond)
	if _, no := s.decide("asha", "", "early", begin); no == nil {
		t.Error("a millisecond too soon")
	}
	s.now++
	s.ok(t, "rohan", "", "second", begin)
	if n := len(s.RecordCalls("f1")); n != 2 {
		t.Errorf("%d attempts", n)
	}
	if _, no := s.decide("asha", "", "none", &chat.BeginAttempt{Record: "f2"}); no == nil || no.Code != chat.RefusedGone {
		t.Errorf("a call of nobody: %v", no)
	}

	gone := &chat.EndAttempt{Attempt: "old", Obligation: "o", Began: s.now, Ended: s.now, Outcome: chat.AttemptReached}
	d := s.ok(t, "asha", "left", "gone", gone)
	if len(d.Events) != 1 || d.Events[0].Chat != "" || len(s.RecordCalls("chat:left")) != 1 {
		t.Errorf("%+v", d)
	}
	if d := s.ok(t, "asha", "left", "gone", gone); len(d.Events) > 0 {
		t.Errorf("twice: %+v", d)
	}
	if _, no := s.decide("asha", "left", "begin", &chat.BeginAttempt{Obligation: "o"}); no == nil || no.Code != chat.RefusedNoSuchChat {
		t.Errorf("%v", no)
	}
}

// G-FU-08, A-16: WhatsApp opens after the third failure and not before.
func TestWhatsApp(t *testing.T) {
	s := calling(t)
	text := func(id chat.CommandID, via chat.Channel) *chat.Refusal {
		_, no := s.decide("asha", "c", id, &chat.PostMessage{Text: "We tried to call you about your invoice.", Via: via})
		return no
	}
	for n := range 3 {
		if no := text(chat.CommandID(fmt.Sprint("w", n)), chat.ChannelWhatsApp); no == nil || !strings.Contains(no.Words, "3 calls in vain") {
			t.Fatalf("after %d failures: %v", n, no)
		}
		s.tried(t, n)
	}
	if no := text("sms", "sms"); no == nil || !strings.Contains(no.Words, "in no other way") {
		t.Errorf("another channel: %v", no)
	}
	if no := text("w", chat.ChannelWhatsApp); no != nil {
		t.Fatalf("after three failures: %v", no)
	}
	lines := s.Chat("c").Messages
	if m := lines[len(lines)-1]; m.Via != chat.ChannelWhatsApp {
		t.Errorf("%+v", m)
	}
	if no := text("again", chat.ChannelWhatsApp); no == nil {
		t.Error("a second message")
	}
	if no := text("plain", ""); no != nil {
		t.Errorf("in the chat: %v", no)
	}
}

// D-04, G-FU-06: a beginning that comes after the call keeps its time, and no telephone
// rings for it; its end is told of the call that it was begun at, with as much of the
// note as can be kept.
func TestALateBeginningIsTold(t *testing.T) {
	s := calling(t)
	at := s.now
	s.now = at.Add(15 * time.Minute)
	d := s.ok(t, "asha", "c", "one", &chat.BeginAttempt{Obligation: "owed", Began: at})
	if b := d.Events[0].Body.(*chat.AttemptBegan); b.Began != at || !b.Offline {
		t.Errorf("%+v", b)
	}
	s.ok(t, "asha", "c", "one-end", &chat.EndAttempt{
		Attempt: "one", Obligation: "another", Began: at, Ended: s.now, Outcome: chat.AttemptNoAnswer, Note: "x\xff" + strings.Repeat("अ", MaxNote),
	})
	a, _ := s.Chat("c").Calls.Attempt("one")
	if a.Obligation != "owed" || !a.Over() {
		t.Errorf("%+v", a)
	}
	if !utf8.ValidString(a.Note) || len(a.Note) > MaxNote || len(a.Note) < MaxNote-3 || !strings.HasPrefix(a.Note, "x\uFFFDअ") {
		t.Errorf("%d bytes of the note are kept", len(a.Note))
	}
}

// D-04: a desk that was killed may say again that a call began whose end the hub has
// heard meanwhile. That is no news, and no refusal that would stay on the desk.
func TestABeginningAfterItsEndIsNoNews(t *testing.T) {
	s := rostered(t)
	s.record(t, "f1", "asha")
	s.ok(t, "asha", "", "end", &chat.EndAttempt{Attempt: "one", Record: "f1", Began: s.now, Ended: s.now, Outcome: chat.AttemptReached})
	v, _ := s.list.Get("f1")
	list, _, err := s.list.Put("f1", v.Content.Complete("asha", s.now, ""), v.Revision, "asha", s.now)
	if err != nil {
		t.Fatal(err)
	}
	s.list = list
	for _, began := range []chat.Instant{0, s.now, s.now.Add(-time.Hour)} {
		d, no := s.decide("asha", "", "one", &chat.BeginAttempt{Record: "f1", Began: began})
		if no != nil || len(d.Events) != 0 {
			t.Errorf("begun %v: %v, %+v", began, no, d.Events)
		}
	}
}

// A call of the shared list that is done is nobody's to make, and has no obligation.
func TestNoCallOfARecordThatIsDone(t *testing.T) {
	s := rostered(t)
	s.record(t, "f1", "asha")
	d := s.ok(t, "asha", "", "end", &chat.EndAttempt{Attempt: "one", Obligation: "o", Record: "f1", Began: s.now, Ended: s.now, Outcome: chat.AttemptReached})
	if a := d.Events[0].Body.(*chat.AttemptEnded).Attempt; a.Obligation != "" || a.Record != "f1" {
		t.Errorf("%+v", a)
	}
	v, _ := s.list.Get("f1")
	list, _, err := s.list.Put("f1", v.Content.Complete("asha", s.now, ""), v.Revision, "asha", s.now)
	if err != nil {
		t.Fatal(err)
	}
	s.list = list
	if _, no := s.decide("asha", "", "two", &chat.BeginAttempt{Record: "f1"}); no == nil || no.Code != chat.RefusedGone {
		t.Errorf("it may be dialled: %v", no)
	}
}
