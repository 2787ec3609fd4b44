package policy

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"floorwalker/app/chat"
)

// How a switch is written for people.
const (
	yes = "yes"
	no  = "no"
)

// flag is true or false.
type flag struct{ to *bool }

func (v flag) set(raw any) error {
	b, ok := raw.(bool)
	if !ok {
		return errors.New("must be true or false, without quotes")
	}
	*v.to = b
	return nil
}

func (v flag) String() string {
	if *v.to {
		return yes
	}
	return no
}

// oneOf is one of a few words.
type oneOf[S ~string] struct {
	to  *S
	all []S
}

func (v oneOf[S]) set(raw any) error {
	s, ok := raw.(string)
	if !ok || !slices.Contains(v.all, S(s)) {
		return fmt.Errorf("must be %s", either(v.all))
	}
	*v.to = S(s)
	return nil
}

func (v oneOf[S]) String() string { return string(*v.to) }

// either writes a choice for people: "a", "b" or "c".
func either[S ~string](all []S) string {
	quoted := make([]string, len(all))
	for i, s := range all {
		quoted[i] = strconv.Quote(string(s))
	}
	last := len(quoted) - 1
	if last == 0 {
		return quoted[0]
	}
	return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
}

// list is a list of words, each once.
type list[S ~string] struct {
	to       *[]S
	min, max int
	noun     string
	check    func(string) error
}

func (v list[S]) set(raw any) error {
	items, ok := raw.([]any)
	if !ok {
		return fmt.Errorf("must be a list of %ss in quotes", v.noun)
	}
	if len(items) < v.min || len(items) > v.max {
		if v.min == v.max {
			return fmt.Errorf("must have %s", count(v.max, v.noun))
		}
		return fmt.Errorf("must have between %d and %s", v.min, count(v.max, v.noun))
	}
	got := make([]S, len(items))
	for i, item := range items {
		s, err := v.item(item, got[:i])
		if err != nil {
			return within(fmt.Sprintf("[%d]", i), err)
		}
		got[i] = s
	}
	*v.to = got
	return nil
}

func (v list[S]) item(raw any, before []S) (S, error) {
	s, ok := raw.(string)
	if !ok {
		return "", fmt.Errorf("must be a %s in quotes", v.noun)
	}
	if err := v.check(s); err != nil {
		return "", err
	}
	if slices.Contains(before, S(s)) {
		return "", fmt.Errorf("has %q twice", s)
	}
	return S(s), nil
}

func (v list[S]) String() string { return strings.Join(v.items(), " / ") }

func (v list[S]) items() []string {
	words := make([]string, len(*v.to))
	for i, s := range *v.to {
		words[i] = string(s)
	}
	return words
}

func (v list[S]) exact() string { return fmt.Sprintf("%q", *v.to) }
func (v list[S]) nested()       {}

// known checks that s is one of a few words.
func known[S ~string](all ...S) func(string) error {
	return func(s string) error {
		if !slices.Contains(all, S(s)) {
			return fmt.Errorf("must be %s", either(all))
		}
		return nil
	}
}

// pattern is a regular expression; empty is none.
type pattern struct{ to **regexp.Regexp }

func (v pattern) set(raw any) error {
	s, ok := raw.(string)
	if !ok {
		return errors.New("must be a pattern in quotes, or empty")
	}
	if s == "" {
		*v.to = nil
		return nil
	}
	if err := checkLine(s, maxTextChars); err != nil {
		return err
	}
	// Half a match would let "AB-1 and so on" pass for a number.
	if !strings.HasPrefix(s, "^") || !strings.HasSuffix(s, "$") {
		return errors.New("must begin with ^ and end with $")
	}
	re, err := regexp.Compile(s)
	if err != nil {
		return fmt.Errorf("is not a pattern: %w", err)
	}
	*v.to = re
	return nil
}

func (v pattern) String() string {
	if *v.to == nil {
		return ""
	}
	return (*v.to).String()
}

// ident is a short name that is never shown and never changes.
var ident = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,39}$`)

func checkIdent(s string) error {
	if !ident.MatchString(s) {
		return errors.New(`must be an id of small letters, digits, "_" and "-", at most 40`)
	}
	return nil
}

// checkAgent accepts the id of a person. The ones with "@" are the program's.
func checkAgent(s string) error {
	if strings.HasPrefix(s, "@") {
		return errors.New(`must not begin with "@"`)
	}
	return checkName(s)
}

// ValidAgent reports whether a slot may have that agent; the empty id is NO COVER.
func ValidAgent(id chat.AgentID) bool { return orNone(checkAgent)(string(id)) == nil }

// orNone lets a check pass the empty word.
func orNone(check func(string) error) func(string) error {
	return func(s string) error {
		if s == "" {
			return nil
		}
		return check(s)
	}
}

func checkText(s string) error { return checkLine(s, maxTextChars) }
