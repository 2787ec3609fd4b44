package followups

import (
	"errors"
	"strings"

	"floorwalker/app"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/ui/words"
)

// editor is what becomes of what is typed into the form.
type editor struct {
	form *form
	id   record.ID
	base followup.Version  // what the fields began from
	seen []record.Revision // versions that the next save replaces, if not base alone

	settle   *followup.FollowUp // a text from both sides, on its way into the fields
	sent     *followup.FollowUp // on its way to this desk's disk
	kept     *followup.FollowUp // on the disk, not yet in a snapshot
	theirs   *followup.Version  // came while something was typed
	drafts   []string           // kinds that the save under way makes superfluous
	trouble  string             // why the last save did not happen
	restored bool               // the fields hold a draft
	saved    bool               // by this person, since it was opened
	filling  bool
}

// draftKind names the draft of a record.
func draftKind(id record.ID) string { return "followups/" + string(id) }

// open binds the fields to a record; what was typed into another is a draft.
func (e *editor) open(v followup.Version) {
	f := e.form
	*e = editor{form: f, id: v.ID, base: v}
	e.fill(v.Content, "")
	f.scroll.ScrollToTop()
	f.show()
	id := v.ID
	f.pane.opts.Desk.Draft("", draftKind(id), func(text string) {
		f.pane.opts.Post(func() { e.restore(id, text) })
	})
}

// fill writes a follow-up into the fields.
func (e *editor) fill(c followup.FollowUp, due string) {
	f := e.form
	e.filling = true
	for _, w := range []struct {
		field interface{ SetText(string) }
		was   string
		is    string
	}{
		{f.reason, f.reason.Text, c.Reason},
		{f.note, f.note.Text, c.Note},
		{f.customer, f.customer.Text, c.Customer},
		{f.phone, f.phone.Text, c.Phone},
		{f.due, f.due.Text, due},
	} {
		if w.was != w.is {
			w.field.SetText(w.is)
		}
	}
	e.filling = false
}

// typed is the follow-up as the fields have it; the due time is not in it.
func (e *editor) typed() followup.FollowUp {
	c, f := e.base.Content, e.form
	if e.settle != nil {
		c = *e.settle
	}
	c.Reason, c.Note, c.Customer, c.Phone = f.reason.Text, f.note.Text, f.customer.Text, f.phone.Text
	return c.Normal()
}

// dirty reports whether something is typed that is not saved.
func (e *editor) dirty() bool {
	return e.id != "" && (e.settle != nil || e.form.due.Text != "" || e.typed() != e.base.Content)
}

func (e *editor) sending() bool { return e.sent != nil || e.kept != nil }

// changed keeps what is typed.
func (e *editor) changed() {
	if e.filling || e.id == "" {
		return
	}
	e.trouble = ""
	e.keep()
	e.form.lock()
	e.form.lay()
}

func (e *editor) keep() {
	text := ""
	if e.dirty() {
		text = draft{Basis: e.base.Revision, Base: e.base.Content, Typed: e.typed(), Due: e.form.due.Text}.encode()
	}
	e.form.pane.opts.Desk.SaveDraft("", draftKind(e.id), text)
}

// restore brings a draft back, with the revision that its author had seen.
func (e *editor) restore(id record.ID, text string) {
	d, ok := decodeDraft(text)
	if !ok || e.id != id || e.sending() {
		return
	}
	if d.Due == "" && d.Typed == e.base.Content {
		e.keep() // it was saved in the last moment before a crash
		return
	}
	f := e.form
	if e.dirty() { // somebody was quicker than the disk; their note goes below
		d.Typed.Note = record.Tidy(d.Typed.Note + "\n" + f.note.Text)
	}
	e.restored = true
	if e.base.Revision != d.Basis {
		now := e.base
		e.theirs = &now
		e.base = followup.Version{Envelope: record.Envelope{ID: id, Revision: d.Basis}, Content: d.Base}
	}
	e.fill(d.Typed, d.Due)
	e.keep()
	f.show()
}

// forget takes back what is typed.
func (e *editor) forget() {
	if e.id == "" || e.sending() {
		return
	}
	v, ok := e.form.pane.rows.list.Get(e.id)
	if !ok {
		v = e.base
	}
	e.adopt(v, true)
}

// adopt makes v what the fields begin from; with fill they show it.
func (e *editor) adopt(v followup.Version, fill bool) {
	e.base, e.seen, e.settle, e.theirs, e.trouble, e.restored = v, nil, nil, nil, "", false
	if fill {
		e.fill(v.Content, "")
	}
	e.keep()
	e.form.show()
}

// put saves what is typed together with what a button does. drafts are kinds that
// are not needed once it is saved.
func (e *editor) put(with func(followup.FollowUp) followup.FollowUp, drafts ...string) {
	if e.id == "" || e.sending() {
		return
	}
	c, words := e.whole()
	if words == "" {
		c = with(c).Normal()
		words = wrong(c.Check())
	}
	if words != "" {
		e.fail(words)
		return
	}
	if c == e.base.Content && e.settle == nil {
		return
	}
	e.trouble, e.sent, e.drafts = "", &c, drafts
	id, p := e.id, e.form.pane
	answer := func(_ record.ID, err error) { p.opts.Post(func() { e.answered(id, c, drafts, err) }) }
	if e.seen != nil {
		p.opts.Desk.SettleFollowUp(id, c, e.seen, answer)
	} else {
		p.opts.Desk.PutFollowUp(app.Edit{ID: id, Basis: e.base.Revision}, c, answer)
	}
	e.form.show()
}

// whole is what is typed with the due time that is written, or what is wrong with
// that.
func (e *editor) whole() (followup.FollowUp, string) {
	c, p := e.typed(), e.form.pane
	if text := strings.TrimSpace(e.form.due.Text); text != "" {
		at, err := words.ParseDue(text, p.opts.Now().Time().In(p.rows.zone))
		if err != nil {
			return c, err.Error()
		}
		c = c.Reschedule(instant(at))
	}
	return c, ""
}

// fail says why nothing was saved.
func (e *editor) fail(words string) {
	e.trouble = words
	e.form.show()
}

// answered takes the desk's word about a save, for the record that it was of.
func (e *editor) answered(id record.ID, c followup.FollowUp, drafts []string, err error) {
	p := e.form.pane
	if err == nil {
		for _, kind := range drafts {
			p.opts.Desk.SaveDraft("", kind, "")
		}
	}
	if e.id != id {
		if err == nil {
			p.opts.Desk.SaveDraft("", draftKind(id), "")
		}
		return // what failed is a draft, and is shown when it is opened again
	}
	e.sent = nil
	var both *followup.Conflict
	switch {
	case err == nil && e.base.Content == c:
		e.saved = true
	case err == nil:
		e.saved, e.kept = true, &c
		e.render()
	case errors.As(err, &both):
		p.sides.Meet(both.Mine)
	case errors.Is(err, record.ErrUnknown):
		e.seen = nil
		e.trouble = "Not saved: it was changed again meanwhile. Saving lays both side by side."
	default:
		e.trouble = words.Sentence("not saved: " + wrong(err))
	}
	e.form.show()
	p.settleOwn()
}
