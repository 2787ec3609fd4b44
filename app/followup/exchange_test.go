package followup_test

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
)

// call is one attempt as it truly was.
type call struct {
	id           chat.AttemptID
	desk         *phone
	began, ended time.Duration // true time; ended is negative while it runs
	outcome      string
	// error is how far off the clock was that wrote the end down.
	error time.Duration
}

// phone is one of two desks: what it has folded, what waits on its disk, and a
// clock that says how wrong it may be.
type phone struct {
	me     chat.AgentID
	floor  *floor
	behind int // events of the hub's log that it has folded
	unsent []chat.Command
	// refused are beginnings that the hub does not allow, of calls that were made
	// all the same because it was away.
	refused   []chat.Command
	online    bool
	uncertain bool
	off       time.Duration // its clock less true time
	running   *call
}

// exchange is a hub, its log, and two desks.
type exchange struct {
	rt    *rapid.T
	truly time.Duration // since the call was owed
	hub   *floor
	log   []chat.Event
	owner chat.AgentID
	desks [2]*phone
	calls []*call
	n     int
}

func newExchange(rt *rapid.T) *exchange {
	nobody := func() *floor { return floorOf(chat.Customer{}) } // reading a number takes longer than all else
	x := &exchange{rt: rt, hub: nobody(), owner: "asha"}
	o := chat.Obligation{ID: "o", Started: now, Due: now + 2*hour, Owner: x.owner}
	x.hub.owe("c", o)
	for i, me := range []chat.AgentID{"asha", "rohan"} {
		x.desks[i] = &phone{me: me, floor: nobody(), online: true}
		x.desks[i].floor.owe("c", o)
	}
	return x
}

// at returns true time as hub time.
func (x *exchange) at() chat.Instant { return now.Add(x.truly) }

func (d *phone) now(x *exchange) chat.Instant { return x.at().Add(d.off) }

func (d *phone) who(x *exchange) followup.Who {
	return followup.Who{Me: d.me, Online: d.online, Now: d.now(x), Error: maxError, Uncertain: d.uncertain, Edition: d.floor.ed}
}

func (d *phone) line() followup.Line {
	mine := followup.UnsentOf(d.me, d.floor.ed.Policy.FollowUp.Gap, slices.Values(slices.Concat(d.refused, d.unsent)))
	return followup.LinesOf(d.floor.Chat("c"), mine, d.floor.ed)[0]
}

// stage appends to the hub's log and folds.
func (x *exchange) stage(id chat.EventID, by chat.AgentID, b chat.Body) {
	e := chat.Event{ID: id, Chat: "c", At: x.at(), By: by, Body: b}
	if x.hub.Apply(&e).Chat != nil {
		x.log = append(x.log, e)
	}
}

// talk lets the desks that are online say what waits and hear what is new.
func (x *exchange) talk() {
	for _, d := range x.desks {
		if !d.online {
			continue
		}
		for _, cmd := range d.unsent {
			if !x.decide(d.me, cmd) {
				d.refused = append(d.refused, cmd)
			}
		}
		d.unsent = nil
	}
	for _, d := range x.desks {
		if d.online {
			for _, e := range x.log[d.behind:] {
				d.floor.Apply(&e)
			}
			d.behind = len(x.log)
		}
	}
}

// decide is the hub: a beginning is judged, an end is a fact.
func (x *exchange) decide(by chat.AgentID, cmd chat.Command) bool {
	switch w := cmd.Body.(type) {
	case *chat.BeginAttempt:
		l := followup.LinesOf(x.hub.Chat("c"), followup.Unsent{}, x.hub.ed)[0]
		if v := followup.May(&l, followup.Who{Me: by, Online: true, Now: x.at(), Edition: x.hub.ed}); !v.OK {
			return false
		}
		x.stage(chat.EventID(cmd.ID), by, &chat.AttemptBegan{Attempt: chat.AttemptID(cmd.ID), Obligation: "o", Began: w.Began, Uncertain: w.Uncertain})
	case *chat.EndAttempt:
		x.stage(chat.EventID(cmd.ID), by, &chat.AttemptEnded{Gap: x.hub.ed.Policy.FollowUp.Gap, Attempt: chat.Attempt{
			ID: w.Attempt, Obligation: "o", By: by, Began: w.Began, Ended: w.Ended, Outcome: w.Outcome, Uncertain: w.Uncertain,
		}})
	}
	return true
}

func (x *exchange) id(what string) string {
	x.n++
	return fmt.Sprintf("x-%s%04d", what, x.n)
}

// begin dials if the desk says that it may, and checks that it was right by all
// that this desk could know.
func (x *exchange) begin(d *phone) {
	l := d.line()
	v := followup.May(&l, d.who(x))
	if !v.OK {
		return
	}
	if !d.online && x.ownerOn(d) != d.me {
		x.rt.Fatalf("%s begins offline what %s owes (A-63)", d.me, x.ownerOn(d))
	}
	for _, a := range l.Log {
		c := x.calls[slices.IndexFunc(x.calls, func(c *call) bool { return c.id == a.ID })]
		switch {
		case c.outcome == chat.AttemptNotMade:
		case d.uncertain:
			x.rt.Fatal("another attempt at an uncertain time (A-64)")
		case !a.Over():
			x.rt.Fatal("two at once")
		case x.truly-c.ended < time.Hour-c.error:
			x.rt.Fatalf("it begins %s after the end of one that was known (A-15)", x.truly-c.ended)
		}
	}
	if l.Log.Failed() >= 3 {
		x.rt.Fatal("a fourth attempt")
	}
	c := &call{id: chat.AttemptID(x.id("a")), desk: d, began: x.truly, ended: -1}
	d.unsent = append(d.unsent, chat.Command{ID: chat.CommandID(c.id), Chat: "c", Body: &chat.BeginAttempt{
		Obligation: "o", Began: d.now(x), Uncertain: d.uncertain, Offline: !d.online,
	}})
	d.running = c
	x.calls = append(x.calls, c)
	if x.talk(); d.online && d.forget(c) { // it is refused, so nobody was dialled
		d.running, x.calls = nil, x.calls[:len(x.calls)-1]
	}
}

// ownerOn is who owes the call as far as the desk knows.
func (x *exchange) ownerOn(d *phone) chat.AgentID {
	o, _ := d.floor.Chat("c").Owed("o")
	return o.Owner
}

func (x *exchange) end(d *phone, outcome string) {
	c := d.running
	if c == nil {
		return
	}
	began := x.beganOn(d, c)
	c.ended, c.outcome, c.error = max(x.truly, c.began+time.Millisecond), outcome, d.off.Abs()
	d.unsent = append(d.unsent, chat.Command{ID: chat.CommandID(x.id("e")), Chat: "c", Body: &chat.EndAttempt{
		Attempt: c.id, Obligation: "o", Began: began, Ended: max(began+1, d.now(x)), Outcome: outcome, Uncertain: d.uncertain,
	}})
	d.running = nil
	d.forget(c)
}

// forget drops the refused beginning of a call, and reports whether there was one.
func (d *phone) forget(c *call) bool {
	n := len(d.refused)
	d.refused = slices.DeleteFunc(d.refused, func(cmd chat.Command) bool { return cmd.ID == chat.CommandID(c.id) })
	return len(d.refused) < n
}

// beganOn is when the attempt began, as the desk wrote it down.
func (x *exchange) beganOn(d *phone, c *call) chat.Instant {
	l := d.line()
	a, ok := l.Log.Attempt(c.id)
	if !ok {
		x.rt.Fatal("a desk has forgotten its own call")
	}
	return a.Began
}
