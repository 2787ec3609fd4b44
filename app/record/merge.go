package record

import (
	"cmp"
	"slices"
)

// Merge returns b with versions that were made elsewhere: another desk's, the
// hub's, one's own from a day offline. It refuses nothing and loses nothing: a
// version goes only if another has it in its past; what remains beside the one
// that is offered is a conflict for people to settle. The outcome is the same
// in whatever order, grouping and number of times versions arrive.
//
// It trusts marks; [Decode] is where they are checked.
func (b Book[T]) Merge(vs ...Version[T]) Book[T] {
	heads := make(map[ID][]*Version[T], len(vs))
	changed := make(map[ID]struct{}, len(vs))
	for i := range vs {
		v := vs[i]
		known, again := heads[v.ID]
		if !again {
			if e := b.entry(v.ID); e != nil {
				known = e.heads
			}
		}
		next, _, news := join(known, &v)
		heads[v.ID] = next
		if news {
			changed[v.ID] = struct{}{}
		}
	}
	if len(changed) == 0 {
		return b
	}
	es := make([]*entry[T], 0, len(changed))
	for id := range changed {
		es = append(es, &entry[T]{heads[id]})
	}
	slices.SortFunc(es, func(x, y *entry[T]) int { return cmp.Compare(x.id(), y.id()) })
	return b.with(es)
}

// with returns b with entries, which are sorted and of different ids, in place
// of those with the same id. One pass over the list, however many they are.
func (b Book[T]) with(es []*entry[T]) Book[T] {
	next := Book[T]{entries: make([]*entry[T], 0, len(b.entries)+len(es)), live: b.live}
	rest := b
	for _, e := range es {
		i, found := rest.find(e.id())
		next.entries = append(append(next.entries, rest.entries[:i]...), e)
		if found {
			if rest.entries[i].on() {
				next.live--
			}
			i++
		}
		if e.on() {
			next.live++
		}
		rest.entries = rest.entries[i:]
	}
	next.entries = append(next.entries, rest.entries...)
	return next
}
