package ticket

import (
	"encoding/csv"
	"io"
	"iter"
	"strings"

	"floorwalker/app/sheet"
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
		if _, err := io.WriteString(w, sheet.Mark); err != nil {
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
			cells[i] = sheet.Disarm(cols[i].get(&t))
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
	var (
		cols []column
		rs   rows
	)
	err := sheet.Read(file, MaxFile, func(header []string) (err error) {
		cols, err = readHeader(header)
		return err
	}, func(line int, cells []string) error {
		var t Ticket
		for i, c := range cols {
			if err := c.set(&t, cells[i]); err != nil {
				return &FileError{Line: line, Err: err}
			}
		}
		return rs.add(line, t)
	})
	if err != nil {
		return nil, err
	}
	return rs.all, nil
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
			return nil, sheet.Errorf(1, "the column %q is unknown or there twice", h)
		}
		delete(known, name)
		cols[i] = c
	}
	for _, f := range neededColumns() {
		if _, missing := known[strings.ToLower(string(f))]; missing {
			return nil, sheet.Errorf(1, "the column %s is missing", f)
		}
	}
	return cols, nil
}
