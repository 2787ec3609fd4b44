package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrTables says that a list is written as tables of its own, [[roster.slots]], which
// only a person can replace without losing what stands between them.
var ErrTables = errors.New("the list is written as tables of its own; change it by hand")

// WithRoster returns a copy of a file with another roster, and everything else as it
// was, comments too. The file has to be a policy.
func WithRoster(file []byte, slots []RosterSlot, holidays []string) ([]byte, error) {
	rows := make([]string, len(slots))
	for i, s := range slots {
		rows[i] = fmt.Sprintf("  { day = %s, role = %s, agent = %s", quote(s.Day), quote(s.Role), quote(s.Agent))
		if !s.Window.IsZero() {
			rows[i] += ", window = " + quote(s.Window.String())
		}
		rows[i] += " },\n"
	}
	days := make([]string, len(holidays))
	for i, d := range holidays {
		days[i] = quote(d)
	}
	list := "[]"
	if len(rows) > 0 {
		list = "[\n" + strings.Join(rows, "") + "]"
	}
	out, err := withList(file, "roster.slots", list)
	if err != nil {
		return nil, err
	}
	return withList(out, "roster.holidays", "["+strings.Join(days, ", ")+"]")
}

// quote writes a basic string of TOML.
func quote[S ~string](s S) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range string(s) {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// withList puts another list into the place of that of a key.
func withList(file []byte, key, list string) ([]byte, error) {
	line, column, ok := Find(file, key)
	if !ok {
		return nil, fmt.Errorf("%s: is missing", key)
	}
	at := 0
	for range line - 1 {
		at += slices.Index(file[at:], '\n') + 1
	}
	at += column - 1
	from := at + slices.Index(file[at:], '=')
	if eol := slices.Index(file[at:], '\n'); from < at || eol >= 0 && from > at+eol {
		return nil, fmt.Errorf("%s: %w", key, ErrTables)
	}
	from += slices.Index(file[from:], '[')
	to := endOfList(file, from)
	if to < 0 {
		return nil, fmt.Errorf("%s: %w", key, ErrTables)
	}
	return slices.Concat(file[:from], []byte(list), file[to:]), nil
}

// endOfList returns what comes after the bracket that closes the one at from, or -1.
// The file was parsed before, so quotes and brackets are in order.
func endOfList(file []byte, from int) int {
	depth := 0
	for i := from; i < len(file); i++ {
		switch file[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		case '#':
			n := slices.Index(file[i:], '\n')
			if n < 0 {
				return -1
			}
			i += n
		case '"', '\'':
			if i = endOfText(file, i); i < 0 {
				return -1
			}
		}
	}
	return -1
}

// endOfText returns the last quote of the text that begins at from, or -1.
func endOfText(file []byte, from int) int {
	mark := file[from]
	if s := string(file[from:min(from+3, len(file))]); s == strings.Repeat(string(rune(mark)), 3) {
		n := strings.Index(string(file[from+3:]), s)
		if n < 0 {
			return -1
		}
		return from + 3 + n + 2
	}
	for i := from + 1; i < len(file); i++ {
		switch {
		case file[i] == '\\' && mark == '"':
			i++
		case file[i] == mark:
			return i
		}
	}
	return -1
}
