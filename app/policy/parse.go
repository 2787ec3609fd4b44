package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// MaxBytes is the largest file that Parse reads: a policy has to fit into one
// frame of a desk's. The one that ships is a third of it.
const MaxBytes = 40 << 10

// Parse reads a whole policy and returns its numbers. The error, if any, is a
// [*ParseError]; the Policy is then the zero value, never a half-read one.
func Parse(file []byte) (Policy, error) {
	e, err := ParseEdition(file)
	if err != nil {
		return Policy{}, err
	}
	return e.Policy, nil
}

// ParseEdition reads a whole policy, its lists among it. The error, if any, is
// a [*ParseError], and the Edition is then nil.
func ParseEdition(file []byte) (*Edition, error) {
	if len(file) > MaxBytes {
		return nil, &ParseError{Words: fmt.Sprintf("the file is larger than %d bytes", MaxBytes)}
	}
	var tree map[string]any
	if err := toml.Unmarshal(file, &tree); err != nil {
		return nil, syntaxError(err)
	}
	at, err := positions(file)
	if err != nil {
		return nil, err
	}
	if err := unknownKey(tree, at); err != nil {
		return nil, err
	}
	e := &Edition{File: slices.Clone(file)}
	if err := e.fill(tree, at); err != nil {
		return nil, err
	}
	e.settle()
	if c, wrong := conflicts(&e.Policy); wrong {
		return nil, at.errorf(c.key, "%s", c.words)
	}
	if c, wrong := e.conflict(); wrong {
		return nil, at.errorf(c.key, "%s", c.words)
	}
	return e, nil
}

// fill reads every field.
func (e *Edition) fill(tree map[string]any, at places) error {
	for _, f := range fields(e) {
		raw, ok := lookUp(tree, f.key)
		if !ok {
			if raw, ok = assumed(tree, f.key); ok {
				e.Assumed = append(e.Assumed, f.key)
			}
		}
		if !ok {
			return at.errorf(f.key, "is missing%s", ships(f.key))
		}
		if err := f.value.set(raw); err != nil {
			key := f.key
			if inner, ok := errors.AsType[*innerError](err); ok {
				key += inner.path
			}
			return at.errorf(key, "%s", err)
		}
	}
	return nil
}

// settle writes what stands in one place of the file and counts in two.
func (e *Edition) settle() {
	e.Policy.Rules.LowConfidence.Alert = e.Policy.Trigger.Confidence
	e.Form.Version = e.Policy.Version
	e.Form.NoteMin = e.Policy.Note.Min
	e.zone = e.Policy.Cover.Location()
}

func syntaxError(err error) error {
	var d *toml.DecodeError
	if !errors.As(err, &d) {
		return &ParseError{Words: strings.TrimPrefix(err.Error(), "toml: ")}
	}
	line, column := d.Position()
	return &ParseError{
		Line: line, Column: column, Key: strings.Join(d.Key(), "."),
		Words: strings.TrimPrefix(d.Error(), "toml: "),
	}
}

// lookUp follows a dotted key.
func lookUp(tree map[string]any, key string) (any, bool) {
	for {
		head, rest, nested := strings.Cut(key, ".")
		v, ok := tree[head]
		if !ok || !nested {
			return v, ok
		}
		if tree, ok = v.(map[string]any); !ok {
			return nil, false
		}
		key = rest
	}
}
