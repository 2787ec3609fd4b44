package chatwoot

import (
	"context"

	"floorwalker/app/chat"
)

// handle works on what the cable has brought: what is about one chat at once, so that a
// burst of events costs one look.
func (d *Driver) handle(ctx context.Context, batch []occurrence) error {
	jobs := make(map[chat.ChatID]*work)
	job := func(id chat.ChatID) *work {
		w := jobs[id]
		if w == nil {
			w = &work{live: true}
			jobs[id] = w
		}
		return w
	}
	lists := false
	for i := range batch {
		o := &batch[i]
		switch {
		case o.lists:
			lists = true
		case o.contact != 0:
			for _, id := range d.roomsOf(o.contact) {
				w := job(id)
				w.ask, w.customer = true, true
			}
		default:
			job(chatID(o.chat)).add(o)
		}
	}
	if lists {
		if err := d.directory(ctx); err != nil {
			return err
		}
	}
	return d.each(ctx, jobs)
}

// add puts one event to the rest of its chat.
func (w *work) add(o *occurrence) {
	switch {
	case o.line != nil:
		w.lines = append(w.lines, *o.line)
	case o.conv != nil:
		if w.conv == nil || !o.conv.Updated.Before(w.conv.Updated.Time) {
			w.conv = o.conv
		}
	}
	if o.typed.After(w.typed) {
		w.typed = o.typed
	}
}
