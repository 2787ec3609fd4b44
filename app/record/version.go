package record

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Limits of one encoded version, in bytes.
const (
	// MaxVersion is the size of the largest version that is written or read. A
	// desk's frame has 64 KiB at most, and a version must fit with all around it.
	MaxVersion = 48 << 10
	// spare is left free by edits, so that what is full can still be deleted.
	spare = 1 << 10
)

// Errors of encoded versions.
var (
	// ErrForged is returned for a version whose mark is not that of its content.
	ErrForged = errors.New("record: version does not match its mark")
	// ErrTooLarge is returned for a version that would have more than
	// [MaxVersion] bytes: its text is too long or it was edited too often.
	ErrTooLarge = fmt.Errorf("record: version has more than %d bytes", MaxVersion)
)

// Version is a content as it was at one revision, with what it replaced. It is
// the unit that is stored, sent and merged, and it never changes.
type Version[T Content[T]] struct {
	Envelope
	Content T `json:"content"`

	// raw is the content as it arrived, where this program would have written
	// it otherwise. It has what this program does not know.
	raw []byte
}

// text returns the content as JSON, to the byte that the mark covers.
func (v *Version[T]) text() ([]byte, error) {
	if v.raw != nil {
		return v.raw, nil
	}
	return json.Marshal(v.Content)
}

// seal returns v with its mark, if it is fit to be written. The last bytes are
// for deletions.
func (v Version[T]) seal() (*Version[T], error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	text, err := v.text()
	if err != nil {
		return nil, fmt.Errorf("record: content: %w", err)
	}
	v.Revision.Mark = v.digest(text)
	b, err := assemble(&v.Envelope, text)
	if err != nil {
		return nil, err
	}
	limit := MaxVersion
	if !v.Deleted {
		limit -= spare
	}
	if len(b) > limit {
		return nil, ErrTooLarge
	}
	return &v, nil
}
