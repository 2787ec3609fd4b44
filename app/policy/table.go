package policy

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// innerError is what is wrong with one item of a list; path leads there from
// the list's key, such as "[2].queue".
type innerError struct {
	path string
	err  error
}

func (e *innerError) Error() string { return e.err.Error() }
func (e *innerError) Unwrap() error { return e.err }

// within puts a step before the path of an error.
func within(step string, err error) error {
	if inner, ok := errors.AsType[*innerError](err); ok {
		return &innerError{step + inner.path, inner.err}
	}
	return &innerError{step, err}
}

// exact is a value whose words for people do not tell all that differs.
type exact interface{ exact() string }

// exactly returns v so that two values are the same just when these are.
func exactly(v value) string {
	if e, ok := v.(exact); ok {
		return e.exact()
	}
	return v.String()
}

// table is a list of things that have fields themselves. Each field is needed
// in each item.
type table[T any] struct {
	to       *[]T
	min, max int
	// noun is what one item is called.
	noun   string
	fields func(*T) []field
}

func (v table[T]) set(raw any) error {
	items, ok := raw.([]any)
	if !ok {
		// [[ ]] comes as a list of tables, and an empty one as nothing.
		return fmt.Errorf("must be a list: one %s in braces after the other", v.noun)
	}
	if len(items) < v.min || len(items) > v.max {
		return fmt.Errorf("must have between %d and %s", v.min, count(v.max, v.noun))
	}
	got := make([]T, len(items))
	for i, item := range items {
		if err := setItem(v.fields(&got[i]), v.noun, item); err != nil {
			return within(fmt.Sprintf("[%d]", i), err)
		}
	}
	*v.to = got
	return nil
}

// setItem reads one item by its fields.
func setItem(fs []field, noun string, raw any) error {
	item, ok := raw.(map[string]any)
	if !ok {
		return fmt.Errorf("must be %s in braces, such as { %s = … }", noun, fs[0].key)
	}
	for _, key := range slices.Sorted(maps.Keys(item)) {
		if !slices.ContainsFunc(fs, func(f field) bool { return f.key == key }) {
			return within("."+key, fmt.Errorf("is not a key that %s has", noun))
		}
	}
	for _, f := range fs {
		raw, ok := item[f.key]
		if _, may := f.value.(interface{ optional() }); may && !ok {
			continue
		}
		if !ok {
			return within("."+f.key, errors.New("is missing"))
		}
		if err := f.value.set(raw); err != nil {
			return within("."+f.key, err)
		}
	}
	return nil
}

// String writes the items for people, without what is empty in them.
func (v table[T]) String() string { return strings.Join(v.items(), " / ") }

func (v table[T]) items() []string { return v.write(inWords, ", ") }

// inWords writes one field of an item; a switch that is off is left out.
func inWords(f field) string {
	s := f.value.String()
	switch f.value.(type) {
	case flag:
		if s == no {
			return ""
		}
		return f.key
	case interface{ nested() }:
		if s != "" {
			s = "(" + s + ")"
		}
	}
	if s == "" {
		return ""
	}
	return f.key + " " + s
}

func (v table[T]) nested() {}

func (v table[T]) exact() string {
	return fmt.Sprintf("%q", v.write(func(f field) string { return fmt.Sprintf("%q", exactly(f.value)) }, ","))
}

func (v table[T]) write(one func(field) string, comma string) []string {
	items := make([]string, len(*v.to))
	for i := range *v.to {
		var parts []string
		for _, f := range v.fields(&(*v.to)[i]) {
			if s := one(f); s != "" {
				parts = append(parts, s)
			}
		}
		items[i] = strings.Join(parts, comma)
	}
	return items
}
