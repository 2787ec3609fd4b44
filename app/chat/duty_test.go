package chat

import (
	"fmt"
	"testing"
)

// ledger folds facts about obligations of one chat.
type ledger struct {
	t *testing.T
	f *Floor
	c *Chat
}

func newLedger(t *testing.T) *ledger {
	f, c := serve()
	l := &ledger{t, f, c}
	l.by(100, "", &ObligationStarted{Obligation: Obligation{ID: "late", Kind: OwedCall, Started: 100, Due: 900}})
	l.by(101, "", &ObligationStarted{Obligation: Obligation{ID: "o", Kind: OwedNudge, Started: 100, Due: 200, Until: 300}})
	return l
}

func (l *ledger) by(n int, who AgentID, b Body) {
	e := ev(fmt.Sprint("d", n), Instant(n), b)
	e.By = who
	l.f.Apply(e)
}

func (l *ledger) want(o Obligation) {
	l.t.Helper()
	if got, _ := l.c.Owed(o.ID); got != o {
		l.t.Errorf("%+v\nwant %+v", got, o)
	}
}

func TestAClockStandsStillAndRuns(t *testing.T) { // D-02, A-13
	l := newLedger(t)
	l.by(150, "", &ObligationPaused{Obligation: "o", Reason: "held out"})
	l.by(160, "", &ObligationPaused{Obligation: "o", Reason: "again"})
	l.want(Obligation{ID: "o", Kind: OwedNudge, Started: 100, Due: 200, Until: 300, Paused: 150, PausedWhy: "held out"})
	l.by(180, "", &ObligationResumed{Obligation: "o", Due: 230})
	l.want(Obligation{ID: "o", Kind: OwedNudge, Started: 130, Due: 230, Until: 330})
	l.by(230, "", &ObligationBreached{Obligation: "o"})
	l.by(240, "", &ObligationHanded{Obligation: "o", To: "rohan"})
	l.want(Obligation{ID: "o", Kind: OwedNudge, Started: 130, Due: 230, Until: 330, Breached: 230, Owner: "rohan"})
	l.by(280, "", &ObligationResumed{Obligation: "o", Due: 1_000})
	if l.c.Obligations[0].ID != "late" {
		t.Error("the nearest is not first")
	}
}

func TestACallIsTriedAndHandedOver(t *testing.T) { // G-NR-04
	l := newLedger(t)
	kept := l.c.Obligations
	l.by(250, "asha", &ObligationHanded{Obligation: "late", To: "rohan"})
	l.by(260, "rohan", &ObligationAttempted{Obligation: "late", Outcome: AttemptNoAnswer})
	l.by(270, "rohan", &ObligationAttempted{Obligation: "late", Outcome: AttemptBusy})
	l.want(Obligation{
		ID: "late", Kind: OwedCall, Started: 100, Due: 900, Owner: "rohan", HandedBy: "asha", Attempts: 2, LastAttempt: 270,
	})
	l.by(290, "", &ObligationEnded{Obligation: "late", How: EndedFailed})
	if len(l.c.Obligations) != 1 || l.c.Obligations[0].ID != "o" {
		t.Errorf("%+v", l.c.Obligations)
	}
	if len(kept) != 2 || kept[1] != (Obligation{ID: "late", Kind: OwedCall, Started: 100, Due: 900}) {
		t.Errorf("a list that somebody holds was changed: %+v", kept)
	}
}

func TestOwners(t *testing.T) {
	if q, ok := OwnerQueue("Billing").Queue(); !ok || q != "Billing" {
		t.Errorf("%q %t", q, ok)
	}
	for id, want := range map[AgentID]bool{"asha": true, "": false, OwnerBot: false, OwnerQueue("x"): false} {
		if id.Person() != want {
			t.Errorf("%q is a person: %t", id, !want)
		}
	}
	if _, ok := AgentID("asha").Queue(); ok {
		t.Error("asha is a team")
	}
}

// A closed chat that owes something stays, and does not push others off; once
// it owes nothing it is the newest of those that may go.
func TestWhatIsOwedStays(t *testing.T) { // G-NR-04
	f := opened()
	f.Apply(ev("owe", 3, &ObligationStarted{Obligation: Obligation{ID: "call", Kind: OwedCall, Due: 9_000}}))
	f.Apply(ev("close", 4, &ChatClosed{}))
	dropped := 0
	end := func(i int) {
		id := ChatID(fmt.Sprint("x", i))
		f.Apply(&Event{ID: "o", At: 10, Chat: id, Body: &ChatOpened{}})
		if f.Apply(&Event{ID: "c", At: Instant(10 + i), Chat: id, Body: &ChatClosed{}}).Dropped != "" {
			dropped++
		}
	}
	for i := range KeepClosed {
		end(i)
	}
	if dropped != 0 || f.Chat("c") == nil {
		t.Fatalf("%d chats were dropped beside one that is still owed a call", dropped)
	}
	if ch := f.Apply(ev("kept", 9_000, &ObligationEnded{Obligation: "call", How: EndedKept})); ch.Dropped != "x0" {
		t.Errorf("%q was dropped, want the one that owed nothing first", ch.Dropped)
	}
	if f.Chat("c") == nil {
		t.Fatal("the chat went before anybody could see how it ended")
	}
	f.Apply(ev("again", 9_001, &ObligationStarted{Obligation: Obligation{ID: "promise", Kind: OwedPromise, Due: 9_900}}))
	for i := range KeepClosed {
		end(KeepClosed + i)
	}
	if f.Chat("c") == nil {
		t.Error("a chat that came to owe something was dropped")
	}
	f.Apply(ev("back", 9_500, &ChatOpened{Bot: true}))
	if f.Active() != 1 || !f.Chat("c").Active() {
		t.Error("it does not come back")
	}
}

// However the chats are folded, the same are kept.
func TestRestoreKeepsWhatIsOwed(t *testing.T) {
	life := func(f func(*Event) Change, i int) {
		id := ChatID(fmt.Sprint("x", i))
		f(&Event{ID: "o", At: 10, Chat: id, Body: &ChatOpened{}})
		f(&Event{ID: "s", At: 11, Chat: id, Body: &ObligationStarted{Obligation: Obligation{ID: "call", Kind: OwedCall}}})
		f(&Event{ID: "c", At: Instant(1_000 - i), Chat: id, Body: &ChatClosed{}})
		if i%3 != 0 {
			f(&Event{ID: "e", At: Instant(2_000 + i*7%100), Chat: id, Body: &ObligationEnded{Obligation: "call"}})
		}
	}
	fold := func(order func(int) int) *Floor {
		f := NewFloor()
		_ = f.Restore(func(apply func(*Event) Change) error {
			for i := range 300 {
				life(apply, order(i))
			}
			return nil
		})
		return f
	}
	a, b := fold(func(i int) int { return i }), fold(func(i int) int { return 299 - i })
	if a.Hash() != b.Hash() {
		t.Error("another order keeps other chats")
	}
	n := 0
	a.EachChat(func(*Chat) { n++ })
	if n != KeepClosed+100 {
		t.Errorf("%d chats are kept, want %d that owe nothing and 100 that do", n, KeepClosed)
	}
}
