package library

import (
	"floorwalker/app/record"
	"floorwalker/app/script"
)

// opened is the response in the editor, bound to the revision that was on
// screen when it was opened.
type opened struct {
	key   string
	id    record.ID // empty for a new one
	basis record.Revision
	seen  []record.Revision // heads that saving settles
	// base is what stands saved at basis.
	base script.Response
	// sent is what the desk was asked to save, until its revision is known.
	sent *script.Response
	// taken is set once the desk has said that sent is on its disk.
	taken  bool
	waited int // ticks since
	// wrong is what the desk did not like about the fields; words is any other
	// reason for which it did not save.
	wrong *record.InvalidError
	words string
	// back is set while a draft is shown that was not typed just now.
	back bool
}

// head is the version of the record that is offered, or the tombstone in its
// place; false if the library has never had it.
func (p *Pane) head(id record.ID) (script.Version, bool) {
	heads := p.lib.Heads(id)
	if len(heads) == 0 {
		return script.Version{}, false
	}
	return heads[0], true
}

// adopt finds the version that a save has made, and stands on it from then on.
func (o *opened) adopt(l script.Library) bool {
	if o.sent == nil || !o.taken {
		return false
	}
	for _, h := range l.Heads(o.id) {
		if !h.Deleted && h.Content == *o.sent {
			o.basis, o.base, o.seen = h.Revision, h.Content, nil
			o.sent, o.taken, o.waited = nil, false, 0
			return true
		}
	}
	return false
}

// reason says why r cannot be saved now, or "".
func (o *opened) reason(l script.Library, r script.Response, dirty bool) (why string, wrong *record.InvalidError) {
	if o.sent != nil {
		return "Being saved…", nil
	}
	if !dirty && len(o.seen) == 0 {
		return "Nothing has changed", nil
	}
	r = r.Normal()
	if wrong := invalid(r.Check()); wrong != nil {
		return sentence(wrong), wrong
	}
	if r.Shortcut == o.base.Shortcut {
		return "", nil // it is looked up only where it changed, for it costs
	}
	if wrong := taken(l, o.id, r.Shortcut); wrong != nil {
		return sentence(wrong), wrong
	}
	return "", nil
}

// taken says whose a shortcut is already, or nil. The desk refuses it too: this
// says it while it is typed.
func taken(l script.Library, id record.ID, shortcut string) *record.InvalidError {
	if shortcut == "" {
		return nil
	}
	for _, h := range l.Search(script.Query{Text: "/" + shortcut, Limit: 2}) {
		if h.Match == script.MatchExact && h.ID != id {
			return record.Invalidf("shortcut", "/%s is that of “%s” already", shortcut, h.Content.Title)
		}
	}
	return nil
}
