package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// ErrFile is in every [*FileError].
var ErrFile = errors.New("file refused")

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

// Errorf makes a FileError of words.
func Errorf(line int, format string, args ...any) *FileError {
	return &FileError{line, fmt.Errorf(format, args...)}
}

// Mark is the byte order mark, by which some spreadsheets know UTF-8.
const Mark = "\xef\xbb\xbf"

// Body returns the file without its mark, if it can be read at all: at most
// limit bytes, and UTF-8. Other errors than [*FileError] there are none.
func Body(file []byte, limit int) ([]byte, error) {
	if len(file) > limit {
		return nil, Errorf(0, "the file has more than %d bytes", limit)
	}
	if !utf8.Valid(file) {
		line := 0
		for text := range bytes.Lines(file) {
			if line++; !utf8.Valid(text) {
				return nil, Errorf(line, "is not UTF-8; save the file as UTF-8")
			}
		}
	}
	return bytes.TrimPrefix(file, []byte(Mark)), nil
}

// Read hands the first line of a CSV file to header and each other to row, with
// its place. The cells are armed again, and are the callee's only until it
// returns. An error of header or row ends it and is returned as it is; its own
// are [*FileError].
func Read(file []byte, limit int, header func(cells []string) error, row func(line int, cells []string) error) error {
	file, err := Body(file, limit)
	if err != nil {
		return err
	}
	cr := csv.NewReader(bytes.NewReader(file))
	cr.ReuseRecord = true
	cells, err := cr.Read()
	if errors.Is(err, io.EOF) {
		return Errorf(1, "the file is empty")
	}
	if err != nil {
		return refused(err)
	}
	if err := header(cells); err != nil {
		return err
	}
	for {
		cells, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return refused(err)
		}
		line, _ := cr.FieldPos(0)
		for i := range cells {
			cells[i] = Arm(cells[i])
		}
		if err := row(line, cells); err != nil {
			return err
		}
	}
}

func refused(err error) error {
	if p := (*csv.ParseError)(nil); errors.As(err, &p) {
		return &FileError{p.Line, p.Err}
	}
	return &FileError{0, fmt.Errorf("cannot be read: %w", err)}
}
