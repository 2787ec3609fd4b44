package hub

import (
	"container/heap"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

const (
	// duesAtOnce bounds what one batch decides of what became due, such as all
	// that did while no hub ran.
	duesAtOnce = 100
	// dueCheck is how often the clock is looked at while something is to become
	// due: it may be set, or have stood still while the machine slept.
	dueCheck = time.Second
)

// due is when time alone brings something about: an open offer goes back to
// its sender, or, where there is no offer, a rule fires because nothing
// has happened on the chat (G-TRIG-07).
type due struct {
	at    chat.Instant
	in    chat.ChatID
	offer chat.OfferID
}

// dues is a heap, the nearest first. What was overtaken, such as an offer that
// was answered, stays in it until its time has come: then nothing happens.
type dues []due

// Len, Less, Swap, Push and Pop implement heap.Interface.
func (d dues) Len() int           { return len(d) }
func (d dues) Less(i, j int) bool { return d[i].at < d[j].at }
func (d dues) Swap(i, j int)      { d[i], d[j] = d[j], d[i] }

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
	if b, ok := e.Body.(*chat.OfferMade); ok && c.live {
		heap.Push(&c.dues, due{b.Offer.Due, e.Chat, b.Offer.ID})
	}
}

// await notes when the chat's silence is due, if it ever is. A chat has one
// such due in the heap, or two for as long as the nearer one has come between:
// one that lies too early is looked at again when it comes.
func (c *core) await(ct *chat.Chat) {
	if ct == nil || !c.live {
		return
	}
	at, ok := c.engine.Due(ct)
	if !ok {
		return
	}
	if set, awaited := c.awaited[ct.ID]; awaited && set <= at {
		return
	}
	c.awaited[ct.ID] = at
	heap.Push(&c.dues, due{at: at, in: ct.ID})
}

// rewind collects the dues of all open offers and of all chats, after the floor
// was read: those of the hub before this one are this one's.
func (c *core) rewind() {
	c.dues = c.dues[:0]
	clear(c.awaited)
	c.floor.EachChat(func(ct *chat.Chat) {
		for _, o := range ct.Offers {
			c.dues = append(c.dues, due{o.Due, ct.ID, o.ID})
		}
	})
	heap.Init(&c.dues)
	c.floor.EachChat(c.await)
}

// expire stages what is due by hub time. It is called before a batch is
// decided, so that nobody accepts an offer that is over. Each fact is stamped
// with the instant at which it was due, or with the newest event's if that is
// later, as time does not run backwards on the log.
func (c *core) expire() {
	if len(c.dues) == 0 {
		return
	}
	now := c.glance()
	for n := 0; len(c.dues) > 0 && c.dues[0].at <= now && n < duesAtOnce; n++ {
		d := heap.Pop(&c.dues).(due)
		if d.offer == "" {
			c.elapse(d, now)
			continue
		}
		for _, e := range referee.Expire(c.floor, d.in, d.offer) {
			c.stageAt(e, max(c.last, min(e.At, now)))
		}
	}
}

// elapse stages what the time since the last line of a chat brings about. What
// the rules are told is the instant of the fact, not of its being noticed, so
// that a hub that was away for an hour says what it would have said in time.
func (c *core) elapse(d due, now chat.Instant) {
	if c.awaited[d.in] != d.at {
		return
	}
	delete(c.awaited, d.in)
	ct := c.floor.Chat(d.in)
	if ct == nil {
		return
	}
	at, ok := c.engine.Due(ct)
	switch {
	case !ok:
		return
	case at > now: // something has happened since
		c.await(ct)
		return
	}
	at = max(c.last, at)
	for _, e := range c.engine.Tick(ct, at) {
		c.stageAt(e, at)
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
