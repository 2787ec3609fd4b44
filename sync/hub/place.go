package hub

import "floorwalker/app/routing"

// place stages where chats belong and who is given which, by what was staged since it
// was asked last. That is asked once an input, or something due, has brought about all
// that it does: in between a chat may be in the queue that the same decision still has
// to say something of, and what two events in a row make free would be given twice.
func (c *core) place() {
	for ; c.placed < len(c.staged); c.placed++ {
		e := c.staged[c.placed].ev // the slice may move
		for _, f := range routing.Follow(c.floor, &e, c.edition) {
			c.stageAt(f, c.last)
		}
	}
}
