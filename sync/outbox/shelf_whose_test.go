package outbox

import (
	"errors"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// An edit goes under its author's name: it is held for another person and
// another floor, and goes by itself when its author is back.
func TestEditOfSomebodyElse(t *testing.T) {
	for _, other := range []string{"rohan@Practice", "asha@Elsewhere"} {
		b := newBench(t)
		b.box.who = me
		b.save("e1")
		b.pass(72 * time.Hour)
		if err := b.box.Live(other); err != nil {
			t.Fatal(err)
		}
		b.has("e1 heldother")
		if _, err := b.box.Confirm("e1"); !errors.Is(err, ErrOther) {
			t.Fatalf("somebody else confirmed: %v", err)
		}
		b.save("e2")
		b.went("e2") // theirs does not wait for it
		b.start()
		b.live()
		b.went("e1")
	}
}

// What is written before the first sign-in of a run is theirs who worked here
// last. If nobody knows who that was, an edit goes all the same.
func TestEditBeforeSigningIn(t *testing.T) {
	for _, tt := range []struct {
		last, then string
		want       State
	}{
		{"", me, Sent}, {me, me, Sent}, {me, "rohan@Practice", Held},
	} {
		b := newBench(t)
		cfg := b.box.cfg
		cfg.Who = tt.last
		b.box = New(cfg)
		b.save("e1")
		b.start()
		if err := b.box.Live(tt.then); err != nil {
			t.Fatal(err)
		}
		e, _ := b.box.Entry("e1")
		if e.State != tt.want || e.State == Sent && e.Who != tt.then {
			t.Errorf("last %q, now %q: %v of %q", tt.last, tt.then, e.State, e.Who)
		}
		if _, err := b.box.Add(note("n", "c")); err != nil {
			t.Fatal(err)
		}
	}
}

// What comes out of a damaged file may have been discarded.
func TestSalvagedEditIsHeld(t *testing.T) {
	b := newBench(t)
	b.box.who = me
	b.save("e1")
	b.salvaged = true
	b.start()
	b.live()
	b.has("e1 heldsalvaged")
	b.went()
	b.confirm("e1")
	b.went("e1")
}

// A version is kept on one line, as the wire has it, and in memory of its own.
func TestVersionIsKeptAsTheWireHasIt(t *testing.T) {
	b := newBench(t)
	given := []byte("{\n  \"id\": \"r\",\n  \"text\": \"a  b\"\n}")
	if _, err := b.box.Add(chat.Command{ID: "e", Body: &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: given}}); err != nil {
		t.Fatal(err)
	}
	clear(given)
	const want = `{"id":"r","text":"a  b"}`
	for _, when := range []string{"at once", "after a restart"} {
		e, _ := b.box.Entry("e")
		if got := string(e.Command.Body.(*chat.SaveRecord).Version); got != want {
			t.Errorf("%s it is %q", when, got)
		}
		b.start()
	}
}
