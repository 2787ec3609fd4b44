package hub

import (
	"cmp"
	"container/heap"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/referee"
)

const (
	// duesAtOnce bounds what one batch decides of what became due, such as all
	// that did while no hub ran.
	duesAtOnce = 100
	// dueCheck is how often the clock is looked at while something is to become
	// due: it may be set, or have stood still while the machine slept.
	dueCheck = time.Second
	// dueEvents is how many events of what was due one batch holds before the
	// rest has to wait for the next: a closing by rule is about a dozen.
	dueEvents = 300
	// elapsedAtOnce bounds how often what one instant has brought about brings
	// about more at the same instant.
	elapsedAtOnce = 16
)

// due is when time alone brings something about: an open offer goes back to
// its sender, or, where there is no offer, a rule fires because nothing
// has happened on the chat (G-TRIG-07), or a clock has run out (D-02), or, where
// there is no chat either, somebody else answers for the floor (G-COV-01).
type due struct {
	at    chat.Instant
	in    chat.ChatID
	offer chat.OfferID
}

// dues is a heap, the nearest first, in an order that every hub comes to. What
// was overtaken, such as an offer that was answered, stays in it until its time
// has come: then nothing happens.
type dues []due

// Len implements heap.Interface, as the other four do.
func (d dues) Len() int { return len(d) }

// Less puts the nearer one first.
func (d dues) Less(i, j int) bool {
	a, b := &d[i], &d[j]
	return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.in, b.in), cmp.Compare(a.offer, b.offer)) < 0
}

// Swap exchanges two.
func (d dues) Swap(i, j int) { d[i], d[j] = d[j], d[i] }

// Push adds x, a due.
func (d *dues) Push(x any) { *d = append(*d, x.(due)) }

// Pop removes the last one.
func (d *dues) Pop() any {
	old := *d
	last := old[len(old)-1]
	*d = old[:len(old)-1]
	return last
}

// offered notes when an offer that was just folded is due.
func (c *core) offered(e *chat.Event) {
	if b, ok := e.Body.(*chat.OfferMade); ok && c.live && !b.Offer.Due.IsZero() { // one that waits has no end (C-TRF-04)
		heap.Push(&c.dues, due{b.Offer.Due, e.Chat, b.Offer.ID})
	}
}

// await notes when time alone brings something about on the chat, if it ever
// does. A chat has one such due in the heap, or two for as long as the nearer one
// has come between: one that lies too early is looked at again when it comes.
func (c *core) await(ct *chat.Chat) {
	if ct == nil || !c.live {
		return
	}
	if at, ok := c.nearest(ct); ok {
		c.awaitAt(ct.ID, at)
	}
}

func (c *core) awaitAt(id chat.ChatID, at chat.Instant) {
	if set, awaited := c.awaited[id]; awaited && set <= at {
		return
	}
	c.awaited[id] = at
	heap.Push(&c.dues, due{at: at, in: id})
}

// nearest returns when the chat is to be looked at again if nothing happens: its
// customer is stuck (G-TRIG-07), or something owed is due (D-02). What is to stand still,
// or to go on, because its backend went away or came back, is due since then.
func (c *core) nearest(ct *chat.Chat) (at chat.Instant, ok bool) {
	b, _ := c.floor.Backend(ct.Driver)
	at, ok = c.engine.Due(ct)
	if !obligation.Held(ct, b) && (!ok || b.Since < at) {
		at, ok = b.Since, true
	}
	if owed, owes := obligation.Due(ct, b, &c.edition.Policy); owes && (!ok || owed < at) {
		at, ok = owed, true
	}
	return at, ok
}

// awaitBackend has the clocks of a backend's chats looked at once the floor knows another
// state of it. They are due, and not staged here, as a batch holds only so many.
func (c *core) awaitBackend(e *chat.Event) {
	var name string
	switch b := e.Body.(type) {
	case *chat.BackendDescribed:
		name = b.Backend.Name
	case *chat.BackendChanged:
		name = b.Driver
	default:
		return
	}
	c.floor.EachChat(func(ct *chat.Chat) {
		if ct.Driver == name {
			c.await(ct)
		}
	})
}

// rewind collects the dues of all open offers and of all chats, after the floor
// was read: those of the hub before this one are this one's.
func (c *core) rewind() {
	c.dues = c.dues[:0]
	clear(c.awaited)
	c.floor.EachChat(func(ct *chat.Chat) {
		for _, o := range ct.Offers {
			if !o.Due.IsZero() {
				c.dues = append(c.dues, due{o.Due, ct.ID, o.ID})
			}
		}
	})
	heap.Init(&c.dues)
	c.floor.EachChat(c.await)
	c.awaitTeam()
}

// tick takes the time for what is decided next, and stages what was due before
// that: nobody accepts an offer that is over, and what was due is stamped with
// the instant at which it was. It reports whether there is more than one batch
// may hold; then the rest comes before anything else is decided.
func (c *core) tick() (more bool) {
	c.at = c.glance()
	for n := 0; len(c.dues) > 0 && c.dues[0].at <= c.at; n++ {
		if n == duesAtOnce || len(c.staged) >= dueEvents {
			return true
		}
		d := heap.Pop(&c.dues).(due)
		if d.offer == "" {
			c.elapse(d)
			c.place()
			continue
		}
		for _, e := range referee.Expire(c.floor, d.in, d.offer) {
			c.stageDue(e, d.at)
		}
		c.place()
	}
	c.fill() // what the batch before had no room for
	c.place()
	return c.fills()
}

// stageDue stages a fact that time brought about, with its own instant or, if
// that is later, the newest event's: time does not run backwards on the log.
func (c *core) stageDue(e chat.Event, due chat.Instant) {
	if e.At.IsZero() {
		e.At = due
	}
	c.stageAt(e, max(c.last, min(e.At, c.at)))
}

// elapse stages what time alone has brought about on a chat. What the rules are
// told is the instant of the fact, not of its being noticed, so that a hub that
// was away for an hour says what it would have said in time.
func (c *core) elapse(d due) {
	if d.in == ofTeam {
		c.elapseTeam(d)
		return
	}
	if c.awaited[d.in] != d.at {
		return
	}
	delete(c.awaited, d.in)
	ct := c.floor.Chat(d.in)
	if ct == nil {
		return
	}
	at, ok := c.nearest(ct)
	switch {
	case !ok:
		return
	case at > c.at: // something has happened since
		c.await(ct)
		return
	}
	c.pass(ct, at)
	// What is still due at the same instant waits for something to happen: the
	// loop must not turn round and round over it.
	if next, ok := c.nearest(ct); ok && next > at {
		c.awaitAt(ct.ID, next)
	}
}

// pass stages what the instant at brings about on a chat.
func (c *core) pass(ct *chat.Chat, at chat.Instant) {
	b, _ := c.floor.Backend(ct.Driver)
	held := max(c.last, b.Since)
	for _, e := range obligation.Hold(ct, b, held) { // before anything is sent, or found to be late
		c.stageAt(e, held)
	}
	now := max(c.last, at)
	for _, e := range c.engine.Tick(ct, now) {
		c.stageDue(e, now)
	}
	for range elapsedAtOnce {
		c.remind(ct, at)
		facts := obligation.Elapse(ct, b, at, c.edition)
		if len(facts) == 0 {
			return
		}
		obligation.Blame(c.floor, facts) // a breach names somebody (G-SLA-04)
		for _, e := range facts {
			c.stageDue(e, at)
		}
	}
}

// alarm wakes the loop when something is due.
type alarm struct {
	hub   *Hub
	timer *time.Timer
	at    chat.Instant // what it is set for; 0 if it is not set
}

// next returns the channel on which the loop is woken for the nearest due.
func (a *alarm) next() <-chan time.Time {
	c := a.hub.core
	if a.hub.cfg.untimed || len(c.dues) == 0 {
		return nil
	}
	if at := c.dues[0].at; at != a.at {
		a.at = at
		a.timer.Reset(min(max(at.Sub(c.glance()), 0), dueCheck))
	}
	return a.timer.C
}

// rang reports whether something is due indeed.
func (a *alarm) rang() bool {
	a.at = 0
	c := a.hub.core
	return len(c.dues) > 0 && c.dues[0].at <= c.glance()
}
