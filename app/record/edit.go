package record

import (
	"errors"
	"fmt"
	"slices"

	"floorwalker/app/chat"
)

// Errors of an edit.
var (
	// ErrConflict is in every [*Conflict].
	ErrConflict = errors.New("record: edited by somebody else meanwhile")
	// ErrUnknown is returned for an id or a revision that the book does not have.
	ErrUnknown = errors.New("record: no such record")
)

// Conflict is the answer to an edit whose author had not seen what is there
// now. Nothing was changed and nothing is lost: both sides are shown, and the
// author settles ([Book.Settle]) or keeps both for now ([Book.Merge] of Mine).
type Conflict[T Content[T]] struct {
	// Mine is the edit, as the version it would be.
	Mine Version[T]
	// Theirs is what is there now.
	Theirs Version[T]
}

// Error implements error.
func (c *Conflict[T]) Error() string {
	return fmt.Sprintf("record: %q was changed to revision %d meanwhile", c.Theirs.ID, c.Theirs.Revision.Number)
}

// Unwrap returns ErrConflict.
func (c *Conflict[T]) Unwrap() error { return ErrConflict }

// Put writes content under id, by a person who saw revision basis, at a time;
// the zero basis means a new record. The version that is returned is what is to
// be stored and sent. A tombstone may be written over by who has seen it, which
// undoes the deletion.
//
// It fails with an [*InvalidError], ErrTooLarge or a [*Conflict], and then b is
// returned as it was. The same edit again, while it is the latest, succeeds and
// changes nothing; to repeat an older one, merge the version that Put returned.
func (b Book[T]) Put(id ID, content T, basis Revision, by chat.AgentID, at chat.Instant) (Book[T], Version[T], error) {
	return b.write(b.Propose(id, content, basis, by, at))
}

// Propose is Put without writing: the version that [Book.Merge] would take. It
// is for who writes many at once.
func (b Book[T]) Propose(id ID, content T, basis Revision, by chat.AgentID, at chat.Instant) (Version[T], error) {
	content = content.Normal()
	if err := content.Check(); err != nil {
		return Version[T]{}, err
	}
	return b.draw(Version[T]{Envelope: Envelope{ID: id, By: by, Updated: at}, Content: content}, basis)
}

// Delete leaves a tombstone in the place of id, whose revision basis the person
// saw. It fails with ErrUnknown, ErrTooLarge or a [*Conflict].
func (b Book[T]) Delete(id ID, basis Revision, by chat.AgentID, at chat.Instant) (Book[T], Version[T], error) {
	e := b.entry(id)
	if e == nil {
		return b, Version[T]{}, ErrUnknown
	}
	// A tombstone has the words of what was seen, those unknown here too.
	v := *e.heads[0]
	if h := e.head(basis); h != nil {
		v = *h
	}
	v.Envelope = Envelope{ID: id, By: by, Updated: at, Deleted: true}
	return b.write(b.draw(v, basis))
}

// Settle writes content under id, or deletes it, in the place of all versions
// of which the author has seen the revisions. A head that was not among them
// stays beside it. It fails as Put does, and with ErrUnknown for a revision
// that is not a head.
func (b Book[T]) Settle(id ID, content T, deleted bool, by chat.AgentID, at chat.Instant, seen ...Revision) (Book[T], Version[T], error) {
	content = content.Normal()
	if err := content.Check(); err != nil {
		return b, Version[T]{}, err
	}
	e := b.entry(id)
	if e == nil || len(seen) == 0 {
		return b, Version[T]{}, ErrUnknown
	}
	v := Version[T]{Envelope: Envelope{ID: id, By: by, Updated: at, Deleted: deleted}, Content: content}
	for _, s := range seen {
		h := e.head(s)
		if h == nil {
			return b, Version[T]{}, ErrUnknown
		}
		v.Revision.Number = max(v.Revision.Number, s.Number)
		v.Past = v.Past.and(append(slices.Clone(h.Past), s.Mark)...)
	}
	v.Revision.Number++
	sealed, err := v.seal()
	if err != nil {
		return b, Version[T]{}, err
	}
	return b.write(*sealed, nil)
}

// write merges what an edit has drawn.
func (b Book[T]) write(v Version[T], err error) (Book[T], Version[T], error) {
	if err != nil {
		return b, Version[T]{}, err
	}
	return b.Merge(v), v, nil
}

// draw seals a version on top of basis, if that is a head or the version is
// known already.
func (b Book[T]) draw(v Version[T], basis Revision) (Version[T], error) {
	e := b.entry(v.ID)
	var seen *Version[T]
	v.Revision.Number = 1
	if e != nil {
		if seen = e.head(basis); seen != nil {
			v.Past = seen.Past.and(basis.Mark)
		} else {
			v.Past = e.until(basis)
		}
		if len(v.Past) > 0 {
			v.Revision.Number = min(basis.Number, len(v.Past)) + 1
		}
	}
	sealed, err := v.seal()
	if err != nil {
		return Version[T]{}, err
	}
	if e != nil && seen == nil && !e.knows(sealed) {
		return Version[T]{}, &Conflict[T]{Mine: *sealed, Theirs: *e.heads[0]}
	}
	return *sealed, nil
}

// until returns the past of an edit that began at basis, as far as this entry
// knows: that of a head which has basis in its own. It may name a version in
// between that the author has not seen. That loses nothing, because that head
// replaced it too, and it keeps pasts closed, which merging rests on. Of a
// basis that is not known the past is not known either, and the edit stands
// beside what is there with none.
func (e *entry[T]) until(basis Revision) Marks {
	for _, h := range e.heads {
		if !basis.IsZero() && h.Past.Has(basis.Mark) {
			return h.Past
		}
	}
	return nil
}

// knows reports whether v is a head or was replaced by one.
func (e *entry[T]) knows(v *Version[T]) bool {
	_, _, news := join(e.heads, v)
	return !news
}
