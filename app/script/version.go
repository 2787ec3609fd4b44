package script

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Version is a response as it was at one revision, with what it replaced. It
// is the unit that is stored, sent and merged, and it never changes.
type Version struct {
	Response
	// Deleted makes it a tombstone. The words stay in it, so that a deletion
	// can be undone and can be shown beside an edit that did not know of it.
	Deleted bool `json:"deleted,omitempty"`
	// Past are the marks of all versions that its author had before them,
	// directly or not, in ascending order: eight bytes for each edit. A
	// version may only be forgotten for one that has it in its past; that is
	// why nobody's text is lost.
	Past []Mark `json:"past,omitempty"`
}

// ErrForged is returned for a version whose mark is not that of its content.
var ErrForged = errors.New("script: version does not match its mark")

// seal returns v with its revision: one more than number, marked.
func (v Version) seal(number int) *Version {
	v.Revision = Revision{Number: number}
	v.Revision.Mark = v.digest()
	return &v
}

// replaces reports whether v's author had w before them.
func (v *Version) replaces(w *Version) bool {
	_, found := slices.BinarySearch(v.Past, w.Revision.Mark)
	return found
}

// pastOf returns the marks of past and more, ascending, each once.
func pastOf(past []Mark, more ...Mark) []Mark {
	all := append(slices.Clone(past), more...)
	slices.Sort(all)
	return slices.Compact(all)
}

// digest hashes everything but the mark, each part behind its length.
func (v Version) digest() Mark {
	h := sha256.New()
	var size [8]byte
	number := func(n uint64) {
		binary.BigEndian.PutUint64(size[:], n)
		h.Write(size[:])
	}
	for _, s := range []string{string(v.ID), v.Folder, v.Shortcut, v.Title, v.Text, string(v.By)} {
		number(uint64(len(s)))
		h.Write([]byte(s))
	}
	number(uint64(v.Updated))         // #nosec G115 -- bits to hash, not a number
	number(uint64(v.Revision.Number)) // #nosec G115 -- the same
	if v.Deleted {
		number(1)
	}
	for _, m := range v.Past {
		number(uint64(m))
	}
	return Mark(binary.BigEndian.Uint64(h.Sum(nil)))
}

// before orders the versions of one response that know nothing of each other.
// The first is the one that is offered and sent: a text before a deletion,
// then the more edited, the later, and for good the greater mark, so that
// every desk chooses the same one.
func before(a, b *Version) int {
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

// EncodeVersion returns v as JSON, for the log and for a desk's disk.
func EncodeVersion(v Version) ([]byte, error) { return json.Marshal(v) }

// DecodeVersion reads what EncodeVersion writes and holds it to its mark; what
// fails that is [ErrForged].
func DecodeVersion(b []byte) (Version, error) {
	var v Version
	if err := json.Unmarshal(b, &v); err != nil {
		return Version{}, fmt.Errorf("script: version: %w", err)
	}
	if !slices.IsSorted(v.Past) || v.Revision.Number < 1 || v.digest() != v.Revision.Mark {
		return Version{}, ErrForged
	}
	return v, nil
}
