package app

import (
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// countUnsent brings the rows up to date with what waits for the person: lines
// that are held, failed or unsure. It costs the chats that have such lines.
func (d *Desk) countUnsent() {
	for id := range d.unsent {
		if len(d.lines[id]) == 0 {
			d.setUnsent(id, 0)
		}
	}
	for id, lines := range d.lines {
		d.setUnsent(id, waiters(lines))
	}
}

func waiters(lines []view.PendingLine) (n int) {
	for i := range lines {
		if lines[i].State != chat.DeliveryPending {
			n++
		}
	}
	return n
}

func (d *Desk) setUnsent(id chat.ChatID, n int) {
	if n == d.unsent[id] {
		return
	}
	if n == 0 {
		delete(d.unsent, id)
	} else {
		d.unsent[id] = n
	}
	d.book.Unsent(id, n)
	if c := d.floor.Chat(id); c != nil {
		d.dirty[id] = c
	}
}

func (d *Desk) showUnsent() (u Unsent) {
	for id, n := range d.unsent {
		u.Lines += n
		if u.Chat == "" || id < u.Chat {
			u.Chat = id
		}
	}
	return u
}
