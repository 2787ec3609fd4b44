package record

import (
	"iter"
	"maps"
	"slices"
)

// The methods of this file let tests compare Heads with a Book.

// Of returns the heads of one record, the one that is offered first; none if
// the record is not known.
func (h *Heads) Of(id ID) []Envelope {
	es := make([]Envelope, len(h.byID[id]))
	for i, e := range h.byID[id] {
		es[i] = *e
	}
	return es
}

// Knows reports whether the version is a head or was replaced by one.
func (h *Heads) Knows(e Envelope) bool {
	return slices.ContainsFunc(h.byID[e.ID], func(o *Envelope) bool {
		return o.Revision.Mark == e.Revision.Mark || o.Replaces(&e)
	})
}

// All yields every head, by id.
func (h *Heads) All() iter.Seq[Envelope] {
	return func(yield func(Envelope) bool) {
		for _, id := range slices.Sorted(maps.Keys(h.byID)) {
			for _, e := range h.byID[id] {
				if !yield(*e) {
					return
				}
			}
		}
	}
}
