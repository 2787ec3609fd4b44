package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// MaxBytes is the largest file that Parse reads. The one that ships is a
// hundredth of it.
const MaxBytes = 1 << 20

// ParseEdition reads a whole policy with its lists. The error, if any, is a
// [*ParseError].
func ParseEdition(file []byte) (*Edition, error) {
	p, err := Parse(file)
	if err != nil {
		return nil, err
	}
	return &Edition{Policy: p, File: slices.Clone(file)}, nil
}

// Parse reads a whole policy. The error, if any, is a [*ParseError]; the
// Policy is then the zero value, never a half-read one.
func Parse(file []byte) (Policy, error) {
	if len(file) > MaxBytes {
		return Policy{}, &ParseError{Words: fmt.Sprintf("the file is larger than %d bytes", MaxBytes)}
	}
	var tree map[string]any
	if err := toml.Unmarshal(file, &tree); err != nil {
		return Policy{}, syntaxError(err)
	}
	at, err := positions(file)
	if err != nil {
		return Policy{}, err
	}
	if err := unknownKey(tree, at); err != nil {
		return Policy{}, err
	}
	var p Policy
	for _, f := range fields(&p) {
		raw, ok := lookUp(tree, f.key)
		if !ok {
			return Policy{}, at.errorf(f.key, "is missing")
		}
		if err := f.value.set(raw); err != nil {
			return Policy{}, at.errorf(f.key, "%s", err)
		}
	}
	p.Rules.LowConfidence.Alert = p.Trigger.Confidence
	if c, wrong := conflicts(&p); wrong {
		return Policy{}, at.errorf(c.key, "%s", c.words)
	}
	return p, nil
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
