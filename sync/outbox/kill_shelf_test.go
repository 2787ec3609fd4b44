package outbox

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"floorwalker/app/chat"
)

// editorDir names the folder of the process that edits records until it is
// killed; victimFrom says with which edit it begins.
const editorDir = "FLOORWALKER_OUTBOX_EDITOR"

// editor edits records and writes notes, now offline, now live, now without
// answers, until it is killed. It prints "edit n" when Add has returned, and
// "at n" when the cache has come so far.
func editor(dir string) error {
	next, err := strconv.Atoi(os.Getenv(victimFrom))
	if err != nil {
		return err
	}
	d, err := openShelfDesk(dir)
	if err != nil {
		return err
	}
	for ; ; next++ {
		s := saved{n: next}
		if s.over, err = d.newest(s.record()); err != nil {
			return err
		}
		if _, err := d.box.Add(chat.Command{ID: s.id(), Body: &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: s.raw()}}); err != nil {
			return err
		}
		fmt.Println("edit", next)
		if err := d.meanwhile(next); err != nil {
			return err
		}
	}
}

// meanwhile is what else happens at a desk.
func (d *shelfDesk) meanwhile(n int) (err error) {
	switch rand.IntN(8) {
	case 0:
		d.box.Broken()
	case 1, 2:
		err = d.box.Live(me)
	case 3:
		err = d.box.Flush()
	case 4:
		_, err = d.box.Add(note(chat.CommandID(fmt.Sprint("n", n)), "c"))
	case 5:
		for _, e := range d.box.Pending() {
			if e.State == Sent {
				d.box.Result(e.Command.ID, nil)
			}
		}
	default:
		if err = d.hear(1 + rand.IntN(20)); err == nil {
			fmt.Println("at", d.at)
		}
	}
	return err
}

// After kill -9 at any moment: every edit that was called saved is with the
// hub, once, or waits in the outbox; the cache has exactly what stands on the
// shelves at its position, to the byte, and its position is no older than was
// said.
func TestKilledWhileEditingNothingIsLost(t *testing.T) { // D-03
	dir, next := t.TempDir(), 1
	taken := map[int]bool{}
	kills := rounds(t)
	for round := range kills {
		at := 0
		for _, said := range killed(t, 1+rand.IntN(40), editorDir+"="+dir, fmt.Sprint(victimFrom, "=", next)) {
			var what string
			var n int
			if _, err := fmt.Sscan(said, &what, &n); err != nil {
				t.Fatal(err)
			}
			if what == "at" {
				at = n
				continue
			}
			taken[n] = true
			next = n + 1
		}
		next++ // the kill may have met another, which nobody was told of
		checkShelves(t, round, dir, at, taken)
	}
	edits := everythingArrives(t, dir, taken)
	t.Logf("%d kills, %d edits called saved, %d at the hub", kills, len(taken), edits)
}

// checkShelves looks after a kill, as the next start does.
func checkShelves(t *testing.T, round int, dir string, at int, taken map[int]bool) {
	t.Helper()
	d, err := openShelfDesk(dir)
	if err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	if d.at < at || d.at > len(d.log.all) {
		t.Fatalf("round %d: the cache stands at %d of %d; %d was reported", round, d.at, len(d.log.all), at)
	}
	got, err := d.cached()
	if want := d.log.shelves(d.at); err != nil || !maps.Equal(got, want) {
		t.Fatalf("round %d: at %d the shelves have %v, want %v, %v", round, d.at, got, want, err)
	}
	for n := range taken {
		if _, waits := d.box.Entry(saved{n: n}.id()); !waits && !d.log.has[n] {
			t.Errorf("round %d: edit %d is lost", round, n)
		}
	}
	if err := d.close(); err != nil {
		t.Fatal(err)
	}
}

// answered says yes to all that is on its way, and reports whether anything was.
// An edit that waits for a person would wait for ever.
func (d *shelfDesk) answered(t *testing.T) (was bool) {
	t.Helper()
	for _, e := range d.box.Pending() {
		if e.Command.Chat == "" && (e.State == Held || e.State == Refused) {
			t.Fatalf("%s does not go by itself: %v %s", e.Command.ID, e.State, e.Why)
		}
		if e.State == Sent {
			was = true
			d.box.Result(e.Command.ID, nil)
		}
	}
	return was
}

// everythingArrives lets the network be, and counts what the hub has then.
func everythingArrives(t *testing.T, dir string, taken map[int]bool) int {
	t.Helper()
	d, err := openShelfDesk(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.box.Live(me); err != nil {
		t.Fatal(err)
	}
	for d.answered(t) {
		if err := d.hear(len(d.log.all)); err != nil {
			t.Fatal(err)
		}
	}
	once := map[int]int{}
	for _, s := range d.log.all {
		once[s.n]++
	}
	for n := range taken {
		if once[n] != 1 {
			t.Errorf("edit %d arrived %d times", n, once[n])
		}
	}
	got, err := d.cached()
	if want := d.log.shelves(len(d.log.all)); err != nil || !maps.Equal(got, want) {
		t.Errorf("in the end the shelves have %v, want %v, %v", got, want, err)
	}
	if n := len(d.box.Pending()); n != 0 {
		t.Errorf("%d still wait", n)
	}
	if err := d.close(); err != nil {
		t.Error(err)
	}
	return len(d.log.all)
}
