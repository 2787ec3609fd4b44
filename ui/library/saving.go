package library

import (
	"errors"

	"floorwalker/app"
	"floorwalker/app/record"
	"floorwalker/app/script"
)

// Save asks the desk to save what stands in the fields, unless there is a
// reason not to, which is printed beside the button.
func (e *editor) Save() {
	o := e.now
	if o == nil || !e.content.Visible() || !e.p.halves.Visible() {
		return
	}
	if why, _ := o.reason(e.p.lib, e.current(), e.dirty()); why != "" {
		e.render()
		return
	}
	r := e.current().Normal()
	o.sent, o.wrong, o.words, o.back = &r, nil, "", false
	answer := func(id record.ID, err error) { e.p.opts.Post(func() { e.answered(o, r, id, err) }) }
	if len(o.seen) > 0 {
		e.p.opts.Desk.SettleResponse(o.id, r, false, o.seen, answer)
	} else {
		e.p.opts.Desk.PutResponse(app.Edit{ID: o.id, Basis: o.basis}, r, answer)
	}
	e.render()
}

// answered takes the desk's answer to a save of r. The person may have opened
// something else by now.
func (e *editor) answered(o *opened, r script.Response, id record.ID, err error) {
	if err != nil {
		o.sent = nil
		e.refused(o, err)
		return
	}
	if d, kept := e.p.drafts.get(o.key); kept && d.Response.Normal() == r {
		e.p.drafts.drop(o.key)
	}
	if o.id == "" {
		o.id, o.key = id, string(id)
	}
	o.taken = true
	if e.now != o {
		return
	}
	e.said = true
	e.p.list.rows.Select(o.key)
	if o.adopt(e.p.lib) {
		e.landed()
	}
	e.render()
}

// refused shows why an edit was not taken: at its field, beside the other
// side, or in a sentence. The text stays.
func (e *editor) refused(o *opened, err error) {
	if e.now != o {
		return // its draft is kept, and its row says so
	}
	var conflict *script.Conflict
	switch {
	case errors.As(err, &conflict):
		e.p.sides.edit(conflict)
	case invalid(err) != nil:
		o.wrong = invalid(err)
	default:
		o.words = failure(err)
	}
	e.render()
}

// patience is for how many ticks a save that is on the disk may take to be
// seen. It is longer only if somebody else's version came over it at once.
const patience = 2

// overdue ends the wait for a version that is not to be seen.
func (e *editor) overdue() {
	o := e.now
	if o == nil || o.sent == nil || !o.taken {
		return
	}
	if o.waited++; o.waited <= patience {
		return
	}
	o.base, o.sent, o.taken, o.waited = *o.sent, nil, false, 0
	e.landed()
	e.news(nil)
}

// Duplicate begins a new response with the words of the open one.
func (e *editor) Duplicate() {
	if e.now == nil || !e.content.Visible() || !e.p.halves.Visible() || e.doubleLock() != "" {
		return
	}
	r := e.current()
	r.Shortcut, r.Title = "", r.Title+" (copy)"
	e.openNew(r)
	e.p.opts.Focus(e.title)
}
