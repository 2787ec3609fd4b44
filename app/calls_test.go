package app

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/assets"
)

// theCall is the call that Asha owes in "c".
var theCall = followup.Key{Chat: "c", Obligation: "o"}

// guided runs f with a desk by the policy that ships.
func guided(t *testing.T, f func(t *testing.T, s *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { f(t, newStageBy(t, newCache(), assets.Edition())) })
}

// owing are the facts of a call that somebody owes in "c".
func owing(s *stage, owner chat.AgentID) []chat.Event {
	return append(s.opened("c"), s.ev("c", &chat.ChatAccepted{Agent: "asha"}),
		s.ev("c", &chat.ObligationStarted{Obligation: chat.Obligation{
			ID: "o", Kind: chat.OwedCall, Reason: chat.CallPromised, Owner: owner, Started: now(), Due: now().Add(time.Hour),
		}}))
}

// began is what BeginCall has answered.
type began struct {
	id  chat.AttemptID
	err error
	n   int
}

func (b *began) got(id chat.AttemptID, err error) { *b = began{id, err, b.n + 1} }

// fact is the event that the hub makes of a command.
func (s *stage) fact(cmd chat.Command, b chat.Body) chat.Event {
	e := s.ev(cmd.Chat, b)
	e.ID, e.By = chat.EventID(cmd.ID), "asha"
	return e
}

func stageOf(t *testing.T, got *Snapshot) followup.Stage {
	t.Helper()
	l, ok := followup.Find(got.Calls, theCall)
	if !ok {
		t.Fatalf("the call is not on the list: %+v", got.Calls)
	}
	return l.Stage(now())
}

// With a hub, nobody dials before it has said yes: somebody else may have begun a
// moment ago (G-FU-06).
func TestACallBeginsWithTheHubsYes(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(owing(s, "asha")...)
		var b began
		s.desk.BeginCall(theCall, b.got)
		s.settle()
		want(t, "before the answer", b.n, 0)
		cmd := s.stream.last()
		w, _ := cmd.Body.(*chat.BeginAttempt)
		if w == nil || w.Obligation != "o" || w.Offline || w.Began != now() {
			t.Fatalf("%+v", cmd.Body)
		}
		s.desk.Result(cmd.ID, nil)
		s.settle()
		want(t, "after it", []any{b.n, b.id, b.err}, []any{1, cmd.ID, nil})
		want(t, "its line, before the fact is here", stageOf(t, s.settle()), followup.StageRunning)
		s.give(s.fact(cmd, &chat.AttemptBegan{Attempt: b.id, Obligation: "o", Began: now()}))
		want(t, "its line", stageOf(t, s.settle()), followup.StageRunning)

		s.sleep(time.Minute)
		s.desk.EndCall(theCall, CallEnd{Attempt: b.id, Outcome: chat.AttemptNoAnswer, Note: "Rang out."})
		got := s.settle()
		want(t, "after the end", stageOf(t, got), followup.StageWaiting)
		end := s.stream.last()
		e, _ := end.Body.(*chat.EndAttempt)
		if e == nil || e.Attempt != b.id || e.Ended.Sub(e.Began) != time.Minute || e.Note != "Rang out." {
			t.Errorf("%+v", end.Body)
		}
	})
}

func TestTheHubsNoIsTheCalls(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(owing(s, "asha")...)
		var b began
		s.desk.BeginCall(theCall, b.got)
		s.settle()
		s.desk.Result(s.stream.last().ID, &chat.Refusal{Code: chat.RefusedTaken, Words: "Ben is on this call now."})
		got := s.settle()
		var no *RefusedError
		if !errors.As(b.err, &no) || b.err.Error() != "Ben is on this call now." {
			t.Errorf("%+v", b)
		}
		want(t, "its line, and notices", []any{stageOf(t, got), len(got.Notices)}, []any{followup.StageDue, 0})
		// What this desk can judge by itself does not go to the hub at all.
		s.stream.take()
		s.desk.BeginCall(followup.Key{Chat: "c", Obligation: "none"}, b.got)
		s.settle()
		want(t, "no such call", []any{b.err, s.stream.take()}, []any{ErrNoCall, []string{}})
	})
}

// offline only the owner begins; it is on the disk before anybody dials, runs
// on over a crash, and what came of it arrives once.
func TestACallOfflineOverACrash(t *testing.T) { // D-04
	cache := newCache()
	synctest.Test(t, func(t *testing.T) {
		s := newStageBy(t, cache, assets.Edition())
		s.running(owing(s, "asha")...)
		s.sleep(time.Second) // the cache has it
		offline(s)
		var b began
		s.desk.BeginCall(theCall, b.got)
		want(t, "its line", stageOf(t, s.settle()), followup.StageRunning)
		want(t, "it may be dialled", []any{b.n, b.err, len(cache.now().outbox)}, []any{1, nil, 1})

		// The program dies, and starts again with the hub gone.
		kept := &fakeCache{disk: cache.now()}
		me := me
		kept.me = &me
		again := newStageBy(t, kept, assets.Edition())
		again.stream.setUp(false)
		again.desk.cfg.NewID = func() chat.CommandID { again.n++; return chat.CommandID(fmt.Sprint("again", again.n)) }
		again.run()
		got := again.settle()
		want(t, "after the crash", stageOf(t, got), followup.StageRunning)
		want(t, "it waits", got.Shelves.UnsentOn(chat.ShelfFollowUps), 1)
		again.sleep(72 * time.Hour)
		again.desk.EndCall(theCall, CallEnd{Attempt: b.id, Outcome: chat.AttemptNoAnswer})
		l, _ := followup.Find(again.settle().Calls, theCall)
		if a, ok := l.Log.Attempt(b.id); !ok || a.Outcome != chat.AttemptNoAnswer || a.Ended.Sub(a.Began) < 72*time.Hour {
			t.Fatalf("%+v", l.Log)
		}

		again.stream.take()
		online(again)
		again.sleep(time.Second)
		// The beginning was never told, and its end says it all.
		sent := again.stream.take()
		want(t, "told once", sent, []string{"EndAttempt c"})
	})
}

func TestOfflineOnlyTheOwnerCalls(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(owing(s, "ben")...)
		offline(s)
		var b began
		s.desk.BeginCall(theCall, b.got)
		got := s.settle()
		if b.err == nil || !strings.Contains(b.err.Error(), "Only ben") || b.id != "" {
			t.Errorf("%+v", b)
		}
		want(t, "on the disk", []any{len(s.cache.now().outbox), stageOf(t, got)}, []any{0, followup.StageDue})
	})
}

// When the connection breaks before the answer, the owner goes on as offline, and
// nobody else does: then nobody is on the phone, whatever the hub makes of
// what it may have heard.
func TestTheConnectionBreaksAsACallBegins(t *testing.T) {
	for owner, ok := range map[chat.AgentID]bool{"asha": true, "ben": false} {
		guided(t, func(t *testing.T, s *stage) {
			s.running(owing(s, owner)...)
			var b began
			s.desk.BeginCall(theCall, b.got)
			s.settle()
			offline(s)
			want(t, "of "+string(owner), []any{b.n, b.err == nil, b.id != ""}, []any{1, ok, ok})
			stage := followup.StageDue
			if ok {
				stage = followup.StageRunning
			}
			want(t, "its line", stageOf(t, s.settle()), stage)
		})
	}
}

// The list is mended by the chat that has changed, and is the same slice as before
// when nothing about its calls has.
func TestTheListOfCallsIsMended(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(append(append(owing(s, "asha"), s.ev("c", said("my invoice"))), s.opened("d")...)...)
		before := s.settle().Calls
		s.give(s.ev("d", said("hello")), s.ev("c", said("hello")))
		s.sleep(time.Second)
		after := s.settle().Calls
		if len(before) != 1 || &before[0] != &after[0] {
			t.Error("a line made the list anew")
		}
		s.give(s.ev("d", &chat.ObligationStarted{Obligation: chat.Obligation{ID: "p", Kind: chat.OwedCall, Due: now()}}))
		s.sleep(time.Second)
		got := s.settle().Calls
		if len(got) != 2 || got[0].Key.Chat != "d" {
			t.Errorf("%+v", got)
		}
		s.give(s.ev("d", &chat.ObligationEnded{Obligation: "p", How: chat.EndedVoid}))
		s.sleep(time.Second)
		want(t, "calls left", len(s.settle().Calls), 1)
	})
}

// What came of a call of the shared list is written into its record as well.
func TestARecordFollowsItsCall(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		f := followup.FollowUp{Customer: "Isha K.", Reason: "The invoice", Due: now().Add(time.Hour), Assignee: "asha"}
		var id record.ID
		s.desk.PutFollowUp(Edit{}, f.Opened("asha", now()), func(got record.ID, err error) { id = got })
		got := s.settle()
		want(t, "calls", len(got.Calls), 1)
		k := followup.Key{Record: id}
		var b began
		s.desk.BeginCall(k, b.got)
		s.settle()
		s.desk.Result(s.stream.last().ID, nil)
		s.settle()
		again := now().Add(2 * time.Hour)
		s.desk.EndCall(k, CallEnd{Attempt: b.id, Outcome: chat.AttemptCallBack, Again: again})
		v, _ := s.settle().Shelves.FollowUps.Get(id)
		want(t, "due", v.Content.Due, again)
		s.desk.EndCall(k, CallEnd{Attempt: b.id, Outcome: chat.AttemptReached, Note: "All is well."})
		v, _ = s.settle().Shelves.FollowUps.Get(id)
		want(t, "done", []any{v.Content.IsOpen(), v.Content.DoneBy, v.Content.Note}, []any{false, "asha", "All is well."})
	})
}

// After the connection broke, a further attempt waits for a certain time, even for a
// lead: without the hub nobody may begin it then.
func TestAnUncertainLeadDoesNotDialWithoutTheHub(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.desk.cfg.Clock = uncertainClock{}
		lead := me
		lead.Role = chat.RoleLead
		s.running(append(owing(s, "asha"), s.ev("c", &chat.AttemptEnded{Gap: time.Hour, Attempt: chat.Attempt{
			ID: "first", Obligation: "o", By: "asha", Began: now().Add(-3 * time.Hour), Ended: now().Add(-2 * time.Hour), Outcome: chat.AttemptNoAnswer,
		}}))...)
		s.desk.Welcome(lead)
		s.settle()
		var b began
		s.desk.BeginCall(theCall, b.got)
		s.settle()
		want(t, "asked", []any{b.n, b.err}, []any{0, nil})
		offline(s)
		want(t, "answered", []any{b.n, b.err, b.id}, []any{1, ErrUnsure, chat.AttemptID("")})
	})
}

type uncertainClock struct{ fakeClock }

func (uncertainClock) Now() (chat.Instant, bool) { return now(), true }

// D-04: whatever the hub says to it, what came of a call stays on this desk's disk and
// on its list, over a restart as well.
func TestARefusedEndOfACallIsKept(t *testing.T) {
	cache := newCache()
	synctest.Test(t, func(t *testing.T) {
		s := newStageBy(t, cache, assets.Edition())
		s.running(owing(s, "asha")...)
		s.sleep(time.Second) // the cache has it
		s.desk.EndCall(theCall, CallEnd{Attempt: "a1", Outcome: chat.AttemptNoAnswer, Note: "Rang out."})
		s.settle()
		s.desk.Result(s.stream.last().ID, &chat.Refusal{Code: chat.RefusedInvalid, Words: "Nonsense."})
		kept := func(s *stage) {
			t.Helper()
			got := s.settle()
			l, _ := followup.Find(got.Calls, theCall)
			if a, ok := l.Log.Attempt("a1"); !ok || a.Note != "Rang out." || len(s.cache.now().outbox) != 1 {
				t.Errorf("%+v, %d on the disk", l.Log, len(s.cache.now().outbox))
			}
			if n := len(got.Notices); n != 1 || !strings.Contains(got.Notices[0].Words, "is kept at this desk") || !strings.Contains(got.Notices[0].Words, "Nonsense.") {
				t.Errorf("notices %+v", got.Notices)
			}
		}
		kept(s)
		s.sleep(time.Second)
		again := newStageBy(t, &fakeCache{disk: cache.now()}, assets.Edition())
		again.stream.setUp(false)
		again.run()
		kept(again)
	})
}
