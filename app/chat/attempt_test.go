package chat_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

const gap = time.Hour

// ended is an attempt that nobody answered, from and to in minutes.
func ended(id string, from, to int, outcome string) *chat.AttemptEnded {
	return &chat.AttemptEnded{Gap: gap, Attempt: chat.Attempt{
		ID: chat.AttemptID(id), Obligation: "o", Began: minutes(from), Ended: minutes(to), Outcome: outcome,
	}}
}

func minutes(n int) chat.Instant { return chat.Instant(1_000_000).Add(time.Duration(n) * time.Minute) }

// called folds events into a chat that owes a call.
func called(bodies ...chat.Body) *chat.Chat { return calledAt(nil, bodies...) }

// calledAt does so at the times that are given, and otherwise a minute apart.
func calledAt(at map[chat.Body]chat.Instant, bodies ...chat.Body) *chat.Chat {
	f := chat.NewFloor()
	all := append([]chat.Body{
		&chat.ChatOpened{}, &chat.ObligationStarted{Obligation: chat.Obligation{ID: "o", Kind: chat.OwedCall, Due: minutes(90)}},
	}, bodies...)
	for i, b := range all {
		told, given := at[b]
		if !given {
			told = minutes(i)
		}
		f.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("e", i)), At: told, Chat: "c", By: "asha", Body: b})
	}
	return f.Chat("c")
}

func early(l chat.CallLog) (ids []chat.AttemptID) {
	for _, a := range l {
		if a.Early {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

func TestCallLog(t *testing.T) {
	vain := func(id string, from, to int) *chat.AttemptEnded { return ended(id, from, to, chat.AttemptNoAnswer) }
	unsure := vain("b", 70, 71)
	unsure.Attempt.Uncertain = true
	other := vain("b", 11, 12)
	other.Attempt.Obligation = "another"
	shorter := vain("b", 16, 17)
	shorter.Gap = 5 * time.Minute
	for _, tc := range []struct {
		name   string
		events []chat.Body
		failed int
		last   chat.Instant
		early  []chat.AttemptID
	}{
		{"none", nil, 0, 0, nil},
		{"one", []chat.Body{vain("a", 0, 10)}, 1, minutes(10), nil},
		{"an hour from the end of the one before, A-15", []chat.Body{vain("a", 0, 10), vain("b", 70, 71)}, 2, minutes(71), nil},
		{"a minute sooner, A-63", []chat.Body{vain("a", 0, 10), vain("b", 69, 71)}, 1, minutes(71), []chat.AttemptID{"b"}},
		{"what was early keeps the line all the same", []chat.Body{vain("a", 0, 10), vain("b", 69, 71), vain("c", 75, 76)}, 1, minutes(76), []chat.AttemptID{"b", "c"}},
		{"in any order", []chat.Body{vain("b", 69, 71), vain("a", 0, 10)}, 1, minutes(71), []chat.AttemptID{"b"}},
		{"a long one covers a short one", []chat.Body{vain("a", 0, 120), vain("b", 10, 11), vain("c", 150, 151)}, 1, minutes(151), []chat.AttemptID{"b", "c"}},
		{"reached counts for the gap and not as in vain", []chat.Body{ended("a", 0, 10, chat.AttemptReached), vain("b", 20, 21)}, 0, minutes(21), []chat.AttemptID{"b"}},
		{"not made counts for nothing", []chat.Body{ended("a", 0, 10, chat.AttemptNotMade), vain("b", 20, 21)}, 1, minutes(21), nil},
		{"nor is it ever early", []chat.Body{vain("a", 0, 10), ended("b", 20, 21, chat.AttemptNotMade)}, 1, minutes(10), nil},
		{"at an uncertain time, A-64", []chat.Body{vain("a", 0, 5), unsure}, 1, minutes(71), nil},
		{"each call by itself", []chat.Body{vain("a", 0, 10), other}, 1, minutes(10), nil},
		{"one that runs keeps the line from its beginning", []chat.Body{
			&chat.AttemptBegan{Attempt: "a", Obligation: "o", Began: minutes(0)}, vain("b", 59, 60),
		}, 0, minutes(60), []chat.AttemptID{"b"}},
		{"one that never ended does so for an hour", []chat.Body{
			&chat.AttemptBegan{Attempt: "a", Obligation: "o", Began: minutes(0)}, vain("b", 60, 61),
		}, 1, minutes(61), nil},
		{"its end is all of it", []chat.Body{
			&chat.AttemptBegan{Attempt: "a", Obligation: "o", Began: minutes(0)}, vain("a", 0, 10),
			&chat.AttemptBegan{Attempt: "a", Obligation: "o", Began: minutes(0)}, vain("a", 0, 20),
		}, 1, minutes(10), nil},
		{"by the gap of its own time", []chat.Body{vain("a", 0, 10), shorter}, 2, minutes(17), nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := called(tc.events...)
			of := c.Calls.Of("o")
			if of.Failed() != tc.failed || of.LastEnd() != tc.last || !slices.Equal(early(of), tc.early) {
				t.Errorf("failed %d, last %d, early %v; want %d, %d, %v", of.Failed(), of.LastEnd(), early(of), tc.failed, tc.last, tc.early)
			}
			if o := c.Obligations[0]; o.Attempts != tc.failed || o.LastAttempt != tc.last {
				t.Errorf("the obligation has %d attempts, the last at %d", o.Attempts, o.LastAttempt)
			}
		})
	}
}

// An uncertain attempt ended no later than it was told, whatever its clock says: the
// next waits for a gap after that, and what was begun before is judged by what it
// says.
func TestAnUncertainAttemptLastsUntilItIsTold(t *testing.T) {
	unsure := ended("u", 0, 1, chat.AttemptNoAnswer) // its clock is three hours behind
	unsure.Attempt.Uncertain = true
	before, soon, later := ended("b", 100, 101, chat.AttemptBusy), ended("s", 239, 239, chat.AttemptBusy), ended("l", 299, 300, chat.AttemptBusy)
	at := map[chat.Body]chat.Instant{unsure: minutes(180)}
	c := calledAt(at, unsure)
	if of := c.Calls.Of("o"); of.LastEnd() != minutes(180) || of[0].Began != minutes(0) || of[0].Ended != minutes(1) || c.Obligations[0].LastAttempt != minutes(180) {
		t.Errorf("it reads %+v", of)
	}
	for _, order := range [][]chat.Body{{unsure, before, soon, later}, {later, soon, before, unsure}} {
		if of := calledAt(at, order...).Calls; !slices.Equal(early(of), []chat.AttemptID{"s"}) || of.Failed() != 2 {
			t.Errorf("it reads %+v", of)
		}
	}
	if c = calledAt(at, &chat.AttemptBegan{Attempt: "r", Obligation: "o", Began: minutes(0), Uncertain: true}); c.Calls.LastEnd() != minutes(2) {
		t.Errorf("one that runs reads %+v", c.Calls)
	}
}

// Who asked to be called again is owed the gap by the next call, too, unless they
// named a sooner time; that holds when the next call has ended as well
//
func TestTheGapIsKeptOverTheNextCall(t *testing.T) {
	try := func(id string, from int) *chat.AttemptEnded {
		b := ended(id, from, from+1, chat.AttemptNoAnswer)
		b.Attempt.Obligation = "p"
		return b
	}
	failed := &chat.ObligationEnded{Obligation: "p", How: chat.EndedFailed}
	for _, tc := range []struct {
		name  string
		again int
		then  []chat.Body
		early []chat.AttemptID
	}{
		{"within the gap", 300, []chat.Body{try("b", 69)}, []chat.AttemptID{"b"}},
		{"after it", 300, []chat.Body{try("b", 70)}, nil},
		{"at their own time", 40, []chat.Body{try("b", 40)}, nil},
		{"sooner than that", 40, []chat.Body{try("b", 39)}, []chat.AttemptID{"b"}},
		{"told when the next call has failed", 300, []chat.Body{try("c", 75), failed, try("b", 20)}, []chat.AttemptID{"b", "c"}},
	} {
		asks := ended("a", 0, 10, chat.AttemptCallBack)
		asks.Attempt.Again = minutes(tc.again)
		c := called(append([]chat.Body{
			asks, &chat.ObligationStarted{Obligation: chat.Obligation{ID: "p", Kind: chat.OwedCall, Cause: "o", Due: minutes(tc.again)}},
			&chat.ObligationEnded{Obligation: "o", How: chat.EndedKept},
		}, tc.then...)...)
		if got := early(c.Calls); !slices.Equal(got, tc.early) {
			t.Errorf("%s: %v are early, want %v", tc.name, got, tc.early)
		}
	}
}

// What old logs say of attempts is read like any other.
func TestOldAttempts(t *testing.T) {
	c := called(&chat.ObligationAttempted{Obligation: "o", Outcome: chat.AttemptBusy, Note: "at work"}, ended("a", 70, 71, chat.AttemptNoAnswer))
	if of := c.Calls.Of("o"); len(of) != 2 || of.Failed() != 2 || of[0].Note != "at work" || of[0].Outcome != chat.AttemptBusy || of[0].By != "asha" {
		t.Errorf("it reads %+v", of)
	}
	if o := c.Obligations[0]; o.Attempts != 2 || o.LastAttempt != minutes(71) {
		t.Errorf("the obligation has %d attempts, the last at %d", o.Attempts, o.LastAttempt)
	}
}

func TestRunning(t *testing.T) {
	c := called(&chat.AttemptBegan{Attempt: "a", Obligation: "o", Began: minutes(0), Uncertain: true})
	a, runs := c.Calls.Running()
	if !runs || a.ID != "a" || a.By != "asha" || !a.Uncertain || a.Over() || a.Counts() {
		t.Errorf("%+v %t", a, runs)
	}
	c = called(&chat.AttemptBegan{Attempt: "a", Obligation: "o", Began: minutes(0)}, ended("a", 0, 0, chat.AttemptReached))
	if _, runs := c.Calls.Running(); runs {
		t.Error("it still runs")
	}
	if a, ok := c.Calls.Attempt("a"); !ok || !a.Over() || !a.Spoke() {
		t.Errorf("%+v %t", a, ok)
	}
	if a := called(&chat.AttemptEnded{Attempt: chat.Attempt{ID: "a", Began: 5}}).Calls[0]; !a.Over() {
		t.Errorf("%+v runs although it has ended", a)
	}
}

// Attempts for a follow-up that has no chat are the floor's.
func TestRecordCalls(t *testing.T) {
	f := chat.NewFloor()
	empty := f.Hash()
	end := ended("a", 0, 10, chat.AttemptNoAnswer)
	end.Attempt.Obligation, end.Attempt.Record = "", "r"
	for i, b := range []chat.Body{&chat.AttemptBegan{Attempt: "a", Record: "r", Began: minutes(0)}, end, &chat.AttemptBegan{Attempt: "b", Began: minutes(0)}} {
		got := f.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint(i)), At: minutes(20), By: "asha", Body: b}).Applied
		if got != (i < 2) {
			t.Errorf("%d: applied %t", i, got)
		}
	}
	if l := f.RecordCalls("r"); len(l) != 1 || l.Failed() != 1 || l[0].By != "asha" {
		t.Errorf("%+v", l)
	}
	if f.Hash() == empty {
		t.Error("the hash does not show it")
	}
}

// The floor forgets who was called longest ago, and nobody else.
func TestOldRecordCallsAreForgotten(t *testing.T) {
	f := chat.NewFloor()
	for i := range chat.KeepRecordCalls + 10 {
		began := minutes(i)
		if i == 5 {
			began = minutes(chat.KeepRecordCalls * 2)
		}
		f.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint(i)), Body: &chat.AttemptBegan{Attempt: chat.AttemptID(fmt.Sprint(i)), Record: fmt.Sprint("r", i), Began: began}})
	}
	for i := range chat.KeepRecordCalls + 10 {
		if got, want := len(f.RecordCalls(fmt.Sprint("r", i))) > 0, i == 5 || i > 10; got != want {
			t.Errorf("record %d: kept %t", i, got)
		}
	}
}

// whatever order the same attempts arrive in, and however often, the same
// were too early and the same number failed. 10,000 cases: rapid draws a hundred
// logs, each of which arrives in a hundred orders.
func TestTheOrderOfArrivalDoesNotMatter(t *testing.T) {
	const orders = 100
	rapid.Check(t, func(rt *rapid.T) {
		events := attempts(rt)
		at := make(map[chat.Body]chat.Instant, len(events)) // an event has one time, whenever it arrives
		for _, b := range events {
			at[b] = minutes(rapid.IntRange(0, 400).Draw(rt, "at"))
		}
		want := calledAt(at, events...)
		shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 1))
		for range orders {
			again := slices.Concat(events, events[:shuffle.IntN(len(events)+1)]) // some twice
			shuffle.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
			got := calledAt(at, again...)
			if !slices.Equal(got.Calls, want.Calls) {
				rt.Fatalf("another order makes\n%+v\nof\n%+v", got.Calls, want.Calls)
			}
			for _, o := range []chat.ObligationID{"o", "p"} {
				if a, b := got.Calls.Of(o), want.Calls.Of(o); a.Failed() != b.Failed() || a.LastEnd() != b.LastEnd() {
					rt.Fatalf("%s: failed %d and %d, last %d and %d", o, a.Failed(), b.Failed(), a.LastEnd(), b.LastEnd())
				}
			}
			if a, b := got.Obligations[0], want.Obligations[0]; a != b {
				rt.Fatalf("another order makes %+v of %+v", a, b)
			}
		}
		apart(rt, want.Calls)
	})
}

// attempts draws what two desks may say of attempts: beginnings, ends, or both.
func attempts(rt *rapid.T) []chat.Body {
	var events []chat.Body
	n := rapid.IntRange(1, 7).Draw(rt, "attempts")
	for i := range n {
		b := ended(fmt.Sprint("a", i), rapid.IntRange(0, 300).Draw(rt, "began"), 0, rapid.SampledFrom(chat.Outcomes()).Draw(rt, "outcome"))
		a := &b.Attempt
		a.Ended = a.Began.Add(time.Duration(rapid.IntRange(0, 45).Draw(rt, "minutes")) * time.Minute)
		a.Obligation = rapid.SampledFrom([]chat.ObligationID{"o", "o", "o", "p"}).Draw(rt, "of")
		a.Uncertain = rapid.Bool().Draw(rt, "uncertain")
		began := &chat.AttemptBegan{Attempt: a.ID, Obligation: a.Obligation, Began: a.Began, Uncertain: a.Uncertain}
		switch rapid.IntRange(0, 3).Draw(rt, "told") {
		case 0:
			events = append(events, began)
		case 1:
			events = append(events, began, b)
		default:
			events = append(events, b)
		}
	}
	return events
}

// apart sees that no two that count are closer than the gap.
func apart(rt *rapid.T, l chat.CallLog) {
	for i := range l {
		for j := range l[:i] {
			a, b := &l[j], &l[i]
			if a.Obligation == b.Obligation && a.Counts() && b.Counts() && b.Began < a.Ended.Add(gap) {
				rt.Fatalf("both count: %+v and %+v", a, b)
			}
		}
	}
}
