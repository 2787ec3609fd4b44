package library

import (
	"floorwalker/app"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
)

// Delete asks once, and then leaves a tombstone that can be written over.
func (e *editor) Delete() {
	o := e.now
	if o == nil || o.id == "" || o.sent != nil {
		return
	}
	text := titled(o.base) + " leaves every desk"
	if o.base.Shortcut != "" {
		text += ", and /" + o.base.Shortcut + " finds nothing any more"
	}
	text += ". This can be undone."
	if e.dirty() {
		text += " What you typed here and did not save goes too."
	}
	s := kit.NewSheet(kit.SheetData{Title: "Delete this response?", Text: text, Confirm: "Delete", Danger: true})
	s.OnConfirm = func() bool {
		e.p.opts.Desk.DeleteResponse(app.Edit{ID: o.id, Basis: o.basis}, func(_ record.ID, err error) {
			e.p.opts.Post(func() { e.deleted(o, err) })
		})
		return true
	}
	s.OnShortcut = e.p.opts.Shortcut
	kit.ShowSheet(e.p.opts.Window(), s)
}

func (e *editor) deleted(o *opened, err error) {
	if err != nil {
		e.refused(o, err)
		return
	}
	e.p.drafts.drop(o.key)
	e.p.gone = &deleted{id: o.id, was: o.base}
	e.p.gone = e.p.gone.news(e.p)
	if e.now == o {
		e.close()
		e.p.Focus()
	}
	e.p.explain()
}

// deleted is the response that was deleted last, until it is written back.
type deleted struct {
	id    record.ID
	was   script.Response
	stone record.Revision // the tombstone's, once it is seen
	words string          // why it could not be written back
}

// news looks for the tombstone, and forgets what somebody wrote back.
func (d *deleted) news(p *Pane) *deleted {
	if d == nil {
		return nil
	}
	v, known := p.head(d.id)
	switch {
	case known && v.Deleted:
		d.stone = v.Revision
	case !d.stone.IsZero():
		return nil
	}
	return d
}

// say is what stands where the response was.
func (d *deleted) say() kit.EmptyData {
	out := kit.EmptyData{
		Title: titled(d.was) + " was deleted", Text: "Nobody finds it any more. Undo writes it back for every desk.",
		Button: kit.ButtonData{Word: "Undo"},
	}
	if d.stone.IsZero() {
		out.Button.Locked = "Being deleted…"
	}
	if d.words != "" {
		out.Text = d.words
	}
	return out
}

// undo writes the response back over its tombstone.
func (d *deleted) undo(p *Pane) {
	if d.stone.IsZero() {
		return
	}
	p.opts.Desk.PutResponse(app.Edit{ID: d.id, Basis: d.stone}, d.was, func(_ record.ID, err error) {
		p.opts.Post(func() {
			if err != nil {
				d.words = failure(err)
				if wrong := invalid(err); wrong != nil {
					d.words = sentence(wrong) + "."
				}
				p.explain()
				return
			}
			p.gone, p.back = nil, d.id
			p.comeBack()
			p.explain()
		})
	})
}

// comeBack opens the response that was written back, once it is in the library.
func (p *Pane) comeBack() {
	if _, offered := p.lib.Get(p.back); p.back != "" && offered {
		id := p.back
		p.back = ""
		if p.empty.Visible() {
			p.open(string(id))
			p.Focus()
		}
	}
}
