package script

import (
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// ErrFull is returned where the library has [MaxResponses] already.
var ErrFull = fmt.Errorf("script: the library is full with %d responses", MaxResponses)

// Put writes r under id as [record.Book.Put] does, and refuses two things more:
// a shortcut that another response has, with a [*record.InvalidError], and a
// response beyond [MaxResponses], with ErrFull. Then l is returned as it was.
func (l Library) Put(id ResponseID, r Response, basis record.Revision, by chat.AgentID, at chat.Instant) (Library, Version, error) {
	r = r.Normal()
	if err := r.Check(); err != nil {
		return l, Version{}, err
	}
	if other := l.withShortcut(r.Shortcut, id); other != nil {
		return l, Version{}, errTaken(r.Shortcut, other.version.Content.Title)
	}
	if _, isLive := l.book.Get(id); l.Len() >= MaxResponses && !isLive {
		return l, Version{}, ErrFull
	}
	return l.written(l.book.Put(id, r, basis, by, at))
}

func errTaken(shortcut, by string) error {
	return record.Invalidf("shortcut", "/%s is that of %q already", shortcut, by)
}

// Delete leaves a tombstone in the place of id, as [record.Book.Delete] does.
func (l Library) Delete(id ResponseID, basis record.Revision, by chat.AgentID, at chat.Instant) (Library, Version, error) {
	return l.written(l.book.Delete(id, basis, by, at))
}

// Settle writes r, or deletes it, in the place of all versions of which the
// author has seen the revisions, as [record.Book.Settle] does.
func (l Library) Settle(id ResponseID, r Response, deleted bool, by chat.AgentID, at chat.Instant, seen ...record.Revision) (Library, Version, error) {
	return l.written(l.book.Settle(id, r, deleted, by, at, seen...))
}

// Merge returns l with versions that were made elsewhere, as
// [record.Book.Merge] does: it refuses nothing and loses nothing, a shortcut
// that two responses have and a response beyond [MaxResponses] included.
func (l Library) Merge(vs ...Version) Library { return l.on(l.book.Merge(vs...)) }

func (l Library) written(book record.Book[Response], v Version, err error) (Library, Version, error) {
	if err != nil {
		return l, Version{}, err
	}
	return l.on(book), v, nil
}
