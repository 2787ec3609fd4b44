package record

import "slices"

// Listing is how a pane wants the records of a book: which, made into what, in
// which order. It lets a wrapper of a [Book] keep a sorted list beside it
// without sorting all of it at each edit.
type Listing[T Content[T], I any] struct {
	// Item makes an item of an offered version; false leaves it out.
	Item func(Version[T]) (I, bool)
	// ID returns the record that an item was made of.
	ID func(I) ID
	// Compare orders items; two of different records are never equal.
	Compare func(a, b I) int
}

// Update returns items, which were listed from the book old, as they are for
// next. It makes items only for what changed, and does not write to items.
func (l Listing[T, I]) Update(items []I, old, next Book[T]) []I {
	changed := next.Changed(old)
	if len(changed) == 0 {
		return items
	}
	fresh := make([]I, 0, len(changed))
	for _, id := range changed {
		if v, ok := next.Get(id); ok {
			if item, ok := l.Item(v); ok {
				fresh = append(fresh, item)
			}
		}
	}
	slices.SortFunc(fresh, l.Compare)
	merged := make([]I, 0, len(items)+len(fresh))
	for _, item := range items {
		if _, gone := slices.BinarySearch(changed, l.ID(item)); gone {
			continue
		}
		for len(fresh) > 0 && l.Compare(fresh[0], item) < 0 {
			merged, fresh = append(merged, fresh[0]), fresh[1:]
		}
		merged = append(merged, item)
	}
	return append(merged, fresh...)
}
