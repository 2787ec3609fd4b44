package shift

import (
	"cmp"
	"iter"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

type (
	// Version is a note as it was at one revision, with what it replaced.
	Version = record.Version[Note]
	// Conflict is an edit beside what its author had not seen.
	Conflict = record.Conflict[Note]
)

// DecodeVersion reads one encoded version from somebody else: held to its mark
// and its size, with a note that passes [Note.Check]. It fails as
// [record.DecodeChecked] does. Who has acknowledged is part of the content:
// that nobody acknowledges in another's name is the referee's to see.
func DecodeVersion(raw []byte) (Version, error) { return record.DecodeChecked[Note](raw) }

// Notes is one state of the handover notes, which never changes. The zero Notes
// is empty and ready to use.
type Notes struct {
	book   record.Book[Note]
	newest []*Version // what is offered, by time of writing, the last first
}

// listing keeps the notes that are offered. Read-only.
var listing = record.Listing[Note, *Version]{
	Item: func(v Version) (*Version, bool) { return &v, true },
	ID:   func(v *Version) record.ID { return v.ID },
	Compare: func(a, b *Version) int {
		return cmp.Or(cmp.Compare(b.Content.Written, a.Content.Written), cmp.Compare(a.ID, b.ID))
	},
}

// On returns the notes of a later book.
func (ns Notes) On(book record.Book[Note]) Notes {
	return Notes{book, listing.Update(ns.newest, ns.book, book)}
}

// Book returns the versions behind the notes, for who stores, sends, settles or
// compares them.
func (ns Notes) Book() record.Book[Note] { return ns.book }

// Get returns the note that is offered under id.
func (ns Notes) Get(id record.ID) (Version, bool) { return ns.book.Get(id) }

// Put writes n under id as [record.Book.Put] does.
func (ns Notes) Put(id record.ID, n Note, basis record.Revision, by chat.AgentID, at chat.Instant) (Notes, Version, error) {
	return ns.written(ns.book.Put(id, n, basis, by, at))
}

// Delete leaves a tombstone in the place of id as [record.Book.Delete] does.
func (ns Notes) Delete(id record.ID, basis record.Revision, by chat.AgentID, at chat.Instant) (Notes, Version, error) {
	return ns.written(ns.book.Delete(id, basis, by, at))
}

// Settle writes n, or deletes it, in the place of all versions of which the
// author has seen the revisions, as [record.Book.Settle] does.
func (ns Notes) Settle(id record.ID, n Note, deleted bool, by chat.AgentID, at chat.Instant, seen ...record.Revision) (Notes, Version, error) {
	return ns.written(ns.book.Settle(id, n, deleted, by, at, seen...))
}

// Merge returns ns with versions that were made elsewhere, as
// [record.Book.Merge] does.
func (ns Notes) Merge(vs ...Version) Notes { return ns.On(ns.book.Merge(vs...)) }

func (ns Notes) written(book record.Book[Note], v Version, err error) (Notes, Version, error) {
	if err != nil {
		return ns, Version{}, err
	}
	return ns.On(book), v, nil
}

// Newest yields the notes that are offered, by when they were first written,
// the last first. An edit does not move a note.
func (ns Notes) Newest() iter.Seq[Version] {
	return ns.each(func(*Version) bool { return true })
}

// Waiting yields, newest first, the notes that wait for who: those for them
// that they have not acknowledged, and those of others for whoever takes over
// that nobody has. Of a note in conflict an acknowledgement of any side counts
// that says the same words.
func (ns Notes) Waiting(who chat.AgentID) iter.Seq[Version] {
	return ns.each(func(v *Version) bool {
		n := v.Content
		return n.From != who && (n.To == "" || n.To == who) && !n.Taken() && !ns.reconciled(v).Taken()
	})
}

// Unacknowledged yields, newest first, the notes by an author that are not
// [Note.Taken], so that they can see that nobody has them yet; of any author if
// from is empty.
func (ns Notes) Unacknowledged(from chat.AgentID) iter.Seq[Version] {
	return ns.each(func(v *Version) bool {
		return (from == "" || v.Content.From == from) && !v.Content.Taken() && !ns.reconciled(v).Taken()
	})
}

// reconciled returns a note with the acknowledgements of all its heads that say
// the same words.
func (ns Notes) reconciled(v *Version) Note {
	n := v.Content
	if !ns.book.InConflict(v.ID) {
		return n
	}
	for _, h := range ns.book.Heads(v.ID) {
		if both, ok := Reconcile(n, h.Content); ok && !h.Deleted {
			n = both
		}
	}
	return n
}

// each yields the notes that are wanted, newest first.
func (ns Notes) each(wanted func(*Version) bool) iter.Seq[Version] {
	return func(yield func(Version) bool) {
		for _, v := range ns.newest {
			if wanted(v) && !yield(*v) {
				return
			}
		}
	}
}
