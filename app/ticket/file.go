package ticket

import (
	"fmt"

	"floorwalker/app/sheet"
)

// Limits of a file.
const (
	// MaxFile is the size in bytes of the largest file that is read.
	MaxFile = 256 << 20
	// MaxRows is how many tickets one may have.
	MaxRows = 100_000
)

// FileError says at which line a file cannot be taken, and why; sheet.ErrFile is
// in every one.
type FileError = sheet.FileError

// Row is one ticket of a file.
type Row struct {
	Line int
	Ticket
}

// rows collects what a file has, and holds it to the limits.
type rows struct {
	all  []Row
	refs map[Ref]int // the line of each
}

func (rs *rows) add(line int, t Ticket) error {
	if len(rs.all) == MaxRows {
		return sheet.Errorf(line, "a file has at most %d tickets", MaxRows)
	}
	t = t.Normal()
	if err := t.Check(); err != nil {
		return &FileError{Line: line, Err: err}
	}
	if first, again := rs.refs[t.Ref]; again {
		return sheet.Errorf(line, "ticket %s is in line %d already", t.Ref, first)
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
