package ticket

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// CSVOptions are what spreadsheets differ in.
type CSVOptions struct {
	// Mark writes a byte order mark first, without which Excel takes UTF-8 for
	// something else.
	Mark bool
}

// WriteCSV writes tickets as RFC 4180: with a header, and "\r\n" at line ends.
// A cell that a spreadsheet would take for a formula gets an apostrophe in front,
// which ReadCSV takes away; every phone number is among them. It stops at a
// ticket that Check refuses.
func WriteCSV(w io.Writer, tickets iter.Seq[Ticket], o CSVOptions) error {
	if o.Mark {
		if _, err := io.WriteString(w, mark); err != nil {
			return err
		}
	}
	cols := columns
	cells := make([]string, len(cols))
	for i := range cols {
		cells[i] = cols[i].name
	}
	cw := csv.NewWriter(w)
	cw.UseCRLF = true
	if err := cw.Write(cells); err != nil {
		return err
	}
	for t := range tickets {
		t, err := writable(t)
		if err != nil {
			return err
		}
		for i := range cols {
			cells[i] = disarm(cols[i].get(&t))
		}
		if err := cw.Write(cells); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}

// neededColumns are those without which a row is no ticket.
func neededColumns() []Field { return []Field{FieldRef, FieldChat, FieldHandled} }

// ReadCSV reads what WriteCSV writes, in any order of columns; ref, chat and
// handled have to be there, and a column that it does not know is refused. It
// fails with a [*FileError].
func ReadCSV(file []byte) ([]Row, error) {
	file, err := body(file)
	if err != nil {
		return nil, err
	}
	cr := csv.NewReader(bytes.NewReader(file))
	cr.ReuseRecord = true
	header, err := cr.Read()
	if err != nil {
		return nil, csvError(err)
	}
	cols, err := readHeader(header)
	if err != nil {
		return nil, err
	}
	var rs rows
	for {
		cells, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return rs.all, nil
		}
		if err != nil {
			return nil, csvError(err)
		}
		line, _ := cr.FieldPos(0)
		var t Ticket
		for i, c := range cols {
			if err := c.set(&t, arm(cells[i])); err != nil {
				return nil, &FileError{line, err}
			}
		}
		if err := rs.add(line, t); err != nil {
			return nil, err
		}
	}
}

// readHeader returns the columns of a file in its order.
func readHeader(header []string) ([]column, error) {
	known := make(map[string]column)
	for _, c := range columns {
		known[strings.ToLower(c.name)] = c
	}
	cols := make([]column, len(header))
	for i, h := range header {
		name := strings.ToLower(strings.TrimSpace(h))
		c, ok := known[name]
		if !ok {
			return nil, fileErrorf(1, "the column %q is unknown or there twice", h)
		}
		delete(known, name)
		cols[i] = c
	}
	for _, f := range neededColumns() {
		if _, missing := known[strings.ToLower(string(f))]; missing {
			return nil, fileErrorf(1, "the column %s is missing", f)
		}
	}
	return cols, nil
}

func csvError(err error) error {
	var p *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return fileErrorf(1, "the file is empty")
	case errors.As(err, &p):
		return &FileError{p.Line, p.Err}
	}
	return &FileError{0, fmt.Errorf("cannot be read: %w", err)}
}
