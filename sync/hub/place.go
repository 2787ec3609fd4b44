package hub

import "floorwalker/app/routing"

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
func (c *core) fill() {
	if c.unfilled == "" {
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
