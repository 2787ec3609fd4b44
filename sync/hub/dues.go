package hub

import (
	"container/heap"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

const (
	// duesAtOnce bounds what one batch returns of the offers that became due,
	// such as all that did while no hub ran.
	duesAtOnce = 100
	// dueCheck is how often the clock is looked at while offers are open: it
	// may be set, or have stood still while the machine slept.
	dueCheck = time.Second
)

// due is when an open offer goes back to its sender by itself.
type due struct {
	at    chat.Instant
	in    chat.ChatID
	offer chat.OfferID
}

// dues is a heap, the nearest first. An offer that was answered stays in it
// until its time has come: then the floor does not have it any more, and
// nothing happens.
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

// rewind collects the dues of all open offers, after the floor was read: those
// of the hub before this one are this one's.
func (c *core) rewind() {
	c.dues = c.dues[:0]
	c.floor.EachChat(func(ct *chat.Chat) {
		for _, o := range ct.Offers {
			c.dues = append(c.dues, due{o.Due, ct.ID, o.ID})
		}
	})
	heap.Init(&c.dues)
}

// expire stages the return of the offers that are due by hub time. It is
// called before a batch is decided, so that nobody accepts what is over. Each
// fact is stamped with the instant at which it was due, or with the newest
// event's if that is later, as time does not run backwards on the log.
func (c *core) expire() {
	if len(c.dues) == 0 {
		return
	}
	now := c.glance()
	for n := 0; len(c.dues) > 0 && c.dues[0].at <= now && n < duesAtOnce; n++ {
		d := heap.Pop(&c.dues).(due)
		for _, e := range referee.Expire(c.floor, d.in, d.offer) {
			c.stageAt(e, max(c.last, min(e.At, now)))
		}
	}
}

// alarm wakes the loop when an offer is due.
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

// rang reports whether an offer is due indeed.
func (a *alarm) rang() bool {
	a.at = 0
	c := a.hub.core
	return len(c.dues) > 0 && c.dues[0].at <= c.glance()
}
