package view

import (
	"sync/atomic"

	"floorwalker/app/chat"
)

// cell is one chat on the board: where it stands on each page, and what its
// row says. What a row says is replaced, never changed, so that a board copied
// earlier shows rows as they are now, in the order of then: the wall is never
// stale because its order is held still.
//
// Readers of a board touch id and now; everything else is the Book's.
type cell struct {
	now atomic.Pointer[face]
	id  chat.ChatID

	chat *chat.Chat
	// base is the row without what a line changes, as it was built from the
	// chat's revision, for the book's round.
	base     *Row
	revision uint64
	round    uint64
	look     look

	key   key
	on    [Sections]bool
	topic Topic
}

// face is what a row says at one moment. Most events are lines, and most rows
// are never seen before their next line: so a line costs only this, and the
// row is put together when somebody asks for it.
type face struct {
	base   *Row
	last   *chat.Message // the newest line that is not a note, or nil
	lastAt chat.Instant
	unseen chat.Instant
	// whispered says that a whisper is among what is unseen.
	whispered bool
	row       atomic.Pointer[Row] // once somebody has asked
}

// row returns what the cell says now. Two readers who ask at once may each put
// the row together; they get equal ones.
func (c *cell) row() *Row {
	f := c.now.Load()
	if r := f.row.Load(); r != nil {
		return r
	}
	r := *f.base
	r.LastAt, r.Unseen, r.Whispered = f.lastAt, f.unseen, f.whispered
	if f.last != nil {
		r.LastFrom, r.LastText, r.LastName = f.last.From, firstLine(f.last.Text), f.last.Name
		r.LastGone = !f.last.Removed.IsZero()
		if f.last.At == f.lastAt { // nothing has come behind it, such as a note
			r.LastAt = f.last.SaidAt()
		}
	}
	f.row.Store(&r)
	return &r
}

// show makes the chat's newest line what the row of me says.
func (c *cell) show(me chat.AgentID) {
	unseen, whispered := c.look.unseen(c.chat, me)
	f := &face{base: c.base, lastAt: c.chat.LastAt, unseen: unseen, whispered: whispered}
	if at := c.chat.LastLine; at >= 0 {
		f.last = &c.chat.Messages[at]
	}
	c.now.Store(f)
}
