package library

import (
	"encoding/json"
	"slices"
	"strings"

	"floorwalker/app/record"
	"floorwalker/app/script"
)

// newKey is the key of a response that has no record yet. No record's id is
// empty of letters, digits and hyphens, so none is this.
const newKey = "+new"

// Kinds of drafts at the desk: the list of what there is, and each text.
const (
	draftIndex = "library/unsaved"
	draftKind  = "library/"
)

// draft is what somebody typed and has not saved.
type draft struct {
	// Basis is the revision it was begun from; Seen are heads that it settles.
	Basis    record.Revision   `json:"basis"`
	Seen     []record.Revision `json:"seen,omitempty"`
	Response script.Response   `json:"response"`
}

// drafts are all of them, as the desk keeps them.
type drafts struct {
	p  *Pane
	by map[string]draft
}

func newDrafts(p *Pane) *drafts { return &drafts{p: p, by: make(map[string]draft)} }

func (ds *drafts) has(key string) bool { _, ok := ds.by[key]; return ok }

func (ds *drafts) get(key string) (draft, bool) { d, ok := ds.by[key]; return d, ok }

// homeless are the keys of drafts that have no row of their own: of a new
// response, and of one that was deleted while somebody wrote in it. They are
// listed where nothing is searched for.
func (ds *drafts) homeless(listed bool) []string {
	if !listed {
		return nil
	}
	var keys []string
	for key := range ds.by {
		if _, offered := ds.p.lib.Get(record.ID(key)); !offered {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// put keeps a draft. The desk has it on its disk within a second.
func (ds *drafts) put(key string, d draft) {
	had := ds.has(key)
	ds.by[key] = d
	raw, err := json.Marshal(d)
	if err != nil {
		return // strings and numbers always encode
	}
	ds.p.opts.Desk.SaveDraft("", draftKind+key, string(raw))
	ds.mark(key, !had)
}

// drop lets go of a draft.
func (ds *drafts) drop(key string) {
	if !ds.has(key) {
		return
	}
	delete(ds.by, key)
	ds.p.opts.Desk.SaveDraft("", draftKind+key, "")
	ds.mark(key, true)
}

// mark shows the row of a draft, and keeps the list of them if it changed.
func (ds *drafts) mark(key string, listed bool) {
	if listed {
		keys := make([]string, 0, len(ds.by))
		for k := range ds.by {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		ds.p.opts.Desk.SaveDraft("", draftIndex, strings.Join(keys, "\n"))
	}
	ds.p.list.unsavedChanged()
	ds.p.list.rows.RefreshKey(key)
}

// recall asks the desk for what was typed before the program ended.
func (ds *drafts) recall() {
	desk, post := ds.p.opts.Desk, ds.p.opts.Post
	desk.Draft("", draftIndex, func(index string) {
		post(func() { // the desk is not asked from its own goroutine
			for key := range strings.SplitSeq(index, "\n") {
				if key != "" {
					desk.Draft("", draftKind+key, func(text string) { post(func() { ds.recalled(key, text) }) })
				}
			}
		})
	})
}

// recalled takes a draft that was kept, unless something was typed meanwhile.
func (ds *drafts) recalled(key, text string) {
	var d draft
	if ds.has(key) || text == "" || json.Unmarshal([]byte(text), &d) != nil {
		return
	}
	if o := ds.p.edit.now; o != nil && o.key == key && ds.p.edit.dirty() {
		return
	}
	ds.by[key] = d
	ds.p.list.unsavedChanged()
	ds.p.list.rows.RefreshKey(key)
	ds.p.edit.recalled(key)
}
