package sheet

import (
	"errors"
	"slices"
	"testing"
)

// errStop is an error of whoever reads.
var errStop = errors.New("stop")

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want string // the error
	}{
		"whole":        {Mark + "a,b\n1,'=2\n\"x\ny\",z\n", ""},
		"empty":        {"", "line 1: the file is empty"},
		"too large":    {"a,b\n" + string(make([]byte, 100)), "the file has more than 100 bytes"},
		"not UTF-8":    {"a,b\n1,\xff\n", "line 2: is not UTF-8; save the file as UTF-8"},
		"a cell more":  {"a,b\n1,2,3\n", "line 2: wrong number of fields"},
		"a bare quote": {"a,b\n1,\"2\n", "line 2: extraneous or missing \" in quoted-field"},
		"its reader's": {"a,b\nstop,1\n", "stop"},
		"of header":    {"stop\n1\n", "stop"},
	} {
		var rows [][]string
		var lines []int
		err := Read([]byte(c.file), 100, func(cells []string) error {
			if cells[0] == "stop" {
				return errStop
			}
			return nil
		}, func(line int, cells []string) error {
			if cells[0] == "stop" {
				return errStop
			}
			rows, lines = append(rows, slices.Clone(cells)), append(lines, line)
			return nil
		})
		switch {
		case c.want == "" && err == nil:
			if !slices.Equal(rows[0], []string{"1", "=2"}) || !slices.Equal(rows[1], []string{"x\ny", "z"}) || !slices.Equal(lines, []int{2, 3}) {
				t.Errorf("%s: %q at %d", name, rows, lines)
			}
		case err == nil || err.Error() != c.want:
			t.Errorf("%s: %v, want %s", name, err, c.want)
		case !errors.Is(err, ErrFile) && !errors.Is(err, errStop):
			t.Errorf("%s: %v is no ErrFile", name, err)
		}
	}
}
