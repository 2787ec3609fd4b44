package outbox

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// answer answers all that was sent since the last look, and lets the next go.
func (b *bench) answer(no *chat.Refusal) (ids []chat.CommandID) {
	b.tb.Helper()
	sent := b.sent
	b.sent = nil
	for _, c := range sent {
		ids = append(ids, c.ID)
		b.box.Result(c.ID, no)
	}
	b.flush()
	return ids
}

func edits(n, from int) (cmds []chat.Command) {
	for i := range n {
		cmds = append(cmds, edit(chat.CommandID(fmt.Sprintf("e%04d", from+i)), i))
	}
	return cmds
}

// D-03: a day, three days or a year offline, over a restart, with other commands
// that are held: all edits go by themselves, in order, once, under their ids.
func TestEditsOutliveAnyBreak(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.save("e1")
	b.add("a")
	b.save("e2")
	b.pass(72 * time.Hour)
	b.save("e3")
	b.start()
	b.pass(365 * 24 * time.Hour)
	b.uncertain = true
	b.live()
	b.has("e1 sent", "a heldtime", "e2 sent", "e3 sent")
	b.went("e1", "e2", "e3")
	for _, id := range []chat.CommandID{"e1", "e2", "e3"} {
		b.box.Result(id, nil)
	}
	b.has("a heldtime")
	b.flush()
	if n := len(b.disk.entries); n != 1 {
		t.Errorf("%d entries are left on the disk", n)
	}
}

// what has no answer is asked for again by itself, after a break, a crash
// and a silence, without end, and the event ends it as well as the answer.
func TestUnsureEditIsAskedAgain(t *testing.T) {
	b := newBench(t)
	b.live()
	b.save("e1", "e2")
	b.went("e1", "e2")
	b.box.Broken()
	b.has("e1 unsure", "e2 unsure")
	b.pass(72 * time.Hour)
	b.live()
	b.has("e1 sent", "e2 sent")
	b.went("e1", "e2")
	b.start()
	b.has("e1 unsure", "e2 unsure")
	b.pass(72 * time.Hour)
	b.live()
	b.went("e1", "e2")
	after, ok := b.box.Next()
	if !ok || after <= MaxAge-time.Second || after > MaxAge+time.Second {
		t.Fatalf("Next is %v, %v", after, ok)
	}
	b.pass(after)
	b.flush()
	b.has("e1 sent", "e2 sent")
	b.went("e1", "e2")
	b.box.Happened("", "e1")
	b.box.Result("e2", nil)
	b.box.Result("e2", nil) // the answer to the first time it was asked
	b.has()
}

// A refusal stays with its words and the text, also over a restart; the others
// go on.
func TestRefusedEditStays(t *testing.T) {
	b := newBench(t)
	b.live()
	b.save("e1", "e2")
	b.box.Result("e1", &chat.Refusal{Code: chat.RefusedRole, Words: "This was written under another name."})
	b.box.Result("e2", nil)
	b.flush()
	e := b.start()[0]
	w, ok := e.Command.Body.(*chat.SaveRecord)
	if e.State != Refused || e.Refusal.Words == "" || !ok || !strings.Contains(string(w.Version), "of e1") {
		t.Fatalf("%+v", e)
	}
	b.sent = nil
	b.live()
	b.save("e3")
	b.went("e3")
	b.confirm("e1")
	b.went("e1")
}

// "Not now" is no answer for the person: the edit waits for a while, or for the
// next connection.
func TestNotNow(t *testing.T) {
	for _, code := range []chat.RefusalCode{chat.RefusedGone, chat.RefusedBusy, chat.RefusedNotStored, chat.RefusedOffline} {
		b := newBench(t)
		b.live()
		b.save("e1")
		b.answer(&chat.Refusal{Code: code, Words: "Not now."})
		b.has("e1 queued")
		b.save("e2")
		b.went()
		after, ok := b.box.Next()
		if !ok || after != NotNow {
			t.Fatalf("%s: Next is %v, %v", code, after, ok)
		}
		b.pass(after - time.Millisecond)
		b.flush()
		b.went()
		b.pass(time.Millisecond)
		b.flush()
		b.went("e1", "e2")
		b.box.Result("e1", &chat.Refusal{Code: code})
		b.box.Broken()
		b.live()
		b.went("e1", "e2")
		b.box.Result("e2", nil)
		b.box.Result("e1", &chat.Refusal{Code: code})
		b.pass(-time.Hour) // a clock that was moved is no reason to wait for an hour
		b.flush()
		b.went("e1")
	}
}

// A thousand edits go as the answers come, at most so many and so much at a
// time, and a reply goes before those that wait.
func TestEditsDoNotFlood(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	if _, err := b.box.AddAll(edits(1000, 0)); err != nil || b.disk.writes != 1 {
		t.Fatalf("%v, %d transactions", err, b.disk.writes)
	}
	b.add("late")
	b.start()
	b.live()
	if len(b.sent) != MaxSaving+1 || b.sent[0].ID != "late" {
		t.Fatalf("%d went, first %s", len(b.sent), b.sent[0].ID)
	}
	b.sent = b.sent[1:]
	if after, ok := b.box.Next(); !ok || after < MaxAge-time.Second {
		t.Errorf("with nothing to do before an answer comes, Next is %v, %v", after, ok)
	}
	b.flush()
	var got []chat.CommandID
	for round := 0; len(b.sent) > 0; round++ {
		if len(b.sent) > MaxSaving {
			t.Fatalf("%d at a time", len(b.sent))
		}
		if round == 3 {
			waiting := b.sent
			b.sent = nil
			b.add("reply") // the customer has waited for it, and nobody for the rest
			b.went("reply")
			b.sent = waiting
		}
		got = append(got, b.answer(nil)...)
	}
	var want []chat.CommandID
	for _, c := range edits(1000, 0) {
		want = append(want, c.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d went, not in order or not once", len(got))
	}
	b.has("late sent", "reply sent")
}

// Large edits go one at a time, and the largest goes at all.
func TestLargeEditsGoOneByOne(t *testing.T) {
	b := newBench(t)
	b.live()
	for i := range 3 {
		_, err := b.box.Add(chat.Command{ID: chat.CommandID(fmt.Sprint("e", i)), Body: &chat.SaveRecord{
			Shelf: chat.ShelfHandover, Version: []byte(`{"text":"` + strings.Repeat("x", 48<<10-12) + `"}`),
		}})
		if err != nil {
			t.Fatal(err)
		}
	}
	b.has("e0 sent", "e1 queued", "e2 queued")
	for _, id := range []chat.CommandID{"e0", "e1", "e2"} {
		if got := b.answer(nil); !slices.Equal(got, []chat.CommandID{id}) {
			t.Fatalf("%q went, want %s", got, id)
		}
	}
}

// All or none: an import of which one edit cannot be taken, or that the disk
// does not take, leaves nothing behind.
func TestAddAllIsAllOrNone(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	bad := append(edits(5, 0), edits(1, 2)...)
	if _, err := b.box.AddAll(bad); !errors.Is(err, ErrUsedID) {
		t.Fatalf("an id twice: %v", err)
	}
	b.disk.full = true
	if _, err := b.box.AddAll(edits(5, 0)); !errors.Is(err, errFull) {
		t.Fatalf("a full disk: %v", err)
	}
	b.disk.full = false
	b.has()
	b.live()
	if _, err := b.box.AddAll(edits(2, 0)); err != nil {
		t.Fatal(err)
	}
	b.flush()
	b.went("e0000", "e0001")
}
