package record

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// Mark is a digest of a version and of everything it replaced. Equal marks
// mean the same version, wherever it was made.
type Mark uint64

// MarshalText writes m as 16 hexadecimal digits.
func (m Mark) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%016x", uint64(m)), nil }

// UnmarshalText reads what MarshalText writes.
func (m *Mark) UnmarshalText(b []byte) error {
	n, err := strconv.ParseUint(string(b), 16, 64)
	if err != nil || len(b) != 16 {
		return errRevision
	}
	*m = Mark(n)
	return nil
}

// Marks is a set of marks, in ascending order, each once.
type Marks []Mark

// MarksOf returns the set of all the marks given.
func MarksOf(ms ...Mark) Marks {
	all := slices.Clone(ms)
	slices.Sort(all)
	return slices.Compact(all)
}

// Has reports whether m is in the set.
func (s Marks) Has(m Mark) bool {
	_, found := slices.BinarySearch(s, m)
	return found
}

// and returns the set with more in it; s stays as it is.
func (s Marks) and(more ...Mark) Marks { return MarksOf(append(slices.Clone(s), more...)...) }

// MarshalText writes the set as base64 of eight bytes each, which is what lets
// a version remember thousands of edits.
func (s Marks) MarshalText() ([]byte, error) {
	raw := make([]byte, 0, 8*len(s))
	for _, m := range s {
		raw = binary.BigEndian.AppendUint64(raw, uint64(m))
	}
	return base64.RawStdEncoding.AppendEncode(nil, raw), nil
}

var errMarks = errors.New("past is not an ascending list of marks")

// UnmarshalText reads what MarshalText writes.
func (s *Marks) UnmarshalText(b []byte) error {
	raw, err := base64.RawStdEncoding.AppendDecode(nil, b)
	if err != nil || len(raw)%8 != 0 {
		return errMarks
	}
	set := make(Marks, 0, len(raw)/8)
	for ; len(raw) > 0; raw = raw[8:] {
		m := Mark(binary.BigEndian.Uint64(raw))
		if n := len(set); n > 0 && m <= set[n-1] {
			return errMarks
		}
		set = append(set, m)
	}
	*s = set
	return nil
}
