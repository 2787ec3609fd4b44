package script

import (
	"errors"
	"fmt"
	"slices"

	"floorwalker/app/chat"
)

// Errors of an edit.
var (
	// ErrConflict is in every [*Conflict].
	ErrConflict = errors.New("script: edited by somebody else meanwhile")
	// ErrFull is returned where the library has [MaxResponses] already.
	ErrFull = fmt.Errorf("script: the library is full with %d responses", MaxResponses)
	// ErrUnknown is returned for an id that the library does not have.
	ErrUnknown = errors.New("script: no such response")
)

// Conflict is the answer to an edit whose author had not seen what is there
// now. Nothing was changed and nothing is lost: both sides are shown, and the
// author settles ([Library.Settle]) or keeps both for now ([Library.Merge] of Mine).
type Conflict struct {
	// Mine is the edit, as the version it would be.
	Mine Version
	// Theirs is what is there now.
	Theirs Version
}

// Error implements error.
func (c *Conflict) Error() string {
	return fmt.Sprintf("script: %q was changed to revision %d meanwhile", c.Theirs.ID, c.Theirs.Revision.Number)
}

// Unwrap returns ErrConflict.
func (c *Conflict) Unwrap() error { return ErrConflict }

// Put writes r, whose author saw revision basis; the zero basis means a new
// response. r says who and when; its own revision is ignored. The version that
// is returned is what is to be stored and sent. A tombstone may be written
// over by who has seen it, which undoes the deletion.
//
// It fails with an [*InvalidError], ErrFull or a [*Conflict], and then l is
// returned as it was. The same edit again, while it is the latest, succeeds and
// changes nothing; to repeat an older one, merge the version that Put returned.
func (l Library) Put(r Response, basis Revision) (Library, Version, error) {
	r = r.Normal()
	if err := r.Check(); err != nil {
		return l, Version{}, err
	}
	if other := l.withShortcut(r.Shortcut, r.ID); other != nil {
		return l, Version{}, invalidf("shortcut", "/%s is that of %q already", r.Shortcut, other.heads[0].Title)
	}
	if e := l.entry(r.ID); len(l.live) >= MaxResponses && (e == nil || !e.live()) {
		return l, Version{}, ErrFull
	}
	return l.write(Version{Response: r}, basis)
}

// Delete leaves a tombstone in the place of id, whose revision basis the
// person saw. It fails with ErrUnknown or a [*Conflict].
func (l Library) Delete(id ResponseID, basis Revision, by chat.AgentID, at chat.Instant) (Library, Version, error) {
	e := l.entry(id)
	if e == nil {
		return l, Version{}, ErrUnknown
	}
	// A tombstone has the words of what was seen.
	seen := e.heads[0]
	if h := e.head(basis); h != nil {
		seen = h
	}
	v := Version{Response: seen.Response, Deleted: true}
	v.By, v.Updated = by, at
	return l.write(v, basis)
}

// Settle writes r, or deletes it, in the place of all versions of which the
// author has seen the revisions. A head that was not among them stays beside
// it. It fails as Put does, and with ErrUnknown for a revision that is not a
// head.
func (l Library) Settle(r Response, deleted bool, seen ...Revision) (Library, Version, error) {
	r = r.Normal()
	if err := r.Check(); err != nil {
		return l, Version{}, err
	}
	e := l.entry(r.ID)
	if e == nil || len(seen) == 0 {
		return l, Version{}, ErrUnknown
	}
	v := Version{Response: r, Deleted: deleted}
	number := 0
	for _, s := range seen {
		h := e.head(s)
		if h == nil {
			return l, Version{}, ErrUnknown
		}
		number = max(number, s.Number)
		v.Past = pastOf(v.Past, append(slices.Clone(h.Past), s.Mark)...)
	}
	sealed := v.seal(number + 1)
	return l.Merge(*sealed), *sealed, nil
}

// write draws v and merges it.
func (l Library) write(v Version, basis Revision) (Library, Version, error) {
	v, err := l.draw(v, basis)
	if err != nil {
		return l, Version{}, err
	}
	return l.Merge(v), v, nil
}

// draw seals v on top of basis, if that is a head or v is known already.
func (l Library) draw(v Version, basis Revision) (Version, error) {
	e := l.entry(v.ID)
	if e == nil {
		return *v.seal(basis.Number + 1), nil
	}
	seen := e.head(basis)
	if seen != nil {
		v.Past = pastOf(seen.Past, basis.Mark)
	} else {
		v.Past = e.until(basis)
	}
	sealed := v.seal(basis.Number + 1)
	if seen == nil && !e.knows(sealed) {
		return Version{}, &Conflict{Mine: *sealed, Theirs: *e.heads[0]}
	}
	return *sealed, nil
}

// until returns the past of an edit that began at basis, as far as this entry
// knows: that of a head which has basis in its own. It may name a version in
// between that the author has not seen. That loses nothing, because that head
// replaced it too, and it keeps pasts transitive, which merging rests on.
func (e *entry) until(basis Revision) []Mark {
	for _, h := range e.heads {
		if _, found := slices.BinarySearch(h.Past, basis.Mark); found && !basis.IsZero() {
			return h.Past
		}
	}
	return nil
}

// knows reports whether v is a head or was replaced by one.
func (e *entry) knows(v *Version) bool {
	for _, h := range e.heads {
		if h.Revision.Mark == v.Revision.Mark || h.replaces(v) {
			return true
		}
	}
	return false
}
