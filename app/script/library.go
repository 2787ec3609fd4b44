package script

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"floorwalker/app/record"
)

// Library is one state of the canned library: a [record.Book] and what the
// search needs beside it. It is a value that never changes. The zero Library is
// empty and ready to use.
type Library struct {
	book record.Book[Response]
	live []*item // what is offered, by shortcut and then id
}

// item is a response that is offered, ready for the search. It is never changed.
type item struct {
	version Version
	index   index
}

// listing keeps the list that the search walks. Read-only.
var listing = record.Listing[Response, *item]{
	Item: func(v Version) (*item, bool) { return &item{v, newIndex(&v.Content)}, true },
	ID:   func(i *item) ResponseID { return i.version.ID },
	Compare: func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.index.shortcut, b.index.shortcut), cmp.Compare(a.version.ID, b.version.ID))
	},
}

// on returns the library of a later book.
func (l Library) on(book record.Book[Response]) Library {
	return Library{book, listing.Update(l.live, l.book, book)}
}

// Book returns the versions behind the library, for who stores, sends, settles
// or compares them.
func (l Library) Book() record.Book[Response] { return l.book }

// Len returns how many responses are offered.
func (l Library) Len() int { return len(l.live) }

// All yields the responses that are offered, by shortcut.
func (l Library) All() iter.Seq[Version] {
	return func(yield func(Version) bool) {
		for _, i := range l.live {
			if !yield(i.version) {
				return
			}
		}
	}
}

// Get returns the response that is offered under id, if there is one.
func (l Library) Get(id ResponseID) (Version, bool) { return l.book.Get(id) }

// Versions yields every head of every id; see [record.Book.Versions].
func (l Library) Versions() iter.Seq[Version] { return l.book.Versions() }

// Heads returns the versions under id that no other replaces; see
// [record.Book.Heads].
func (l Library) Heads(id ResponseID) []Version { return l.book.Heads(id) }

// Conflicts returns the ids that have more than one head, in order.
func (l Library) Conflicts() []ResponseID { return l.book.Conflicts() }

// Equal reports whether two libraries hold the same versions.
func (l Library) Equal(m Library) bool { return l.book.Equal(m.book) }

// Folders returns the folders that hold something, in order.
func (l Library) Folders() []string {
	seen := make(map[string]bool)
	var fs []string
	for _, i := range l.live {
		if f := i.version.Content.Folder; !seen[f] {
			seen[f] = true
			fs = append(fs, f)
		}
	}
	slices.Sort(fs)
	return fs
}

// withShortcut returns the live item, other than id's, that has the shortcut.
func (l Library) withShortcut(s string, id ResponseID) *item {
	if s == "" {
		return nil
	}
	low := fold(s)
	at, _ := slices.BinarySearchFunc(l.live, low, func(i *item, s string) int {
		return strings.Compare(i.index.shortcut, s)
	})
	for ; at < len(l.live) && l.live[at].index.shortcut == low; at++ {
		if l.live[at].version.ID != id {
			return l.live[at]
		}
	}
	return nil
}
