package followups

import (
	"slices"
	"strings"

	"floorwalker/app/followup"
)

// render takes the news of the record that is open.
func (e *editor) render() {
	p := e.form.pane
	if e.id == "" {
		return
	}
	v, ok := p.rows.list.Get(e.id)
	if !ok || v.Revision == e.base.Revision {
		return
	}
	if mine := e.ownHead(); mine != nil {
		fill := e.shows(mine.Content)
		e.kept = nil
		e.adopt(*mine, fill)
		return
	}
	switch {
	case e.kept != nil: // somebody has replaced it already, knowing it
		fill := e.shows(*e.kept)
		e.kept = nil
		e.adopt(v, fill)
	case e.sent != nil:
		// The answer is on its way and says which of the two it is.
	case e.seen != nil:
		e.refreshSeen()
	case !e.dirty():
		e.adopt(v, true)
	default:
		e.theirs = &v
		e.form.show()
	}
}

// refreshSeen drops a settlement whose sides are no longer there; what was typed
// goes on as an edit of what stood first.
func (e *editor) refreshSeen() {
	for _, h := range e.form.pane.rows.list.Book().Heads(e.id) {
		if !slices.Contains(e.seen, h.Revision) {
			h := h
			e.theirs = &h
			e.form.show()
			return
		}
	}
}

// ownHead is what was sent, once it is in the list.
func (e *editor) ownHead() *followup.Version {
	want := e.kept
	if want == nil {
		want = e.sent
	}
	if want == nil {
		return nil
	}
	for _, h := range e.form.pane.rows.list.Book().Heads(e.id) {
		if h.By == e.form.pane.me.Agent && h.Content == *want && h.Revision != e.base.Revision {
			return &h
		}
	}
	return nil
}

// shows reports whether the fields have what was saved, so that nothing typed
// since goes when they are filled.
func (e *editor) shows(c followup.FollowUp) bool {
	t := e.typed()
	return t.Reason == c.Reason && t.Customer == c.Customer && t.Phone == c.Phone &&
		(t.Note == c.Note || strings.HasPrefix(c.Note, t.Note)) // completing adds below
}
