package outbox

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

// steps are what may happen next; some are there twice, to happen oftener.
func (w *world) steps() []func() {
	return []func(){
		w.add, w.add, w.add, w.deskTakes, w.deskTakes, w.connect, w.crash, w.trouble, w.oldArrives,
		func() { w.hubTakes(rapid.SampledFrom([]string{"yes", "yes", "no", "lost answer"}).Draw(w.T, "fate")) },
		func() { w.hubTakes(rapid.SampledFrom([]string{"yes", "answer first", "not now"}).Draw(w.T, "fate")) },
		func() { w.drop(rapid.Bool().Draw(w.T, "lost")) },
		func() {
			w.pass(rapid.SampledFrom([]time.Duration{time.Second, 59 * time.Second, 61 * time.Second, 72 * time.Hour}).Draw(w.T, "time"))
		},
		func() {
			w.foreign++
			w.append("c", chat.EventID(fmt.Sprint("foreign", w.foreign)))
		},
		func() { w.person(true) },
		func() { w.person(rapid.Bool().Draw(w.T, "confirm")) },
	}
}

// trouble comes and goes.
func (w *world) trouble() {
	switch rapid.IntRange(0, 3).Draw(w.T, "trouble") {
	case 0:
		w.disk.full = !w.disk.full
	case 1:
		w.offline = !w.offline
	case 2:
		w.uncertain = !w.uncertain
	case 3:
		w.busy = 1
	}
}

// oldArrives is what lay in an old connection's buffer, with nobody to answer.
func (w *world) oldArrives() {
	if len(w.late) > 0 {
		cmd := w.late[0]
		w.late = w.late[1:]
		_ = w.decide(cmd, "yes")
	}
}

// settle is the person who comes back and confirms everything, with nothing
// in the way any more.
func (w *world) settle() {
	w.disk.full, w.offline, w.uncertain, w.busy = false, false, false, 0
	w.drop(true)
	for range 3 {
		w.connect()
		for _, e := range w.box.Pending() {
			if e.State == Held || e.State == Refused {
				w.stamp(e.Command.ID, e.Command.Chat)
				w.confirmed[e.Command.ID] = true
				w.confirm(e.Command.ID)
			}
		}
		for len(w.up)+len(w.down) > 0 {
			w.hubTakes("yes")
			w.deskTakes()
			w.flush()
		}
		w.flush()
	}
}

// Whatever happens, every command ends in exactly one effect or in a state
// that the person sees; none is lost or sent under another id, and what goes
// by itself is young, unchanged and in order.
func TestEveryCommandEnds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(rt, t)
		steps := w.steps()
		for range rapid.IntRange(1, 120).Draw(rt, "steps") {
			steps[rapid.IntRange(0, len(steps)-1).Draw(rt, "step")]()
			if rapid.Bool().Draw(rt, "flush") {
				w.flush()
			}
			w.sound()
		}
		w.settle()
		w.sound()
		for _, cmd := range w.made {
			if w.effects[cmd.ID] != 1 && !w.discarded[cmd.ID] {
				rt.Fatalf("%s had %d effects in the end", cmd.ID, w.effects[cmd.ID])
			}
		}
		if n := len(w.disk.entries) + len(w.box.Pending()); n != 0 {
			rt.Fatalf("%d are left over", n)
		}
	})
}
