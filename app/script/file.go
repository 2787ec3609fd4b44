package script

import (
	"cmp"
	"strings"

	"floorwalker/app/sheet"
)

// MaxFile is the size in bytes of the largest file that is read.
const MaxFile = 64 << 20

// ErrFile is in every [*FileError].
var ErrFile = sheet.ErrFile

// FileError says at which line a file cannot be taken, and why.
type FileError = sheet.FileError

// Row is one response of a file. Its Revision is what the file was written
// from, or zero for a row that somebody added; it has no past.
type Row struct {
	Line int
	Version
}

// rows collects what a file has, and holds it to the limits.
type rows struct {
	all  []Row
	ids  map[ResponseID]int // the line of each
	cuts map[string]int     // and of each shortcut
}

func (rs *rows) add(line int, v Version) error {
	if len(rs.all) == MaxResponses {
		return sheet.Errorf(line, "a file has at most %d responses", MaxResponses)
	}
	v.ID = ResponseID(strings.TrimSpace(string(v.ID)))
	v.Content = v.Content.Normal()
	if err := cmp.Or(v.ID.Check(), v.Content.Check()); err != nil {
		return &FileError{Line: line, Err: err}
	}
	if rs.ids == nil {
		rs.ids, rs.cuts = make(map[ResponseID]int), make(map[string]int)
	}
	if first, again := rs.ids[v.ID]; again {
		return sheet.Errorf(line, "id %q is in line %d already", v.ID, first)
	}
	cut := v.Content.Shortcut
	if first, again := rs.cuts[fold(cut)]; again && cut != "" {
		return sheet.Errorf(line, "shortcut %q is in line %d already", cut, first)
	}
	rs.ids[v.ID], rs.cuts[fold(cut)] = line, line
	rs.all = append(rs.all, Row{line, v})
	return nil
}
