package ticket

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"
)

// Limits of a file.
const (
	// MaxFile is the size in bytes of the largest file that is read.
	MaxFile = 256 << 20
	// MaxRows is how many tickets one may have.
	MaxRows = 100_000
)

// ErrFile is in every [*FileError].
var ErrFile = errors.New("ticket: file refused")

// FileError says at which line a file cannot be taken, and why. Nothing of such
// a file is taken.
type FileError struct {
	Line int // from 1; 0 if it is no single line
	Err  error
}

// Error implements error.
func (e *FileError) Error() string {
	if e.Line == 0 {
		return e.Err.Error()
	}
	return fmt.Sprintf("line %d: %v", e.Line, e.Err)
}

// Unwrap returns ErrFile and the cause.
func (e *FileError) Unwrap() []error { return []error{ErrFile, e.Err} }

func fileErrorf(line int, format string, args ...any) *FileError {
	return &FileError{line, fmt.Errorf(format, args...)}
}

// Row is one ticket of a file.
type Row struct {
	Line int
	Ticket
}

// mark is the byte order mark, by which some spreadsheets know UTF-8.
const mark = "\xef\xbb\xbf"

// body returns the file without its byte order mark, if it can be read at all.
func body(file []byte) ([]byte, error) {
	if len(file) > MaxFile {
		return nil, fileErrorf(0, "the file has more than %d bytes", MaxFile)
	}
	if !utf8.Valid(file) {
		line := 0
		for text := range bytes.Lines(file) {
			if line++; !utf8.Valid(text) {
				return nil, fileErrorf(line, "is not UTF-8; save the file as UTF-8")
			}
		}
	}
	return bytes.TrimPrefix(file, []byte(mark)), nil
}

// rows collects what a file has, and holds it to the limits.
type rows struct {
	all  []Row
	refs map[Ref]int // the line of each
}

func (rs *rows) add(line int, t Ticket) error {
	if len(rs.all) == MaxRows {
		return fileErrorf(line, "a file has at most %d tickets", MaxRows)
	}
	t = t.Normal()
	if err := t.Check(); err != nil {
		return &FileError{line, err}
	}
	if first, again := rs.refs[t.Ref]; again {
		return fileErrorf(line, "ticket %s is in line %d already", t.Ref, first)
	}
	if rs.refs == nil {
		rs.refs = make(map[Ref]int)
	}
	rs.refs[t.Ref] = line
	rs.all = append(rs.all, Row{line, t})
	return nil
}

// writable returns the ticket as it is written, or why it cannot be read back.
func writable(t Ticket) (Ticket, error) {
	t = t.Normal()
	if err := t.Check(); err != nil {
		return t, fmt.Errorf("ticket %s of chat %q: %w", t.Ref, t.Chat, err)
	}
	return t, nil
}
