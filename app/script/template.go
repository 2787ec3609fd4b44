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
}

type pieceKind int

const (
	plain pieceKind = iota
	slot
	clause
)

// parse takes a text apart. A slot is {name}; a clause, which is there only
// where its condition is known to hold, is {?name:words}. Every other brace
// or bracket is refused, since a customer must never see one that was meant
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
		end := strings.IndexAny(text[i+1:], "{}[]")
		if end < 0 || text[i+1+end] != '}' {
			return nil, errors.New("has a { without its }")
		}
		p, err := parseSlot(text[i+1 : i+1+end])
		if err != nil {
			return nil, err
		}
		ps = append(ps, p)
		text = text[i+1+end+1:]
	}
	return ps, nil
}

// parseSlot reads what stands between two braces.
func parseSlot(s string) (piece, error) {
	p := piece{kind: slot, name: s}
	if cond, isClause := strings.CutPrefix(s, "?"); isClause {
		name, words, _ := strings.Cut(cond, ":")
		p = piece{kind: clause, name: name, text: words}
		if _, known := conditions[name]; !known || words == "" {
			return piece{}, fmt.Errorf("has the clause {%s}; a clause is {?condition:words} and the condition one of %s", s, conditionNames)
		}
	}
	if !validSlot(p.name) {
		return piece{}, fmt.Errorf("has the blank {%s}; a name is at most %d lower-case letters, digits and _", s, maxSlotName)
	}
	return p, nil
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
