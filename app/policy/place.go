package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// place is where a key stands in the file.
type place struct{ line, column int }

// places maps a dotted key to where it first stands. It exists because the
// decoder tells positions only for what is not TOML, and a number out of range
// is.
type places map[string]place

// errorf returns a ParseError that points at key.
func (ps places) errorf(key, format string, args ...any) error {
	at := ps[key]
	return &ParseError{Line: at.line, Column: at.column, Key: key, Words: fmt.Sprintf(format, args...)}
}

// positions finds every key, tables among them.
func positions(file []byte) (places, error) {
	var (
		p     unstable.Parser
		ps    = make(places)
		table string
	)
	p.Reset(file)
	for p.NextExpression() {
		switch n := p.Expression(); n.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = ps.note(&p, "", n)
		case unstable.KeyValue:
			ps.noteValue(&p, table, n)
		}
	}
	if err := p.Error(); err != nil {
		// The decoder has read the same bytes before, so this says that the
		// two disagree, not that the file is at fault.
		return nil, &ParseError{Words: err.Error()}
	}
	return ps, nil
}

// noteValue records a key and, where its value is an inline table, the keys
// in it.
func (ps places) noteValue(p *unstable.Parser, table string, n *unstable.Node) {
	key := ps.note(p, table, n)
	if v := n.Value(); v.Kind == unstable.InlineTable {
		for it := v.Children(); it.Next(); {
			ps.noteValue(p, key, it.Node())
		}
	}
}

// note records the key of n and of the tables that it opens on the way.
func (ps places) note(p *unstable.Parser, table string, n *unstable.Node) (key string) {
	key = table
	for it := n.Key(); it.Next(); {
		k := it.Node()
		if key != "" {
			key += "."
		}
		key += string(k.Data)
		if _, seen := ps[key]; !seen {
			at := p.Shape(k.Raw).Start
			ps[key] = place{at.Line, at.Column}
		}
	}
	return key
}

// unknownKey returns an error for the first key in the file that a policy
// does not have. A typing slip must not silently leave a deadline as it was.
func unknownKey(tree map[string]any, at places) error {
	known := make(map[string]bool)
	for _, f := range fields(new(Policy)) {
		for k := f.key; k != ""; k = parent(k) {
			known[k] = true
		}
	}
	var unknown []string
	walk("", tree, func(key string) {
		if !known[key] {
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

// walk visits every key below tree with its dotted name.
func walk(prefix string, tree map[string]any, visit func(key string)) {
	for name, v := range tree {
		key := name
		if prefix != "" {
			key = prefix + "." + name
		}
		visit(key)
		switch sub := v.(type) {
		case map[string]any:
			walk(key, sub, visit)
		case []any:
			for _, item := range sub {
				if t, ok := item.(map[string]any); ok {
					walk(key, t, visit)
				}
			}
		}
	}
}

func parent(key string) string {
	i := strings.LastIndexByte(key, '.')
	if i < 0 {
		return ""
	}
	return key[:i]
}
