package followup

import (
	"cmp"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

type (
	// Version is a follow-up as it was at one revision, with what it replaced.
	Version = record.Version[FollowUp]
	// Conflict is an edit beside what its author had not seen.
	Conflict = record.Conflict[FollowUp]
)

// DecodeVersion reads one encoded version from somebody else: held to its mark
// and its size, with a follow-up that passes [FollowUp.Check]. It fails as
// [record.DecodeChecked] does.
func DecodeVersion(raw []byte) (Version, error) { return record.DecodeChecked[FollowUp](raw) }

// List is one state of the follow-ups, which never changes. The zero List is
// empty and ready to use.
type List struct {
	book record.Book[FollowUp]
	open []*Version // by due time and then id
}

// listing keeps the open follow-ups. Read-only.
var listing = record.Listing[FollowUp, *Version]{
	Item: func(v Version) (*Version, bool) { return &v, v.Content.IsOpen() },
	ID:   func(v *Version) record.ID { return v.ID },
	Compare: func(a, b *Version) int {
		return cmp.Or(cmp.Compare(a.Content.Due, b.Content.Due), cmp.Compare(a.ID, b.ID))
	},
}

// On returns the list of a later book.
func (l List) On(book record.Book[FollowUp]) List {
	return List{book, listing.Update(l.open, l.book, book)}
}

// Book returns the versions behind the list, for who stores, sends, settles or
// compares them.
func (l List) Book() record.Book[FollowUp] { return l.book }

// Get returns the follow-up that is offered under id, open or done.
func (l List) Get(id record.ID) (Version, bool) { return l.book.Get(id) }

// Put writes f under id as [record.Book.Put] does.
func (l List) Put(id record.ID, f FollowUp, basis record.Revision, by chat.AgentID, at chat.Instant) (List, Version, error) {
	return l.written(l.book.Put(id, f, basis, by, at))
}

// Delete leaves a tombstone in the place of id as [record.Book.Delete] does.
func (l List) Delete(id record.ID, basis record.Revision, by chat.AgentID, at chat.Instant) (List, Version, error) {
	return l.written(l.book.Delete(id, basis, by, at))
}

// Settle writes f, or deletes it, in the place of all versions of which the
// author has seen the revisions, as [record.Book.Settle] does.
func (l List) Settle(id record.ID, f FollowUp, deleted bool, by chat.AgentID, at chat.Instant, seen ...record.Revision) (List, Version, error) {
	return l.written(l.book.Settle(id, f, deleted, by, at, seen...))
}

// Merge returns l with versions that were made elsewhere, as
// [record.Book.Merge] does.
func (l List) Merge(vs ...Version) List { return l.On(l.book.Merge(vs...)) }

func (l List) written(book record.Book[FollowUp], v Version, err error) (List, Version, error) {
	if err != nil {
		return l, Version{}, err
	}
	return l.On(book), v, nil
}
