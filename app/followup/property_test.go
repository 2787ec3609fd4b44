package followup_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
)

// Ten thousand follow-ups of one customer: rapid plays a hundred, each of them a
// hundred calls long (D-04).
const callsAtOnce = 100

// maxError is how far a desk's clock is off at most while it says that it is
// certain.
const maxError = 2 * time.Second

// step is one thing that happens.
func (x *exchange) step() {
	d := x.desks[rapid.IntRange(0, 1).Draw(x.rt, "desk")]
	switch rapid.IntRange(0, 11).Draw(x.rt, "step") {
	case 0, 1, 2:
		x.begin(d)
	case 3, 4:
		x.end(d, rapid.SampledFrom([]string{
			chat.AttemptNoAnswer, chat.AttemptNoAnswer, chat.AttemptBusy, chat.AttemptWrong, chat.AttemptNotMade,
		}).Draw(x.rt, "outcome"))
	case 5, 6:
		x.truly += time.Duration(rapid.SampledFrom([]int{1, 500, 60_000, 1_800_000, 3_599_999, 3_600_000, 3_600_001, 7_200_000}).Draw(x.rt, "ms")) * time.Millisecond
	case 7:
		d.online = !d.online
		if d.online {
			d.uncertain = false
			d.off = time.Duration(rapid.IntRange(-2_000, 2_000).Draw(x.rt, "off")) * time.Millisecond
		}
	case 8: // a new process: what was folded and what waits are on the disk
		d.running = x.stillRunning(d)
	case 9: // the machine was started again, or its clock was moved
		if !d.online {
			d.uncertain = true
			d.off = time.Duration(rapid.IntRange(-7200, 7200).Draw(x.rt, "moved")) * time.Second
		}
	case 10: // the call is handed on, which only the hub can do
		x.owner = x.desks[rapid.IntRange(0, 1).Draw(x.rt, "to")].me
		x.stage(chat.EventID(x.id("h")), "lea", &chat.ObligationHanded{Obligation: "o", To: x.owner})
	case 11:
		x.text(d)
	}
	x.talk()
}

// stillRunning is the call that a desk finds on its disk, or on the floor, when it
// starts.
func (x *exchange) stillRunning(d *phone) *call {
	l := d.line()
	for _, a := range l.Log {
		if !a.Over() && a.By == d.me {
			return x.calls[slices.IndexFunc(x.calls, func(c *call) bool { return c.id == a.ID })]
		}
	}
	return nil
}

// text writes by WhatsApp if that is open: never before three calls truly failed.
func (x *exchange) text(d *phone) {
	l := d.line()
	if v := followup.MayText(&l, d.who(x)); !v.OK {
		return
	}
	failed := 0
	for _, c := range x.calls {
		if c.ended >= 0 && c.outcome != chat.AttemptNotMade {
			failed++
		}
	}
	if failed < 3 {
		x.rt.Fatalf("WhatsApp after %d failed calls (A-16)", failed)
	}
}

// together brings everybody online and compares: each attempt is there once, those
// too early are marked and do not count, whoever made them.
func (x *exchange) together() {
	for _, d := range x.desks {
		x.end(d, chat.AttemptNoAnswer)
		d.online, d.uncertain = true, false
	}
	x.talk()
	x.talk()
	if a, b, h := x.desks[0].floor.Hash(), x.desks[1].floor.Hash(), x.hub.Hash(); a != h || b != h {
		x.rt.Fatal("the floors differ")
	}
	log := x.hub.Chat("c").Calls
	if len(log) != len(x.calls) {
		x.rt.Fatalf("%d attempts were made, %d are on the log", len(x.calls), len(log))
	}
	counted := 0
	for i, a := range log {
		if !a.Made() {
			continue
		}
		free := lastEnd(log[:i], a.Began)
		early := free > 0 && a.Began < free.Add(time.Hour)
		if a.Early != early {
			x.rt.Fatalf("attempt %s is marked early %t, want %t", a.ID, a.Early, early)
		}
		if !early && !a.Uncertain {
			counted++
		}
	}
	if log.Failed() != counted {
		x.rt.Fatalf("%d count, want %d", log.Failed(), counted)
	}
}

// lastEnd is when the last of the attempts ended, as far as anybody can be sure who
// begins another: one at an uncertain time lasted until it was told, if that is
// before.
func lastEnd(log chat.CallLog, began chat.Instant) (end chat.Instant) {
	for _, a := range log {
		switch {
		case !a.Made():
		case a.Uncertain && a.Told <= began:
			end = max(end, a.Told)
		default:
			end = max(end, a.Ended)
		}
	}
	return end
}

// TestNobodyIsCalledTwiceInAnHour plays two desks with restarts, breaks, reboots and
// moved clocks (G-FU-06, D-04, A-15, A-16, A-63, A-64): attempt n+1 never begins before
// 60:00 after the end of one that the desk could know of, nobody but its owner begins
// a call offline, no WhatsApp opens before three failures, and in the end everything
// that was done is known once.
func TestNobodyIsCalledTwiceInAnHour(t *testing.T) {
	tried, early, offline := 0, 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		for range callsAtOnce {
			x := newExchange(rt)
			for range rapid.IntRange(5, 40).Draw(rt, "steps") {
				x.step()
			}
			x.together()
			for _, a := range x.hub.Chat("c").Calls {
				tried++
				if a.Early {
					early++
				}
			}
			for _, c := range x.calls {
				if c.error > 0 {
					offline++
				}
			}
		}
	})
	t.Logf("%d attempts, %d of them too early all the same, %d by a clock that was off", tried, early, offline)
	if tried < 10_000 || early == 0 {
		t.Error("it has not played what it is to play")
	}
}

// TestTwoInTheSameHour: both are facts, and the later is marked.
func TestTwoInTheSameHour(t *testing.T) {
	for name, late := range map[string][2]int{"in order": {0, 1}, "the other way round": {1, 0}} {
		f := newFloor()
		f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour, Owner: "asha"})
		two := [2]chat.Attempt{
			{ID: "a1", Obligation: "o", By: "asha", Began: now + minute, Ended: now + 2*minute, Outcome: chat.AttemptNoAnswer},
			{ID: "a2", Obligation: "o", By: "rohan", Began: now + 31*minute, Ended: now + 32*minute, Outcome: chat.AttemptNoAnswer},
		}
		for _, i := range late {
			f.do("c", now+72*hour, two[i].By, &chat.AttemptEnded{Attempt: two[i], Gap: time.Hour})
		}
		l := f.line(t, callO)
		if len(l.Log) != 2 || l.Log[0].Early || !l.Log[1].Early || l.Log.Failed() != 1 || l.Spent {
			t.Errorf("%s: %+v", name, l.Log)
		}
		if l.Next != now+92*minute {
			t.Errorf("%s: the next may begin %s after the call was owed", name, l.Next.Sub(now))
		}
	}
}
