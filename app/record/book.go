package record

import (
	"cmp"
	"iter"
	"slices"
)

// Book is all records of one kind, as one state of them. It is a value that
// never changes: an edit returns another Book which shares with the former all
// but what was edited. The zero Book is empty and ready to use.
type Book[T Content[T]] struct {
	entries []*entry[T] // every id ever used, tombstones among them, by id
	live    int         // how many are offered
}

// entry is all that is known of one id. It is never changed.
type entry[T Content[T]] struct {
	heads []*Version[T] // those that no other replaces, in the order of before
}

func (e *entry[T]) id() ID   { return e.heads[0].ID }
func (e *entry[T]) on() bool { return !e.heads[0].Deleted }

func (e *entry[T]) head(r Revision) *Version[T] {
	for _, h := range e.heads {
		if h.Revision == r {
			return h
		}
	}
	return nil
}

// Len returns how many records are offered.
func (b Book[T]) Len() int { return b.live }

// Get returns the version that is offered under id; false if there is none or
// it was deleted.
func (b Book[T]) Get(id ID) (Version[T], bool) {
	if e := b.entry(id); e != nil && e.on() {
		return *e.heads[0], true
	}
	return Version[T]{}, false
}

// All yields the versions that are offered, by id.
func (b Book[T]) All() iter.Seq[Version[T]] {
	return func(yield func(Version[T]) bool) {
		for _, e := range b.entries {
			if e.on() && !yield(*e.heads[0]) {
				return
			}
		}
	}
}

// Versions yields everything that must be stored or sent for another Book to
// become equal to this one: every head of every id, tombstones among them.
func (b Book[T]) Versions() iter.Seq[Version[T]] {
	return func(yield func(Version[T]) bool) {
		for _, e := range b.entries {
			for _, h := range e.heads {
				if !yield(*h) {
					return
				}
			}
		}
	}
}

// Heads returns the versions under id that no other replaces, the one that is
// offered first. More than one is a conflict to be shown side by side.
func (b Book[T]) Heads(id ID) []Version[T] {
	e := b.entry(id)
	if e == nil {
		return nil
	}
	vs := make([]Version[T], len(e.heads))
	for i, h := range e.heads {
		vs[i] = *h
	}
	return vs
}

// InConflict reports whether id has more than one head.
func (b Book[T]) InConflict(id ID) bool {
	e := b.entry(id)
	return e != nil && len(e.heads) > 1
}

// Conflicts returns the ids that have more than one head, in order.
func (b Book[T]) Conflicts() []ID {
	var ids []ID
	for _, e := range b.entries {
		if len(e.heads) > 1 {
			ids = append(ids, e.id())
		}
	}
	return ids
}

// Equal reports whether two books hold the same versions.
func (b Book[T]) Equal(c Book[T]) bool {
	return slices.EqualFunc(b.entries, c.entries, sameHeads[T])
}

// Changed returns the ids whose heads differ between b and an older state of
// it, in order. What the two share is compared by address only.
func (b Book[T]) Changed(old Book[T]) []ID {
	var ids []ID
	was, is := old.entries, b.entries
	for len(was) > 0 || len(is) > 0 {
		switch {
		case len(was) > 0 && len(is) > 0 && was[0] == is[0]:
			was, is = was[1:], is[1:]
		case len(was) == 0 || len(is) > 0 && is[0].id() < was[0].id():
			ids, is = append(ids, is[0].id()), is[1:]
		case len(is) == 0 || was[0].id() < is[0].id():
			ids, was = append(ids, was[0].id()), was[1:]
		default:
			if !sameHeads(was[0], is[0]) {
				ids = append(ids, is[0].id())
			}
			was, is = was[1:], is[1:]
		}
	}
	return ids
}

func sameHeads[T Content[T]](a, b *entry[T]) bool {
	return a == b || a.id() == b.id() && slices.EqualFunc(a.heads, b.heads, func(v, w *Version[T]) bool {
		return v.Revision == w.Revision
	})
}

func (b Book[T]) entry(id ID) *entry[T] {
	if i, ok := b.find(id); ok {
		return b.entries[i]
	}
	return nil
}

func (b Book[T]) find(id ID) (int, bool) {
	return slices.BinarySearchFunc(b.entries, id, func(e *entry[T], id ID) int { return cmp.Compare(e.id(), id) })
}
