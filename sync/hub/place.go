package hub

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/routing"
)

// place stages where chats belong and who is given which, by what was staged since it
// was asked last. That is asked once an input, or something due, has brought about all
// that it does: in between a chat may be in the queue that the same decision still has
// to say something of, and what two events in a row make free would be given twice.
func (c *core) place() {
	for c.placed < len(c.staged) {
		for ; c.placed < len(c.staged); c.placed++ {
			e := c.staged[c.placed].ev // the slice may move
			if routing.Frees(c.floor, &e, c.edition) {
				c.unfilled = e.ID
			}
			for _, f := range routing.Follow(c.floor, &e, c.edition) {
				c.stageAt(f, c.last)
			}
		}
		if len(c.staged) < dueEvents {
			c.fill()
		}
	}
}

// fill gives waiting chats to people, if something has happened since by which there is
// somebody to give them to. A batch has room for so many; the rest comes in the next.
//
// Nobody is given anything before it was counted who is here: whoever the log has online
// may have gone with the hub before this one (E-ACT-03).
func (c *core) fill() {
	if !c.fills() {
		return
	}
	facts, more := routing.Fill(c.floor, c.edition, c.unfilled, c.last)
	if !more {
		c.unfilled = ""
	}
	for _, f := range facts {
		c.stageAt(f, c.last)
	}
}

// fills reports whether there is somebody to give chats to, as far as is known.
func (c *core) fills() bool { return c.unfilled != "" && !c.uncounted }

// countedPeople notes that the log has those online whose desks are here, and nobody else.
// What waited meanwhile is given to whoever came before that; newID names the cause.
func (c *core) countedPeople(newID func(kind string) chat.EventID) {
	c.uncounted = false
	if c.unfilled == "" && c.floor.Waiting() > 0 && c.edition.Policy.Routing.Assign == policy.AssignAuto {
		c.unfilled = newID("counted")
	}
}
