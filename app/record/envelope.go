package record

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"unicode/utf8"

	"floorwalker/app/chat"
)

// maxBy is the length in bytes of the author's id.
const maxBy = 128

// Envelope is all of a version but its content: enough to know whose it is and
// what it replaces. Its JSON names stand beside "content" in an encoded version.
type Envelope struct {
	ID       ID       `json:"id"`
	Revision Revision `json:"revision"`
	// Updated and By say when and by whom this version was written; a record
	// that came with the program has neither.
	Updated chat.Instant `json:"updated"`
	By      chat.AgentID `json:"by"`
	// Deleted makes it a tombstone. The content stays in it, so that a deletion
	// can be undone and can be shown beside an edit that did not know of it.
	Deleted bool `json:"deleted,omitempty"`
	// Past are the marks of all versions that its author had replaced with it,
	// directly or not. A version may only be forgotten for one that has it in
	// its past; that is why nobody's text is lost. It must not be changed.
	Past Marks `json:"past,omitempty"`
}

// Replaces reports whether the author of e had the version o before them.
func (e *Envelope) Replaces(o *Envelope) bool { return e.Past.Has(o.Revision.Mark) }

// envelope lets heads be found among envelopes and among versions.
func (e *Envelope) envelope() *Envelope { return e }

// check returns what is wrong with an envelope whatever its mark says.
func (e *Envelope) check() error {
	if err := e.ID.Check(); err != nil {
		return err
	}
	switch {
	case len(e.By) > maxBy || !utf8.ValidString(string(e.By)):
		return Invalidf("by", "must be at most %d bytes of UTF-8", maxBy)
	case e.Updated < 0:
		return Invalidf("updated", "must not lie before 1970")
	}
	return nil
}

// counts reports whether the number is one that an edit can have led to: each
// step of it is in the past. It keeps a made-up number from being offered first.
func (e *Envelope) counts() bool {
	return e.Revision.Number >= 1 && e.Revision.Number <= len(e.Past)+1
}

// digest hashes everything but the mark, each part behind its length. content
// is the content as compact JSON.
func (e *Envelope) digest(content []byte) Mark {
	h := sha256.New()
	var buf []byte
	number := func(n uint64) { buf = binary.BigEndian.AppendUint64(buf, n) }
	for _, s := range []string{string(e.ID), string(e.By)} {
		number(uint64(len(s)))
		buf = append(buf, s...)
	}
	number(uint64(e.Updated))         // #nosec G115 -- bits to hash, not a number
	number(uint64(e.Revision.Number)) // #nosec G115 -- the same
	deleted := uint64(0)
	if e.Deleted {
		deleted = 1
	}
	number(deleted)
	number(uint64(len(e.Past)))
	for _, m := range e.Past {
		number(uint64(m))
	}
	number(uint64(len(content)))
	h.Write(buf)
	h.Write(content)
	return Mark(binary.BigEndian.Uint64(h.Sum(nil)))
}

// before orders the heads of one record. The first is the one that is offered:
// a text before a deletion, then the more edited, the later, and for good the
// greater mark, so that every desk chooses the same one.
func before(a, b *Envelope) int {
	if a.Deleted != b.Deleted {
		if b.Deleted {
			return -1
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(b.Revision.Number, a.Revision.Number),
		cmp.Compare(b.Updated, a.Updated),
		cmp.Compare(b.Revision.Mark, a.Revision.Mark),
	)
}
