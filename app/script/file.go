package script

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxFile is the size in bytes of the largest file that is read.
const MaxFile = 64 << 20

// ErrFile is in every [*FileError].
var ErrFile = errors.New("script: file refused")

// FileError says at which line a file cannot be taken, and why. Nothing of
// such a file is taken.
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

// Row is one response of a file. Its Revision is what the file was written
// from, or zero for a row that somebody added; it has no past.
type Row struct {
	Line int
	Version
}

// body returns the file without its byte order mark, if it can be read at all.
func body(file []byte) ([]byte, error) {
	if len(file) > MaxFile {
		return nil, fileErrorf(0, "the file has more than %d bytes", MaxFile)
	}
	if !utf8.Valid(file) {
		for i, line := range bytes.Split(file, []byte("\n")) {
			if !utf8.Valid(line) {
				return nil, fileErrorf(i+1, "is not UTF-8; save the file as UTF-8")
			}
		}
	}
	return bytes.TrimPrefix(file, []byte("\xef\xbb\xbf")), nil
}

// rows collects what a file has, and holds it to the limits.
type rows struct {
	all  []Row
	ids  map[ResponseID]int // the line of each
	cuts map[string]int     // and of each shortcut
}

func (rs *rows) add(line int, v Version) error {
	if len(rs.all) == MaxResponses {
		return fileErrorf(line, "a file has at most %d responses", MaxResponses)
	}
	v.ID = ResponseID(strings.TrimSpace(string(v.ID)))
	v.Content = v.Content.Normal()
	if err := cmp.Or(v.ID.Check(), v.Content.Check()); err != nil {
		return &FileError{line, err}
	}
	if rs.ids == nil {
		rs.ids, rs.cuts = make(map[ResponseID]int), make(map[string]int)
	}
	if first, again := rs.ids[v.ID]; again {
		return fileErrorf(line, "id %q is in line %d already", v.ID, first)
	}
	cut := v.Content.Shortcut
	if first, again := rs.cuts[fold(cut)]; again && cut != "" {
		return fileErrorf(line, "shortcut %q is in line %d already", cut, first)
	}
	rs.ids[v.ID], rs.cuts[fold(cut)] = line, line
	rs.all = append(rs.all, Row{line, v})
	return nil
}
