package record

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Content is what a person wrote. It is a struct whose JSON is an object, and a
// value: whoever edits one that holds slices replaces them.
//
// JSON names may be added later, with omitempty; none may change its meaning.
type Content[T any] interface {
	// Normal returns the content as it is kept: what a file or a text box does
	// to blanks and line ends is not to be taken for an edit. Normal of what is
	// normal is the same.
	Normal() T
	// Check returns an [*InvalidError] for the first thing that is wrong with
	// a normal content, or nil.
	Check() error
}

// ErrInvalid is in every [*InvalidError].
var ErrInvalid = errors.New("record: invalid")

// InvalidError says which field of a record is wrong and how, in words that
// follow the field's name.
type InvalidError struct {
	Field string
	Words string
}

// Error implements error.
func (e *InvalidError) Error() string { return e.Field + " " + e.Words }

// Unwrap returns ErrInvalid.
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// Invalidf returns an InvalidError about a field.
func Invalidf(field, format string, args ...any) *InvalidError {
	return &InvalidError{field, fmt.Sprintf(format, args...)}
}

// Tidy returns s with lines that end in "\n" and without blanks around it.
func Tidy(s string) string { return strings.TrimSpace(lineEnds.Replace(s)) }

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// CheckLine returns an [*InvalidError] if value is no line of UTF-8 of at most
// limit characters.
func CheckLine(field, value string, limit int) error { return checkWords(field, value, limit, "") }

// CheckText is CheckLine for a text of any number of lines, which may have tabs.
func CheckText(field, value string, limit int) error { return checkWords(field, value, limit, "\n\t") }

func checkWords(field, value string, limit int, allowed string) error {
	if !utf8.ValidString(value) {
		return Invalidf(field, "is not UTF-8")
	}
	if n := utf8.RuneCountInString(value); n > limit {
		return Invalidf(field, "has %d characters; at most %d are allowed", n, limit)
	}
	if strings.ContainsFunc(value, func(c rune) bool { return unicode.IsControl(c) && !strings.ContainsRune(allowed, c) }) {
		return Invalidf(field, "has a control character")
	}
	return nil
}
