package record

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Revision names one version of a record. The number, from 1, is for people;
// the mark tells apart two edits that began from the same revision on two
// desks. The zero Revision means "there is none yet".
type Revision struct {
	Number int
	Mark   Mark
}

var errRevision = errors.New("revision is not of the form 3-00c0ffee00c0ffee")

// IsZero reports whether r means "there is none yet".
func (r Revision) IsZero() bool { return r == Revision{} }

// String returns r as files hold it, such as "3-00c0ffee00c0ffee"; the zero
// Revision is the empty string.
func (r Revision) String() string {
	if r.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d-%016x", r.Number, uint64(r.Mark))
}

// ParseRevision reads what String writes.
func ParseRevision(s string) (Revision, error) {
	if s == "" {
		return Revision{}, nil
	}
	number, mark, _ := strings.Cut(s, "-")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || number != strconv.Itoa(n) {
		return Revision{}, errRevision
	}
	var m Mark
	if err := m.UnmarshalText([]byte(mark)); err != nil {
		return Revision{}, err
	}
	r := Revision{n, m}
	if r.String() != s {
		return Revision{}, errRevision
	}
	return r, nil
}

// MarshalText implements encoding.TextMarshaler.
func (r Revision) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (r *Revision) UnmarshalText(b []byte) (err error) {
	*r, err = ParseRevision(string(b))
	return err
}
