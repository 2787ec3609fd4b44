package library

import (
	"errors"
	"slices"

	"floorwalker/app"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
)

// keep ends the quarrel with one of its sides.
func (s *sidesView) keep(key string) {
	q := s.q
	if q == nil || q.sent {
		return
	}
	v, other := q.a, q.b
	if key == sideB {
		v, other = q.b, q.a
	}
	switch {
	case q.kind == ofHeads:
		s.sent(false)
		s.p.opts.Desk.SettleResponse(v.ID, v.Content, v.Deleted, []record.Revision{q.a.Revision, q.b.Revision}, s.answer(q))
	case key == sideB: // it stands already
		if q.kind == ofEdit && s.p.edit.now != nil {
			s.p.edit.thrown = &thrown{string(q.a.ID), draft{Basis: q.b.Revision, Response: q.a.Content}}
		}
		s.Forget(draftKind + string(q.a.ID))
		s.finish()
	case v.Deleted:
		s.sent(false)
		s.p.opts.Desk.DeleteResponse(app.Edit{ID: v.ID, Basis: other.Revision}, s.answer(q))
	default:
		s.sent(false)
		s.p.opts.Desk.PutResponse(app.Edit{ID: v.ID, Basis: other.Revision}, v.Content, s.answer(q))
	}
}

// keepBoth lets both stand for now.
func (s *sidesView) keepBoth() {
	q := s.q
	switch {
	case q == nil || q.sent:
	case q.kind == ofHeads:
		s.leave()
	default:
		s.sent(true)
		s.p.opts.Desk.KeepBothResponses(q.a, s.answer(q))
	}
}

// write takes a text that was written from both into the form, where the rest
// can be written too. Saving it ends the quarrel.
func (s *sidesView) write(text string) {
	q := s.q
	if q == nil || q.sent {
		return
	}
	if q.kind != ofEdit && s.p.drafts.has(string(q.a.ID)) {
		s.why.Set("You have typed something in this response that is not saved: save or discard it first.")
		s.why.SetTone(kit.Red)
		return
	}
	r := q.a.Content
	r.Text = text
	o := &opened{key: string(q.a.ID), id: q.a.ID, basis: q.b.Revision, base: q.b.Content}
	if q.kind == ofHeads {
		o.basis, o.base = q.a.Revision, q.a.Content
		o.seen = []record.Revision{q.a.Revision, q.b.Revision}
	}
	e := s.p.edit
	e.now = o
	s.close()
	s.Forget(draftKind + string(q.a.ID))
	e.p.list.rows.Select(o.key)
	e.show(r)
	e.typed()
	e.Focus()
}

// leave decides nothing. What was typed is a draft as before.
func (s *sidesView) leave() {
	q := s.q
	if q == nil {
		return
	}
	s.close()
	if q.kind == ofFile {
		s.p.report.show()
		return
	}
	s.p.turn(s.p.edit.content)
	s.p.edit.render()
	s.p.edit.Focus()
}

func (s *sidesView) close() {
	s.q = nil
	s.End()
	s.Compare.SetDraft("")
}

// sent waits for the decision to be seen in the library.
func (s *sidesView) sent(quiet bool) {
	s.q.sent, s.q.quiet, s.q.was = true, quiet, s.revisions()
	s.why.Set("Being saved…")
	s.why.SetTone(kit.Grey)
}

func (s *sidesView) revisions() []record.Revision { return shelf.Revisions(s.p.lib.Heads(s.q.a.ID)) }

// answer is the desk's to a decision.
func (s *sidesView) answer(q *quarrel) app.Saved {
	return func(_ record.ID, err error) { s.p.opts.Post(func() { s.answered(q, err) }) }
}

func (s *sidesView) answered(q *quarrel, err error) {
	if s.q != q {
		return
	}
	if err == nil {
		q.waited = 1
		s.seen()
		return
	}
	q.sent = false
	var conflict *script.Conflict
	if errors.As(err, &conflict) { // yet another version came
		q.b = conflict.Theirs
		s.render()
		return
	}
	s.why.Set(failure(err))
	if wrong := invalid(err); wrong != nil {
		s.why.Set(sentence(wrong))
	}
	s.why.SetTone(kit.Red)
	s.content.Refresh()
}

// seen finishes once the decision is in the library.
func (s *sidesView) seen() {
	if q := s.q; q != nil && q.waited > 0 && !slices.Equal(q.was, s.revisions()) {
		s.finish()
	}
}

func (s *sidesView) tick() {
	if q := s.q; q != nil && q.waited > 0 {
		if q.waited++; q.waited > patience+1 {
			s.finish()
		}
	}
}

// finish goes on to what follows: the next row of the file, the next two
// versions, or the response as it is now.
func (s *sidesView) finish() {
	q := s.q
	s.close()
	if q.sent && !q.quiet {
		s.Forget(draftKind + string(q.a.ID))
	}
	if q.kind == ofFile {
		s.p.report.next()
		return
	}
	e, key := s.p.edit, string(q.a.ID)
	e.now = &opened{key: key, id: q.a.ID}
	s.p.turn(e.content)
	d, typed := s.p.drafts.get(key)
	switch {
	case typed && (q.kind == ofHeads || d.Response.Normal() != q.a.Content):
		e.now = nil
		e.open(q.a.ID) // what is typed there was not part of this
	default:
		s.p.drafts.drop(key)
		e.reopen(q.quiet)
	}
	if s.q == nil {
		e.Focus()
	}
}

// news follows a quarrel that others go on with.
func (s *sidesView) news(changed []record.ID) {
	q := s.q
	if q == nil || !slices.Contains(changed, q.a.ID) {
		return
	}
	if q.sent {
		s.seen()
		return
	}
	hs := s.p.lib.Heads(q.a.ID)
	switch {
	case q.kind != ofHeads:
		q.b = hs[0]
		s.render()
	case len(hs) > 1:
		q.a, q.b = hs[0], hs[1]
		s.render()
	default: // somebody settled it
		s.finish()
	}
}
