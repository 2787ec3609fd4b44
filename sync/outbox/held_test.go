package outbox

import (
	"errors"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// What must not go by itself is held, for its reason, and what comes after it
// in its chat with it; other chats go on.
func TestHeld(t *testing.T) {
	for _, tt := range []struct {
		why    Hold
		change func(b *bench)
	}{
		{HeldOld, func(b *bench) { b.pass(MaxAge + time.Millisecond) }},
		{HeldOld, func(b *bench) { b.pass(72 * time.Hour) }},
		{HeldOld, func(b *bench) { b.pass(-2 * MaxAge) }}, // a clock was moved
		{HeldChanged, func(b *bench) { b.folded["c"]++ }},
		{HeldLeft, func(b *bench) { delete(b.folded, "c") }},
		{HeldTime, func(b *bench) { b.uncertain = true }},
		{HeldOther, func(b *bench) { b.box.items[0].Who = "rohan@Practice" }},
		{HeldUnsigned, func(b *bench) { b.box.items[0].Who = "" }},
	} {
		t.Run(string(tt.why), func(t *testing.T) {
			b := newBench(t)
			b.box.who = me
			b.add("a")
			tt.change(b)
			b.live()
			b.has("a held" + string(tt.why))
			b.went()
			if err := b.box.Flush(); err != nil {
				t.Fatal(err)
			}
			b.start()
			b.has("a held" + string(tt.why))
			b.live()
			b.went() // a restart confirms nothing
			if tt.why == HeldOther {
				if _, err := b.box.Confirm("a"); !errors.Is(err, ErrOther) {
					t.Fatalf("somebody else confirmed: %v", err)
				}
				if err := b.box.Live("rohan@Practice"); err != nil {
					t.Fatal(err)
				}
				b.has("a heldold") // its maker is back
			}
			b.uncertain = false
			b.confirm("a")
			b.went("a")
		})
	}
}

func TestHeldBehind(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.add("a")
	b.pass(50 * time.Second)
	b.add("b")
	if _, err := b.box.Add(note("d1", "d")); err != nil {
		t.Fatal(err)
	}
	b.pass(50 * time.Second)
	b.live()
	b.has("a heldold", "b heldbehind", "d1 sent")
	b.went("d1")
	// The person is at the desk: what they say now need not wait for what
	// they have not confirmed.
	b.add("c")
	b.went("c")
	b.confirm("b")
	b.confirm("a")
	b.went("b", "a")
}

// What went from the queue is on the disk as tried before it goes: after a
// crash it counts as unsure, not as waiting.
func TestQueuedThenSentThenCrashed(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.add("a")
	b.live()
	b.went("a")
	b.start()
	b.has("a unsure")
	if e, _ := b.box.Entry("a"); !e.Tried {
		t.Error("it is not said that it may have been sent")
	}
}

// A confirmation is on the disk with a new age, and outlives a crash.
func TestConfirmedOffline(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.add("a", "b")
	b.pass(time.Hour)
	b.live()
	b.box.Broken()
	b.confirm("b")
	b.confirm("a")
	b.has("b queued", "a queued")
	b.start()
	b.has("b queued", "a queued")
	made := b.box.Pending()[0]
	if made.Confirmed.Sub(made.Made) != time.Hour {
		t.Errorf("made %d, confirmed %d", made.Made, made.Confirmed)
	}
	b.pass(MaxAge)
	b.live()
	b.went("b", "a")
	if _, err := b.box.Confirm("a"); !errors.Is(err, ErrNotHeld) {
		t.Errorf("confirming what is on its way: %v", err)
	}
	if _, err := b.box.Confirm("nobody"); !errors.Is(err, ErrNoEntry) {
		t.Errorf("confirming nothing: %v", err)
	}
}

// unsure until live; then done, again by itself, or held.
func TestUnsure(t *testing.T) {
	for _, tt := range []struct {
		name  string
		crash bool
	}{{"the connection broke", false}, {"the program died", true}} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t)
			b.live()
			for _, id := range []chat.CommandID{"had", "not"} {
				if _, err := b.box.Add(note(id, "c")); err != nil {
					t.Fatal(err)
				}
			}
			b.went("had", "not")
			if tt.crash {
				b.start()
			} else {
				b.box.Broken()
			}
			b.has("had unsure", "not unsure")
			b.known["had"] = true
			b.live()
			b.has("not sent")
			b.went("not")
			b.box.Broken()
			b.pass(2*time.Minute + time.Second)
			b.live()
			b.has("not heldold")
			if e, _ := b.box.Entry("not"); !e.Tried {
				t.Error("it is not said that it may have been sent")
			}
			b.went()
			// It arrives after all, over the old connection.
			b.box.Happened("c", "not")
			b.has()
		})
	}
}

// D-15: a line that is held because lines may be missing insists when it is
// confirmed.
func TestHeldForAGap(t *testing.T) {
	b := newBench(t)
	b.live()
	if _, err := b.box.AddHeld(chat.Command{ID: "a", Chat: "c", Body: &chat.PostMessage{Text: "x"}}, HeldGap); err != nil {
		t.Fatal(err)
	}
	b.went()
	b.start()
	b.live()
	b.has("a heldgap")
	b.confirm("a")
	if w, ok := b.sent[0].Body.(*chat.PostMessage); !ok || !w.DespiteGap || w.Text != "x" {
		t.Errorf("%+v", b.sent[0].Body)
	}
}
