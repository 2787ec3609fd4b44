package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// place is where a key stands in the file.
type place struct{ line, column int }

// places maps a key to where it first stands: dotted, and with an index in
// brackets for an item of a list, such as "escalation.matrix[2].queue". It
// exists because the decoder tells positions only for what is not TOML, and a
// number out of range is.
type places map[string]place

// endOfFile is the key under which the last line is kept: no key of TOML is
// empty without quotes.
const endOfFile = ""

// errorf returns a ParseError that points at key, or at the next thing around
// it that is in the file.
func (ps places) errorf(key, format string, args ...any) error {
	at := ps.near(key)
	return &ParseError{Line: at.line, Column: at.column, Key: key, Words: fmt.Sprintf(format, args...)}
}

// near returns where key stands. One that is missing belongs into its table;
// where there is no table either, that belongs to the end of the file, and a
// key of the file's own top to its first line.
func (ps places) near(key string) place {
	for k := key; k != ""; k = parent(k) {
		if at, ok := ps[k]; ok {
			return at
		}
	}
	if strings.ContainsAny(key, ".[") {
		return ps[endOfFile]
	}
	return place{1, 1}
}

// surveyor walks over a file and notes places.
type surveyor struct {
	parser unstable.Parser
	places places
	// items counts the tables of each list that is written with [[ ]].
	items map[string]int
}

// positions finds every key, tables and items of lists among them.
func positions(file []byte) (places, error) {
	s := surveyor{places: make(places), items: make(map[string]int)}
	s.parser.Reset(file)
	table := ""
	for s.parser.NextExpression() {
		switch n := s.parser.Expression(); n.Kind {
		case unstable.Table:
			table = s.key("", n, false)
		case unstable.ArrayTable:
			table = s.key("", n, true)
		case unstable.KeyValue:
			s.keyValue(table, n)
		}
	}
	if err := s.parser.Error(); err != nil {
		// The decoder has read the same bytes before, so this says that the
		// two disagree, not that the file is at fault.
		return nil, &ParseError{Words: err.Error()}
	}
	s.places[endOfFile] = lastLine(file)
	return s.places, nil
}

func lastLine(file []byte) place {
	text := strings.TrimRight(string(file), "\n")
	return place{line: strings.Count(text, "\n") + 1, column: 1}
}

// keyValue notes a key and what lies in its value.
func (s *surveyor) keyValue(table string, n *unstable.Node) {
	s.value(s.key(table, n, false), n.Value())
}

// value notes the items of a list and the keys of an inline table.
func (s *surveyor) value(key string, v *unstable.Node) {
	switch v.Kind {
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			s.keyValue(key, it.Node())
		}
	case unstable.Array:
		i := 0
		for it := v.Children(); it.Next(); i++ {
			item := fmt.Sprintf("%s[%d]", key, i)
			s.note(item, first(it.Node()))
			s.value(item, it.Node())
		}
	}
}

// first returns the first thing of an item that has a place: the item itself,
// or the first key of a table.
func first(n *unstable.Node) *unstable.Node {
	for n.Raw.Length == 0 {
		switch n.Kind {
		case unstable.KeyValue:
			it := n.Key()
			it.Next()
			return it.Node()
		case unstable.InlineTable, unstable.Array:
			it := n.Children()
			if !it.Next() {
				return nil
			}
			n = it.Node()
		default:
			return nil
		}
	}
	return n
}

// key notes the key of n and the tables that it opens on the way.
func (s *surveyor) key(table string, n *unstable.Node, item bool) (key string) {
	key = table
	for it := n.Key(); it.Next(); {
		if key != "" {
			key += "."
		}
		key += string(it.Node().Data)
		s.note(key, it.Node())
		if item && it.IsLast() {
			s.items[key]++
		}
		if of := s.items[key]; of > 0 {
			key = fmt.Sprintf("%s[%d]", key, of-1)
			s.note(key, it.Node())
		}
	}
	return key
}

// note keeps the first place of a key.
func (s *surveyor) note(key string, n *unstable.Node) {
	if _, seen := s.places[key]; seen || n == nil {
		return
	}
	at := s.parser.Shape(n.Raw).Start
	s.places[key] = place{at.Line, at.Column}
}

// unknownKey returns an error for the first key in the file that a policy
// does not have. A typing slip must not silently leave a deadline as it was.
// Keys within the items of a list are the list's to know.
func unknownKey(tree map[string]any, at places) error {
	known, open := make(map[string]bool), make(map[string]bool)
	for _, f := range fields(new(Edition)) {
		if _, named := f.value.(interface{ open() }); named {
			open[f.key] = true
		}
		for k := f.key; k != ""; k = parent(k) {
			known[k] = true
		}
	}
	var unknown []string
	walk("", tree, func(key string) {
		if !known[key] && !under(open, key) {
			unknown = append(unknown, key)
		}
	})
	if len(unknown) == 0 {
		return nil
	}
	first := slices.MinFunc(unknown, func(a, b string) int {
		if d := at[a].line - at[b].line; d != 0 {
			return d
		}
		if d := at[a].column - at[b].column; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return at.errorf(first, "is not a key that a policy has")
}

// under reports whether a key lies below one of some.
func under(some map[string]bool, key string) bool {
	for k := parent(key); k != ""; k = parent(k) {
		if some[k] {
			return true
		}
	}
	return false
}

// walk visits every key below tree with its dotted name.
func walk(prefix string, tree map[string]any, visit func(key string)) {
	for name, v := range tree {
		key := name
		if prefix != "" {
			key = prefix + "." + name
		}
		visit(key)
		if sub, ok := v.(map[string]any); ok {
			walk(key, sub, visit)
		}
	}
}

// parent returns what a key is in: "a.b[1].c" is in "a.b[1]", that in "a.b".
func parent(key string) string {
	i := strings.LastIndexAny(key, ".[")
	if i < 0 {
		return ""
	}
	return key[:i]
}
