package handover

import (
	"errors"

	"floorwalker/app"
	"floorwalker/app/record"
	"floorwalker/app/shift"
	"floorwalker/ui/shelf"
	"floorwalker/ui/words"
)

const wordsChanged = "Not acknowledged: the words have changed. Read them once more."

// Acknowledge says that the person at this desk has read the note on screen.
func (p *notesPane) Acknowledge() {
	r := p.reader
	if r.id == "" || r.ack.Disabled() || p.writer.shown() {
		return
	}
	// The rows may know more than the screen: only words that stand there count.
	heads := p.rows.heads(r.id)
	n, same := shift.Reconcile(append(contents(heads), r.shown.Content)...)
	if !same {
		r.trouble = wordsChanged
		p.turn++
		r.render()
		return
	}
	n, err := n.Acknowledge(p.rows.who.Me, p.opts.Now())
	if err != nil {
		return // the button says why
	}
	r.sending, r.trouble = true, ""
	if len(heads) > 1 {
		p.opts.Desk.SettleNote(r.id, n, shelf.Revisions(heads), p.acked(r.id))
	} else {
		p.opts.Desk.PutNote(app.Edit{ID: r.id, Basis: heads[0].Revision}, n, p.acked(r.id))
	}
	r.show(r.shown)
}

// acked takes the desk's word about an acknowledgement. If others acknowledged in
// the same moment, both stand; if the words changed, nothing was read yet.
func (p *notesPane) acked(id record.ID) app.Saved {
	return func(_ record.ID, err error) {
		p.opts.Post(func() {
			var both *shift.Conflict
			if errors.As(err, &both) {
				if n, ok := shift.Reconcile(both.Mine.Content, both.Theirs.Content); ok {
					p.opts.Desk.SettleNote(id, n, []record.Revision{both.Theirs.Revision}, p.acked(id))
					return
				}
			}
			r := p.reader
			if r.id != id {
				return
			}
			r.sending = false
			switch {
			case both != nil || errors.Is(err, record.ErrUnknown):
				r.trouble = wordsChanged
			case err != nil:
				r.trouble = words.Sentence("not acknowledged: " + wrong(err))
			}
			p.turn++
			r.render()
		})
	}
}
