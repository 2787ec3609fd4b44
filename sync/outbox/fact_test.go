package outbox

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// began and ended are the two commands of one attempt at the call o of chat c.
func began(id chat.CommandID, o chat.ObligationID) chat.Command {
	return chat.Command{ID: id, Chat: "c", Body: &chat.BeginAttempt{Obligation: o, Began: 1, Offline: true}}
}

func ended(id chat.CommandID, of chat.AttemptID, o chat.ObligationID) chat.Command {
	return chat.Command{ID: id, Chat: "c", Body: &chat.EndAttempt{
		Attempt: of, Obligation: o, Began: 1, Ended: 2, Outcome: chat.AttemptNoAnswer,
	}}
}

func (b *bench) give(cmds ...chat.Command) {
	b.tb.Helper()
	for _, c := range cmds {
		if _, err := b.box.Add(c); err != nil {
			b.tb.Fatal(err)
		}
	}
}

// D-04, A-63: 72 hours offline, over restarts, with a moved clock, a chat that has
// gone and another command of it that is held: every attempt goes by itself, under
// its id, those of one call in order.
func TestAttemptsOutliveAnyBreak(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.add("n")
	b.give(ended("e1", "a1", "o"), ended("e2", "a2", "o"), ended("e3", "a3", "p"))
	b.pass(72 * time.Hour)
	b.start()
	b.uncertain = true
	delete(b.folded, "c")
	b.live()
	b.has("n heldtime", "e1 sent", "e2 queued", "e3 sent")
	b.went("e1", "e3")
	b.answer(nil)
	b.box.Result("e1", nil)
	b.flush()
	b.went("e2")
	b.box.Result("e2", nil)
	b.box.Happened("c", "e3")
	b.flush()
	b.pass(Linger)
	b.flush()
	if n := len(b.disk.entries); n != 1 {
		t.Errorf("%d entries are left on the disk, want the note alone", n)
	}
}

// An end says all that its beginning said, so the hub is told once of an attempt
// that it had not heard of (D-04).
func TestAnEndTakesTheBeginningsPlace(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.give(began("a1", "o"), ended("e1", "a1", "o"), began("a2", "o"))
	b.has("e1 queued", "a2 queued")
	if len(b.disk.entries) != 2 {
		t.Errorf("%d on the disk", len(b.disk.entries))
	}
	b.start()
	b.live()
	b.went("e1")
	if !slices.Contains(b.told, "e1 sent") {
		t.Errorf("told %q", b.told)
	}
	b.answer(nil)
	b.box.Result("e1", nil)
	b.flush()
	b.went("a2") // on its way, so its end follows it
	b.give(ended("e2", "a2", "o"))
	b.has("a2 sent", "e2 queued")
	b.box.Result("a2", nil)
	b.flush()
	b.went("e2")
}

func TestAFullDiskLeavesTheBeginning(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.give(began("a1", "o"))
	b.disk.full = true
	if _, err := b.box.Add(ended("e1", "a1", "o")); err == nil {
		t.Fatal("it is on a full disk")
	}
	b.has("a1 queued")
	b.disk.full = false
	b.give(ended("e1", "a1", "o"))
	b.has("e1 queued")
	b.live()
	if !slices.Contains(b.told, "a1 done") {
		t.Errorf("nobody was told that the beginning is over: %q", b.told)
	}
}

// A call that the hub does not allow begins at no other time by itself, whatever
// the reason; a call that was made is told until the hub can hear it.
func TestNothingBeginsLate(t *testing.T) {
	for _, code := range []chat.RefusalCode{chat.RefusedBusy, chat.RefusedNotStored, chat.RefusedGone, chat.RefusedOffline, chat.RefusedTaken} {
		b := newBench(t)
		b.live()
		b.give(began("a1", "o"), ended("e2", "a2", "p"))
		no := &chat.Refusal{Code: code, Words: "No."}
		b.box.Result("a1", no)
		b.flush()
		b.has("a1 refused", "e2 sent")
		b.box.Result("e2", no)
		b.sent = nil
		b.pass(NotNow)
		b.flush()
		if code == chat.RefusedTaken {
			b.went()
			continue
		}
		b.went("e2")
		b.give(ended("e1", "a1", "o")) // it was made all the same
		b.has("e2 sent", "e1 sent")
	}
}

// The refusal of a beginning whose end waits here is no news.
func TestABeginningBeforeItsEndIsRefusedInSilence(t *testing.T) {
	b := newBench(t)
	b.live()
	b.give(began("a1", "o"), ended("e1", "a1", "o"))
	b.has("a1 sent", "e1 queued")
	b.box.Result("a1", &chat.Refusal{Code: chat.RefusedTaken, Words: "No."})
	b.flush()
	b.has("e1 sent")
}

func TestWhatHappenedIsNotDiscarded(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.give(ended("e1", "a1", "o"))
	if err := b.box.Discard("e1"); !errors.Is(err, ErrFact) {
		t.Errorf("discarded: %v", err)
	}
	b.live()
	b.box.Result("e1", &chat.Refusal{Code: chat.RefusedInvalid, Words: "Nonsense."})
	if err := b.box.Discard("e1"); err != nil {
		t.Errorf("a refused one: %v", err)
	}
}

// D-04: the hub has it, and the fold on this disk may not have it yet: after a crash
// the call is still known, and told once more under its id.
func TestACrashForgetsNoCallThatTheHubHas(t *testing.T) {
	b := newBench(t)
	b.live()
	b.give(ended("e1", "a1", "o"))
	b.went("e1")
	b.box.Happened("c", "e1")
	b.box.Result("e1", nil)
	b.has()
	b.flush()
	if _, err := b.box.Add(ended("e1", "a1", "o")); !errors.Is(err, ErrUsedID) {
		t.Errorf("its id is free: %v", err)
	}
	if after, ok := b.box.Next(); !ok || after != Linger {
		t.Errorf("the next thing to do is in %s, %t", after, ok)
	}
	b.start()
	b.has("e1 unsure")
	b.known["e1"] = true
	b.live()
	b.went()
	b.has()
	b.flush()
	b.pass(Linger)
	b.flush()
	if len(b.disk.entries) != 0 {
		t.Errorf("%d entries are left", len(b.disk.entries))
	}
}

// A call is told in the name of who made it, and of nobody else.
func TestAnAttemptWaitsForWhoMadeIt(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.give(ended("e1", "a1", "o"))
	if err := b.box.Live("meera@Practice"); err != nil {
		t.Fatal(err)
	}
	b.has("e1 heldother")
	b.pass(72 * time.Hour)
	b.live()
	b.has("e1 sent")
}

// the text that the third failure allows never comes before it.
func TestWhatsAppWaitsForTheAttempts(t *testing.T) {
	b := newBench(t)
	b.live()
	text := chat.Command{ID: "w", Chat: "c", Body: &chat.PostMessage{Text: "We tried to call you.", Via: chat.ChannelWhatsApp}}
	b.give(ended("e3", "a3", "o"), text)
	b.went("e3")
	b.has("e3 sent", "w queued")
	b.give(note("n", "d"))
	b.went("n")
	b.box.Result("e3", nil)
	b.flush()
	b.went("w")
}

// D-04: whoever is written down and called at once is on the hub's list when the call
// is asked for, however much is on its way to the shelves; other calls do not wait.
func TestACallWaitsForItsRecord(t *testing.T) {
	b := newBench(t)
	b.live()
	for i := range MaxSaving {
		b.save(chat.CommandID(fmt.Sprint("s", i)))
		b.went(chat.CommandID(fmt.Sprint("s", i)))
	}
	written := chat.Command{ID: "f", Body: &chat.SaveRecord{Shelf: chat.ShelfFollowUps, Version: []byte(`{"id":"r1"}`)}}
	call := func(id chat.CommandID, record string) chat.Command {
		return chat.Command{ID: id, Body: &chat.BeginAttempt{Record: record, Began: 1}}
	}
	b.give(written, call("a1", "r1"), call("a2", "r2"))
	b.went("a2")
	b.box.Result("s0", nil)
	b.flush()
	b.went("f")
	b.box.Result("f", nil)
	b.flush()
	b.went("a1")
}

// Facts of a damaged file go: nobody can have discarded one.
func TestSalvagedAttemptsGo(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.add("n")
	b.give(ended("e1", "a1", "o"))
	b.salvaged = true
	b.start()
	b.live()
	b.has("n heldsalvaged", "e1 sent")
}

// D-04, G-FU-06: the connection broke before the hub had read the beginning. It does
// not go once more after the call, over a restart either, for it would begin then.
func TestAnEndTakesAnUnsureBeginningsPlace(t *testing.T) {
	for _, restart := range []bool{false, true} {
		b := newBench(t)
		b.live()
		b.give(began("a1", "o"))
		b.went("a1")
		b.box.Broken()
		if restart {
			b.start()
			b.box.who = me
		}
		b.has("a1 unsure")
		b.pass(15 * time.Minute)
		b.give(ended("e1", "a1", "o"))
		b.has("e1 queued")
		if len(b.disk.entries) != 1 {
			t.Errorf("%d on the disk", len(b.disk.entries))
		}
		b.live()
		b.went("e1")
	}
}
