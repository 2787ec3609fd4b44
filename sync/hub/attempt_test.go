package hub

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
)

// killed is the journal as a hub leaves it that is killed now: no checkpoint, no
// farewell.
func (j *memJournal) killed() *memJournal {
	j.mu.Lock()
	defer j.mu.Unlock()
	k := newJournal()
	k.events, k.subjects = slices.Clone(j.events), slices.Clone(j.subjects)
	k.last, k.credentials = maps.Clone(j.last), maps.Clone(j.credentials)
	for whose, seqs := range j.chats {
		k.chats[whose] = slices.Clone(seqs)
	}
	k.audits = slices.Clone(j.audits)
	return k
}

// phone is a floor on which a call is owed on chat "c", with two desks.
type phone struct {
	*rig
	asha, rohan *client
	tokens      map[chat.AgentID]string
	owed        chat.ObligationID
}

func newPhone(t *testing.T, change ...func(*Config)) *phone {
	t.Helper()
	_, practise := practising(0)
	p := &phone{rig: newRig(t, newJournal(), append(change, practise)...), tokens: make(map[chat.AgentID]string)}
	p.tokens["asha"], p.tokens["rohan"] = p.agent("Asha", chat.RolePrimary), p.agent("Rohan", chat.RoleSecondary)
	p.asha, p.rohan = p.desk(p.tokens["asha"]), p.desk(p.tokens["rohan"])
	p.open("c")
	p.asha.takes("take", "c", "asha")
	due := p.hub.now().Add(2 * time.Hour)
	if f := p.asha.wish("promise", "c", &chat.PromiseTo{Kind: chat.OwedCall, Due: due, Words: "a call about the order"}); !f.OK {
		t.Fatal(f.Words)
	}
	p.asha.same()
	for _, o := range p.asha.floor.Chat("c").Obligations {
		if o.Kind == chat.OwedCall {
			p.owed = o.ID
		}
	}
	return p
}

// again is the next hub after this one was killed, with new desks.
func (p *phone) again(change ...func(*Config)) {
	p.t.Helper()
	j, by := p.journal.killed(), p.hub.cfg.Hand.By()
	if err := p.stop(); err != nil {
		p.t.Fatal(err)
	}
	_, practise := practising(by)
	p.rig = newRig(p.t, j, append(change, practise)...)
	p.asha, p.rohan = p.desk(p.tokens["asha"]), p.desk(p.tokens["rohan"])
}

func (p *phone) turn(d time.Duration) {
	p.t.Helper()
	if err := p.hub.Turn(p.t.Context(), d); err != nil {
		p.t.Fatal(err)
	}
}

// end is what came of an attempt that began at an instant.
func (p *phone) end(id chat.AttemptID, began chat.Instant, took time.Duration) *chat.EndAttempt {
	return &chat.EndAttempt{Attempt: id, Obligation: p.owed, Began: began, Ended: began.Add(took), Outcome: chat.AttemptNoAnswer}
}

// attempts are those of a log, in words.
func attempts(l chat.CallLog) (all []string) {
	for _, a := range l {
		what := a.Outcome
		if !a.Over() {
			what = "runs"
		}
		if a.Early {
			what += " early"
		}
		all = append(all, fmt.Sprint(a.ID, " ", what))
	}
	return all
}

func (p *phone) log(want ...string) {
	p.t.Helper()
	p.asha.same()
	if got := attempts(p.asha.floor.Chat("c").Calls); !slices.Equal(got, want) {
		p.t.Errorf("the log of calls is %q, want %q", got, want)
	}
}

// TestAHubIsKilledWhileSomebodyPhones: what began before is known after, and what came
// of it is recorded once, however often it is said and by whichever hub.
func TestAHubIsKilledWhileSomebodyPhones(t *testing.T) {
	p := newPhone(t)
	began := p.hub.now()
	if f := p.asha.wish("a1", "c", &chat.BeginAttempt{Obligation: p.owed, Began: began}); !f.OK {
		t.Fatal(f.Words)
	}
	p.log("a1 runs")
	p.again()
	p.log("a1 runs")
	if f := p.rohan.wish("a2", "c", &chat.BeginAttempt{Obligation: p.owed, Began: p.hub.now()}); f.OK {
		t.Error("two people phone one customer at once")
	}
	p.turn(3 * time.Minute)
	for range 2 {
		if f := p.asha.wish("e1", "c", p.end("a1", began, 2*time.Minute)); !f.OK {
			t.Fatal(f.Words)
		}
	}
	p.again()
	if f := p.asha.wish("e1", "c", p.end("a1", began, 2*time.Minute)); !f.OK {
		t.Fatal(f.Words)
	}
	p.log("a1 no_answer")
	if got := p.metric(`floorwalker_attempts_total{what="no_answer"}`); got != "" {
		t.Errorf("a repeated word was counted: %s", got)
	}
}

// TestAttemptsComeLate: two people phoned in the same hour with the hub away. Both are
// kept, the later one as too early, in whatever order they come; and an hour is an
// hour by the hub's clock (A-63, G-FU-06).
func TestAttemptsComeLate(t *testing.T) {
	p := newPhone(t)
	began := p.hub.now()
	p.turn(3 * time.Hour)
	late := func(d *client, id string, at chat.Instant) {
		t.Helper()
		b := &chat.BeginAttempt{Obligation: p.owed, Began: at, Offline: true}
		if f := d.wish(chat.CommandID(id), "c", b); !f.OK {
			t.Errorf("%s: %s", id, f.Words)
		}
		if f := d.wish(chat.CommandID(id+"-end"), "c", p.end(chat.AttemptID(id), at, time.Minute)); !f.OK {
			t.Errorf("%s: %s", id, f.Words)
		}
	}
	late(p.rohan, "second", began.Add(40*time.Minute))
	p.log("second no_answer")
	late(p.asha, "first", began.Add(10*time.Minute))
	p.log("first no_answer", "second no_answer early")
	p.again()
	late(p.asha, "first", began.Add(10*time.Minute))
	p.log("first no_answer", "second no_answer early")
	o, _ := p.asha.floor.Chat("c").Owed(p.owed)
	if o.Attempts != 1 {
		t.Errorf("%d attempts count", o.Attempts)
	}
}

// TestAnAttemptAtAChatThatHasGone is recorded once, with the team, if it was not
// recorded while the chat was there.
func TestAnAttemptAtAChatThatHasGone(t *testing.T) {
	p := newPhone(t)
	began := p.hub.now()
	known := p.end("a1", began, time.Minute)
	if f := p.asha.wish("e1", "c", known); !f.OK {
		t.Fatal(f.Words)
	}
	if f := p.asha.wish("k", "c", &chat.KeepObligation{Obligation: p.owed, Note: "the customer was reached by another"}); !f.OK {
		t.Fatal(f.Words)
	}
	p.deliver(closedFact("c", "end"))
	for i := range chat.KeepClosed + 40 {
		id := chat.ChatID(fmt.Sprint("filler", i))
		p.open(id)
		p.deliver(closedFact(id, "end"))
	}
	p.asha.same()
	if p.asha.floor.Chat("c") != nil {
		t.Fatalf("the chat has not gone: it owes %+v", p.asha.floor.Chat("c").Obligations)
	}
	p.again()
	for id, w := range map[chat.CommandID]*chat.EndAttempt{"e1": known, "e2": p.end("a2", began.Add(time.Minute), time.Minute)} {
		for range 2 {
			if f := p.asha.wish(id, "c", w); !f.OK {
				t.Errorf("%s: %s", id, f.Words)
			}
		}
	}
	p.asha.same()
	if got := attempts(p.asha.floor.RecordCalls("chat:c")); !slices.Equal(got, []string{"a2 no_answer"}) {
		t.Errorf("the team's log has %q", got)
	}
}

// TestACallWithoutAChat is judged by the shared list, which the hub reads from its
// shelf, before and after a restart.
func TestACallWithoutAChat(t *testing.T) { // G-FU-06
	p := newPhone(t)
	f := followup.FollowUp{Customer: "Kiran", Phone: "+91 00000 00000", Reason: "the invoice", Due: p.hub.now().Add(time.Hour)}
	_, v, err := followup.List{}.Put("f1", f.Opened("asha", p.hub.now()), record.Revision{}, "asha", p.hub.now())
	if err != nil {
		t.Fatal(err)
	}
	raw, err := record.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	if f := p.asha.wish("save", "", &chat.SaveRecord{Shelf: chat.ShelfFollowUps, Version: raw}); !f.OK {
		t.Fatal(f.Words)
	}
	if f := p.asha.wish("x", "", &chat.BeginAttempt{Record: "f9", Began: p.hub.now()}); f.OK {
		t.Error("somebody phones whom nobody knows")
	}
	p.again()
	began := p.hub.now()
	if f := p.asha.wish("b", "", &chat.BeginAttempt{Record: "f1", Began: began}); !f.OK {
		t.Fatal(f.Words)
	}
	if f := p.rohan.wish("b2", "", &chat.BeginAttempt{Record: "f1", Began: began}); f.OK {
		t.Error("two people phone one customer at once")
	}
	p.turn(time.Minute)
	end := &chat.EndAttempt{Attempt: "b", Record: "f1", Began: began, Ended: began.Add(time.Minute), Outcome: chat.AttemptBusy}
	if f := p.asha.wish("e", "", end); !f.OK {
		t.Fatal(f.Words)
	}
	p.turn(59*time.Minute + 59*time.Second)
	if f := p.rohan.wish("b3", "", &chat.BeginAttempt{Record: "f1", Began: p.hub.now()}); f.OK {
		t.Error("too early by a second")
	}
	p.again()
	p.turn(time.Second)
	if f := p.rohan.wish("b4", "", &chat.BeginAttempt{Record: "f1", Began: p.hub.now()}); !f.OK {
		t.Errorf("an hour after the last: %s", f.Words)
	}
	p.asha.same()
	if got := attempts(p.asha.floor.RecordCalls("f1")); !slices.Equal(got, []string{"b busy", "b4 runs"}) {
		t.Errorf("the list's log has %q", got)
	}
}
