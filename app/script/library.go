package script

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Library is one state of the canned library. It is a value that never
// changes: an edit returns another Library which shares with the former all
// but what was edited. The zero Library is empty and ready to use.
type Library struct {
	byID []*entry // every id ever used, tombstones among them, by id
	live []*entry // what is offered, by shortcut and then id
}

// entry is all that is known of one id. It is never changed.
type entry struct {
	heads []*Version // those that no other replaces, in the order of before
	index index      // of heads[0], for the search
}

func (e *entry) id() ResponseID { return e.heads[0].ID }
func (e *entry) live() bool     { return !e.heads[0].Deleted }

func (e *entry) head(r Revision) *Version {
	for _, h := range e.heads {
		if h.Revision == r {
			return h
		}
	}
	return nil
}

func newEntry(heads []*Version) *entry {
	slices.SortFunc(heads, before)
	return &entry{heads: heads, index: newIndex(&heads[0].Response)}
}

// Len returns how many responses are offered.
func (l Library) Len() int { return len(l.live) }

// All yields the responses that are offered, by shortcut.
func (l Library) All() iter.Seq[Response] {
	return func(yield func(Response) bool) {
		for _, e := range l.live {
			if !yield(e.heads[0].Response) {
				return
			}
		}
	}
}

// Versions yields everything that must be stored or sent for another Library
// to become equal to this one: every head of every id, tombstones among them.
func (l Library) Versions() iter.Seq[Version] {
	return func(yield func(Version) bool) {
		for _, e := range l.byID {
			for _, h := range e.heads {
				if !yield(*h) {
					return
				}
			}
		}
	}
}

// Get returns the response that is offered under id, if there is one.
func (l Library) Get(id ResponseID) (Response, bool) {
	if e := l.entry(id); e != nil && e.live() {
		return e.heads[0].Response, true
	}
	return Response{}, false
}

// Heads returns the versions under id that no other replaces, the one that is
// offered first. More than one is a conflict to be shown side by side.
func (l Library) Heads(id ResponseID) []Version {
	e := l.entry(id)
	if e == nil {
		return nil
	}
	vs := make([]Version, len(e.heads))
	for i, h := range e.heads {
		vs[i] = *h
	}
	return vs
}

// Conflicts returns the ids that have more than one head, in order.
func (l Library) Conflicts() []ResponseID {
	var ids []ResponseID
	for _, e := range l.byID {
		if len(e.heads) > 1 {
			ids = append(ids, e.id())
		}
	}
	return ids
}

// Folders returns the folders that hold something, in order.
func (l Library) Folders() []string {
	seen := make(map[string]bool)
	var fs []string
	for _, e := range l.live {
		if f := e.heads[0].Folder; !seen[f] {
			seen[f] = true
			fs = append(fs, f)
		}
	}
	slices.Sort(fs)
	return fs
}

// Equal reports whether two libraries hold the same versions.
func (l Library) Equal(m Library) bool {
	return slices.EqualFunc(l.byID, m.byID, func(a, b *entry) bool {
		return a.id() == b.id() && slices.EqualFunc(a.heads, b.heads, func(v, w *Version) bool {
			return v.Revision == w.Revision
		})
	})
}

func (l Library) entry(id ResponseID) *entry {
	if i, ok := slices.BinarySearchFunc(l.byID, id, func(e *entry, id ResponseID) int {
		return cmp.Compare(e.id(), id)
	}); ok {
		return l.byID[i]
	}
	return nil
}

// withShortcut returns the live entry, other than id's, that has the shortcut.
func (l Library) withShortcut(s string, id ResponseID) *entry {
	if s == "" {
		return nil
	}
	low := fold(s)
	i, _ := slices.BinarySearchFunc(l.live, low, func(e *entry, s string) int {
		return strings.Compare(e.index.shortcut, s)
	})
	for ; i < len(l.live) && l.live[i].index.shortcut == low; i++ {
		if l.live[i].id() != id {
			return l.live[i]
		}
	}
	return nil
}

// with returns l with the given entries, at most one for each id, in place of
// those with the same id. One pass over both lists, however many they are.
func (l Library) with(es ...*entry) Library {
	slices.SortFunc(es, byID)
	next := Library{byID: make([]*entry, 0, len(l.byID)+len(es)), live: make([]*entry, 0, len(l.live)+len(es))}
	gone := make(map[*entry]struct{}, len(es))
	old := l.byID
	for _, e := range es {
		i, found := slices.BinarySearchFunc(old, e, byID)
		next.byID = append(append(next.byID, old[:i]...), e)
		if found {
			gone[old[i]] = struct{}{}
			i++
		}
		old = old[i:]
	}
	next.byID = append(next.byID, old...)

	es = slices.DeleteFunc(es, func(e *entry) bool { return !e.live() })
	slices.SortFunc(es, byShortcut)
	for _, e := range l.live {
		if _, ok := gone[e]; ok {
			continue
		}
		for len(es) > 0 && byShortcut(es[0], e) < 0 {
			next.live, es = append(next.live, es[0]), es[1:]
		}
		next.live = append(next.live, e)
	}
	next.live = append(next.live, es...)
	return next
}

func byID(a, b *entry) int { return cmp.Compare(a.id(), b.id()) }

// byShortcut is the order of the list that the search walks.
func byShortcut(a, b *entry) int {
	return cmp.Or(cmp.Compare(a.index.shortcut, b.index.shortcut), cmp.Compare(a.id(), b.id()))
}
