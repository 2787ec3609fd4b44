package script

import (
	"errors"
	"fmt"
	"strings"
)

// piece is a part of a response's text.
type piece struct {
	kind pieceKind
	text string // of plain and clause
	name string // of slot and clause
	when string // of a slot in a clause: the clause's name
}

type pieceKind int

const (
	plain pieceKind = iota
	slot
	clause
)

// parse takes a text apart. A slot is {name}; a clause, which is there only
// where its condition is known to hold, is {?name:words}, and may have slots
// among its words, which are there with it. What a backend writes {{so}} in its
// own responses is a slot too, which nothing here fills but a person. Every other brace or bracket is refused, since a customer must never see one that was meant
// to be filled in.
func parse(text string) ([]piece, error) {
	var ps []piece
	for text != "" {
		i := strings.IndexAny(text, "{}[]")
		if i < 0 {
			return append(ps, piece{kind: plain, text: text}), nil
		}
		if text[i] != '{' {
			return nil, fmt.Errorf("has a stray %q; a blank is written {name}", text[i])
		}
		if i > 0 {
			ps = append(ps, piece{kind: plain, text: text[:i]})
		}
		if name, after, ok := foreign(text[i:]); ok {
			ps, text = append(ps, piece{kind: slot, name: name}), after
			continue
		}
		inside, after, ok := braced(text[i+1:])
		if !ok {
			return nil, errors.New("has a { without its }")
		}
		more, err := parseBraced(inside)
		if err != nil {
			return nil, err
		}
		ps, text = append(ps, more...), after
	}
	return ps, nil
}

// maxForeign is the length of what stands between two double braces, in bytes.
const maxForeign = 64

// foreign cuts a blank of a backend's off s. Its name has one pair of the braces, so
// that it stands in a filled text as it does in the response.
func foreign(s string) (name, after string, ok bool) {
	s, ok = strings.CutPrefix(s, "{{")
	if !ok {
		return "", "", false
	}
	inside, after, ok := strings.Cut(s, "}}")
	if !ok || strings.TrimSpace(inside) == "" || len(inside) > maxForeign || strings.ContainsAny(inside, "{}[]\n") {
		return "", "", false
	}
	return "{" + inside + "}", after, true
}

// braced cuts s, which stands behind a brace, at the one that closes it. Only a
// clause has braces inside.
func braced(s string) (inside, after string, ok bool) {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			if depth > 0 || s[0] != '?' {
				return "", "", false
			}
			depth++
		case '}':
			if depth == 0 {
				return s[:i], s[i+1:], true
			}
			depth--
		case '[', ']':
			return "", "", false
		}
	}
	return "", "", false
}

// parseBraced reads what stands between two braces.
func parseBraced(s string) ([]piece, error) {
	cond, isClause := strings.CutPrefix(s, "?")
	if !isClause {
		if !validSlot(s) {
			return nil, slotError(s)
		}
		return []piece{{kind: slot, name: s}}, nil
	}
	name, words, _ := strings.Cut(cond, ":")
	if _, known := conditions[name]; !known || words == "" {
		return nil, fmt.Errorf("has the clause {%s}; a clause is {?condition:words} and the condition one of %s", s, conditionNames)
	}
	var ps []piece
	for words != "" {
		before, rest, found := strings.Cut(words, "{")
		if before != "" {
			ps = append(ps, piece{kind: clause, name: name, text: before})
		}
		if !found {
			break
		}
		inner, after, _ := strings.Cut(rest, "}")
		if !validSlot(inner) {
			return nil, slotError(inner)
		}
		ps, words = append(ps, piece{kind: slot, name: inner, when: name}), after
	}
	return ps, nil
}

func slotError(name string) error {
	return fmt.Errorf("has the blank {%s}; a name is at most %d lower-case letters, digits and _", name, maxSlotName)
}

const maxSlotName = 32

func validSlot(name string) bool {
	return name != "" && len(name) <= maxSlotName && name[0] >= 'a' && name[0] <= 'z' &&
		!strings.ContainsFunc(name, func(c rune) bool {
			return c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z')
		})
}

// hasBracket reports whether s has a character that marks a blank.
func hasBracket(s string) bool { return strings.ContainsAny(s, "{}[]") }
