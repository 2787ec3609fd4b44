package outbox

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

// teller is a desk that tells of calls, and a hub that drops second copies.
type teller struct {
	*bench
	rt    *rapid.T
	given []chat.Command
	heard map[string][]chat.CommandID // by call, as the hub came to know them
}

func (x *teller) hear(c chat.Command) {
	s := series(c)
	if !slices.Contains(x.heard[s], c.ID) {
		x.heard[s] = append(x.heard[s], c.ID)
	}
}

// call is one more attempt; a full disk may refuse it.
func (x *teller) call() {
	n := len(x.given)
	o := chat.ObligationID(rapid.SampledFrom([]string{"o", "p"}).Draw(x.rt, "call"))
	c := ended(chat.CommandID(fmt.Sprintf("e%03d", n)), chat.AttemptID(fmt.Sprintf("a%03d", n)), o)
	if _, err := x.box.Add(c); err == nil {
		x.given = append(x.given, c)
	}
}

// listen lets the hub hear what was sent; it may be busy, and its answer lost.
func (x *teller) listen() {
	for _, c := range x.sent {
		if rapid.Bool().Draw(x.rt, "busy") {
			x.box.Result(c.ID, &chat.Refusal{Code: chat.RefusedBusy})
			continue
		}
		x.hear(c)
		if rapid.Bool().Draw(x.rt, "answered") {
			x.box.Result(c.ID, nil)
		}
	}
	x.sent = nil
	_ = x.box.Flush()
}

func (x *teller) step() {
	switch rapid.IntRange(0, 9).Draw(x.rt, "step") {
	case 0, 1, 2:
		x.call()
	case 3:
		x.start()
		x.box.who = me
	case 4:
		_ = x.box.Live(me)
	case 5:
		x.box.Broken()
	case 6:
		x.disk.full = !x.disk.full
	case 7:
		x.pass(time.Duration(rapid.IntRange(-3600, 72*3600).Draw(x.rt, "s")) * time.Second)
		x.uncertain = rapid.Bool().Draw(x.rt, "uncertain")
		_ = x.box.Flush()
	case 8, 9:
		x.listen()
	}
}

// settle brings everything to its end on a connection that works.
func (x *teller) settle() {
	x.disk.full = false
	for range 2*len(x.given) + 2 {
		x.box.Broken()
		x.sent = nil
		x.live()
		for _, c := range x.sent {
			x.hear(c)
			x.box.Result(c.ID, nil)
		}
		x.flush()
	}
	x.pass(365 * 24 * time.Hour) // however far back the clock was moved
	x.flush()
}

// TestEveryAttemptIsToldOnceInEffect plays crashes, breaks, full disks, busy hubs,
// moved clocks and lost answers: in the end a hub that drops second copies knows each
// attempt once, those of one call in order, and the disk is empty (D-04).
func TestEveryAttemptIsToldOnceInEffect(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := &teller{bench: newBench(t), rt: rt, heard: map[string][]chat.CommandID{}}
		x.box.who = me
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			x.step()
		}
		x.settle()
		if len(x.disk.entries) != 0 {
			rt.Fatalf("%d are left", len(x.disk.entries))
		}
		total := 0
		for s, ids := range x.heard {
			total += len(ids)
			if !slices.IsSorted(ids) {
				rt.Fatalf("those of %q came as %q", s, ids)
			}
		}
		if total != len(x.given) {
			rt.Fatalf("the hub knows %d of %d", total, len(x.given))
		}
	})
}
